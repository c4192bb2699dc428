"""Agreements as they are recorded, taken back, looked up as a basis, and shown."""

import dataclasses
from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import NotReleased
from tandem.domain.consents import basis, records
from tandem.domain.consents.actions import agree, revoke
from tandem.domain.consents.models import Agreement, Revocation
from tandem.domain.consents.rules import State
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category, LawRole, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
SIGNATURE = "M10 10 L20 30 40 50"
TICK = timedelta(microseconds=1)


@pytest.fixture
def clinician():
    return made.user_with_job(Role.CLINICIAN)


@pytest.fixture
def clinic():
    return made.organization(OrganizationKind.PROVIDER)


@pytest.fixture
def person(clinician):
    return made.person(clinician, given_name="Theo", family_name="Ballard")


def say_yes(actor, person, recipient, **changes):
    told = {
        "categories": [Category.DEMOGRAPHICS, Category.REFERRAL_STATUS],
        "purpose": Purpose.REFERRAL,
        "until": clock.now() + timedelta(days=90),
        "how": "spoken",
        "heard_by": "Lena Castellan",
    }
    return agree(actor=actor, person_id=person, recipient_id=recipient.pk, **{**told, **changes})


def found(actor, person, recipient, category=Category.DEMOGRAPHICS, purpose=Purpose.REFERRAL):
    return basis.in_force(person, actor.organization_id, recipient.pk, category, purpose, clock.now())


def test_a_spoken_yes_to_a_provider_is_a_basis(clinician, clinic, person):
    agreement = say_yes(clinician, person, clinic)
    assert found(clinician, person, clinic) == agreement
    assert basis.was_spoken(agreement)
    assert found(clinician, person, clinic, Category.SCREENING) is None
    assert found(clinician, person, clinic, purpose=Purpose.TREATMENT) is None
    assert found(clinician, person, made.organization()) is None
    assert found(clinician, made.person(clinician), clinic) is None
    logged = Log.objects.get(kind="consent.given")
    assert {person, agreement} <= set(logged.subjects)
    assert "Lena" not in str(logged.detail)


def test_a_shelter_needs_a_signature(clinician, person):
    shelter = made.organization(OrganizationKind.SHELTER)
    with pytest.raises(Refusal) as refused:
        say_yes(clinician, person, shelter)
    assert refused.value.errors[0][0] == "how"
    assert not Agreement.objects.exists()
    agreement = say_yes(clinician, person, shelter, how="signed", heard_by="", signature=SIGNATURE)
    assert found(clinician, person, shelter) == agreement
    assert not basis.was_spoken(agreement)


def test_a_signed_one_comes_before_a_spoken_one(clinician, clinic, person):
    say_yes(clinician, person, clinic, until=clock.now() + timedelta(days=200))
    signed = say_yes(clinician, person, clinic, how="signed", heard_by="", signature=SIGNATURE)
    assert found(clinician, person, clinic) == signed


def test_it_is_a_basis_until_the_instant_it_is_taken_back(clinician, clinic, person):
    start = clock.now()
    with clock.at(start):
        agreement = say_yes(clinician, person, clinic)
    back = start + timedelta(hours=1)
    with clock.at(back):
        revoke(agreement, actor=clinician, how="Told Tanya by phone")
    with clock.at(back - TICK):
        assert found(clinician, person, clinic) == agreement
        assert basis.holds(agreement, clock.now())
    for moment in (back, back + TICK):
        with clock.at(moment):
            assert found(clinician, person, clinic) is None
            assert not basis.holds(agreement, clock.now())


def test_it_is_a_basis_until_the_instant_it_ends(clinician, clinic, person):
    start = clock.now()
    with clock.at(start):
        agreement = say_yes(clinician, person, clinic, until=start + timedelta(days=1))
    with clock.at(start - TICK):
        assert found(clinician, person, clinic) is None
    with clock.at(start + timedelta(days=1) - TICK):
        assert found(clinician, person, clinic) == agreement
    with clock.at(start + timedelta(days=1)):
        assert found(clinician, person, clinic) is None


