"""A call comes in: once, whatever the source repeats; what changes later is kept beside what was."""

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tandem.domain.incidents import actions
from tandem.domain.incidents.actions import Call, receive
from tandem.domain.incidents.actions.receive import LIMITS, check
from tandem.domain.incidents.models import Answer, Decision, Incident
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind, Origin, Response, Role
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
CAD = Actor.system("CAD of the test", Permission.INCIDENT_RECEIVE, Permission.INCIDENT_IMPORT)


def told(**values):
    given = {
        "source": "cad",
        "source_id": "C-1",
        "origin": Origin.CALL_911,
        "received_at": clock.now(),
        "call_type": "Welfare check",
        "place": "Elm Street 4",
    }
    agency = values.pop("agency_id", None) or made.organization(OrganizationKind.POLICE).pk
    made.program()
    return Call(**{**given, "agency_id": agency, **values})


def test_a_call_is_stored_decided_and_logged_in_one_act():
    call = told(inputs={"weapon": "in_hand"})
    answer = receive(call, actor=CAD)
    row = Incident.objects.get()
    assert (row.pk, row.number, row.state) == (answer.id, answer.number, "open")
    assert answer.created
    assert Answer.objects.get().value == "in_hand"
    assert Decision.objects.get().inputs["weapon"] == "in_hand"
    entry = Entry.objects.get(object_id=row.pk)
    assert set(Log.objects.values_list("act_id", flat=True)) == {entry.act_id}
    kinds = set(Log.objects.values_list("kind", flat=True))
    assert kinds == {Kind.INCIDENT_RECEIVED, Kind.INCIDENT_ANSWERED, Kind.INCIDENT_DECIDED}


def test_nothing_said_is_not_decidable():
    answer = receive(told(), actor=CAD)
    assert answer.decision.response == Response.NOT_DECIDABLE
    assert answer.decision.open_questions
    assert Incident.objects.get().response == Response.NOT_DECIDABLE


def test_an_exact_repeat_changes_nothing():
    call = told(inputs={"weapon": "none"})
    first = receive(call, actor=CAD)
    logged = Log.objects.count()
    again = receive(call, actor=CAD)
    assert (again.id, again.number, again.created, again.changed) == (first.id, first.number, False, ())
    assert again.decision == first.decision
    assert (Incident.objects.count(), Log.objects.count(), Decision.objects.count()) == (1, logged, 1)


def test_a_later_message_appends_and_silence_erases_nothing():
    call = told(inputs={"weapon": "none"}, narrative="On the bench.", caller="Neighbor", latitude=1.0, longitude=2.0)
    first = receive(call, actor=CAD)
    later = dataclasses.replace(
        call, place="Oak Street 9", caller="", narrative="Now standing.", latitude=1.5, inputs={"weapon": "in_hand"}
    )
    again = receive(later, actor=CAD)
    assert set(again.changed) == {"place", "narrative", "latitude", "weapon"}
    row = Incident.objects.get()
    assert (row.place, row.caller, row.narrative) == ("Oak Street 9", "Neighbor", "Now standing.")
    assert row.inputs == {"weapon": "in_hand"}
    history = Answer.objects.order_by("id").values_list("previous", "value")
    assert list(history) == [("", "none"), ("none", "in_hand")]
    changes = {row.detail["field"]: row.detail for row in Log.objects.filter(kind=Kind.INCIDENT_CHANGED)}
    assert changes["place"] == {"field": "place", "old": "Elm Street 4", "new": "Oak Street 9"}
    assert changes["narrative"] == {"field": "narrative"}
    assert first.id == again.id
    assert not receive(dataclasses.replace(later, inputs={}), actor=CAD).changed


@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_call():
    call = told(inputs={"weapon": "none"})
    ready = threading.Barrier(10)

    def deliver(_):
        try:
            ready.wait()
            return receive(call, actor=CAD)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(deliver, range(10)))
    assert Incident.objects.count() == 1
    assert {(one.id, one.number, one.decision.response) for one in answers} == {
        (answers[0].id, answers[0].number, answers[0].decision.response)
    }
    assert sum(one.created for one in answers) == 1
    assert (Answer.objects.count(), Decision.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_message_waits_for_a_dispatcher_and_takes_nothing_back():
    dispatcher, team = (
        made.user_with_job(Role.DISPATCHER),
        made.team(made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)),
    )
    call = told()
    incident = receive(call, actor=CAD).id
    later = dataclasses.replace(call, narrative="More.")
    started = threading.Event()

    def deliver():
        try:
            started.set()
            return receive(later, actor=CAD)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, act(dispatcher, Permission.INCIDENT_ASSIGN):
        actions.assign(incident, actor=dispatcher, team_id=team)
        threads.submit(deliver)
        started.wait()
        assert any(waiting() for _ in range(20_000))
    row = Incident.objects.get()
    assert (row.state, row.narrative) == ("assigned", "More.")


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def test_only_who_may_takes_calls():
    with pytest.raises(NotAllowed):
        receive(told(), actor=Actor.system("nobody"))
    assert not Incident.objects.exists()


