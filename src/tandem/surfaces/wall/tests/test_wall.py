"""The wall: paired once, told live, ended at once, and a visitor everywhere else."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver

from tandem.domain.incidents.actions import stamp
from tandem.domain.releases.models import Opening
from tandem.domain.releases.opening import LISTS, open_list
from tandem.domain.safety.actions import raise_sos
from tandem.foundation import clock
from tandem.foundation.live import sessions
from tandem.foundation.organizations import devices
from tandem.foundation.organizations.models import Device
from tandem.surfaces.wall import live
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role, UnitTime
from tests import made
from tests.short import few
from tests.signed_in import sit

# Everything a wall must never say, planted where it could come from.
SECRETS = (
    "9 Hidden Lane",
    "Talks to himself",
    "Vera Sister",
    "555-0142",
    "Theo",
    "Ballard",
    "Robin",
    "39.741",
    "104.987",
)


@pytest.fixture(scope="module")
def admin(file_db):
    made.program()
    made.organization(OrganizationKind.PSAP, in_program=True)
    return made.user_with_job(Role.ADMIN)


@pytest.fixture
def screen(admin) -> Client:
    _id, code = devices.make(actor=admin, name="Wall in dispatch room 2")
    browser = Client()
    assert browser.post(f"/wall/pair/{code}/").status_code == 302
    return browser


def a_night() -> tuple:
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    person = made.person(given_name="Theo", family_name="Ballard")
    call = made.call(
        person,
        place="9 Hidden Lane",
        narrative="Talks to himself",
        caller="Vera Sister",
        callback="555-0142",
        area="Rivermont",
        call_type="Welfare check",
        latitude=39.741,
        longitude=-104.987,
    )
    team = made.team(clinician, officer)
    stamp(made.sent(call, team), actor=clinician, which=UnitTime.ARRIVAL)
    return call, team, officer


def test_a_screen_is_paired_once_by_its_own_button(admin):
    device, code = devices.make(actor=admin, name="Wall in dispatch room 2")
    browser = Client()
    page = browser.get(f"/wall/pair/{code}/")
    assert page.status_code == 200 and "Wall in dispatch room 2" in page.content.decode()
    assert Device.objects.get().paired_at is None, "opening a link, as a mail scanner does, pairs nothing"
    answer = browser.post(f"/wall/pair/{code}/")
    kept = answer.cookies[devices.COOKIE]
    assert answer["Location"] == "/wall/" and kept["httponly"] and kept["samesite"] == "Lax"
    row = Device.objects.get(pk=device)
    assert kept.value not in (row.token_hash, row.code_hash) and code not in row.code_hash, "only hashes are kept"
    assert browser.get("/wall/").status_code == 200
    for method in (Client().get, Client().post):
        assert method(f"/wall/pair/{code}/").status_code == 404
    assert Client().get("/wall/").status_code == 404


def test_a_code_runs_out_and_names_are_told_apart(admin):
    _id, code = devices.make(actor=admin, name="Wall")
    with clock.at(clock.now() + devices.CODE_HOLDS):
        assert Client().get(f"/wall/pair/{code}/").status_code == 404
        with pytest.raises(Absent):
            devices.pair(code)
    for name in ("Wall", "", "x" * 61, "a\x00b"):
        with pytest.raises(Refusal):
            devices.make(actor=admin, name=name)
    for broken in ("x", "é" * 20, "%00"):
        assert Client().get(f"/wall/pair/{broken}/").status_code == 404


def test_it_shows_numbers_kinds_units_and_times_and_nothing_that_says_who(screen):
    _call, _team, officer = a_night()
    raise_sos(uuid4(), actor=officer)
    page = screen.get("/wall/").content.decode()
    assert "Welfare check" in page and "Rivermont" in page and "On scene" in page and "Check in" in page
    assert re.search(r"SOS CR\d+ <span>not heard yet", page)
    assert [word for word in SECRETS if word in page] == []
    assert re.findall(r"<a |<form|<button|<input", page) == [], "it links into no record"
    assert screen.get("/wall/rows/").content.decode() in page
    assert "no-store" in screen.get("/wall/")["Cache-Control"]
    opened = Opening.objects.filter(actor_kind="device").first()
    assert (opened.kind, opened.actor_name, opened.person_id) == ("wall", "Wall in dispatch room 2", None)


def test_two_houses_of_one_square_have_one_mark(screen):
    for n, latitude in enumerate((39.7501, 39.7510)):
        made.call(place=f"{n} Elm", latitude=latitude, longitude=-104.9901)
    page = screen.get("/wall/").content.decode()
    marks = re.findall(r'<path d="M([\d.]+) ([\d.]+)m0-22', page)
    assert len(marks) == 2 and len({y for _x, y in marks}) == 1


@pytest.mark.fuzz
def test_a_device_is_a_visitor_everywhere_else(screen):
    """Every address answers a paired screen exactly as it answers somebody who never signed in."""
    example = {"uuid": str(uuid4()), "slug": "x", "int": "1", "path": "x/1", "str": "x" * 20}
    paths = []
    for each in _routes(get_resolver().url_patterns):
        path = "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: example[found[1] or "str"], each)
        if not path.startswith("/wall/"):
            paths.append(path)
    assert len(paths) > 90
    visitor, told = Client(), []
    for path in few(paths, every=10):
        seen, asked = screen.get(path), visitor.get(path)
        if (seen.status_code, seen.get("Location")) != (asked.status_code, asked.get("Location")):
            told.append(path)
        assert b"9 Hidden Lane" not in seen.content
    assert told == []
    assert sessions.find(screen.cookies[devices.COOKIE].value, "") is None, "nor does its word open a person's stream"


def _routes(patterns, before: str = "") -> list[str]:
    found = []
    for one in patterns:
        here = before + str(one.pattern)
        found += _routes(one.url_patterns, here) if hasattr(one, "url_patterns") else [here]
    return found


def test_a_device_opens_no_other_list(screen):
    device = devices.actor_of(Device.objects.get())
    for kind in set(LISTS) - {"wall"}:
        with pytest.raises(Absent):
            open_list(device, kind)
    with pytest.raises(ValueError, match="own release"):
        from tandem.domain.incidents.records import wall

        wall(release=open_list(made.user_with_job(Role.DISPATCHER), "board"))


def test_a_person_is_no_device(screen):
    dispatcher = made.user_with_job(Role.DISPATCHER)

    person = Client()
    sit(person, dispatcher)
    assert person.get("/wall/").status_code == 404
    assert sessions.find_device(person.session.session_key, "") is None


def test_its_stream_is_live_and_ends_with_its_right(screen, admin):
    secret = screen.cookies[devices.COOKIE].value
    session = sessions.find_device(secret, "10.0.0.1")
    view = live.open_view(session, {})
    assert view.audiences[0].role == "device"
    call, _team, _officer = a_night()
    seen = live.render(view.audiences[0], {"board": frozenset([call])}, view.release)
    assert "Welfare check" in seen.html and seen.ids == {call}
    assert [word for word in SECRETS if word in seen.html] == []
    assert sessions.ended([session]) == set()
    devices.revoke(session.device.pk, actor=admin)
    assert sessions.ended([session]) == {session.key}
    assert screen.get("/wall/").status_code == 404 and screen.get("/wall/rows/").status_code == 404
    with pytest.raises(Absent):
        devices.revoke(session.device.pk, actor=admin)
    assert sessions.find_device(secret, "") is None


def test_it_never_locks_and_notes_when_it_was_seen(screen):
    before = Device.objects.get().last_seen_at
    with clock.at(clock.now() + timedelta(days=300)):
        assert screen.get("/wall/").status_code == 200
    assert Device.objects.get().last_seen_at > before + timedelta(days=299)
