"""Written consents: every element, what each kind may hold, whom it means, and until when."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tandem.domain.consents import basis, records
from tandem.domain.consents.actions import end_by_event, record_written, take_back
from tandem.domain.consents.models import EarlyRevocation, NotesAuthorization, Part2Consent
from tandem.domain.consents.tests.made_consent import HOLDS, SIGNATURE, consent, draft
from tandem.domain.consents.written import TPO_CLASS, WRITTEN
from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.consents import Element
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
C, P = Category, Purpose
TICK = timedelta(microseconds=1)


@pytest.fixture(scope="module")
def clinician(file_db):
    made.program()
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture(scope="module")
def person(clinician):
    return made.person(clinician, given_name="Theo", family_name="Ballard")


@pytest.fixture
def clinic():
    return made.organization(OrganizationKind.PROVIDER)


def held(actor, person, recipient, purpose=P.TREATMENT, **told):
    found = basis.held(person, actor.organization_id, recipient.pk, purpose, clock.now(), **told)
    return {(category, one) for category, ids in found.items() for one in ids}


LACKING = {
    Element.DESCRIPTION: {"categories": ()},
    Element.RECIPIENT: {"recipient_id": None, "recipient_class": ""},
    Element.PURPOSE: {"purposes": ()},
    Element.RIGHT_TO_REVOKE: {"right_to_revoke": " "},
    Element.EXPIRY: {"until": None, "until_event": ""},
    Element.SIGNATURE: {"signature": ""},
    Element.REDISCLOSURE: {"redisclosure": ""},
    Element.REFUSING: {"refusing": ""},
}


@pytest.mark.parametrize("kind", WRITTEN, ids=str)
def test_p1_an_element_that_is_missing_is_refused_by_its_name(clinician, person, clinic, kind):
    for element, lacking in LACKING.items():
        with pytest.raises(Refusal) as refused:
            consent(clinician, person, clinic.pk, kind, **lacking)
        assert element in [field for field, _ in refused.value.errors], element
    assert not Part2Consent.objects.exists() and not NotesAuthorization.objects.exists()


@pytest.mark.parametrize("kind", WRITTEN, ids=str)
def test_a_whole_one_is_a_basis_for_what_it_names_and_nothing_else(clinician, person, clinic, kind):
    made_ = consent(clinician, person, clinic.pk, kind)
    categories, purposes = HOLDS[kind]
    assert (categories[0], kind) in held(clinician, person, clinic, purposes[0])
    asked = (person, clinician.organization_id, clinic.pk)
    assert basis.bases(*asked, categories[0], purposes[0], clock.now()) == {kind: made_}
    assert not basis.bases(*asked, C.CLINICAL_NOTE, purposes[0], clock.now())
    assert not held(clinician, person, clinic, P.EMERGENCY)
    assert not held(clinician, person, made.organization(), purposes[0])
    assert not held(clinician, made.person(clinician), clinic, purposes[0])
    assert not held(made.user_with_job(Role.CLINICIAN), person, clinic, purposes[0])


FORCED = {
    "part": "''",
    "purposes": "'{}'",
    "categories": "'{}'",
    "recipient_id": "NULL",
    "right_to_revoke": "' '",
    "redisclosure": "''",
    "refusing": "''",
    "signature": "''",
    "signer": "''",
    "until": "NULL",
    "kind": "'agree'",
    "given_at": "now() + interval '2 days'",
}


@pytest.mark.parametrize("column", FORCED)
def test_p1_a_row_forced_in_by_sql_without_an_element_authorizes_nothing(clinician, person, clinic, column):
    """Past every check of ours, by plain SQL: the elements are looked at again when it is used."""
    made_ = consent(clinician, person, clinic.pk)
    assert held(clinician, person, clinic)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.act', 'forced', true)")
        cursor.execute(f"UPDATE consents_part2consent SET {column} = {FORCED[column]} WHERE id = %s", [made_])
        assert cursor.rowcount == 1
    assert held(clinician, person, clinic) == set()
    assert not basis.all_hold([made_], clock.now())


def test_p1_an_authorization_forced_into_the_other_table_authorizes_nothing(clinician, person, clinic):
    made_ = consent(clinician, person, clinic.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.act', 'forced', true)")
        cursor.execute(
            "UPDATE consents_part2consent SET kind = 'psy_authorization', categories = '{psychotherapy_note}',"
            " purposes = '{treatment}' WHERE id = %s",
            [made_],
        )
    assert held(clinician, person, clinic) == set()


def test_p5_what_stands_apart_is_combined_with_nothing(clinician, person, clinic):
    for kind, more in (
        (Basis.COUNSELING_CONSENT, C.PART2_RECORD),
        (Basis.PSY_AUTHORIZATION, C.CLINICAL_NOTE),
        (Basis.PART2_NAMED, C.SUD_COUNSELING_NOTE),
        (Basis.TPO, C.SUD_COUNSELING_NOTE),
        (Basis.PART2_NAMED, C.PSYCHOTHERAPY_NOTE),
    ):
        categories = (*HOLDS[kind][0], more)
        with pytest.raises(Refusal) as refused:
            consent(clinician, person, clinic.pk, kind, categories=categories)
        assert "categories" in [field for field, _ in refused.value.errors]


def test_p6_a_consent_for_a_proceeding_stands_alone_and_names_it(clinician, person, clinic):
    for changes in ({"proceeding": ""}, {"purposes": (P.RELEASE, P.TREATMENT)}):
        with pytest.raises(Refusal) as refused:
            consent(clinician, person, clinic.pk, Basis.PROCEEDINGS_CONSENT, **changes)
        assert "purposes" in [field for field, _ in refused.value.errors]


def test_a_class_means_whoever_treats_the_person_now_and_never_police_shelter_or_school(clinician, person, clinic):
    consent(clinician, person, None, Basis.TPO)
    assert held(clinician, person, clinic, treats=True) == {(C.PART2_RECORD, Basis.TPO)}
    assert held(clinician, person, clinic, treats=False) == set()
    for kind in OrganizationKind:
        other = made.organization(kind, registered_provider=True)
        treating = kind in ("provider", "hospital", "crisis_center")
        assert bool(held(clinician, person, other, treats=True)) is treating, kind
    unregistered = made.organization(OrganizationKind.HOSPITAL, registered_provider=False)
    assert held(clinician, person, unregistered, treats=True) == set()


def test_a_class_is_only_for_treatment_payment_and_operations(clinician, person, clinic):
    for kind in set(WRITTEN) - {Basis.TPO}:
        with pytest.raises(Refusal) as refused:
            consent(clinician, person, None, kind)
        assert "recipient" in [field for field, _ in refused.value.errors]
    with pytest.raises(Refusal):
        consent(clinician, person, clinic.pk, Basis.TPO, recipient_class=TPO_CLASS)


def test_police_never_get_substance_use_records_by_consent(clinician, person):
    police = made.organization(OrganizationKind.POLICE)
    with pytest.raises(Refusal) as refused:
        consent(clinician, person, police.pk)
    assert [field for field, _ in refused.value.errors] == ["recipient"]
    consent(clinician, person, police.pk, categories=(C.SAFETY_PLAN,), purposes=(P.SCENE,))
    assert held(clinician, person, police, P.SCENE) == {(C.SAFETY_PLAN, Basis.PART2_NAMED)}


def test_p9_it_holds_until_the_instant_it_ends_or_is_taken_back(clinician, person, clinic):
    start = clock.now()
    with clock.at(start):
        one = consent(clinician, person, clinic.pk, until=start + timedelta(days=1))
    with clock.at(start + timedelta(days=1) - TICK):
        assert held(clinician, person, clinic)
    with clock.at(start + timedelta(days=1)):
        assert not held(clinician, person, clinic)
    back = start + timedelta(hours=1)
    with clock.at(back):
        take_back(one, actor=clinician, how="told us by phone")
        take_back(one, actor=clinician, how="again")
    with clock.at(back - TICK):
        assert held(clinician, person, clinic)
    with clock.at(back):
        assert not held(clinician, person, clinic)
    assert Log.objects.filter(kind="consent.part2_ended").count() == 1


def test_one_that_ends_with_an_event_holds_until_the_event_is_written_down(clinician, person, clinic):
    one = consent(clinician, person, clinic.pk, until=None, until_event="When I leave the program")
    with clock.at(clock.now() + timedelta(days=900)):
        assert held(clinician, person, clinic)
        end_by_event(one, actor=clinician, how="Left on Monday")
        assert not held(clinician, person, clinic)
    with pytest.raises(Refusal):
        end_by_event(consent(clinician, person, clinic.pk), actor=clinician, how="No event")
    with pytest.raises(Absent):
        end_by_event(uuid4(), actor=clinician, how="No such one")


def test_only_the_discloser_or_the_person_takes_it_back(clinician, person, clinic):
    one = consent(clinician, person, clinic.pk)
    for who in (made.user_with_job(Role.CLINICIAN), replace(clinician, kind="person", id=uuid4(), role=None)):
        with pytest.raises((Absent, NotAllowed)):
            take_back(one, actor=who, how="By phone")
    with pytest.raises(Absent):
        take_back(uuid4(), actor=clinician, how="By phone")
    with pytest.raises(NotAllowed):
        take_back(one, actor=made.user_with_job(Role.OFFICER), how="By phone")
    assert held(clinician, person, clinic)


@pytest.mark.parametrize("kind", [Basis.PART2_NAMED, Basis.PSY_AUTHORIZATION], ids=str)
def test_f7_a_revocation_that_comes_first_is_held_and_then_applied(clinician, person, clinic, kind):
    """Reliability F7: out of order, from a phone's queue."""
    chosen = uuid4()
    for _twice in range(2):
        take_back(chosen, actor=clinician, how="told us by phone", early=True)
    assert EarlyRevocation.objects.get().applied_at is None
    assert consent(clinician, person, clinic.pk, kind, id=chosen) == chosen
    assert EarlyRevocation.objects.get().applied_at is not None
    assert held(clinician, person, clinic) == set()
    with pytest.raises(Conflict):
        consent(clinician, person, clinic.pk, kind, id=chosen)


