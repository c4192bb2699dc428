"""A cmi5 package: a zip with `cmi5.xml`, by which a learning system lists the scenarios and opens them here."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

from tandem.standards.xapi.statements import activity_id

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
# XML 1.0 has no way to write these (2.2).
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-�\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Unit:
    """One scenario to be assigned. `titles` and `words` (what it is about) by language, English at least."""

    scenario: str
    titles: dict[str, str]
    words: dict[str, str]


def structure(units: Sequence[Unit], *, address: str, title: str) -> bytes:
    """Return the course structure as XML. ValueError without a unit: a course has at least one (cmi5 13.1)."""
    if not units:
        raise ValueError("Choose at least one scenario for the package.")
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.Element(f"{{{SPACE}}}courseStructure")
    course = _add(root, "course", id=f"{address}/rehearse/scenarios")
    _texts(course, "title", {"en": title})
    _texts(course, "description", {"en": "Calls rehearsed together, each with its debrief."})
    for unit in units:
        # Who finished the debrief has completed it; a rehearsal has no score and no pass mark.
        au = _add(root, "au", id=activity_id(address, unit.scenario), moveOn="Completed", launchMethod="OwnWindow")
        _texts(au, "title", unit.titles)
        _texts(au, "description", unit.words)
        _add(au, "url").text = f"{address}/rehearse/alone/{unit.scenario}/"
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def package(units: Sequence[Unit], *, address: str, title: str, at: datetime) -> bytes:
    """Return the zip. The same scenarios at the same moment make the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("cmi5.xml", at.timetuple()[:6]),
            structure(units, address=address, title=title),
            compress_type=zipfile.ZIP_DEFLATED,
        )
    return held.getvalue()


def _add(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{SPACE}}}{name}", attributes)


def _texts(parent: ElementTree.Element, name: str, words: dict[str, str]) -> None:
    element = _add(parent, name)
    for language, text in words.items():
        _add(element, "langstring", lang=language).text = _UNWRITABLE.sub("", text)
