"""Write down a signed consent of 42 CFR 2.31 or an authorization for psychotherapy notes, and that one has ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tandem.domain.consents import minors
from tandem.domain.consents.actions.agreements import revoke
from tandem.domain.consents.actions.early import came_before, hold
from tandem.domain.consents.models import (
    Agreement,
    NotesAuthorization,
    NotesAuthorizationEnd,
    Part2Consent,
    Part2ConsentEnd,
)
from tandem.domain.consents.rules import LONGEST_SIGNATURE
from tandem.domain.consents.written import CALL_SIDE, WRITTEN, Written, missing
from tandem.domain.people.models import Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.consents import ELEMENT_LABELS, Element, Signer
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.minors import Decides, Tie
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

LONGEST = timedelta(days=731)
# A paper may reach us late; one older than this is asked for anew.
OLDEST_PAPER = timedelta(days=366)
ENDS = {Part2Consent: Part2ConsentEnd, NotesAuthorization: NotesAuthorizationEnd}
GIVEN = {Part2Consent: Kind.PART2_CONSENT_GIVEN, NotesAuthorization: Kind.NOTES_AUTHORIZED}
ENDED = {Part2Consent: Kind.PART2_CONSENT_ENDED, NotesAuthorization: Kind.NOTES_AUTHORIZATION_ENDED}
LIMITS = {
    "part": 300,
    "purpose_words": 200,
    "until_event": 200,
    "recipient_class": 20,
    "signer": 20,
    "signer_name": 120,
    "signer_tie": 80,
    "signature": LONGEST_SIGNATURE,
    "right_to_revoke": 2000,
    "redisclosure": 2000,
    "refusing": 2000,
    "proceeding": 200,
    "language": 8,
    "edition": 40,
}


@dataclass(frozen=True)
class Draft:
    """What was said and signed. Times are aware; `given_at` None means now; `id` is one that a phone chose.

    `how` is "screen", "paper" or "machine"; a paper's file is `scan`. The three statements are the words the person
    was given, as `forms.words` has them or as the paper says them.
    """

    kind: str
    person_id: UUID
    recipient_id: UUID | None = None
    recipient_class: str = ""
    categories: tuple[str, ...] = ()
    part: str = ""
    purposes: tuple[str, ...] = ()
    purpose_words: str = ""
    until: datetime | None = None
    until_event: str = ""
    signer: str = Signer.PERSON
    signer_name: str = ""
    signer_tie: str = ""
    how: str = "screen"
    signature: str = ""
    scan: UUID | None = None
    language: str = "en"
    edition: str = ""
    right_to_revoke: str = ""
    redisclosure: str = ""
    refusing: str = ""
    proceeding: str = ""
    given_at: datetime | None = None
    told_on: UUID | None = None
    id: UUID | None = None


def record_written(draft: Draft, *, actor: Actor) -> UUID:
    """Write a signed consent down: the actor's organization may share what it names. Returns its id.

    Raises Refusal with one error for each element that is missing or wrong, named as `Element` names it (42 CFR
    2.31(a)), Conflict for an id that is taken, Absent for a person whose record is not this organization's.
    """
    for field, limit in LIMITS.items():
        clean(field, getattr(draft, field), limit)
    with act(actor, Permission.CONSENT_RECORD, kind="person", subject=draft.person_id) as doing:
        _own_person(draft.person_id, actor)
        given_at = draft.given_at or doing.at
        found = _problems(draft, actor, given_at, doing.at)
        if found:
            raise Refusal(*found)
        model = NotesAuthorization if draft.kind == Basis.PSY_AUTHORIZATION else Part2Consent
        if draft.id and model.objects.filter(pk=draft.id).exists():
            raise Conflict(("id", "This consent is written down already."))
        consent = model.objects.create(
            id=draft.id or uuid4(),
            person_id=draft.person_id,
            discloser_id=actor.organization_id,
            recorded_by=actor.id,
            recorded_at=doing.at,
            given_at=given_at,
            **{name: getattr(draft, name) for name in _COPIED},
            categories=list(draft.categories),
            purposes=list(draft.purposes),
        )
        doing.log(GIVEN[model], draft.person_id, consent.pk, draft.told_on, form=draft.kind, how=draft.how)
        doing.publish("consent.given", consent=consent.pk, person=draft.person_id)
        doing.tell("person", draft.person_id)
        early = came_before(consent.pk, doing)
        if early:
            _end(consent, doing, why="taken back", how=early.how)
        return consent.pk


_COPIED = (
    "kind",
    "recipient_id",
    "recipient_class",
    "part",
    "purpose_words",
    "until",
    "until_event",
    "signer",
    "signer_name",
    "signer_tie",
    "how",
    "signature",
    "scan",
    "language",
    "edition",
    "right_to_revoke",
    "redisclosure",
    "refusing",
    "proceeding",
    "told_on",
)


# What is signed last, on the same sheet: what may be lacking while the rest is still read.
SIGNED_LAST = frozenset({Element.SIGNATURE.value, Element.SIGNED_AT.value, "signer", "signer_tie"})


def problems_before_signing(draft: Draft, *, actor: Actor) -> list[tuple[str, str]]:
    """What keeps this from being signed, as (field, sentence): everything but the signature itself. Stores nothing."""
    found: list[tuple[str, str]] = []
    for field, limit in LIMITS.items():
        try:
            clean(field, getattr(draft, field), limit)
        except Refusal as refusal:
            found += refusal.errors
    now = clock.now()
    return found or [one for one in _problems(draft, actor, draft.given_at or now, now) if one[0] not in SIGNED_LAST]


def _own_person(person_id: UUID, actor: Actor) -> None:
    person = Person.objects.filter(pk=person_id, sealed_at=None).first()
    if person is None or actor.organization_id is None or person.organization_id not in (None, actor.organization_id):
        raise Absent


def _problems(draft: Draft, actor: Actor, given_at: datetime, now: datetime) -> list[tuple[str, str]]:
    if draft.kind not in WRITTEN:
        return [("kind", "Choose which kind of consent this is.")]
    told = Written(
        kind=draft.kind,
        person_id=draft.person_id,
        discloser_id=actor.organization_id,
        recipient_id=draft.recipient_id,
        recipient_class=draft.recipient_class,
        categories=draft.categories,
        part=draft.part,
        purposes=draft.purposes,
        purpose_words=draft.purpose_words,
        given_at=given_at,
        until=draft.until,
        until_event=draft.until_event,
        signer=draft.signer,
        signer_name=draft.signer_name,
        signer_tie=draft.signer_tie,
        signature=draft.signature,
        scanned=draft.scan is not None,
        right_to_revoke=draft.right_to_revoke,
        redisclosure=draft.redisclosure,
        refusing=draft.refusing,
        proceeding=draft.proceeding,
    )
    found = [(one.value, _WHAT_TO_DO[one]) for one in missing(told)]
    return found + _of_recipient(draft) + _of_times(draft, given_at, now) + _of_signer(draft, now)


_WHAT_TO_DO = {
    one: f"Missing, or not whole: {ELEMENT_LABELS[one]}. A consent without it is none." for one in Element
} | {
    Element.DESCRIPTION: (
        "Say what may be shared and which part of it. Counseling notes, psychotherapy notes and a legal case each"
        " need a consent of their own."
    ),
    Element.RECIPIENT: (
        "Choose who gets it: a registered organization. A class of recipients is only for treatment, payment and"
        " operations."
    ),
    Element.PURPOSE: "Say what it is for. A legal case must be named, and stands alone.",
    Element.SIGNATURE: "The signature is missing or can't be read, or it doesn't say who signed and by what right.",
}


def _of_recipient(draft: Draft) -> list[tuple[str, str]]:
    if draft.recipient_id is None:
        return []
    recipient = Organization.objects.filter(pk=draft.recipient_id).first()
    if recipient is None:
        return [("recipient", "This place is not registered with the program. Choose a registered one.")]
    outside = set(draft.purposes) - {Purpose.RELEASE}
    if recipient.kind in CALL_SIDE and outside and Category.PART2_RECORD in draft.categories:
        return [
            ("recipient", "Police and dispatch can't read substance use records. Choose another, or leave them out.")
        ]
    return []


def _of_times(draft: Draft, given_at: datetime, now: datetime) -> list[tuple[str, str]]:
    found = []
    if given_at.tzinfo is None or (draft.until and draft.until.tzinfo is None):
        return [("until", "Say times with their offset, like 2026-11-22T21:41:00-05:00.")]
    if given_at > now + timedelta(minutes=5):
        found.append(("given_at", "It can't have been signed in the future."))
    elif now - given_at > OLDEST_PAPER:
        found.append(("given_at", "This was signed more than a year ago. Ask for a new one."))
    if draft.until and draft.until <= max(given_at, now):
        found.append(("until", "The consent must end after it starts, and not before today."))
    elif draft.until and draft.until - given_at > LONGEST:
        found.append(("until", "A consent holds for at most two years. Choose an earlier day."))
    return found


def _of_signer(draft: Draft, now: datetime) -> list[tuple[str, str]]:
    """Whose signature counts (42 CFR 2.14, 2.15): where a minor may consent alone, only the minor's own."""
    if draft.signer == Signer.PERSON:
        who = minors.who_decides(draft.person_id, minors.care_for(draft.kind), now)
        if who is Decides.WITH_GUARDIAN:
            return [("signer", "At this age a parent or guardian has to sign in this state, together with the person.")]
        return []
    if draft.signer_tie not in list(Tie):
        return [("signer_tie", "Say by what right somebody else signs.")]
    if minors.representative_counts(draft.person_id, draft.kind, draft.signer_tie, now):
        return []
    who = minors.who_decides(draft.person_id, minors.care_for(draft.kind), now)
    if who is Decides.PRIVACY_OFFICER:
        return [("signer", "The age, or this state's rule, is not known. Your privacy officer decides who may sign.")]
    return [("signer", "Here only the person's own signature counts. Ask the person to sign.")]


