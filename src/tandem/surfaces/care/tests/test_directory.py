"""The directory's pages: hours on the wall, freshness, the keeper's forms and history, and files of other directories."""

import io
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tandem.domain.directory.actions import change, set_upkeep, verify
from tandem.domain.directory.models import Change, Service
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.care.tests.conftest import Known, browser, place
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
KEEPER = Actor.system("test", Permission.DIRECTORY_WRITE)
# Friday, November 27, 2026, 15:00 in New York.
FRIDAY = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SENT = {
    "name": "Harbor House",
    "needs": ["shelter"],
    "day4": "08:00-12:00, 13:00-20:00",
    "exceptions": "2026-12-25 closed Christmas",
    "languages": ["es"],
    "other_languages": "quc",
    "minimum_age": "18",
    "cost": "Free",
    "by_appointment": "on",
}


def test_open_until_next_opening_and_today_is_not_as_usual(known: Known):
    one = place("Lakeside", "psychiatry")
    hours = {"words": "Fridays", "spans": {"4": [["08:00", "12:00"], ["13:00", "20:00"]]}}
    client = browser(known.clinician)

    def shown(at) -> str:
        with clock.at(at):
            return client.get(f"/directory/{one}/").content.decode()

    with clock.at(FRIDAY):
        change(one, actor=KEEPER, hours=hours)
    assert "Open until 20:00" in shown(FRIDAY)
    assert "Closed now, opens 13:00" in shown(FRIDAY - timedelta(hours=2, minutes=30))
    assert "Closed now, opens Fri 08:00" in shown(FRIDAY + timedelta(days=1))
    with clock.at(FRIDAY):
        change(
            one, actor=KEEPER, hours={**hours, "exceptions": [{"on": "2026-11-27", "spans": [], "words": "Inventory"}]}
        )
    assert "Today: Inventory" in shown(FRIDAY) and "Open until" not in shown(FRIDAY)


def test_a_stale_listing_says_so_and_comes_after_fresh_ones(known: Known):
    old, fresh = place("A first by name", "food"), place("B fresh", "food")
    verify(fresh, actor=KEEPER, how="visit")
    verify(old, actor=KEEPER, on=(clock.now() - timedelta(days=40)).date())
    client = browser(known.clinician)
    listed = client.get("/directory/").content.decode()
    assert listed.index("A first") < listed.index("B fresh")
    set_upkeep(actor=made.user_with_job(Role.ADMIN), stale_after_days=30)
    listed = client.get("/directory/").content.decode()
    assert listed.index("B fresh") < listed.index("A first") and listed.count("Call before you rely on it") == 1
    assert "by test, by a visit" in listed


