"""A burst of calls from four machines at once, held against the ledger that the machines kept.

Each client notes what it sent and what it was told. Afterwards every acknowledged call is there, once and whole: its
words, one decision, one line on the timeline, one audit entry, one event for what follows. What was not acknowledged is
not there in part. The last test shows that a door which says yes too early would be found out.
"""

import json
import threading
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import OperationalError, connection, connections, transaction

from tandem.domain.incidents.models import Decision, Incident
from tandem.foundation.acts import act
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Token
from tandem.standards.eido import views
from tandem.standards.eido.tests.test_door import document, send
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.timeline import Kind
from tests import made
from tests.short import LONG

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 4
OWN_CALLS = 8 if LONG else 4
# The same messages from every machine, as when a switch sends twice.
SHARED_CALLS = 4
BREAKS = "The line breaks here"


@dataclass
class Ledger:
    """What the clients know: what each call said, and every answer to it as (status, id, created)."""

    sent: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, int, str, bool]] = field(default_factory=list)


@pytest.fixture
def token():
    made.program()
    return Token.issue(made.organization(OrganizationKind.PSAP, in_program=True), "CAD of the test", "intake")


@pytest.fixture
def breaking(monkeypatch):
    """Some acts lose the database when all is written but not yet committed."""

    def send_and_break(statements):
        answers = act_send(statements)
        if any(value == BREAKS for one in statements for value in one.values):
            raise OperationalError("the connection is lost")
        return answers

    act_send = act.send
    monkeypatch.setattr(act, "send", send_and_break)


def told(client, number):
    """The number-th document of a client: its source id, its place, the document."""
    of = "all" if number < SHARED_CALLS else f"client{client}"
    source_id = f"urn:emergency:uid:incidentid:{of}-{number}:cad.example"
    place = BREAKS if of != "all" and number % 4 == 3 else f"{number} Orchard Street, {of}"
    return source_id, place, document(source_id=source_id, place=place, persons=[])


def burst(token, clients: int = CLIENTS, calls: int = SHARED_CALLS + OWN_CALLS) -> Ledger:
    """Send everything from all clients at once."""
    ledger, ready = Ledger(), threading.Barrier(clients)

    def client(index):
        ready.wait()
        try:
            for number in range(calls):
                source_id, place, sent = told(index, number)
                ledger.sent[source_id] = place
                answer = send(token, sent)
                said = json.loads(answer.content) if answer.status_code in (200, 201) else {}
                ledger.answers.append((source_id, answer.status_code, said.get("id", ""), said.get("created", False)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, args=(index,)) for index in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return ledger


def faults(ledger) -> list[str]:
    """Every way in which the database and the ledger disagree."""
    stored: dict[str, list[Incident]] = {}
    for one in Incident.objects.all():
        stored.setdefault(one.source_id, []).append(one)
    found = [f"{source_id} is stored twice" for source_id, rows in stored.items() if len(rows) > 1]
    found += [f"{source_id} was never sent" for source_id in stored.keys() - ledger.sent.keys()]
    made_by = Counter(source_id for source_id, _status, _id, created in ledger.answers if created)
    found += [f"{source_id} was said to be new {times} times" for source_id, times in made_by.items() if times > 1]
    for source_id, status, id_, _created in ledger.answers:
        if status in (200, 201) and id_ not in [str(one.pk) for one in stored.get(source_id, ())]:
            found.append(f"{source_id} was acknowledged as {id_} and is not there")
    for source_id, (one, *_) in stored.items():
        if one.place != ledger.sent.get(source_id):
            found.append(f"{source_id} reads differently")
        if parts(one) != {"decision": 1, "timeline": 1, "audit": 1, "event": 1}:
            found.append(f"{source_id} is not whole: {parts(one)}")
    return found


def parts(incident) -> dict[str, int]:
    """How many of each thing there are that belong to a call taken in once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE args -> 'ids' ->> 'incident' = %s", [str(incident.pk)]
        )
        (events,) = cursor.fetchone()
    log = Log.objects.filter(subjects__contains=[incident.pk])
    act_ids = set(log.values_list("act_id", flat=True))
    return {
        "decision": Decision.objects.filter(incident=incident).count(),
        "timeline": log.filter(kind=Kind.INCIDENT_RECEIVED).count(),
        "audit": Entry.objects.filter(action=Permission.INCIDENT_RECEIVE, act_id__in=act_ids, outcome="ok").count(),
        "event": events,
    }


def test_every_acknowledged_call_is_stored_once_and_whole(token, breaking):
    ledger = burst(token)
    assert faults(ledger) == []
    broken = {source_id for source_id, place in ledger.sent.items() if place == BREAKS}
    assert len(broken) == CLIENTS * OWN_CALLS // 4
    assert {status for source_id, status, _id, _created in ledger.answers if source_id in broken} == {500}
    assert Incident.objects.count() == SHARED_CALLS + CLIENTS * (OWN_CALLS - OWN_CALLS // 4)


def test_a_door_that_says_yes_before_the_commit_is_found_out(token, monkeypatch):
    take = views.take

    def too_early(sent, *, actor):
        with transaction.atomic():
            received = take(sent, actor=actor)
            transaction.set_rollback(True)
        return received

    monkeypatch.setattr(views, "take", too_early)
    assert any("is not there" in one for one in faults(burst(token, clients=2, calls=2)))