def test_f7_another_organization_can_not_hold_a_revocation_against_it(clinician, person, clinic):
    chosen = uuid4()
    take_back(chosen, actor=made.user_with_job(Role.CLINICIAN), how="Not theirs", early=True)
    consent(clinician, person, clinic.pk, id=chosen)
    assert held(clinician, person, clinic)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "agree"}, "kind"),
        ({"recipient_id": uuid4()}, "recipient"),
        ({"categories": ("gossip",)}, "categories"),
        ({"part": "x" * 301}, "part"),
        ({"part": "a\0b"}, "part"),
        ({"part": "\ud800"}, "part"),
        ({"signature": "not a path"}, "signature"),
        ({"signer": "somebody"}, "signature"),
        ({"signer": "representative", "signer_name": "Ana", "signer_tie": "cousin"}, "signer_tie"),
        ({"given_at": clock.now() + timedelta(days=3)}, "given_at"),
        ({"given_at": clock.now() - timedelta(days=400)}, "given_at"),
        ({"until": clock.now() - timedelta(days=1)}, "until"),
        ({"until": clock.now() + timedelta(days=900)}, "until"),
        ({"until": clock.now().replace(tzinfo=None)}, "until"),
    ],
)
def test_what_is_wrong_is_refused_by_field_and_nothing_is_stored(clinician, person, clinic, changes, field):
    told = replace(draft(person, clinic.pk), **changes)
    with pytest.raises(Refusal) as refused:
        record_written(told, actor=clinician)
    assert field in [name for name, _ in refused.value.errors]
    assert not Part2Consent.objects.exists()