BAD = [
    ("source", {"source": " "}),
    ("source_id", {"source_id": ""}),
    ("origin", {"origin": "pigeon"}),
    ("received_at", {"received_at": clock.now().replace(year=1899)}),
    ("received_at", {"received_at": clock.now() + timedelta(hours=1)}),
    ("received_at", {"received_at": clock.now().replace(tzinfo=None)}),
    ("latitude", {"latitude": 91.0, "longitude": 0.0}),
    ("latitude", {"latitude": float("nan"), "longitude": 0.0}),
    ("latitude", {"latitude": 1.0}),
    ("longitude", {"latitude": 1.0, "longitude": 181.0}),
    ("weapon", {"inputs": {"weapon": "spoon"}}),
    *((name, {name: "x" * (limit + 1)}) for name, limit in LIMITS.items()),
    *((name, {name: "a\x00b"}) for name in LIMITS),
    *((name, {name: "a\ud800b"}) for name in LIMITS),
]


@pytest.mark.parametrize(("field", "values"), BAD, ids=[f"{field}-{number}" for number, (field, _) in enumerate(BAD)])
def test_each_bad_field_is_named(field, values):
    with pytest.raises(Refusal) as refused:
        receive(told(**values), actor=CAD)
    assert [name for name, _ in refused.value.errors] == [field]
    assert not Incident.objects.exists()


def test_all_bad_fields_are_named_at_once():
    call = told(source="", origin="pigeon", latitude=100.0, longitude=200.0, inputs={"weapon": "spoon"})
    with pytest.raises(Refusal) as refused:
        check(call)
    assert [name for name, _ in refused.value.errors] == ["source", "origin", "latitude", "longitude", "weapon"]


def test_the_edges_are_taken():
    for number, values in enumerate(
        (
            {"received_at": clock.now() + timedelta(minutes=4)},
            {"received_at": clock.now().replace(year=1970)},
            {"latitude": -90.0, "longitude": 180.0},
            {"place": "x" * LIMITS["place"]},
            {"place": "<script>alert(1)</script> '; DROP TABLE x; -- Ω≈ç"},
        )
    ):
        call = told(source_id=str(number), **values)
        receive(call, actor=CAD)
        assert Incident.objects.get(source_id=str(number)).place == call.place


def test_copy_in_counts_and_stays_off_the_board():
    given = {"agency_id": made.organization(OrganizationKind.POLICE).pk, "received_at": clock.now()}
    receive(told(source_id="known", **given), actor=CAD)
    calls = [told(source_id=name, **given) for name in ("known", "a", "b", "a", "c")]
    calls.append(told(source="other", source_id="a", **given))
    calls.append(told(source_id="bad", **{**given, "received_at": clock.now().replace(year=1899)}))
    calls.append(dataclasses.replace(calls[1], place="Oak Street 9"))
    refused, seen = [], []

    def refuse(row, why):
        refused.append((row, why.errors[0][0]))

    taken = actions.copy_in(
        enumerate(calls, start=1), actor=CAD, refuse=refuse, progress=lambda so_far: seen.append(so_far.accepted)
    )
    assert (taken.accepted, taken.unchanged, taken.refused) == (4, 2, 2)
    assert sorted(refused) == [(7, "received_at"), (8, "id")]
    assert seen == [4]
    rows = Incident.objects.filter(closed_reason="imported")
    assert {(row.source, row.source_id, row.state) for row in rows} == {
        ("cad", "a", "closed"),
        ("cad", "b", "closed"),
        ("cad", "c", "closed"),
        ("other", "a", "closed"),
    }
    assert Entry.objects.get(action=Permission.INCIDENT_IMPORT).count == 4
    again = actions.copy_in(enumerate(calls[:6]), actor=CAD, refuse=refuse)
    assert (again.accepted, again.unchanged) == (0, 6)
    only_bad = actions.copy_in([(1, calls[6])], actor=CAD, refuse=refuse)
    assert (only_bad.accepted, only_bad.refused) == (0, 1)
