"""Who a person is: told by many, merged for one reader, taken back without being lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import Answer, NotReleased, issue
from tandem.domain.people import records
from tandem.domain.people.actions import describe, publish_caution, withdraw_description
from tandem.domain.people.models import Caution, Description, Person
from tandem.domain.people.rules import LIMITS, age, title
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.acts.act import act
from tandem.foundation.acts.models import Log
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.law import Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import Kind
from tests import made

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)
D, F = Category.DEMOGRAPHICS, Category.SAFETY_FLAGS


@pytest.fixture
def clinician():
    return made.user_with_job(Role.CLINICIAN)


def as_role(actor, person, view, *rules, flags="published_flags"):
    """A release whose demographics and cautions open `view`, by these rules."""
    answers = {D: Answer(True, rules or ("made",), view), F: Answer(True, rules or ("made",), flags)}
    now = clock.now()
    return issue.release(
        id=uuid4(),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=LawRole.OFFICER,
        person_id=person,
        purpose=Purpose.SCENE,
        opened_at=now,
        expires_at=now + timedelta(minutes=1),
        answers=answers,
    )


def hide(person, **values):
    with act(Actor.system("test", Permission.DEMO_BUILD), Permission.DEMO_BUILD):
        Person.objects.filter(pk=person).update(**values)


def test_tellings_merge_by_source_and_view(clinician):
    officer = made.user_with_job(Role.OFFICER)
    person = made.person(officer, appearance="About 30, red jacket", phone="555-0100")
    describe(actor=clinician, person_id=person, given_name="Theo", family_name="Ballard", aliases="Teddy")
    describe(actor=clinician, person_id=person, birth_date=date(1990, 2, 28), address="Elm 4", says_name="T")
    describe(actor=officer, person_id=person, says_name="Tee", address="Oak 9")
    whole = records.summary(release=made.release(clinician, person, D))
    assert (whole.title, whole.identified, whole.aliases, whole.phone) == ("Theo Ballard", True, "Teddy", "555-0100")
    assert (whole.says_name, whole.address) == ("Tee", "Oak 9")
    assert whole.age == age(date(1990, 2, 28), date_here())
    scene = records.summary(release=as_role(officer, person, "name_dob_address"))
    assert (scene.title, scene.identified, scene.says_name, scene.address) == (
        "About 30, red jacket",
        False,
        "Tee",
        "Oak 9",
    )
    assert (scene.family_name, scene.birth_date, scene.phone) == ("", None, "")
    agreed = records.summary(release=as_role(officer, person, "name_dob_address", "R01", "R07"))
    assert (agreed.title, agreed.birth_date, agreed.aliases) == ("Theo Ballard", date(1990, 2, 28), "")
    stub = records.summary(release=as_role(clinician, person, "stub"))
    assert (stub.family_name, stub.address) == ("Ballard", "")


def test_the_provider_who_writes_first_keeps_the_record(clinician):
    officer, other = made.user_with_job(Role.OFFICER), made.user_with_job(Role.CLINICIAN)
    person = made.person(officer)
    assert Person.objects.get(pk=person).organization_id is None
    describe(actor=officer, person_id=person, says_name="Tee")
    assert Person.objects.get(pk=person).organization_id is None
    describe(actor=clinician, person_id=person, given_name="Theo")
    describe(actor=other, person_id=person, pronouns="he")
    assert Person.objects.get(pk=person).organization_id == clinician.organization_id


def test_identified_later(clinician):
    person = made.person(clinician, told_on=made.call(), appearance="Red jacket")
    assert Person.objects.get(pk=person).identified_at is None
    describe(actor=clinician, person_id=person, family_name="Ballard")
    describe(actor=clinician, person_id=person, given_name="Theo", family_name="Ballard")
    assert Person.objects.get(pk=person).identified_at
    kinds = list(Log.objects.filter(subjects__contains=[person]).order_by("id").values_list("kind", flat=True))
    assert kinds == [Kind.PERSON_DESCRIBED, Kind.PERSON_IDENTIFIED, Kind.PERSON_DESCRIBED]
    assert "Ballard" not in str(list(Log.objects.values_list("detail", flat=True)))


def test_a_wrong_telling_is_withdrawn_and_stays_stored(clinician):
    person = made.person(clinician, appearance="Red jacket")
    describe(actor=clinician, person_id=person, family_name="Wrong")
    wrong = made.row(Description, family_name="Wrong").pk
    withdraw_description(wrong, actor=clinician, reason="It was his neighbor")
    assert records.summary(release=made.release(clinician, person, D)).title == "Red jacket"
    release = made.list_release(clinician, "search", D)
    assert records.find("Wrong", release=release) == []
    assert Description.objects.get(pk=wrong).withdrawn_reason == "It was his neighbor"
    for gone in (wrong, uuid4()):
        with pytest.raises(Absent):
            withdraw_description(gone, actor=clinician, reason="Again")
    with pytest.raises(Refusal, match="reason"):
        withdraw_description(wrong, actor=clinician, reason="")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "appearance"),
        ({"appearance": "  "}, "appearance"),
        ({"shoe_size": "44"}, "shoe_size"),
        ({"birth_date": date(1880, 1, 1)}, "birth_date"),
        ({"birth_date": date(2999, 1, 1)}, "birth_date"),
        *(({name: "x" * (limit + 1)}, name) for name, limit in LIMITS.items()),
        ({"given_name": "a\x00"}, "given_name"),
        ({"given_name": "\udfff"}, "given_name"),
    ],
)
def test_what_cannot_be_told(clinician, told, field):
    with pytest.raises(Refusal) as refused:
        describe(actor=clinician, **told)
    assert [name for name, _ in refused.value.errors] == [field]
    assert not Person.objects.exists()


def test_nobody_and_the_sealed_are_absent(clinician):
    sealed = made.person(clinician, family_name="Ballard")
    until = clock.now() + timedelta(days=1)
    publish_caution(actor=clinician, person_id=sealed, words="Dog in the yard", expires_at=until)
    hide(sealed, sealed_at=clock.now())
    for person in (sealed, uuid4()):
        with pytest.raises(Absent):
            describe(actor=clinician, person_id=person, given_name="Theo")
        with pytest.raises(Absent):
            publish_caution(actor=clinician, person_id=person, words="Dog", expires_at=until)
        with pytest.raises(Absent):
            records.summary(release=made.release(clinician, person, D))
        assert records.cautions(release=made.release(clinician, person, F)) == []
    board = made.list_release(clinician, "handover", D, F)
    assert records.names([sealed], release=board) == {}
    assert records.cautions_of([sealed], release=board) == {}
    assert records.expiring_cautions(release=board, until=until) == []
    assert records.find("Ballard", release=board) == []
    with pytest.raises(NotAllowed):
        describe(actor=made.user_with_job(Role.EVALUATOR), given_name="Theo")


def test_a_caution_ends_at_its_instant(clinician):
    person = made.person(clinician, family_name="Ballard")
    end = clock.now() + timedelta(days=1)
    publish_caution(actor=clinician, person_id=person, words="Dog in the yard", expires_at=end, what_helps="Call first")
    release = made.release(clinician, person, F)
    assert [one.words for one in records.cautions(release=release, now=end - TICK)] == ["Dog in the yard"]
    assert records.cautions(release=release, now=end) == []
    for wrong in (clock.now(), clock.now() + timedelta(days=181)):
        with pytest.raises(Refusal, match="180"):
            publish_caution(actor=clinician, person_id=person, words="Dog", expires_at=wrong)
    with pytest.raises(Refusal, match="words"):
        publish_caution(actor=clinician, person_id=person, words=" ", expires_at=end)


def test_a_providers_caution_reaches_police_only_by_agreement(clinician):
    officer = made.user_with_job(Role.OFFICER)
    person, end = made.person(officer), clock.now() + timedelta(days=1)
    for actor, words in ((officer, "Dog in the yard"), (clinician, "Afraid of uniforms")):
        publish_caution(actor=actor, person_id=person, words=words, expires_at=end)
    assert Caution.objects.get(by_provider=True).words == "Afraid of uniforms"
    assert [one.words for one in records.cautions(release=as_role(officer, person, "name_address"))] == [
        "Dog in the yard"
    ]
    # An agreement alone opens nothing: what a provider wrote is passed on, or it stays (law.md, "A clinician's caution").
    agreed = as_role(officer, person, "name_address", "R01", "R07")
    assert [one.words for one in records.cautions(release=agreed)] == ["Dog in the yard"]
    assert len(records.cautions(release=as_role(officer, person, "whole", flags="whole"))) == 2


def test_a_release_opens_no_other_persons_cautions(clinician):
    one, other = made.person(clinician), made.person(clinician)
    publish_caution(actor=clinician, person_id=other, words="Dog", expires_at=clock.now() + timedelta(days=1))
    assert records.cautions_of([one, other], release=made.release(clinician, one, F)) == {}
    assert list(records.cautions_of([one, other], release=made.list_release(clinician, "care", F))) == [other]


def test_find_by_words_in_the_own_organization_only(clinician):
    person = made.person(clinician, given_name="Theo", family_name="Ballard", appearance="Red jacket")
    made.person(made.user_with_job(Role.CLINICIAN), family_name="Ballard")
    made.person()
    release = made.list_release(clinician, "search", D)
    for text in ("ballard", "theo BALL", "jacket theo"):
        assert [one.id for one in records.find(text, release=release)] == [person]
    for text in ("Ballard Maria", "", "  ", "a\x00b", "\ud800", "x" * 201, "%"):
        assert records.find(text, release=release) == []
    with pytest.raises(NotReleased):
        records.find("Ballard", release=made.list_release(clinician, "board", Category.CAD_FACTS))


def test_cautions_that_end_soon(clinician):
    person, now = made.person(clinician, family_name="Ballard"), clock.now()
    for days in (1, 5):
        publish_caution(actor=clinician, person_id=person, words=f"{days}", expires_at=now + timedelta(days=days))
    until = now + timedelta(days=2)
    (one,) = records.expiring_cautions(release=made.list_release(clinician, "handover", D, F), until=until)
    assert (one.caution.words, one.person.title) == ("1", "Ballard")
    (one,) = records.expiring_cautions(release=made.list_release(clinician, "handover", F), until=until)
    assert one.person is None
    assert records.expiring_cautions(release=made.list_release(clinician, "handover", D), until=until) == []
    other = made.user_with_job(Role.CLINICIAN)
    assert records.expiring_cautions(release=made.list_release(other, "handover", D, F), until=until) == []


def test_titles_and_ages():
    assert title({}) == "Unknown person"
    assert title({"given_name": "Theo"}) == "Theo"
    assert age(None, date(2026, 1, 1)) is None
    assert [age(date(2000, 2, 29), date(2026, 2, day)) for day in (27, 28)] == [25, 25]
    assert age(date(2000, 2, 29), date(2026, 3, 1)) == 26