def test_taking_back_twice_keeps_the_first(clinician, clinic, person):
    agreement = say_yes(clinician, person, clinic)
    revoke(agreement, actor=clinician, how="Told Tanya by phone")
    revoke(agreement, actor=clinician, how="Again")
    assert Revocation.objects.get().how == "Told Tanya by phone"
    assert Log.objects.filter(kind="consent.revoked").count() == 1


def test_only_the_discloser_takes_it_back(clinician, clinic, person):
    agreement = say_yes(clinician, person, clinic)
    stranger = made.user_with_job(Role.CLINICIAN)
    for one, actor in ((agreement, stranger), (uuid4(), clinician)):
        with pytest.raises(Absent):
            revoke(one, actor=actor, how="By phone")
    with pytest.raises(NotAllowed):
        revoke(agreement, actor=made.user_with_job(Role.OFFICER), how="By phone")
    with pytest.raises(Refusal):
        revoke(agreement, actor=clinician, how=" ")


def test_who_may_record_and_about_whom(clinician, clinic, person):
    with pytest.raises(NotAllowed):
        say_yes(made.user_with_job(Role.OFFICER), person, clinic)
    with pytest.raises(Absent):
        say_yes(clinician, uuid4(), clinic)
    with pytest.raises(Refusal) as refused:
        agree(
            actor=clinician,
            person_id=person,
            recipient_id=uuid4(),
            categories=[Category.DEMOGRAPHICS],
            purpose=Purpose.REFERRAL,
            until=clock.now() + timedelta(days=1),
            how="spoken",
            heard_by="Lena Castellan",
        )
    assert refused.value.errors[0][0] == "recipient"


def test_holds_for_names_everything(clinician, clinic, person):
    agreement = say_yes(clinician, person, clinic)
    named = {
        "person_id": person,
        "discloser_id": clinician.organization_id,
        "recipient_id": clinic.pk,
        "categories": [Category.DEMOGRAPHICS],
        "purpose": Purpose.REFERRAL,
        "now": clock.now(),
    }
    assert basis.holds_for(agreement, **named)
    assert not basis.holds_for(uuid4(), **named)
    assert not basis.holds_for(agreement, **{**named, "categories": [Category.SCREENING]})
    assert not basis.holds(uuid4(), clock.now())
    assert not basis.holds(None, clock.now())


def test_the_page_lists_agreements_with_their_state(clinician, clinic, person):
    start = clock.now()
    with clock.at(start):
        agreement = say_yes(clinician, person, clinic)
    release = made.release(clinician, person, Category.REFERRAL_STATUS)
    shown = records.agreements_of(release)
    assert [one.state for one in shown] == [State.IN_FORCE]
    assert shown[0].recipient == clinic.name
    assert shown[0].heard_by == "Lena Castellan"
    revoke(agreement, actor=clinician, how="Told Tanya by phone")
    shown = records.agreements_of(release)
    assert (shown[0].state, shown[0].taken_back_how) == (State.TAKEN_BACK, "Told Tanya by phone")


def test_the_page_shows_no_other_person_or_organization(clinician, clinic, person):
    say_yes(clinician, person, clinic)
    other = made.person(clinician, given_name="Ana")
    stranger = made.user_with_job(Role.CLINICIAN)
    assert records.agreements_of(made.release(clinician, other, Category.REFERRAL_STATUS)) == []
    assert records.agreements_of(made.release(stranger, person, Category.REFERRAL_STATUS)) == []
    with pytest.raises(NotReleased):
        records.agreements_of(made.release(clinician, person, Category.DEMOGRAPHICS))


def test_the_person_reads_all_and_a_reader_of_one_word_none(clinician, clinic, person):
    agreement = say_yes(clinician, person, clinic)
    release = made.release(made.user_with_job(Role.CLINICIAN), person, Category.REFERRAL_STATUS)
    own = dataclasses.replace(release, role=LawRole.PERSON_SERVED)
    assert [one.id for one in records.agreements_of(own)] == [agreement]
    word = dataclasses.replace(release.answers[Category.REFERRAL_STATUS], view="loop_word")
    with pytest.raises(NotReleased):
        records.agreements_of(dataclasses.replace(release, answers={Category.REFERRAL_STATUS: word}))
