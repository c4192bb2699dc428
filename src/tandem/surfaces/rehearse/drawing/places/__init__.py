"""The places: what lies behind and around the people. Each is a function of the light and of where the person is."""

from collections.abc import Callable
from functools import lru_cache

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


@lru_cache(maxsize=64)
def place(name: str, here: Set) -> tuple[str, str]:
    """What lies behind and before the people of this place. Kept, for a place stays while what is said goes on."""
    return PLACES[name](here)
