"""What left, as a page to print: the words, what was enclosed, who sent it to whom, and its number."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Package, Release
from tandem.domain.releases.models import Disclosure, Letter
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class Printed:
    """`lines` is [heading, words]; `inside` what 42 CFR 2.32 demands to be in the same artefact."""

    id: UUID
    number: str
    by: str
    to: str
    address: str
    at: datetime
    lines: list[list[str]]
    inside: tuple[str, ...] = ()


def _printed(event: Disclosure, lines: list[list[str]], inside: tuple[str, ...] = ()) -> Printed:
    by = Organization.objects.filter(pk=event.organization_id).values_list("name", flat=True).first() or ""
    return Printed(
        id=event.pk,
        number=str(event.pk)[:8].upper(),
        by=by,
        to=event.recipient_name,
        address=event.recipient_address,
        at=event.sent_at,
        lines=lines,
        inside=inside,
    )


def fresh(package: Package, lines: list[list[str]], *, actor: Actor) -> Printed:
    """What `actor` has just sent, with the notice and the consent copy inside it. Raises Absent for another's."""
    event = Disclosure.objects.filter(pk=package.id, organization_id=actor.organization_id).first()
    if event is None:
        raise Absent
    return _printed(event, lines, tuple(one.text for one in package.enclosures))


def kept(disclosure_id: UUID, *, release: Release) -> Printed:
    """The words that left about the person of this release, where they were kept. Raises NotReleased, Absent."""
    release.require(Category.CLINICAL_NOTE)
    found = Letter.objects.select_related("disclosure").filter(pk=disclosure_id, person_id=release.person_id).first()
    if found is None:
        raise Absent
    return _printed(found.disclosure, found.lines)