def test_about_whom_and_by_whom(clinician, person, clinic):
    with pytest.raises(NotAllowed):
        consent(made.user_with_job(Role.OFFICER), person, clinic.pk)
    stranger = made.user_with_job(Role.CLINICIAN)
    for who, about in ((stranger, person), (clinician, uuid4())):
        with pytest.raises(Absent):
            consent(who, about, clinic.pk)


def test_a_paper_counts_by_its_scan(clinician, person, clinic):
    consent(clinician, person, clinic.pk, signature="", scan=uuid4(), how="paper")
    assert held(clinician, person, clinic)


def test_who_reads_them(clinician, person, clinic):
    part2 = consent(clinician, person, clinic.pk)
    notes = consent(clinician, person, clinic.pk, Basis.PSY_AUTHORIZATION)
    whole = made.release(clinician, person, C.PART2_RECORD, C.CLINICAL_NOTE)
    assert {one.id for one in records.written_of(whole)} == {part2, notes}
    assert [one.id for one in records.written_of(made.release(clinician, person, C.CLINICAL_NOTE))] == [notes]
    assert records.written_of(made.release(clinician, person, C.REFERRAL_STATUS)) == []
    stranger = made.user_with_job(Role.CLINICIAN)
    assert records.written_of(made.release(stranger, person, C.PART2_RECORD, C.CLINICAL_NOTE)) == []
    copy = records.consent_copy(part2, release=whole)
    assert copy.signature == SIGNATURE and copy.refusing and copy.recipient == clinic.name
    for release in (
        made.release(clinician, person, C.CLINICAL_NOTE),
        made.release(clinician, made.person(clinician), C.PART2_RECORD),
        made.release(stranger, person, C.PART2_RECORD),
    ):
        with pytest.raises(Absent):
            records.consent_copy(part2, release=release)
    assert Person.objects.filter(pk=person).exists()