def take_back(consent_id: UUID, *, actor: Actor, how: str, early: bool = False) -> None:
    """A consent of any kind was taken back; from this instant it is no basis (42 CFR 2.31(a)(6); 164.508(b)(5)).

    The person may do it themselves. Twice changes nothing. `early` holds it where no such consent has come yet, as a
    phone's queue needs; else raises Absent for one that is unknown, or another organization's or person's.
    """
    clean("how", how, 120, required=True)
    theirs = actor.kind == "person"
    permission = Permission.CONSENT_TAKE_BACK if theirs else Permission.CONSENT_RECORD
    with act(actor, permission, kind="consent", subject=consent_id) as doing:
        if Agreement.objects.filter(pk=consent_id).exists():
            revoke(consent_id, actor=actor, how=how)
            return
        consent = _held(consent_id)
        if consent is None and early and not theirs and actor.organization_id:
            hold(consent_id, how, doing)
            doing.detail["held"] = True
            return
        if consent is None or (
            actor.id != consent.person_id if theirs else actor.organization_id != consent.discloser_id
        ):
            raise Absent
        _end(consent, doing, why="taken back", how=how)


def end_by_event(consent_id: UUID, *, actor: Actor, how: str) -> None:
    """The event came that a consent names as its end (42 CFR 2.31(a)(7)). Raises Absent, Refusal."""
    clean("how", how, 120, required=True)
    with act(actor, Permission.CONSENT_RECORD, kind="consent", subject=consent_id) as doing:
        consent = _held(consent_id)
        if consent is None or actor.organization_id != consent.discloser_id:
            raise Absent
        if not consent.until_event:
            raise Refusal(("how", "This consent ends on a day, not with an event."))
        _end(consent, doing, why="event", how=how)


def _held(consent_id: UUID) -> Part2Consent | NotesAuthorization | None:
    """The row, locked: whoever sends on it is done before it ends, or finds it ended."""
    for model in ENDS:
        found = model.objects.select_for_update().filter(pk=consent_id).first()
        if found:
            return found
    return None


def _end(consent: Part2Consent | NotesAuthorization, doing: Act, *, why: str, how: str) -> None:
    model = type(consent)
    if ENDS[model].objects.filter(consent=consent).exists():
        return
    ENDS[model].objects.create(consent=consent, at=clock.now(), why=why, how=how, recorded_by=doing.actor.id)
    doing.log(ENDED[model], consent.person_id, consent.pk, consent.told_on, why=why)
    doing.publish("consent.revoked", consent=consent.pk, person=consent.person_id)
    doing.tell("person", consent.person_id)
