"""Check-ins and travel, and screens on a wall, as an administrator sets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tandem.domain.staffing import travel
from tandem.foundation.organizations.models import Device, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few
from tests.signed_in import sit

NUMBERS = {
    "check_in_minutes": "15",
    "late_after_minutes": "4",
    "roll_call_minutes": "2",
    "caution_days": "90",
    "recording_days": "30",
    "travel_speed_mph": "30",
    "travel_speed_source": "GPS of June",
    "distance_unit": "km",
}
TABLE = {"edition": "2026-1", "source": "GPS of June", "in_force_from": "2026-01-01"}


@pytest.fixture
def admin(db):
    made.program()
    travel.forget()
    made.organization(OrganizationKind.PSAP, in_program=True)
    yield browser(made.user_with_job(Role.ADMIN))
    forget()
    travel.forget()


def browser(actor) -> Client:
    client = Client()
    sit(client, actor)
    return client


def test_the_numbers_are_kept(admin):
    assert admin.post("/program/watch/", NUMBERS).status_code == 302
    found = Program.objects.get()
    assert (found.check_in_minutes, found.caution_days, found.distance_unit) == (15, 90, "km")
    assert found.recording_days == 30
    assert "GPS of June" in admin.get("/program/watch/").content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize("field", few(sorted(set(NUMBERS)), every=4))
@pytest.mark.parametrize("wrong", few(["", "9999", "²", "0", "-3"], every=3))
def test_what_cannot_be_is_named_and_kept_on_the_page(admin, field, wrong):
    if field == "travel_speed_source" and wrong:
        wrong = "x" * 201
    answer = admin.post("/program/watch/", NUMBERS | {field: wrong})
    assert answer.status_code == 422 and f"id_{field}-error" in answer.content.decode()
    assert Program.objects.get().check_in_minutes == 20


def test_a_table_is_pasted_or_sent_as_a_file(admin):
    assert (
        admin.post("/program/watch/travel/", TABLE | {"rows": "from,to,minutes\nA,B,9\n\nB,A,14\n"}).status_code == 302
    )
    assert travel.known().table.minutes == {("a", "b"): 9, ("b", "a"): 14}
    sent = SimpleUploadedFile("t.csv", "\ufeffA,B,8\n".encode())
    assert admin.post("/program/watch/travel/", TABLE | {"edition": "2", "file": sent}).status_code == 302
    page = admin.get("/program/watch/").content.decode()
    assert "2026-1" in page and page.count("in force</span>") == 1


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("told", "said"),
    few(
        [
            ({"rows": ""}, "at least one line"),
            ({"rows": "A,B"}, "Line 1: Write 3 columns"),
            ({"rows": "A,B,9\nA,C,soon"}, "Line 2: Minutes"),
            ({"rows": "A,B,9\na,b,8"}, "stands on line 1 already"),
            ({"rows": "A,B,9", "in_force_from": "today"}, "2026-11-22"),
            ({"rows": "A,B,9", "in_force_from": ""}, "from which day"),
            ({"rows": "A,B,9", "edition": ""}, "empty"),
            ({"rows": '"A,B,9'}, "Write 3 columns"),
            ({"rows": "A\x00,B,9"}, "NUL"),
        ],
        every=5,
    ),
)
def test_a_table_that_cannot_be_right_stores_nothing(admin, told, said):
    answer = admin.post("/program/watch/travel/", TABLE | told)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert travel.editions() == []


def test_a_file_that_is_no_table(admin):
    for body, said in ((b"\xff\xfe\x00", "UTF-8"), (b"x" * 1_048_577, "larger than 1 MB")):
        answer = admin.post("/program/watch/travel/", TABLE | {"file": SimpleUploadedFile("t.csv", body)})
        assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.fuzz
def test_named_places(admin):
    rows = "Station 1,station,39.74,-104.99\nRivermont,Area,39.75,-105.0"
    assert admin.post("/program/watch/places/", {"rows": rows}).status_code == 302
    assert [one.name for one in travel.places()] == ["Station 1", "Rivermont"]
    bad = ("", "a,b", "Station 2,house,1,1", "Station 2,station,-105,39", "Station 2,station,north,1")
    for wrong in few(bad, every=3):
        answer = admin.post("/program/watch/places/", {"rows": wrong})
        assert answer.status_code == 422 and wrong in answer.content.decode()
    assert len(travel.places()) == 2


def test_a_screen_is_made_and_ended(admin):
    page = admin.post("/program/devices/", {"name": "Wall in dispatch room 2"}).content.decode()
    assert "/wall/pair/" in page and "waits to be paired" in page
    assert "/wall/pair/" not in admin.get("/program/devices/").content.decode(), "the link is shown once"
    assert admin.post("/program/devices/", {"name": ""}).status_code == 422
    device = Device.objects.get()
    assert admin.post(f"/program/devices/{device.pk}/end/").status_code == 302
    assert admin.post(f"/program/devices/{device.pk}/end/").status_code == 404
    assert "ended" in admin.get("/program/devices/").content.decode()


@pytest.mark.parametrize("path", ["/program/watch/", "/program/devices/"])
def test_nobody_else_sets_them(admin, path):
    assert browser(made.user_with_job(Role.DISPATCHER)).get(path).status_code == 404
