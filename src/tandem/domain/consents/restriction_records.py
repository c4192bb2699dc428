"""Restrictions as pages show them, and which persons of a Part 2 program have no notice yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.consents.models import NoticeGiven, Part2Consent, Restriction
from tandem.domain.people.models import Person
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import CATEGORY_LABELS, Category


@dataclass(frozen=True)
class RestrictionRow:
    """An agreed restriction. `categories` are words, empty for the whole record; `read_by` names of organizations."""

    id: UUID
    person_id: UUID
    words: str
    categories: tuple[str, ...]
    agreed_at: datetime
    read_by: tuple[str, ...]
    read_here: bool


def _row(one: Restriction, own: UUID | None) -> RestrictionRow:
    reads = list(one.reads.all())
    return RestrictionRow(
        id=one.pk,
        person_id=one.person_id,
        words=one.words,
        categories=tuple(CATEGORY_LABELS[Category(word)] for word in one.categories),
        agreed_at=one.agreed_at,
        read_by=tuple(sorted(each.organization.short_name for each in reads)),
        read_here=any(each.organization_id == own for each in reads),
    )


def restrictions_of(release: Release) -> list[RestrictionRow]:
    """What stands for this person, newest first. Raises NotReleased unless who they are is open."""
    release.require(Category.DEMOGRAPHICS)
    found = Restriction.objects.filter(person_id=release.person_id, ended_at=None).order_by("-agreed_at")
    return [_row(one, release.organization_id) for one in found.prefetch_related("reads__organization")]


def standing(list_release: ListRelease) -> list[RestrictionRow]:
    """What the reader's organization agreed to and still stands, those it has not read first. Raises NotReleased."""
    list_release.require(Category.DEMOGRAPHICS)
    found = Restriction.objects.filter(
        organization_id=list_release.organization_id, ended_at=None, person__sealed_at=None, person__is_staff=False
    )
    rows = [_row(one, list_release.organization_id) for one in found.prefetch_related("reads__organization")]
    return sorted(rows, key=lambda one: (one.read_here, one.agreed_at))


@reach.work("who has no notice yet: ids and a time, for which the notices given must be seen")
def without_notice(list_release: ListRelease, *, limit: int = 200) -> list[tuple[UUID, datetime]]:
    """(person, since when known) of whoever should have got the notice of 42 CFR 2.22 and has neither got nor declined it.

    In an organization that is a Part 2 program as a whole: everybody whose record it holds. Where only a unit is one,
    whoever signed a Part 2 consent there. Empty elsewhere. Raises NotReleased.
    """
    list_release.require(Category.DEMOGRAPHICS)
    own = Organization.objects.filter(pk=list_release.organization_id, part2_program=True).first()
    if own is None:
        return []
    found = Person.objects.filter(organization=own, sealed_at=None, is_staff=False)
    if own.part2_unit:
        found = found.filter(pk__in=Part2Consent.objects.filter(discloser=own).values("person_id"))
    told = NoticeGiven.objects.filter(organization=own).values("person_id")
    return list(found.exclude(pk__in=told).order_by("created_at", "pk").values_list("pk", "created_at")[:limit])


def unread_count(list_release: ListRelease) -> int:
    """How many limits stand that nobody of the reader's organization has read: as many records are closed to it."""
    list_release.require(Category.DEMOGRAPHICS)
    own = list_release.organization_id
    found = Restriction.objects.filter(
        organization_id=own, ended_at=None, person__sealed_at=None, person__is_staff=False
    )
    return found.exclude(reads__organization_id=own).count()


@reach.work("whether one person has a notice: yes or no, for which the notices given must be seen")
def lacks_notice(release: Release) -> bool:
    """Whether this person should have got the notice of 42 CFR 2.22 from the reader's program and has not. Raises NotReleased."""
    release.require(Category.DEMOGRAPHICS)
    own = Organization.objects.filter(pk=release.organization_id, part2_program=True).first()
    if own is None:
        return False
    found = Person.objects.filter(pk=release.person_id, organization=own)
    if own.part2_unit:
        found = found.filter(pk__in=Part2Consent.objects.filter(discloser=own).values("person_id"))
    return found.exists() and not NoticeGiven.objects.filter(organization=own, person_id=release.person_id).exists()


def notices_of(release: Release) -> list[tuple[datetime, str, str, bool]]:
    """(when, edition, language, declined) of the notices this person got, newest first. Raises NotReleased."""
    release.require(Category.PART2_RECORD)
    found = NoticeGiven.objects.filter(person_id=release.person_id).order_by("-given_at")
    if release.organization_id:
        found = found.filter(organization_id=release.organization_id)
    return list(found.values_list("given_at", "edition", "language", "declined"))
