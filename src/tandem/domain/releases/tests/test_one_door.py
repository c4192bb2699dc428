"""What leaves rests on a yes of the recipient's own, and carries what it owes inside it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.consents.actions import agree, revoke
from tandem.domain.people.actions import publish_caution
from tandem.domain.referrals.tests.made_loop import NAMED, loop
from tandem.domain.releases import disclose as door
from tandem.domain.releases.copying import CopyKind, Text, take_along
from tandem.domain.releases.disclose import NoAgreement, NotToThem, OnConsent, disclose, outside, registered
from tandem.domain.releases.enclosures import consent_copy, owed
from tandem.domain.releases.grounds import Weighed
from tandem.domain.releases.models import Copy, Disclosure
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.passing import pass_on
from tandem.domain.releases.referring import send
from tandem.foundation import clock
from tandem.foundation.audit.models import Entry
from tandem.vocabulary.disclosing import NOTICE_FULL, NOTICE_SHORT, NOTICE_VERSION, SHORT_VERSION, Medium
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind
from tests import made

pytestmark = pytest.mark.django_db
OWED = frozenset({"part2_notice", "consent_copy", "accounting"})


class OnPart2Consent:
    """A ground as a Part 2 consent gives it (R22), on any consent row."""

    def __init__(self, consent):
        self.consent = consent

    def weigh(self, release, to, categories, now):
        return Weighed(Basis.PART2_NAMED, ("R22",), OWED, {one: self.consent for one in categories})


def send_out(one, release, **changes):
    told = {
        "to": registered(one.clinic.pk),
        "on": OnPart2Consent(one.agreement),
        "categories": NAMED,
        "fields": ("name",),
        "body": {"name": "Theo B."},
        "medium": "link",
    }
    return disclose(actor=one.sender, release=release, **{**told, **changes})


def opened(one):
    return open_release(one.sender, one.person, Purpose.REFERRAL)


@pytest.mark.parametrize("medium", Medium)
def test_p3_notice_and_consent_copy_are_inside_what_leaves_by_every_medium(medium):
    one = loop()
    package = send_out(one, opened(one), medium=medium)
    short = medium in (Medium.MESSAGE, Medium.CAUTION, Medium.WARNING, Medium.VOICE)
    assert (NOTICE_SHORT if short else NOTICE_FULL) in package.inside
    assert "COPY OF THE CONSENT" in package.inside and one.clinic.name in package.inside
    assert Disclosure.objects.get().notice == (SHORT_VERSION if short else NOTICE_VERSION)


@pytest.mark.parametrize("way", ["copied", "printed"])
def test_p3_a_copied_or_printed_text_holds_the_notice_and_the_consent_itself(way, monkeypatch):
    one = loop()
    release = opened(one)
    monkeypatch.setattr("tandem.domain.releases.copying.OnConsent", lambda: OnPart2Consent(one.agreement))
    text = Text(CopyKind.CLINICAL, "Text", "Goals and next steps.", (Category.REFERRAL_STATUS,))
    taken = take_along(
        text, actor=one.sender, release=release, subject_id=one.referral, way=way, recipient_id=one.clinic.pk
    )
    assert taken.body.startswith("Goals and next steps.") and NOTICE_FULL in taken.body
    assert consent_copy(one.agreement) in taken.body


def test_the_notice_is_the_text_of_the_regulation_as_amended():
    assert "use or disclosure" in NOTICE_SHORT and NOTICE_FULL.startswith("This record which has been disclosed to you")
    for words in ("civil, criminal, administrative, or legislative", "2.64 or 2.65", "NOT sufficient", "2.31"):
        assert words in NOTICE_FULL
    assert owed({"audit"}, [], Medium.PRINT) == ()


def test_p2_a_consent_naming_one_recipient_reaches_no_other_by_any_path():
    one = loop()
    other = made.organization(registered_provider=True, in_program=True)
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    release = opened(one)
    before = Disclosure.objects.count()
    # Referral: the person's yes is for the clinic, the referral goes elsewhere.
    elsewhere = loop(one.sender)
    revoke(elsewhere.agreement, actor=one.sender, how="told Tanya")
    assert send(elsewhere.referral, actor=one.sender) is None
    # A copied and a printed text.
    text = Text(CopyKind.CLINICAL, "Text", "Words.", (Category.REFERRAL_STATUS,))
    for way in ("copied", "printed"):
        with pytest.raises(NoAgreement) as refused:
            take_along(text, actor=one.sender, release=release, subject_id=one.referral, way=way, recipient_id=other.pk)
        assert "Words." not in str(refused.value)
    # A caution passed on as a message.
    caution = publish_caution(
        actor=one.sender, person_id=one.person, words="Startles", expires_at=clock.now() + timedelta(days=9)
    )
    with pytest.raises(NoAgreement):
        pass_on(caution, actor=one.sender, recipient_id=police.pk)
    # A file or a message, by the door itself.
    for medium in ("file", "message"):
        with pytest.raises(NoAgreement):
            send_out(one, release, to=registered(other.pk), on=OnConsent(), medium=medium)
    assert Disclosure.objects.count() == before and not Copy.objects.exists()


def test_the_yes_is_the_recipients_own_by_the_rule_table():
    one = loop()
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    agree(
        actor=one.sender,
        person_id=one.person,
        recipient_id=police.pk,
        categories=[Category.REFERRAL_STATUS],
        purpose=Purpose.REFERRAL,
        until=clock.now() + timedelta(days=30),
        how="signed",
        signature="M10 10 L200 60",
    )
    # The sender may read it and the person signed for it; police still have no rule that lets them.
    with pytest.raises(NotToThem):
        send_out(one, opened(one), to=registered(police.pk), on=OnConsent(), categories=(Category.REFERRAL_STATUS,))
    assert not Disclosure.objects.exists()


def test_a_recipient_is_registered_or_named_with_an_address():
    one = loop()
    release = opened(one)
    for name, address in (("", "12 Elm Street"), ("Ms. Ruiz", ""), ("Ms. Ruiz", " "), ("R" * 121, "12 Elm Street")):
        with pytest.raises(Refusal):
            outside(name, address)
    with pytest.raises(Refusal):
        registered(uuid4())
    with pytest.raises(Refusal, match="Say where it goes"):
        send_out(one, release, to=door.Recipient("Ms. Ruiz"))
    send_out(one, release, to=outside("Ms. Ruiz, counsel", "12 Elm Street"))
    kept = Disclosure.objects.get()
    assert (kept.recipient_id, kept.recipient_name, kept.recipient_address) == (
        None,
        "Ms. Ruiz, counsel",
        "12 Elm Street",
    )


def test_event_and_audit_are_one_transaction_and_a_medium_is_known(monkeypatch):
    one = loop()
    release = opened(one)
    with pytest.raises(ValueError, match="pigeon"):
        send_out(one, release, medium="pigeon")

    def broken(*_args, **_more):
        raise OSError("no audit")

    monkeypatch.setattr(door, "record", broken)
    with pytest.raises(OSError, match="no audit"):
        send_out(one, release)
    assert not Disclosure.objects.exists() and not Entry.objects.filter(action="disclose", outcome="ok").exists()


def test_nothing_leaves_that_the_sender_may_not_read():
    one = loop()
    narrow = made.release(one.sender, one.person, Category.DEMOGRAPHICS)
    with pytest.raises(PermissionError):
        send_out(one, narrow)
    assert not Disclosure.objects.exists()