def test_the_keeper_lists_and_changes_with_history_and_an_administrator_may(known: Known):
    house = made.organization()
    for keeper in (known.supervisor, made.user_with_job(Role.ADMIN)):
        client = browser(keeper)
        assert client.get("/directory/new/").status_code == 200
        if keeper == known.supervisor:
            assert client.get("/directory/").status_code == 200
            assert client.post("/directory/new/", SENT).status_code == 422
        assert client.post("/directory/new/", SENT | {"organization": str(house.pk)}).status_code == 303
    row = Service.objects.filter(name="Harbor House").latest("changed_at")
    assert row.hours == {
        "by_appointment": True,
        "spans": {"4": [["08:00", "12:00"], ["13:00", "20:00"]]},
        "exceptions": [{"on": "2026-12-25", "spans": [], "words": "Christmas"}],
    }
    assert (row.minimum_age, row.languages, row.organization_id) == (18, ["es", "quc"], house.pk)
    form = browser(known.supervisor).get(f"/directory/{row.pk}/edit/").content.decode()
    assert "08:00-12:00, 13:00-20:00" in form and "2026-12-25 closed Christmas" in form
    changed = SENT | {"cost": "5 dollars", "retired": "on"}
    assert browser(known.supervisor).post(f"/directory/{row.pk}/edit/", changed).status_code == 303
    assert Change.objects.latest("id").fields == {"active": [True, False], "cost": ["Free", "5 dollars"]}
    page = browser(known.supervisor).get(f"/directory/{row.pk}/").content.decode()
    assert "Not in use any more" in page and 'class="was">Free' in page and known.supervisor.name in page
    assert "What changed" not in browser(known.clinician).get(f"/directory/{row.pk}/").content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("bad", "field"),
    few(
        [
            ({"name": ""}, "name"),
            ({"name": "x" * 121}, "name"),
            ({"needs": []}, "needs"),
            ({"needs": ["rehab"]}, "needs"),
            ({"day4": "8 to 5"}, "day4"),
            ({"exceptions": "christmas"}, "exceptions"),
            ({"minimum_age": "old"}, "minimum_age"),
            ({"maximum_age": "12"}, "minimum_age"),
            ({"latitude": "39"}, "latitude"),
            ({"latitude": "nan", "longitude": "inf"}, "latitude"),
            ({"website": "javascript:alert(1)"}, "website"),
            ({"cost": "nul \x00"}, "cost"),
            ({"other_languages": "English!"}, "languages"),
        ],
        every=7,
    ),
)
def test_bad_input_names_its_field_and_keeps_what_was_typed(known: Known, bad, field):
    one = place("Lakeside", "psychiatry")
    sent = SENT | {"description": "Kept as typed."} | bad
    answer = browser(known.supervisor).post(f"/directory/{one}/edit/", sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'href="#id_{field}"' in text and "Kept as typed." in text
    assert Service.objects.get(pk=one).name == "Lakeside"


@pytest.mark.fuzz
def test_only_a_keeper_has_these_pages(known: Known):
    one = place("Lakeside", "psychiatry")
    for number, reader in enumerate((known.clinician, known.peer)):
        client, paths = browser(reader), ("/directory/new/", "/directory/import/", f"/directory/{one}/edit/")
        for path in few(paths[number:], every=2):
            assert client.get(path).status_code == 404 and client.post(path).status_code == 404
    assert browser(made.user_with_job(Role.OFFICER)).get("/directory/").status_code == 404


def _file(text: str):
    file = io.BytesIO(text.encode())
    file.name = "../../etc/passwd.json"
    return file


def test_a_file_is_previewed_then_taken_in(known: Known):
    client = browser(known.supervisor)
    organization = {"id": str(UUID(int=7)), "name": "Made-up House", "description": "A house."}
    good = {
        "id": str(UUID(int=8)),
        "name": "Quiet Room <b>",
        "status": "active",
        "organization": organization,
        "fees": "x",
    }
    bad = good | {"id": "x", "name": "Wrong one"}
    before = Service.objects.count()
    shown = client.post("/directory/import/", {"file": _file(json.dumps([good, bad]))}).content.decode()
    assert "Quiet Room &lt;b&gt;" in shown and "/1/id" in shown and "Kept, not shown here: fees" in shown
    assert Service.objects.count() == before
    done = client.post("/directory/import/", {"yes": "1"}, follow=True).content.decode()
    assert "1 listings taken in." in done and "Not in use until somebody says what it is for" in done
    assert client.post("/directory/import/", {"yes": "1"}).status_code == 422


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "text",
    few(["", "[1,", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "[" * 5000, '{"organizations.csv": []}'], every=3),
)
def test_what_is_no_hsds_is_refused_in_words(known: Known, text):
    client = browser(known.supervisor)
    answer = client.post("/directory/import/", {"file": _file(text)} if text else {})
    assert answer.status_code == 422 and 'id="id_file-error"' in answer.content.decode()
    big = io.BytesIO(b" " * 1_048_577)
    big.name = "big.json"
    assert client.post("/directory/import/", {"file": big}).status_code == 422


def test_hsds_over_http_for_those_who_work_here(known: Known):
    one = place("Lakeside", "psychiatry")
    listed = browser(known.peer).get("/api/v1/hsds/services?per_page=1&page=x").json()
    assert listed["total_items"] == 1 and listed["contents"][0]["id"] == str(one)
    assert browser(known.peer).get(f"/api/v1/hsds/services/{one}").json()["name"] == "Lakeside"
    assert browser(known.peer).get(f"/api/v1/hsds/services/{UUID(int=1)}").status_code == 404
    assert browser(known.peer).get("/api/v1/hsds/").json()["version"] == "3.0"
    assert browser(made.user_with_job(Role.OFFICER)).get("/api/v1/hsds/services").status_code == 404
    assert Client().get("/api/v1/hsds/services").status_code == 401
