import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
import xmlschema

from tandem.standards.xapi.package import SPACE, Unit, package, structure
from tandem.standards.xapi.statements import CATEGORY, MOVE_ON, Attempt, duration, statements

HERE = "https://tandem.example"
BEGAN = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
PLAYED = Attempt(
    run=UUID(int=7),
    account="r.whitlock",
    scenario="welfare-check",
    title="Juniper Street",
    edition="welfare-check/1",
    began_at=BEGAN,
    left_at=BEGAN + timedelta(minutes=40),
    completed_at=BEGAN + timedelta(minutes=38, seconds=1.5),
)
UNIT = Unit("welfare-check", {"en": "Juniper Street", "es": "Calle Juniper"}, {"en": "A welfare check."})


def test_three_statements_in_their_order_and_the_credit_follows_from_one():
    begun, completed, left = statements([PLAYED], address=HERE)
    assert [one["verb"]["display"]["en"] for one in (begun, completed, left)] == [
        "initialized",
        "completed",
        "terminated",
    ]
    assert begun["timestamp"] < completed["timestamp"] < left["timestamp"] == "2026-11-01T18:40:00.000Z"
    assert completed["result"] == {"completion": True, "duration": "PT2281.50S"}
    assert len({one["context"]["registration"] for one in (begun, completed, left)}) == 1
    marks = [
        [each["id"] for each in one["context"]["contextActivities"]["category"]] for one in (begun, completed, left)
    ]
    assert marks == [[CATEGORY], [CATEGORY, MOVE_ON], [CATEGORY]]


def test_sent_twice_it_is_one_statement_and_two_learners_are_two():
    first, again = statements([PLAYED], address=HERE), statements([PLAYED], address=HERE)
    other = statements([replace(PLAYED, account="m.vega")], address=HERE)
    assert first == again
    assert not {one["id"] for one in first} & {one["id"] for one in other}


def test_who_left_before_the_debrief_has_begun_and_left():
    told = statements([replace(PLAYED, completed_at=None)], address=HERE)
    assert [one["verb"]["display"]["en"] for one in told] == ["initialized", "terminated"]


def test_nothing_judges_the_learner():
    words = json.dumps(statements([PLAYED], address=HERE))
    assert not any(word in words for word in ("score", "success", "missed", "response", "mbox"))


def test_a_clock_that_ran_back_makes_no_negative_time():
    assert duration(timedelta(seconds=-3)) == "PT0.00S"


def test_the_package_holds_what_a_learning_system_reads():
    at = datetime(2026, 11, 1, tzinfo=UTC)
    held = package([UNIT], address=HERE, title="Rehearsals", at=at)
    assert held == package([UNIT], address=HERE, title="Rehearsals", at=at)
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        assert archive.namelist() == ["cmi5.xml"]
        root = ElementTree.fromstring(archive.read("cmi5.xml"))
    au = root.find(f"{{{SPACE}}}au")
    assert au.attrib["moveOn"] == "Completed" and "masteryScore" not in au.attrib
    assert au.find(f"{{{SPACE}}}url").text == f"{HERE}/rehearse/alone/welfare-check/"
    assert [one.get("lang") for one in au.find(f"{{{SPACE}}}title")] == ["en", "es"]


def test_what_xml_cannot_hold_is_left_out_and_markup_stays_text():
    told = structure([replace(UNIT, titles={"en": "A\x00<b>&\x0b"})], address=HERE, title="R")
    title = ElementTree.fromstring(told).find(f"{{{SPACE}}}au/{{{SPACE}}}title/{{{SPACE}}}langstring")
    assert title.text == "A<b>&"


def test_a_package_without_a_scenario_is_refused():
    with pytest.raises(ValueError, match="at least one scenario"):
        structure([], address=HERE, title="R")


@pytest.mark.shared
def test_the_structure_is_valid_by_its_schema(shared):
    schema = xmlschema.XMLSchema(str(shared / "data/training/cmi5-CourseStructure.xsd"), defuse="always")
    told = structure([UNIT, replace(UNIT, scenario="other")], address=HERE, title="R").decode()
    schema.validate(told)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(told.replace('moveOn="Completed"', 'moveOn="Whenever"'))
