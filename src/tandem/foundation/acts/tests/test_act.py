"""One act is whole or absent: rows, log, audit entry, jobs and notices together."""

import json
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from tandem.domain.people.models import Person
from tandem.foundation import clock, outbox
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import LIVE_CHANNEL, act, allow
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import keeping_refusals, refuse
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.timeline import Kind

pytestmark = pytest.mark.django_db
MAY = Actor.system("test", Permission.DEMO_BUILD)
MAY_NOT = Actor.system("test")
EVENT = "test.happened"


@pytest.fixture
def reaction():
    heard = []
    outbox.subscribe(EVENT, lambda **ids: heard.append(ids))
    yield heard
    del outbox._reactions[EVENT]


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'tandem.outbox.deliver'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def do(actor=MAY, *, fail=False, ids=()):
    with act(actor, Permission.DEMO_BUILD, kind="person") as doing:
        person = Person.objects.create(created_at=doing.at)
        doing.about("person", person.pk)
        doing.log(Kind.PERSON_DESCRIBED, person.pk, None, fields=["appearance"])
        doing.log(Kind.PERSON_DESCRIBED, person.pk, edition="demo/1")
        doing.publish(EVENT, person=person.pk)
        doing.tell("board", *(ids or [person.pk]))
        if fail:
            raise ZeroDivisionError
    return doing, person


def test_entry_and_log_share_the_act(reaction):
    doing, person = do()
    entry = Entry.objects.get()
    assert (entry.act_id, entry.object_id, entry.count, entry.outcome) == (doing.id, person.pk, 2, "ok")
    assert set(Log.objects.values_list("act_id", flat=True)) == {doing.id}
    assert [row.subjects for row in Log.objects.order_by("id")] == [[person.pk], [person.pk]]
    assert jobs() == [{"event": EVENT, "ids": {"person": str(person.pk)}}]
    outbox.deliver(**jobs()[0])
    assert reaction == [{"person": str(person.pk)}]


def test_an_event_nobody_hears_is_not_stored():
    do()
    assert jobs() == []


def test_an_error_leaves_nothing(reaction):
    with pytest.raises(ZeroDivisionError):
        do(fail=True)
    assert not Person.objects.exists()
    assert not Log.objects.exists()
    assert not Entry.objects.exists()
    assert jobs() == []


def test_an_act_about_nothing_has_an_entry_too():
    with act(MAY, Permission.DEMO_BUILD):
        pass
    entry = Entry.objects.get()
    assert (entry.object_kind, entry.object_id, entry.count) == ("", None, 1)


def test_nested_acts_have_an_entry_each_and_fall_together():
    with act(MAY, Permission.DEMO_BUILD) as outer:
        inner, _person = do()
    assert list(Entry.objects.order_by("id").values_list("act_id", flat=True)) == [inner.id, outer.id]
    with pytest.raises(ZeroDivisionError), act(MAY, Permission.DEMO_BUILD):
        do()
        raise ZeroDivisionError
    assert Person.objects.count() == 1
    assert Entry.objects.count() == 2


def test_a_refused_permission_is_audited_and_writes_nothing():
    subject = uuid4()
    with pytest.raises(NotAllowed), act(MAY_NOT, Permission.DEMO_BUILD, kind="person", subject=subject):
        pytest.fail("the verb ran")
    entry = Entry.objects.get()
    assert (entry.action, entry.outcome, entry.object_id) == (Permission.DEMO_BUILD, "refused", subject)
    allow(MAY, Permission.DEMO_BUILD)
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_refusal_outlives_every_act_around_it():
    with (
        pytest.raises(NotAllowed),
        act(MAY, Permission.DEMO_BUILD),
        act(MAY, Permission.DEMO_BUILD) as middle,
    ):
        Person.objects.create(created_at=middle.at)
        do(MAY_NOT)
    assert not Person.objects.exists()
    assert [entry.outcome for entry in Entry.objects.all()] == ["refused"]


def test_a_refusal_caught_on_the_way_is_there_once():
    with act(MAY, Permission.DEMO_BUILD):
        with pytest.raises(NotAllowed):
            do(MAY_NOT)
        with pytest.raises(Absent), keeping_refusals():
            refuse(Absent(), MAY, "release.open")
        with pytest.raises(Absent), keeping_refusals():
            raise Absent
    assert sorted(Entry.objects.values_list("outcome", flat=True)) == ["ok", "refused", "refused"]


def listener():
    of = connection.settings_dict
    parts = {"dbname": of["NAME"], "user": of["USER"], "password": of["PASSWORD"], "host": of["HOST"]}
    return psycopg.connect(**{name: value for name, value in parts.items() if value}, autocommit=True)


@pytest.mark.django_db(transaction=True)
def test_notices_hold_ids_only_and_a_burst_fits():
    many = sorted(uuid4() for _ in range(1001))
    with listener() as ears:
        ears.execute(f"LISTEN {LIVE_CHANNEL}")
        with pytest.raises(ZeroDivisionError):
            do(fail=True)
        do(ids=many)
        with transaction.atomic():
            pass
        heard = [json.loads(one.payload) for one in ears.notifies(timeout=0.2, stop_after=7)]
    assert {frozenset(one) for one in heard} == {frozenset({"topic", "ids"})}
    assert {one["topic"] for one in heard} == {"board"}
    assert sorted(each for one in heard for each in one["ids"]) == [str(one) for one in many]
    assert max(len(json.dumps(one)) for one in heard) < 8000


def test_the_clock_can_be_set_and_runs_on():
    before = clock.now()
    with clock.at(before.replace(year=2001)) as then:
        doing, _person = do()
        assert doing.at == then == Log.objects.first().recorded_at
    assert clock.now() >= before
