"""Mark what makes a call a behavioral-health call, each sign with who said it; and what call types usually are one."""

from uuid import UUID

from tandem.domain.incidents.actions.decide import locked
from tandem.domain.incidents.actions.wake import wake
from tandem.domain.incidents.models import CallTypePattern, Incident, SignHeard
from tandem.domain.incidents.rules import check_signs
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.patterns import checked
from tandem.vocabulary.behavioral import Sign, behavioral_health
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind

MOST_PATTERNS = 100


def hear(incident: Incident, signs: dict[str, str], doing: Act, *, whole: bool) -> list[str]:
    """Set the signs of `incident` inside an act, without saving it. Returns the names of what changed.

    `whole`: `signs` is all there is, and what it leaves out is taken back; else it adds to what stands. A sign that
    arrives takes back "none of these"; a later "none of these" never takes back a sign that stands.
    """
    before = dict(incident.signs)
    after = dict(signs) if whole else {**before, **signs}
    if not whole and any(sign != Sign.NONE for sign in after):
        after.pop(Sign.NONE, None)
    rows = [
        SignHeard(incident=incident, sign=sign, said_by=said_by, at=doing.at, recorded_by=doing.actor.id)
        for sign, said_by in after.items()
        if before.get(sign) != said_by
    ]
    rows += [
        SignHeard(
            incident=incident, sign=sign, said_by=said_by, taken_back=True, at=doing.at, recorded_by=doing.actor.id
        )
        for sign, said_by in before.items()
        if sign not in after
    ]
    incident.signs = after
    incident.behavioral_health = behavioral_health(after)
    doing.add(*rows)
    for row in rows:
        doing.log(Kind.INCIDENT_FLAGGED, incident.pk, sign=row.sign, said_by=row.said_by, taken_back=row.taken_back)
    return [row.sign for row in rows]


def mark_signs(incident_id: UUID, signs: dict[str, str], *, actor: Actor) -> None:
    """What this call-taker's form says now: sign → who said it. Left out is taken back. Raises Refusal, Absent."""
    check_signs(signs)
    with act(actor, Permission.INCIDENT_ANSWER, kind="incident", subject=incident_id) as doing:
        incident = locked(incident_id)
        if not hear(incident, signs, doing, whole=True):
            return
        incident.changed_at = doing.at
        incident.save(update_fields=["signs", "behavioral_health", "changed_at"])
        doing.publish("incident.changed", incident=incident.pk)
        wake(doing, incident.pk)


def add_pattern(pattern: str, *, actor: Actor) -> int:
    """Suggest behavioral health for call types like this, once. Returns its id. Raises Refusal: only what RE2 can run."""
    wanted = checked("pattern", pattern)
    with act(actor, Permission.PROGRAM_SET_UP, kind="call_type_pattern") as doing:
        standing = CallTypePattern.objects.filter(removed_at=None)
        known = standing.filter(pattern=wanted).first()
        if known:
            return known.pk
        if standing.count() >= MOST_PATTERNS:
            raise Refusal(("pattern", f"There are {MOST_PATTERNS} patterns already. Take one away first."))
        return CallTypePattern.objects.create(pattern=wanted, added_at=doing.at, added_by=actor.id).pk


def remove_pattern(pattern_id: int, *, actor: Actor) -> None:
    """Stop suggesting by this pattern. What stands on calls does not change: a suggestion was never stored."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="call_type_pattern") as doing:
        found = CallTypePattern.objects.select_for_update().filter(pk=pattern_id, removed_at=None).first()
        if found is None:
            raise Absent
        found.removed_at = doing.at
        found.save()
