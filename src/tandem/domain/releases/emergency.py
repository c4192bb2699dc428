"""Tell medical personnel in a medical emergency (42 CFR 2.51, rule R24): the extract, and nothing before it is written down.

The person's consent can't be had, and whoever tells says why. Record, disclosure and accounting stand in one transaction,
so that with one element missing nothing was told at all.
"""

from dataclasses import dataclass
from uuid import UUID

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.part2 import records
from tandem.domain.part2.actions import Emergency, record_emergency
from tandem.domain.part2.forms import EXTRACT
from tandem.domain.people.models import Person
from tandem.domain.releases.disclose import OnRules, disclose, registered
from tandem.domain.releases.grounds import facts_of
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.relations import Relation
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.disclosing import NOTICE_SHORT, Medium
from tandem.vocabulary.law import Category, LawRole, Purpose
from tandem.vocabulary.refusal import Absent, Refusal

PART2 = Category.PART2_RECORD
SCOPES = frozenset({"treating_now", "medical_personnel", "consent_unobtainable"})


@dataclass(frozen=True)
class Extract:
    """What medical personnel may be told, line by line, the newest contact first; `text` is exactly what is told."""

    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n".join([*(f"{label}: {words}" for label, words in self.lines), NOTICE_SHORT])


def extract(person_id: UUID, *, actor: Actor) -> tuple[Release, Extract]:
    """The extract under the teller's own release for the emergency. Raises Absent where they may not read it in full."""
    release = open_release(actor, person_id, Purpose.EMERGENCY)
    if release.view(PART2) != WHOLE:
        raise Absent
    lines = [
        (line.label, line.words) for one in records.of_person(release) for line in one.lines if line.name in EXTRACT
    ]
    return release, Extract(tuple(lines))


def tell_in_emergency(person_id: UUID, *, actor: Actor, told: Emergency) -> UUID:
    """Write the record of 2.51(c), and tell: the id of the disclosure. Raises Refusal by field, Absent.

    Refuses where nothing stands in the record that could be told.
    """
    release, found = extract(person_id, actor=actor)
    if not found.lines:
        raise Refusal(("extract", "Nothing stands in the record that could be told."))
    with keeping_refusals():
        if not Organization.objects.filter(pk=told.facility).exists():
            # The record names what is missing, field by field.
            record_emergency(person_id, actor=actor, told=told)
        facility = Organization.objects.get(pk=told.facility)
        with reach.work("what is true of the receiver of an emergency's extract"):
            facts = facts_of(Person.objects.get(pk=person_id), facility)
        # Told by voice to somebody who treats the person at this very moment; no link opens anything (law.md, arrival).
        told_by_voice = Relation(LawRole.HOSPITAL, True, SCOPES, facts)
        package = disclose(
            actor=actor,
            release=release,
            to=registered(facility.pk),
            on=OnRules(told_by_voice),
            categories=(PART2,),
            fields=tuple(dict.fromkeys(label for label, _words in found.lines)),
            body={"text": found.text},
            medium=Medium.VOICE,
        )
        record_emergency(person_id, actor=actor, told=told, disclosure_id=package.id)
    return package.id
