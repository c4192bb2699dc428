"""Say whether an organization is a Part 2 program, and why; and look again where it was turned off (law.md, P16)."""

from datetime import timedelta
from uuid import UUID

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Part2Setting
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

# A reason that says something. Turning protection off is what somebody will be asked about years later.
SHORTEST_REASON = 15
REVIEW_WITHIN = timedelta(days=14)


def set_part2_program(organization_id: UUID, *, actor: Actor, program: bool, unit: str = "", reason: str) -> None:
    """Whether the organization, or only `unit` of it, is a Part 2 program (42 CFR 2.11), with the reason.

    Turning it off, or narrowing it to a unit, opens a review for the privacy officer. Raises Absent, Conflict where
    nothing would change, Refusal naming the field.
    """
    clean("unit", unit, 80)
    clean("reason", reason, 400, required=True)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(("reason", f"Say why in at least {SHORTEST_REASON} characters: somebody will review this."))
    if unit and not program:
        raise Refusal(("unit", "Name a unit only where that unit is a Part 2 program."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="organization", subject=organization_id) as doing:
        found = Organization.objects.select_for_update().filter(pk=organization_id).first()
        if found is None:
            raise Absent
        # Nobody's decision yet is not a no: the first one may say no, with its reason.
        decided = found.part2_program or Part2Setting.objects.filter(organization=found).exists()
        if decided and (found.part2_program, found.part2_unit) == (program, unit):
            raise Conflict(("program", "It is set this way already."))
        less = found.part2_program and (not program or bool(unit))
        found.part2_program, found.part2_unit = program, unit
        found.save(update_fields=["part2_program", "part2_unit"])
        Part2Setting.objects.create(
            organization=found,
            program=program,
            unit=unit,
            reason=reason,
            set_at=doing.at,
            set_by=actor.id,
            review_due_at=doing.at + REVIEW_WITHIN if less else None,
        )
        doing.detail |= {"verb": "part2_program", "program": program, "review": less}
        doing.publish("part2.setting_changed", organization=organization_id)
    forget()


def review_part2_setting(setting_id: int, *, actor: Actor, review: str) -> None:
    """The privacy officer has looked again at a setting that was turned off. Raises Absent, Refusal naming the field."""
    clean("review", review, 400, required=True)
    with act(actor, Permission.PART2_REVIEW, kind="part2_setting") as doing:
        waiting = Part2Setting.objects.filter(pk=setting_id, reviewed_at=None).exclude(review_due_at=None)
        if not waiting.update(reviewed_at=doing.at, reviewed_by=actor.id, review=review):
            raise Absent
        doing.detail |= {"verb": "part2_review"}
