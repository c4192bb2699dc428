"""The page of a team through its own door: from a rehearsal played on phones to what it says, and never who."""

import io
import json
import zipfile
from datetime import timedelta
from functools import partial
from operator import attrgetter
from uuid import uuid4

import pytest
from django.test import Client

from tandem.foundation import clock
from tandem.foundation.audit.models import Entry
from tandem.foundation.database.facts import reading
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.fill import fill_every_month, mart
from tandem.measures.rehearsed import handoffs, played, signs
from tandem.measures.results import compute
from tandem.measures.tables import HANDOFFS, INCIDENTS, REHEARSALS, SIGNS
from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.training.sessions import actions
from tandem.training.teaching import actions as teaching
from tandem.training.teaching import facts
from tandem.training.teaching.models import Need, Rule
from tandem.vocabulary.facts import World
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import again

URL = "/rehearse/team/"


@pytest.fixture
def lake(tmp_path, settings):
    settings.MART_DIR = tmp_path / "mart"
    mart.cache_clear()
    yield
    mart.cache_clear()


@pytest.fixture(scope="module")
def rehearsed(table):
    """Three phones of the night shift's team North: the officer misses the latch, the peer sees the look, a lead is taken."""
    at = table(shift="night", names=["North"])
    officer, clinician, peer = (at.sit(seat) for seat in ("officer", "clinician", "peer"))
    at.start()
    actions.see_cue(peer, kind="behavior")
    at.choose(officer, "Step back")
    actions.take_lead(officer)
    actions.offer_lead(officer, "clinician")
    actions.answer_lead(clinician, True)
    # A sign in the last seconds leaves nobody the time to press.
    with clock.at(clock.now() + timedelta(seconds=30)):
        at.choose(clinician, "Tell him who you are")
    at.people = (officer, clinician, peer)
    return at


@pytest.fixture(scope="module")
def facts_of_it(rehearsed, tmp_path_factory):
    """The facts of rehearsals, in a mart of their own."""
    held = mart(tmp_path_factory.mktemp("mart"))
    fill(held)
    yield held
    mart.cache_clear()


@pytest.fixture
def filled(facts_of_it, settings):
    settings.MART_DIR = facts_of_it.folder
    return facts_of_it


@pytest.fixture(scope="module")
def trainer_once(table):
    return signed_in(table().trainer)


@pytest.fixture
def trainer(trainer_once):
    return again(trainer_once)


SOURCES = {
    REHEARSALS: (facts.rehearsals, "started_at"),
    SIGNS: (facts.signs, "shown_at"),
    HANDOFFS: (facts.handoffs, "offered_at"),
    INCIDENTS: (facts.calls, "received_at"),
}


def fill(held):
    for name, (source, at) in SOURCES.items():
        told = partial(source, lambda kind, one: f"{kind} {one}")
        for _month, _rows in fill_every_month(held, name, attrgetter(at), told, clock.now(), reading=reading):
            pass


def stretch(at) -> dict:
    now = clock.now()
    return {"since": now - timedelta(days=2), "until": now + timedelta(days=1)}


def test_a_rehearsal_becomes_facts_of_its_own_world(rehearsed, filled):
    lake = filled
    [run] = played.rows(lake, **stretch(rehearsed))
    assert (run.world, run.team, run.shift, run.ending, run.people) == (World.REHEARSED, "North", "night", "good", 3)
    told = {(one.cue, one.seat): one.seconds for one in signs.rows(lake, **stretch(rehearsed))}
    assert told[("latch", "officer")] is None and told[("sister", "peer")] >= 0
    assert ("latch", "peer") not in told, "who could not see it has missed nothing"
    [handed] = handoffs.rows(lake, **stretch(rehearsed))
    assert (handed.from_seat, handed.to_seat, handed.mark) == ("officer", "clinician", "clean")
    words = json.dumps([vars(one) for one in (run, handed)], default=str)
    assert "Robin" not in words


def test_real_measures_do_not_count_it(filled):
    lake = filled
    month = clock.now().strftime("%Y-%m")
    when = {"start_month": month, "end_month": month, "zone": str(zone()), "now": clock.now()}
    measure = CATALOGUE["request_to_dispatch"]
    real = compute(measure, lake, **when)
    assert sum(one.count for one in real.exclusions) + real.n == 0
    # The twin: the same expression reads the other world when it is asked to.
    other = compute(measure, lake, **when, world=World.REHEARSED)
    assert sum(one.count for one in other.exclusions) + other.n == 1


