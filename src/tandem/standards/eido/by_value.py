"""XML that an EIDO carries inside its texts: places (PIDF-LO, RFC 4119, 5139, 5491) and comments (RFC 7852).

The XML comes from outside, so it is parsed without document type, entities, or anything fetched, to a bounded depth.
"""

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEPTH = 64

_CIVIC = "{urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr}"
_GML = "{http://www.opengis.net/gml}"
_SHAPES = "{http://www.opengis.net/pidflo/1.0}"
_COMMENT = "{urn:ietf:params:xml:ns:EmergencyCallData:Comment}"

# Shapes whose own position is where the target is. An arc band's position is the cell tower, so it isn't among them.
_CENTERED = (f"{_GML}Point", *(f"{_SHAPES}{name}" for name in ("Circle", "Ellipse", "Sphere", "Ellipsoid")))
_WGS84 = ("urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG::4979")
_STREET = ("HNO", "HNS", "PRD", "RD", "STS", "POD")
_DETAIL = ("PRM", "POM", "LMK", "NAM", "BLD", "UNIT", "FLR", "ROOM", "LOC")


# What may stand before the first tag; XML itself allows nothing before its declaration.
_BLANK = "\ufeff \t\r\n"


class UnreadableXML(Exception):
    """The text isn't XML that may be read. The message is a sentence for the sender."""


@dataclass(frozen=True)
class Place:
    """`street` is house, street and detail; `area` the city, else the county (RFC 5139 A3, A2); WGS 84 degrees.

    `unread` says why a stated position couldn't be taken; the address stands all the same.
    """

    street: str | None
    area: str | None
    latitude: float | None
    longitude: float | None
    unread: str | None


def is_xml(text: str) -> bool:
    """Return whether the text means to be XML. Some senders put a plain address where a PIDF-LO belongs."""
    return text.lstrip(_BLANK).startswith("<")


def parse(text: str) -> Element:
    """Return the root of the XML. Raises `UnreadableXML`."""
    parser = expat.ParserCreate("utf-8", "}")
    builder = TreeBuilder()
    level = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > DEPTH:
            raise UnreadableXML(f"The XML is nested more than {DEPTH} levels deep.")
        builder.start(_tag(name), attributes)

    def end(name: str) -> None:
        nonlocal level
        level -= 1
        builder.end(_tag(name))

    def refuse(*_: object) -> None:
        raise UnreadableXML("The XML has a DOCTYPE, which isn't allowed here. Send it without one.")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.lstrip(_BLANK), True)
    except expat.ExpatError as error:
        raise UnreadableXML(f"The XML is broken near line {error.lineno}, column {error.offset + 1}.") from None
    except UnicodeError:
        raise UnreadableXML("The XML contains half of a character.") from None
    return builder.close()


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def place(text: str) -> Place:
    """Return where a PIDF-LO document says the target is. Raises `UnreadableXML`."""
    root = parse(text)
    civic: dict[str, str] = {}
    for address in root.iter(f"{_CIVIC}civicAddress"):
        for part in address:
            if part.tag.startswith(_CIVIC) and (value := _words(part)):
                civic.setdefault(part.tag.removeprefix(_CIVIC), value)
        break
    street = " ".join(civic[name] for name in _STREET if name in civic)
    detail = [civic[name] for name in _DETAIL if name in civic]
    latitude = longitude = unread = None
    try:
        latitude, longitude = _position(root)
    except UnreadableXML as problem:
        unread = str(problem)
    return Place(
        street=", ".join(filter(None, [street, *detail])) or None,
        area=civic.get("A3") or civic.get("A2"),
        latitude=latitude,
        longitude=longitude,
        unread=unread,
    )


def joined(one: Place, other: Place) -> Place:
    """Return the first place with what it lacks taken from the other."""
    position = one if one.latitude is not None else other
    return Place(one.street or other.street, one.area or other.area, position.latitude, position.longitude, None)


def comments(text: str) -> list[str]:
    """Return the texts of an RFC 7852 comment block, none if the XML is another block. Raises `UnreadableXML`."""
    root = parse(text)
    if root.tag != f"{_COMMENT}EmergencyCallData.Comment":
        return []
    return [comment.text for comment in root.iter(f"{_COMMENT}Comment") if comment.text]


def _words(element: Element) -> str:
    return " ".join((element.text or "").split())


def _position(root: Element) -> tuple[float, float] | tuple[None, None]:
    for shape in root.iter():
        position = shape.find(f"{_GML}pos") if shape.tag in _CENTERED else None
        if position is None:
            continue
        if shape.get("srsName", _WGS84[0]) not in _WGS84:
            raise UnreadableXML("The position isn't in WGS 84 (EPSG 4326 or 4979).")
        try:
            latitude, longitude = (float(number) for number in _words(position).split()[:2])
        except ValueError:
            raise UnreadableXML("The position must be latitude and longitude in degrees.") from None
        if not (math.isfinite(latitude + longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise UnreadableXML("The position isn't on the earth: send latitude first, then longitude.")
        return latitude, longitude
    return None, None
