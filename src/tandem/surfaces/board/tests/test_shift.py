"""The shift page: teams on and off, and the hand-over as far as each role may know it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.encounters.records import UnsignedNote, UnsignedNotes
from tandem.domain.people.actions import publish_caution
from tandem.domain.staffing.records import handover_read_by, on_shift
from tandem.foundation import clock
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.board import handover
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

MOST_QUERIES = 45


def members(*actors):
    return [str(Membership.objects.get(user_id=one.id).pk) for one in actors]


def sign_on(floor, **values):
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    told = {"unit": "CR9", "members": members(clinician, officer), "until": "23:00", "vehicle": "Car 4", **values}
    with clock.at(clock.now()):
        return floor.browser().post("/shift/sign-on/", told)


def test_a_team_signs_on_and_off(floor):
    until = (clock.now() + timedelta(hours=8)).astimezone(made_zone(floor)).strftime("%H:%M")
    assert sign_on(floor, until=until).status_code == 303
    (team,) = on_shift()
    assert (team.unit, team.vehicle, len(team.members)) == ("CR9", "Car 4", 2)
    asked = floor.browser().get(f"/shift/{team.id}/sign-off/").content.decode()
    assert "Sign CR9 off?" in asked
    assert "sent until they sign on again" in asked
    assert len(on_shift()) == 1
    assert floor.browser().post(f"/shift/{team.id}/sign-off/").status_code == 303
    assert on_shift() == []


def made_zone(floor):
    from zoneinfo import ZoneInfo

    return ZoneInfo(floor.program.time_zone)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("field", "value"),
    few(
        [
            ("unit", ""),
            ("unit", "x" * 41),
            ("members", ["nobody"]),
            ("members", []),
            ("until", "soon"),
            ("phone", "\x00"),
        ],
        every=3,
    ),
)
def test_a_team_that_cannot_sign_on_is_told_why(floor, field, value):
    answer = sign_on(floor, **{field: value})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert on_shift() == []


def test_a_team_on_a_call_stays_on(floor):
    team = floor.team()
    made.sent(floor.call(), team)
    answer = floor.browser().post(f"/shift/{team}/sign-off/")
    assert answer.status_code == 422
    assert "is on a call" in answer.content.decode()
    assert len(on_shift()) == 1


def test_the_hand_over_is_read_by_name(floor):
    browser = floor.browser()
    assert browser.post("/shift/read/").status_code == 303
    assert [name for name, _at in handover_read_by()] == [floor.dispatcher.name]
    assert floor.dispatcher.name in browser.get("/shift/").content.decode()


def test_dispatch_hands_over_open_calls_and_nothing_of_the_care_side(floor):
    floor.call(place="5 Elm Street")
    shown = floor.browser().get("/shift/").content.decode()
    assert "5 Elm Street" in shown
    assert "Cautions that end" not in shown
    assert "Loops open" not in shown


def test_the_care_side_sees_cautions_that_end(floor):
    clinician = floor.actor(Role.CLINICIAN)
    person = made.person(clinician, family_name="Made", given_name="Ada")
    ends = clock.now() + timedelta(days=3)
    publish_caution(actor=clinician, person_id=person, words="Steps squeak.", expires_at=ends)
    shown = floor.browser(clinician).get("/shift/").content.decode()
    assert "Steps squeak." in shown
    assert "Loops open and due" in shown
    assert "Notes unsigned" in shown


def test_a_team_sees_the_calls_it_is_on(floor):
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    floor.call(place="Another Street")
    made.sent(floor.call(place="Own Street"), made.team(clinician, officer))
    for one in (clinician, officer):
        shown = floor.browser(one).get("/shift/").content.decode()
        assert "Own Street" in shown
        assert "Another Street" not in shown


def test_only_dispatch_and_the_team_itself_sign_a_team_off(floor):
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    url = f"/shift/{made.team(clinician, officer)}/sign-off/"
    other = floor.browser(floor.actor(Role.OFFICER))
    assert url not in other.get("/shift/").content.decode()
    assert other.get(url).status_code == 404
    assert other.post(url).status_code == 404
    assert len(on_shift()) == 1
    own = floor.browser(officer)
    assert url in own.get("/shift/").content.decode()
    assert own.post(url).status_code == 303


def test_until_says_how_to_write_it(floor):
    assert "Like 23:30. Earlier than now means tomorrow." in floor.browser().get("/shift/").content.decode()
    assert "Write the time like 23:30." in sign_on(floor, until="half past").content.decode()


def test_of_many_unsigned_notes_the_newest_are_shown(floor, monkeypatch):
    start = clock.now()
    rows = tuple(UnsignedNote(uuid4(), uuid4(), f"CR{11 - i}", start - timedelta(days=i), False) for i in range(8))
    monkeypatch.setattr(handover, "unsigned_notes", lambda **_told: UnsignedNotes(12, rows))
    shown = floor.browser(floor.actor(Role.CLINICIAN)).get("/shift/").content.decode()
    assert "12 in all, the newest 8 are shown." in shown
    assert shown.index("CR11") < shown.index("CR4")
    assert "<li>CR3 " not in shown


def test_many_teams_cost_no_more_queries_than_two(floor, django_assert_max_num_queries):
    """A hundred phones that come back belong to as many teams: the page that lists them must not ask about each."""
    teams = [made.team(floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)) for _each in range(6)]
    made.sent(made.call(made.person()), teams[0])
    browser = floor.browser()
    browser.get("/shift/")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = browser.get("/shift/").content.decode()
    assert sum(f"/shift/{one}/sign-off/" in page for one in teams) == len(teams) - 1