def test_the_page_says_what_is_known_and_names_no_learner(rehearsed, filled):
    shown = signed_in(rehearsed.trainer).get(URL)
    words = shown.content.decode()
    assert shown.status_code == 200 and "Play anything: we know nothing yet" in words
    assert "1 of 1: too few to say" in words and "North: " in words
    assert "1 rehearsal in the last 26 weeks" in words
    assert not [one.name for one in rehearsed.people if one.name in words]


def test_another_agency_sees_none_of_it(filled):
    stranger = made.user_with_job(Role.TRAINER, of=made.organization())
    assert "0 rehearsals in the last 26 weeks" in signed_in(stranger).get(URL).content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.OFFICER, Role.DISPATCHER, Role.EVALUATOR, Role.PRIVACY_OFFICER], every=4))
def test_for_others_there_is_no_such_page(table, lake, role):
    client = signed_in(made.user_with_job(role))
    assert client.get(URL).status_code == 404
    assert client.post(URL + "need/", {"word": "handoff"}).status_code == 404
    assert client.post(URL + "rule/", {}).status_code == 404


def test_a_need_is_said_by_a_supervisor_and_met_by_a_trainer(table, lake):
    at = table()
    house = made.Organization.objects.get(pk=at.trainer.organization_id)
    desk = signed_in(made.user_with_job(Role.CLINICAL_SUPERVISOR, of=house))
    assert desk.post(URL + "need/", {"word": "handoff", "count": "4", "source": "review"}).status_code == 302
    assert desk.post(URL + "need/", {"word": "handoff", "count": "2", "source": "review"}).status_code == 302
    [need] = Need.objects.all()
    assert (need.word, need.count, need.source) == ("handoff", 6, "review")
    words = desk.get(URL).content.decode()
    assert "Who leads, and handing it over: said 6 times" in words and "It was rehearsed" not in words
    assert desk.post(f"{URL}need/{need.pk}/met/").status_code == 404
    assert desk.post(URL + "need/", {"word": "cues", "source": "measure"}).status_code == 302
    assert "seen in a measure" in desk.get(URL + "?from=measure").content.decode()
    trainer = signed_in(at.trainer)
    assert trainer.post(f"{URL}need/{need.pk}/met/").status_code == 302
    assert "Who leads, and handing it over: said" not in trainer.get(URL).content.decode()
    stranger = signed_in(made.user_with_job(Role.TRAINER, of=made.organization()))
    assert stranger.post(f"{URL}need/{uuid4()}/met/").status_code == 404


@pytest.mark.fuzz
def test_what_is_no_need_is_refused_by_its_field(trainer, lake):
    wrong = [
        ({"word": "Jonah Pell"}, "word"),
        ({"word": ""}, "word"),
        ({"word": "handoff", "count": "0"}, "count"),
        ({"word": "handoff", "count": "-1"}, "count"),
        ({"word": "handoff", "count": "1000000"}, "count"),
        ({"word": "handoff", "source": "call 7"}, "source"),
    ]
    for said, field in few(wrong, every=3):
        answer = trainer.post(URL + "need/", {"source": "review", **said})
        assert answer.status_code == 422 and field in answer.context["error"], said
    assert not Need.objects.exists()


def test_a_need_comes_from_a_measure_without_a_call(table):
    at = table()
    system = made.Actor.system("Measure", made.Permission.TRAINING_NEED)
    with pytest.raises(Refusal):
        teaching.propose(actor=system, organization_id=at.trainer.organization_id, word="handoff", source="call 7")
    columns = {field.name for field in Need._meta.concrete_fields}
    assert not columns & {"incident", "encounter", "person", "text", "note"}


FIGURES = {
    "learners": "6",
    "hours": "2",
    "instructor_hours": "3",
    "instructor_pay_low": "40",
    "instructor_pay_high": "60",
}


def test_figures_are_kept_and_what_is_not_known_is_said(trainer, lake):
    client = trainer
    more = {"room_low": "0", "devices_a_year_low": "$600", "sessions_a_year": "30", "refresh_months": "12"}
    assert client.post(URL + "rule/", {**FIGURES, **more}).status_code == 302
    words = client.get(URL).content.decode()
    assert "<b>$12–17</b>" in words
    assert (
        "Not known: Live role-players in a session" in words and "Everybody rehearses again within 12 months" in words
    )


