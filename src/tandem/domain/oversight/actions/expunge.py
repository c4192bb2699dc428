"""Expunge by order or by age: the privacy officer asks, another one or an administrator approves. It cannot be undone.

With the approval the record is there for nobody, and its keys are destroyed in that moment: what was said is unreadable
from then on. The rows go at the next `bin/tandem expunge`, which runs as the owner of the tables at every start.
"""

import uuid
from uuid import UUID

from tandem.domain.oversight import journal
from tandem.domain.oversight.destroying import destroy_keys
from tandem.domain.oversight.holds import standing_on
from tandem.domain.oversight.models import Expungement
from tandem.domain.oversight.retention import dry_run, is_due
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.keeping import Verdict
from tandem.vocabulary.oversight import ExpungeReason, ExpungeScope
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

HELD = (
    "A legal hold stands on this record or on a call it belongs to. Nothing is destroyed while it stands: the privacy"
    " officer settles with counsel which of the two goes first, and releases the hold or refuses this."
)


def ask_expungement(
    person_id: UUID, *, actor: Actor, order_number: str, scope: str, case_id: UUID | None = None
) -> UUID:
    """Ask for it; nothing is destroyed yet. Raises Refusal by field, Conflict, Absent."""
    clean("order_number", order_number, 80, required=True)
    if scope not in list(ExpungeScope):
        raise Refusal(("scope", "Choose what the order expunges."))
    with act(actor, Permission.EXPUNGE, kind="person", subject=person_id) as doing:
        if not Person.objects.filter(pk=person_id, organization_id=actor.organization_id).exists():
            raise Absent
        waiting = Expungement.objects.filter(person_id=person_id, scope=scope, refused_at=None, done_at=None)
        if waiting.exists():
            raise Conflict(("scope", "This is asked for already. Somebody else has to approve it."))
        made = Expungement.objects.create(
            id=uuid.uuid4(),
            organization_id=actor.organization_id,
            person_id=person_id,
            case_id=case_id,
            order_number=order_number,
            scope=scope,
            asked_at=doing.at,
            asked_by=actor.id,
            asked_by_name=actor.name,
        )
        doing.detail = {"scope": scope}
        doing.tell("oversight", made.pk)
    return made.pk


def ask_disposal(*, actor: Actor) -> int:
    """Ask for every record that is past its period and that no hold keeps; how many. Raises Refusal where none is.

    Each waits by itself for a second human. Nothing is destroyed yet.
    """
    with act(actor, Permission.EXPUNGE, kind="retention") as doing:
        run = dry_run(actor, doing.at)
        past = {one.person_id for one in run.past if one.verdict == Verdict.DUE and not one.held}
        asked = Expungement.objects.filter(person_id__in=past, refused_at=None, done_at=None)
        past -= set(asked.values_list("person_id", flat=True))
        if not past:
            raise Refusal(("dispose", "No record is past its period that isn't held or asked for already."))
        for person_id in sorted(past):
            Expungement.objects.create(
                organization_id=actor.organization_id,
                person_id=person_id,
                order_number=f"{run.today:%Y-%m-%d}",
                scope=ExpungeScope.CLINICAL,
                reason=ExpungeReason.RETENTION,
                asked_at=doing.at,
                asked_by=actor.id,
                asked_by_name=actor.name,
            )
        doing.detail = {"reason": str(ExpungeReason.RETENTION), "count": len(past)}
        doing.tell("oversight", *past)
    return len(past)


def approve_expungement(expungement_id: UUID, *, actor: Actor) -> None:
    """Another human approves. The journal is written first, then the keys are destroyed. Raises Refusal, Conflict, Absent."""
    with act(actor, Permission.EXPUNGE_APPROVE, kind="expungement", subject=expungement_id) as doing:
        one = _locked(expungement_id, actor)
        if one.asked_by == actor.id:
            raise Refusal(("approve", "Somebody else has to approve what you asked for."))
        # The row that whoever places a hold takes first, too: one of the two sees the other.
        list(Person.objects.select_for_update().filter(pk=one.person_id).values_list("pk", flat=True))
        if standing_on(one.person_id).exists():
            raise Conflict(("approve", HELD))
        if one.reason == ExpungeReason.RETENTION and not is_due(one.person_id, actor.organization_id, doing.at):
            raise Conflict(
                ("approve", "Something of this record was touched since, or its period changed: it is kept.")
            )
        journal.write(journal.Line(one.pk, one.person_id, one.scope, one.order_number, doing.at.isoformat()))
        one.approved_at, one.approved_by, one.approved_by_name = doing.at, actor.id, actor.name
        one.save()
        if one.scope == ExpungeScope.CLINICAL:
            Person.objects.filter(pk=one.person_id, sealed_at=None).update(sealed_at=doing.at)
            doing.publish("person.sealed", person=one.person_id)
        destroy_keys(one.person_id, one.scope, doing.at, "default")
        doing.detail = {"scope": one.scope, "reason": one.reason}
        doing.tell("person", one.person_id)
        doing.tell("oversight", one.pk)


def refuse_expungement(expungement_id: UUID, *, actor: Actor) -> None:
    """It is not done. Raises Conflict, Absent."""
    with act(actor, Permission.EXPUNGE_APPROVE, kind="expungement", subject=expungement_id) as doing:
        one = _locked(expungement_id, actor)
        one.refused_at, one.person_id = doing.at, None
        one.save()
        doing.tell("oversight", one.pk)


def _locked(expungement_id: UUID, actor: Actor) -> Expungement:
    found = Expungement.objects.select_for_update().filter(pk=expungement_id, organization_id=actor.organization_id)
    one = found.first()
    if one is None:
        raise Absent
    if one.approved_at or one.refused_at:
        raise Conflict(("approve", "Somebody answered this already."))
    return one
