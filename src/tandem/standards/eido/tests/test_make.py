"""What is made is valid and reads back as the same values."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.standards.eido.make import make
from tandem.standards.eido.read import read
from tandem.standards.eido.report import Described
from tandem.standards.eido.validation import validate
from tests.short import tries

AT = datetime(2026, 3, 1, 21, 4, 5, tzinfo=timezone(timedelta(hours=-5)))
WHO = {"source_name": "cad.riverton.example", "source_id": "urn:x:1", "agency": "psap.riverton.example"}


def test_all_values_read_back():
    document = make(
        **WHO,
        received_at=AT,
        updated_at=AT + timedelta(minutes=2),
        call_type="Welfare check",
        incident_number="26-0301-0117",
        status="Pending",
        priority="P3",
        queue="sos@riverton.example",
        place="400 block of Alder Street",
        area="Riverton & Mill",
        latitude=0.0,
        longitude=-75.5484,
        callback="3025550142",
        notes=["First <b>note</b>.", "Second."],
        persons=[("Caller", ""), ("Patient", "red jacket")],
    )
    assert validate(document) == []
    report = read(document)
    assert (report.source_name, report.source_id) == ("cad.riverton.example", "urn:x:1")
    assert (report.received_at, report.updated_at) == (AT, AT + timedelta(minutes=2))
    assert (report.call_type, report.incident_number, report.status) == ("Welfare check", "26-0301-0117", "Pending")
    assert (report.priority, report.queue, report.callbacks) == ("P3", "sos@riverton.example", ("3025550142",))
    assert (report.place, report.area) == ("400 block of Alder Street", "Riverton & Mill")
    assert (report.latitude, report.longitude) == (0.0, -75.5484)
    assert [note.text for note in report.notes] == ["First <b>note</b>.", "Second."]
    assert report.persons == (Described("Caller", None, ""), Described("Patient", None, "red jacket"))
    assert (report.has_incident, report.unread) == (True, ())


def test_without_a_call_type_there_is_no_incident_yet():
    report = read(make(**WHO, received_at=AT))
    assert (report.has_incident, report.call_type, report.place) == (False, None, None)


def test_times_need_an_offset():
    with pytest.raises(ValueError, match="aware"):
        make(**WHO, received_at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="aware"):
        make(**WHO, received_at=AT, updated_at=AT.replace(tzinfo=None))


words = st.text(max_size=20)


@settings(max_examples=tries(200), deadline=None, derandomize=True, database=None)
@given(
    st.datetimes(timezones=st.just(UTC)),
    words,
    words,
    words,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.lists(words, max_size=3),
    st.lists(st.tuples(words, words), max_size=3),
)
def test_whatever_is_made_is_valid(at, call_type, place, area, latitude, longitude, notes, persons):
    document = make(
        **WHO,
        received_at=at,
        call_type=call_type,
        place=place,
        area=area,
        latitude=latitude,
        longitude=longitude,
        notes=notes,
        persons=persons,
    )
    assert validate(document) == []
    report = read(document)
    assert (report.received_at, report.call_type or "", report.place or "") == (at, call_type, place)
    assert (report.latitude, report.longitude, report.unread) == (latitude, longitude, ())
    assert [note.text for note in report.notes] == notes