@pytest.mark.fuzz
def test_a_figure_that_cannot_be_is_refused_and_what_was_typed_stays(trainer, lake):
    wrong = [
        ({"learners": "many"}, "learners"),
        ({"learners": "0"}, "learners"),
        ({"hours": "nan"}, "hours"),
        ({"hours": "1e400"}, "hours"),
        ({"room_low": "9", "room_high": "3"}, "room_low"),
        ({"refresh_months": "0"}, "refresh_months"),
        ({"refresh_months": "999"}, "refresh_months"),
        ({"refresh_months": "soon"}, "refresh_months"),
    ]
    for said, field in few(wrong, every=4):
        answer = trainer.post(URL + "rule/", {**FIGURES, **said})
        assert answer.status_code == 422 and field in answer.context["error"], said
        assert 'value="40"' in answer.content.decode(), said
    assert not Rule.objects.exists()


def test_refreshers_are_counted_for_the_own_agency(rehearsed, lake):
    client = signed_in(rehearsed.trainer)
    client.post(URL + "rule/", {"refresh_months": "12"})
    house = made.Organization.objects.get(pk=rehearsed.trainer.organization_id)
    made.user_with_job(Role.CLINICIAN, of=house)
    due = client.get(URL).context["due"]
    assert (due.people, due.never, due.overdue) == (1, 1, 0)


def test_the_learning_system_gets_who_completed_and_nothing_else(table, lake):
    at = table()
    house = made.Organization.objects.get(pk=at.trainer.organization_id)
    mine, theirs = made.user_with_job(Role.OFFICER, of=house), made.user_with_job(Role.CLINICIAN)
    officer, clinician = at.sit("officer", actor=mine), at.sit("clinician", actor=theirs)
    at.start()
    at.choose(officer, "Step back")
    at.choose(clinician, "Tell him who you are")
    answer = signed_in(at.trainer).post(URL + "xapi/")
    told = json.loads(answer.content)
    assert [one["verb"]["display"]["en"] for one in told] == ["initialized", "terminated"]
    names = {one["actor"]["account"]["name"] for one in told}
    assert len(names) == 1 and answer["Cache-Control"] == "no-store", "own people only"
    entry = Entry.objects.filter(object_kind="credit").latest("id")
    assert entry.detail == {"runs": 1, "learners": 1}
    assert not any(word in answer.content.decode() for word in ("Step back", "latch", "score"))
    assert signed_in(made.user_with_job(Role.OFFICER)).post(URL + "xapi/").status_code == 404
    assert Client().post(URL + "xapi/").status_code == 302


def test_whoever_changed_seats_has_played_once(table, lake):
    at = table()
    house = made.Organization.objects.get(pk=at.trainer.organization_id)
    mine = made.user_with_job(Role.OFFICER, of=house)
    first = at.sit("peer", actor=mine)
    actions.leave(first)
    officer, clinician = at.sit("officer", actor=mine), at.sit("clinician")
    at.start()
    at.choose(officer, "Step back")
    at.choose(clinician, "Tell him who you are")
    told = json.loads(signed_in(at.trainer).post(URL + "xapi/").content)
    assert len({one["id"] for one in told}) == len(told) == 2


def test_another_team_of_the_room_is_nobodys_rehearsal(table, lake):
    at = table(teams=2)
    house = made.Organization.objects.get(pk=at.trainer.organization_id)
    waits, plays = made.user_with_job(Role.OFFICER, of=house), made.user_with_job(Role.CLINICIAN, of=house)
    at.sit("officer", actor=waits, team="B")
    at.sit("clinician", actor=plays)
    at.start()
    actions.end_run(at.run("A"), actor=at.trainer)
    due = signed_in(at.trainer).get(URL).context["due"]
    assert (due.people, due.never) == (2, 1)


def test_the_package_names_the_scenarios_in_force(table):
    at = table()
    answer = signed_in(at.trainer).post(URL + "cmi5/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"/rehearse/alone/small-call/" in archive.read("cmi5.xml")


@pytest.mark.parametrize(("how", "field"), [({"shift": "lunch"}, "shift"), ({"names": ["A", "B"]}, "names")])
def test_a_room_refuses_shifts_and_names_that_can_not_be(table, how, field):
    with pytest.raises(Refusal) as refused:
        table(**how)
    assert refused.value.errors[0][0] == field
