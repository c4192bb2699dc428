"""The places: what lies behind and around the people. Each is a function of the light and of where the person is."""

from collections.abc import Callable

from tandem.surfaces.rehearse.drawing.places.indoors import kitchen, room, stairwell
from tandem.surfaces.rehearse.drawing.places.outdoors import car, park, porch, street
from tandem.surfaces.rehearse.drawing.places.set import Set

PLACES: dict[str, Callable[[Set], tuple[str, str]]] = {
    "room": room,
    "kitchen": kitchen,
    "porch": porch,
    "street": street,
    "car": car,
    "park": park,
    "stairwell": stairwell,
}
