"""Publish a caution, review it in time, and note where it was passed on. Never a label, never without an end."""

from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import Package
from tandem.domain.people.actions.describe import is_call_source
from tandem.domain.people.labels import refuse_labels
from tandem.domain.people.models import Caution, CautionReview, PassedOn, Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

LONGEST_DAYS = 180
WORDS = ("words", "avoid", "what_helps")


def longest_days() -> int:
    """How many days a caution holds at most, as the program says."""
    settings = program()
    return settings.caution_days if settings else LONGEST_DAYS


def _plain(told: dict[str, str]) -> None:
    """Refuse what is too long, empty, or a label."""
    for name, value in told.items():
        clean(name, value, 200, required=name == "words")
    refuse_labels(told)


def _end(expires_at: datetime, now: datetime) -> None:
    days = longest_days()
    if not now < expires_at <= now + timedelta(days=days):
        raise Refusal(("expires_at", f"A caution ends within {days} days. Choose a day before that."))


def publish_caution(
    *,
    actor: Actor,
    person_id: UUID,
    words: str,
    expires_at: datetime,
    what_helps: str = "",
    avoid: str = "",
    told_on: UUID | None = None,
) -> UUID:
    """Publish what was seen, what to avoid and what helps, with an end. `told_on` is the call it was written on.

    Raises Refusal naming the field: a label comes back with a kinder suggestion, an end too far off with the limit.
    """
    _plain({"words": words, "avoid": avoid, "what_helps": what_helps})
    with act(actor, Permission.CAUTION_PUBLISH, kind="person", subject=person_id) as doing:
        # A team on the way must learn of it also while the audit trail can't be written.
        doing.goes_on = told_on is not None
        _end(expires_at, doing.at)
        if not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        caution = Caution.objects.create(
            person_id=person_id,
            organization_id=actor.organization_id,
            told_on=told_on,
            words=words,
            avoid=avoid,
            what_helps=what_helps,
            by_provider=not is_call_source(actor),
            published_by=actor.id,
            published_by_name=actor.name,
            published_at=doing.at,
            expires_at=expires_at,
        )
        doing.log(Kind.CAUTION_PUBLISHED, person_id, expires=expires_at.isoformat())
        doing.tell("person", person_id)
        return caution.pk


def _held(caution_id: UUID, actor: Actor) -> Caution:
    """The caution, for its author or a reviewer of the side it came from. Raises Absent for anybody else."""
    found = Caution.objects.select_for_update().filter(pk=caution_id, withdrawn_at=None).first()
    if found is None or found.by_provider == is_call_source(actor):
        raise Absent
    author = actor.id is not None and found.published_by == actor.id and found.organization_id == actor.organization_id
    # Dispatch answers for what the call side entered, a provider for its own.
    reviewer = actor.may(Permission.CAUTION_REVIEW) and (
        not found.by_provider or found.organization_id == actor.organization_id
    )
    if not author and not reviewer:
        raise Absent
    return found


def _permission(actor: Actor) -> Permission:
    return Permission.CAUTION_REVIEW if actor.may(Permission.CAUTION_REVIEW) else Permission.CAUTION_PUBLISH


def _reviewed(caution: Caution, what: str, reason: str, doing: Act) -> None:
    """Keep the words and the end as they stood, with who reviewed them and why."""
    CautionReview.objects.create(
        caution=caution,
        what=what,
        reason=reason,
        reviewed_by=doing.actor.id,
        reviewed_by_name=doing.actor.name,
        at=doing.at,
        words=caution.words,
        avoid=caution.avoid,
        what_helps=caution.what_helps,
        expires_at=caution.expires_at,
    )
    caution.reviewed_at, caution.reviewed_by_name = doing.at, doing.actor.name


def renew_caution(caution_id: UUID, *, actor: Actor, expires_at: datetime, reason: str) -> None:
    """It still holds, and why; until a new day. One that has run out may be renewed too. Raises Refusal, Absent."""
    clean("reason", reason, 200, required=True)
    with act(actor, _permission(actor), kind="caution", subject=caution_id) as doing:
        caution = _held(caution_id, actor)
        _end(expires_at, doing.at)
        _reviewed(caution, "renewed", reason, doing)
        caution.expires_at = expires_at
        caution.save()
        doing.log(Kind.CAUTION_RENEWED, caution.person_id, expires=expires_at.isoformat(), reason=reason)
        doing.tell("person", caution.person_id)


def correct_caution(
    caution_id: UUID, *, actor: Actor, words: str, reason: str, avoid: str = "", what_helps: str = ""
) -> None:
    """Put the words right. What was passed on was the old words, so that it ends: pass the new ones on again."""
    clean("reason", reason, 200, required=True)
    _plain({"words": words, "avoid": avoid, "what_helps": what_helps})
    with act(actor, _permission(actor), kind="caution", subject=caution_id) as doing:
        caution = _held(caution_id, actor)
        _reviewed(caution, "corrected", reason, doing)
        caution.words, caution.avoid, caution.what_helps = words, avoid, what_helps
        caution.save()
        _end_passing(caution, doing)
        doing.log(Kind.CAUTION_CORRECTED, caution.person_id, reason=reason)
        doing.tell("person", caution.person_id)


def withdraw_caution(caution_id: UUID, *, actor: Actor, reason: str) -> None:
    """It does not hold any more. Shown to nobody from now on, and kept with the reason."""
    clean("reason", reason, 200, required=True)
    with act(actor, _permission(actor), kind="caution", subject=caution_id) as doing:
        caution = _held(caution_id, actor)
        _reviewed(caution, "withdrawn", reason, doing)
        caution.withdrawn_at, caution.withdrawn_by_name, caution.withdrawn_reason = doing.at, actor.name, reason
        caution.save()
        _end_passing(caution, doing)
        doing.log(Kind.CAUTION_WITHDRAWN, caution.person_id, reason=reason)
        doing.tell("person", caution.person_id)


def _end_passing(caution: Caution, doing: Act) -> None:
    PassedOn.objects.filter(caution=caution, ended_at=None).update(ended_at=doing.at)


def note_passed_on(
    caution_id: UUID,
    *,
    actor: Actor,
    package: Package,
    basis: str,
    until: datetime,
    agreement_id: UUID | None = None,
    statement: str = "",
    at_risk: str = "",
) -> UUID:
    """Write down that the sealed `package` told its recipient of this caution, until `until` at most.

    Only `domain.releases` seals one. Passing the same on again takes the place of what stood. Raises Absent.
    """
    with act(actor, Permission.CAUTION_PUBLISH, kind="caution", subject=caution_id) as doing:
        now_held = Caution.objects.select_for_update().filter(
            pk=caution_id, by_provider=True, withdrawn_at=None, expires_at__gt=doing.at
        )
        caution = now_held.filter(organization_id=actor.organization_id).first()
        if caution is None:
            raise Absent
        recipient = package.recipient_organization_id
        same = PassedOn.objects.filter(caution=caution, recipient_id=recipient, basis=basis, ended_at=None)
        same.update(ended_at=doing.at)
        passed = PassedOn.objects.create(
            caution=caution,
            recipient_id=recipient,
            basis=basis,
            agreement_id=agreement_id,
            disclosure_id=package.id,
            statement=statement,
            at_risk=at_risk,
            passed_by=actor.id,
            passed_by_name=actor.name,
            passed_at=doing.at,
            until=min(until, caution.expires_at),
        )
        doing.log(Kind.CAUTION_PASSED_ON, caution.person_id, basis=basis, recipient=str(recipient))
        doing.tell("person", caution.person_id)
        return passed.pk
