"""A request from the form to its answer: said once, answered once, every word kept."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tandem.disclosure import NotReleased
from tandem.domain.incidents.models import Incident, Involvement
from tandem.domain.people.models import Description
from tandem.domain.releases.access import openers
from tandem.domain.releases.opening import open_list, shown
from tandem.domain.requests import actions, records
from tandem.domain.requests.models import Request
from tandem.domain.requests.rules import LIMITS, TRANSITIONS, Asked
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.asking import RequestState
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
ASKED = {
    "asker": "family",
    "worry": "My brother has not eaten for days and talks to the wall.",
    "asker_name": "Ana Ficticia",
    "asker_phone": "555-0142",
    "person_name": "Theo Ficticio",
    "person_described": "About 30, red jacket",
    "person_reach": "555-0177, after noon",
    "person_language": "Spanish",
    "place": "9 Elm Street",
    "how_soon": "today",
}


def ask(**values):
    made.program()
    actions.make(uuid4(), Asked(**{**ASKED, **values}), actor=actions.public_actor())
    return Request.objects.order_by("-made_at")[0]


@pytest.fixture
def desk(db):
    return made.user_with_job(Role.DISPATCHER)


@pytest.fixture
def clinician(db):
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture
def police(db):
    return made.organization(OrganizationKind.POLICE, in_program=True)


def test_the_same_form_is_one_request(db):
    made.program()
    key = uuid4()
    said = {actions.make(key, Asked(**ASKED), actor=actions.public_actor()) for _ in range(3)}
    assert said == {Request.objects.get().reference}
    assert len(said.pop()) == 7
    entry = Entry.objects.get(object_id=Request.objects.get().pk)
    assert (entry.actor_kind, entry.actor_id, entry.address) == ("system", None, "")
    assert "Theo" not in str(Log.objects.values_list("detail", flat=True))


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("values", "field"),
    few(
        [
            ({"asker": "neighbor's cat"}, "asker"),
            ({"worry": " "}, "worry"),
            ({"how_soon": "now!"}, "how_soon"),
            ({"knows": "perhaps"}, "knows"),
            ({"safe_contact": "x"}, "safe_contact"),
            ({"asker_email": "not an address"}, "asker_email"),
            ({"asker_email": "a@b.example\r\nBcc: c@d.example"}, "asker_email"),
            ({"asker_phone": "", "person_reach": "", "place": ""}, "asker_phone"),
            *[({name: "x" * (limit + 1)}, name) for name, limit in LIMITS.items()],
            *[({name: "\0"}, name) for name in LIMITS],
        ],
        every=3,
    ),
)
def test_each_bad_field_is_named_and_nothing_is_stored(db, values, field):
    with pytest.raises(Refusal) as refused:
        ask(**values)
    assert field in [name for name, _ in refused.value.errors]
    assert not Request.objects.exists()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("asker", "origin", "caller"),
    few(
        [
            ("family", "family_asked", "family"),
            ("self", "person_asked", "self"),
            ("school", "partner_asked", "facility_staff"),
            ("clinic", "partner_asked", "facility_staff"),
            ("officer", "after_the_fact", "officer"),
            ("other", "partner_asked", None),
        ],
        every=2,
    ),
)
def test_taken_as_a_call_with_its_origin(desk, police, asker, origin, caller):
    asked = ask(asker=asker)
    incident = actions.take_as_call(asked.pk, actor=desk, agency_id=police.pk)
    assert actions.take_as_call(asked.pk, actor=desk, agency_id=police.pk) == incident
    row = Incident.objects.get()
    assert (row.origin, row.inputs.get("caller"), row.inputs["language"]) == (origin, caller, "spanish")
    assert ASKED["worry"] in row.narrative and asked.reference in row.narrative
    assert (row.place, row.callback) == ("9 Elm Street", "555-0142")
    assert Request.objects.get().incident_id == incident


def test_the_person_is_described_as_on_a_call_whoever_takes_it(clinician, police):
    incident = actions.take_as_call(ask().pk, actor=clinician, agency_id=police.pk)
    told = Description.objects.get()
    assert (told.call_source, told.given_name, told.family_name) == (True, "Theo", "Ficticio")
    assert told.person.organization_id is None
    assert Involvement.objects.get().incident_id == incident


def test_one_who_asks_for_themselves_is_the_person(desk, police):
    asked = ask(asker="self", person_name="", person_described="")
    actions.take_as_call(asked.pk, actor=desk, agency_id=police.pk)
    assert Description.objects.get().given_name == "Ana"


def test_every_move_in_every_state(desk, clinician, police):
    call, person = made.call(), made.person()
    moves = {
        "take_as_call": lambda one: actions.take_as_call(one, actor=desk, agency_id=police.pk),
        "put_with_call": lambda one: actions.put_with_call(one, actor=desk, incident_id=call),
        "reach_out": lambda one: actions.reach_out(one, actor=clinician, person_id=person),
        "decline": lambda one: actions.decline(one, actor=desk, kind="not_ours"),
        "reopen": lambda one: actions.reopen(one, actor=desk),
    }
    before = {TRANSITIONS[verb][1]: verb for verb in moves if verb != "reopen"}
    for state in RequestState:
        for verb, (allowed, after) in TRANSITIONS.items():
            one = ask().pk
            if state != RequestState.NEW:
                moves[before[state]](one)
            if state in allowed:
                moves[verb](one)
                assert Request.objects.get(pk=one).state == after
            elif (state, verb) in ((RequestState.CALL, "take_as_call"), (RequestState.LINKED, "put_with_call")):
                moves[verb](one)
                assert Request.objects.get(pk=one).state == state
            else:
                with pytest.raises(Refusal):
                    moves[verb](one)
                assert Request.objects.get(pk=one).state == state


def test_put_with_a_call_stands_on_its_timeline(desk):
    call = made.call()
    actions.put_with_call(ask().pk, actor=desk, incident_id=call)
    assert Log.objects.filter(kind="request.settled", subjects__contains=[call]).exists()
    with pytest.raises(Absent):
        actions.put_with_call(ask().pk, actor=desk, incident_id=uuid4())
    with pytest.raises(Absent):
        actions.reach_out(ask().pk, actor=desk, person_id=uuid4())
    with pytest.raises(Absent):
        actions.reopen(uuid4(), actor=desk)


def test_declined_with_a_reason_and_opened_again(desk):
    one = ask().pk
    for kind, reason, field in (("", "", "reason_kind"), ("other", " ", "reason"), ("other", "x" * 301, "reason")):
        with pytest.raises(Refusal) as refused:
            actions.decline(one, actor=desk, kind=kind, reason=reason)
        assert refused.value.errors[0][0] == field
    actions.decline(one, actor=desk, kind="other", reason="Lives in another county.")
    release = open_list(desk, "requests_desk")
    assert records.settled(release=release)[0].reason == "Another reason: Lives in another county."
    with pytest.raises(Conflict, match="not taken by"):
        actions.decline(one, actor=desk, kind="not_ours")
    actions.reopen(one, actor=desk)
    assert [each.id for each in records.waiting(release=release)] == [one]


def test_only_the_desk_and_care_answer(police):
    one = ask().pk
    for role in (Role.OFFICER, Role.PEER, Role.EVALUATOR, Role.ADMIN):
        actor = made.user_with_job(role)
        with pytest.raises(NotAllowed):
            actions.decline(one, actor=actor, kind="not_ours")
        with pytest.raises(Absent):
            open_list(actor, "requests_desk")
    with pytest.raises(NotAllowed):
        actions.make(uuid4(), Asked(**ASKED), actor=made.user_with_job(Role.EVALUATOR))


def test_the_desk_reads_no_number_of_the_person_and_care_reads_all(desk, clinician):
    late, soon = ask(how_soon="weeks"), ask()
    at_desk = records.waiting(release=open_list(desk, "requests_desk"))
    assert [one.id for one in at_desk] == [soon.pk, late.pk]
    assert [one.reach for one in at_desk] == [None, None]
    assert at_desk[0].about == "Theo Ficticio"
    care = open_list(clinician, "requests_care")
    assert records.request(soon.pk, release=care).reach == "555-0177, after noon"
    assert records.counts(release=care)["Waiting"] == 2
    with pytest.raises(Absent):
        records.request(uuid4(), release=care)
    for category in (Category.CAD_FACTS, Category.DEMOGRAPHICS):
        shut = made.list_release(desk, "requests_desk", category)
        for read in (records.waiting, records.settled, records.counts):
            with pytest.raises(NotReleased):
                read(release=shut)
        with pytest.raises(NotReleased):
            records.request(soon.pk, release=shut)


def test_who_opened_it_is_told_by_the_access_log(desk, clinician):
    one, other = ask().pk, ask().pk
    shown(desk, open_list(desk, "requests_desk"), [one, other])
    shown(clinician, open_list(clinician, "request_care"), [one])
    shown(clinician, open_list(clinician, "request_care"), [one])
    found = openers(("request_desk", "request_care"), [one, other])
    assert [name for name, _at in found[one]] == [clinician.name]
    assert other not in found


@pytest.mark.django_db(transaction=True)
def test_two_desks_at_once_make_one_call():
    one, police = ask().pk, made.organization(OrganizationKind.POLICE, in_program=True)
    desks = [made.user_with_job(Role.DISPATCHER) for _ in range(4)]
    ready = threading.Barrier(4)

    def take(desk):
        try:
            ready.wait()
            return actions.take_as_call(one, actor=desk, agency_id=police.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(take, desks))) == 1
    assert Incident.objects.count() == 1
