"""A clinician's caution on its way to police and dispatch: on a signed yes or as a warning, each in the accounting."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.consents.actions import agree, revoke
from tandem.domain.encounters.actions import start
from tandem.domain.people import records
from tandem.domain.people.actions import correct_caution, publish_caution, renew_caution, withdraw_caution
from tandem.domain.people.models import Caution, PassedOn
from tandem.domain.releases.disclose import NoAgreement
from tandem.domain.releases.models import Disclosure
from tandem.domain.releases.opening import open_list, open_release
from tandem.domain.releases.passing import agreed_recipients, pass_on, warn
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few

SIGNED = "M10 10 L200 60"
DAY = timedelta(days=1)


class Door:
    """A person a clinician knows, an officer sent to them tonight, and the desk that sent them."""

    def __init__(self):
        made.program()
        self.police = made.organization(OrganizationKind.POLICE, in_program=True)
        self.center = made.organization(OrganizationKind.PSAP, in_program=True)
        provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
        self.clinician = made.user_with_job(Role.CLINICIAN, of=provider)
        self.officer = made.user_with_job(Role.OFFICER, of=self.police)
        self.dispatcher = made.user_with_job(Role.DISPATCHER, of=self.center)
        self.person = made.person(self.clinician, given_name="Theo", family_name="Ballard")
        self.call = made.call(self.person, agency=self.police)
        made.sent(self.call, made.team(self.clinician, self.officer))
        start(actor=self.clinician, person_id=self.person, incident_id=self.call)
        self.caution = self.publish("Startles at loud knocks", avoid="Loud knocks")

    def publish(self, words: str, **more):
        until = clock.now() + 30 * DAY
        return publish_caution(actor=self.clinician, person_id=self.person, words=words, expires_at=until, **more)

    def agreement(self, recipient, how: str = "signed", **more):
        given = {"purpose": Purpose.SCENE, "categories": [Category.SAFETY_FLAGS], "until": clock.now() + 20 * DAY}
        told = {"signature": SIGNED} if how == "signed" else {"heard_by": "Tanya"}
        return agree(
            actor=self.clinician,
            person_id=self.person,
            recipient_id=recipient.pk,
            how=how,
            **{**given, **told, **more},
        )

    def seen_by_officer(self) -> list[str]:
        release = open_release(self.officer, self.person, Purpose.SCENE)
        return [one.words for one in records.cautions(release=release)]

    def seen_by_dispatch(self) -> list[str]:
        release = open_list(self.dispatcher, "board_people")
        return [one.words for one in records.cautions_of([self.person], release=release).get(self.person, [])]


@pytest.fixture(scope="module")
def door(file_db):
    return Door()


def test_nothing_reaches_police_or_dispatch_by_itself(door):
    assert door.seen_by_officer() == [] == door.seen_by_dispatch()
    with pytest.raises(NoAgreement):
        pass_on(door.caution, actor=door.clinician, recipient_id=door.police.pk)
    assert not Disclosure.objects.exists() and not PassedOn.objects.exists()


def test_a_spoken_yes_is_not_enough_for_them(door):
    with pytest.raises(Refusal, match="signed|sign"):
        door.agreement(door.police, how="spoken")
    assert agreed_recipients(door.caution, actor=door.clinician) == []


def test_by_a_signed_agreement_and_only_whom_it_names(door):
    door.agreement(door.police)
    assert door.seen_by_officer() == [], "a yes opens nothing until it is used"
    assert agreed_recipients(door.caution, actor=door.clinician) == [door.police.pk]
    pass_on(door.caution, actor=door.clinician, recipient_id=door.police.pk)
    assert door.seen_by_officer() == ["Startles at loud knocks"] and door.seen_by_dispatch() == []
    (sent,) = Disclosure.objects.all()
    assert (sent.recipient_id, sent.basis, sent.medium) == (door.police.pk, "agree", "caution")
    assert sent.categories == [Category.SAFETY_FLAGS] and "expiry" in sent.fields and sent.agreement_id
    with pytest.raises(NoAgreement):
        pass_on(door.caution, actor=door.clinician, recipient_id=door.center.pk)
    for nobody in (uuid4(), door.clinician.organization_id):
        with pytest.raises(Refusal, match="recipient"):
            pass_on(door.caution, actor=door.clinician, recipient_id=nobody)


def test_taking_the_yes_back_ends_it_in_the_same_instant(door):
    agreement = door.agreement(door.center)
    pass_on(door.caution, actor=door.clinician, recipient_id=door.center.pk)
    assert door.seen_by_dispatch() == ["Startles at loud knocks"]
    revoke(agreement, actor=door.clinician, how="told us by phone")
    assert door.seen_by_dispatch() == []
    assert Disclosure.objects.count() == 1, "what they were told stays in the accounting"


# In its place in `bin/test`: test_taking_the_yes_back_ends_it_in_the_same_instant.
@pytest.mark.whole
def test_it_ends_with_the_agreement_or_the_caution_whichever_is_first(door):
    door.agreement(door.center)
    pass_on(door.caution, actor=door.clinician, recipient_id=door.center.pk)
    end = PassedOn.objects.get().until
    assert end < Caution.objects.get().expires_at
    release = open_list(door.dispatcher, "board_people")
    before = records.cautions_of([door.person], release=release, now=end - timedelta(microseconds=1))
    assert before and records.cautions_of([door.person], release=release, now=end) == {}
    later = Caution.objects.get().expires_at + DAY
    renew_caution(door.caution, actor=door.clinician, expires_at=later, reason="Still so")
    assert records.cautions_of([door.person], release=release, now=end) == {}, "renewing words renews no yes"


@pytest.mark.fuzz
@pytest.mark.parametrize("what", few(["correct", "withdraw"], every=2))
def test_corrected_or_withdrawn_words_are_told_no_longer(door, what):
    door.agreement(door.police)
    pass_on(door.caution, actor=door.clinician, recipient_id=door.police.pk)
    if what == "correct":
        correct_caution(door.caution, actor=door.clinician, words="Startles at bells", reason="Wrong word")
    else:
        withdraw_caution(door.caution, actor=door.clinician, reason="Not so any more")
    assert door.seen_by_officer() == []


def test_a_warning_tells_the_entered_statement_and_nothing_else(door):
    ends = clock.now() + DAY
    told = {"statement": "He said he will wait for his brother tonight", "at_risk": "his brother"}
    warn(door.caution, actor=door.clinician, recipient_id=door.center.pk, ends_at=ends, **told)
    (seen,) = records.cautions_of([door.person], release=open_list(door.dispatcher, "board_people"))[door.person]
    assert (seen.words, seen.avoid, seen.what_helps) == (told["statement"], "", "")
    assert "his brother" in seen.way and seen.expires_at == ends
    (sent,) = Disclosure.objects.all()
    assert (sent.purpose, sent.rules, sent.medium) == (Purpose.IMMINENT_THREAT, ["D2", "R04"], "warning")
    assert sent.agreement_id is None and "accounting" in sent.obligations
    (listed,) = records.warnings_to(release=open_list(door.dispatcher, "board"))
    assert listed.statement == told["statement"]
    other = made.user_with_job(Role.DISPATCHER)
    assert records.warnings_to(release=open_list(other, "board")) == []
    assert door.seen_by_officer() == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"statement": ""}, "statement"),
        ({"statement": "He is an addict"}, "statement"),
        ({"statement": "x" * 201}, "statement"),
        ({"at_risk": " "}, "at_risk"),
        ({"ends_at": 0}, "ends_at"),
        ({"ends_at": 8}, "ends_at"),
        ({"recipient_id": None}, "recipient"),
    ],
)
def test_a_warning_that_cannot_be_given(door, wrong, field):
    told = {"statement": "He waits", "at_risk": "his brother", "recipient_id": door.center.pk, "ends_at": 1} | wrong
    told["ends_at"] = clock.now() + told["ends_at"] * DAY
    with pytest.raises(Refusal) as refused:
        warn(door.caution, actor=door.clinician, **told)
    assert [name for name, _words in refused.value.errors] == [field]
    assert not Disclosure.objects.exists() and not PassedOn.objects.exists()


def test_only_the_own_provider_passes_on(door):
    door.agreement(door.police)
    for other in (made.user_with_job(Role.CLINICIAN), door.officer, door.dispatcher):
        with pytest.raises((Absent, NotAllowed)):
            pass_on(door.caution, actor=other, recipient_id=door.police.pk)
    own = publish_caution(
        actor=door.dispatcher, person_id=door.person, words="Dog in the yard", expires_at=clock.now() + DAY
    )
    with pytest.raises(Absent):
        pass_on(own, actor=door.dispatcher, recipient_id=door.police.pk)
