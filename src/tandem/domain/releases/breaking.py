"""Break-glass: a clinician outside the care team opens one person of their own organization in need (law.md, H2).

The law's own file (`disclosure/break_glass.py`) says what it opens: R10, and R11 with purpose emergency, inside the same
program, with the record of 42 CFR 2.51. Notes kept apart with a consent of their own, sealed records and the police's
narrative stay shut, as does everybody who is staff (F3).
"""

from dataclasses import dataclass
from uuid import UUID

from tandem.domain.part2.actions import Emergency, record_emergency
from tandem.domain.part2.actions.emergency import facilities
from tandem.domain.people.models import Person
from tandem.domain.people.records import PersonSummary, names
from tandem.domain.protections import rules
from tandem.domain.protections.actions import ask_open
from tandem.domain.releases.opening import open_list, shown
from tandem.domain.releases.relations import relation
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.audit.record import keeping_refusals, refuse
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

NEVER_ALONE = "Both sentences belong together: fill in the other one too, or leave both empty."


@dataclass(frozen=True)
class InNeed:
    """Somebody a clinician may open in need. `person` is the stub that a search shows; `open`: nothing is needed."""

    person: PersonSummary | None
    open: bool


def in_need(person_id: UUID, *, actor: Actor) -> InNeed:
    """Whom the page is about, as the search already named them. Raises Absent, NotAllowed; both are on the trail.

    Nobody of another organization, nobody sealed, nobody who is staff: each looks like an id that never was.
    """
    allow(actor, Permission.GLASS_OPEN, kind="person", subject=person_id)
    open_already = _stands(person_id, actor)
    if open_already is None:
        refuse(Absent(), actor, Permission.GLASS_OPEN, object_kind="person", object_id=person_id)
    if open_already:
        return InNeed(None, True)
    release = open_list(actor, "search")
    stub = names([person_id], release=release) if release.allows(Category.DEMOGRAPHICS) else {}
    shown(actor, release, list(stub))
    return InNeed(stub.get(person_id), False)


@reach.work("whether somebody outside the care team may open a person in need: a yes or a no")
def _stands(person_id: UUID, actor: Actor) -> bool | None:
    """Whether the record is open to the reader already; None where it can't be opened in need at all."""
    person = Person.objects.filter(pk=person_id, sealed_at=None, is_staff=False).first()
    if person is None or actor.organization_id is None or person.organization_id != actor.organization_id:
        return None
    found = relation(actor, person, Purpose.TREATMENT, clock.now())
    return found is not None and (found.related or found.facts.break_glass)


def break_glass(
    person_id: UUID,
    *,
    actor: Actor,
    need: str,
    purpose: str,
    reason: str,
    nature: str = "",
    why_no_consent: str = "",
) -> bool:
    """Open it: True where it is open now, False where a supervisor has to. Raises Refusal by field, Absent.

    `nature` and `why_no_consent` are what 42 CFR 2.51(c) asks beside who, where and when; with both, and for an
    emergency, the program's own substance use record opens too. They are asked of everybody alike.
    """
    in_need(person_id, actor=actor)
    errors = rules.problems(need, purpose, reason)
    for name, words, limit in (
        ("reason", reason, 400),
        ("nature", nature, 1000),
        ("why_no_consent", why_no_consent, 500),
    ):
        try:
            clean(name, words, limit)
        except Refusal as refused:
            errors += refused.errors
    if bool(nature.strip()) != bool(why_no_consent.strip()):
        errors.append(("nature" if why_no_consent.strip() else "why_no_consent", NEVER_ALONE))
    if errors:
        raise Refusal(*errors)
    with keeping_refusals():
        emergency_id = None
        if nature.strip() and purpose == Purpose.EMERGENCY and actor.organization_id in dict(facilities()):
            told = Emergency(actor.organization_id, actor.name, actor.name, clock.now(), nature, why_no_consent)
            emergency_id = record_emergency(person_id, actor=actor, told=told)
        _id, opened = ask_open(
            person_id, actor=actor, need=need, purpose=purpose, reason=reason, emergency_id=emergency_id
        )
    return opened
