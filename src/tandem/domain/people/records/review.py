"""Cautions as whoever reviews them sees them: what is due, what it said before, and where it was passed on.

A provider reviews its own under R13. What police and dispatch entered is theirs and a call fact (law.md, Nouns): dispatch
reviews its words by the call it was written on, without the person's name, because R32 names persons on open calls only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.people.models import Caution, CautionReview, PassedOn
from tandem.domain.people.records.caution import CautionSummary, passed_to, summary_of
from tandem.domain.people.records.person import PersonSummary, names
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent

DUE_BEFORE = timedelta(days=14)
# What ran out longer ago than this was let go, not forgotten.
OVERDUE_FOR = timedelta(days=60)
REVIEWED, BY_CALL = "caution_review", "board"


@dataclass(frozen=True)
class Before:
    """One review: what was done and why, and the words as they stood before it."""

    what: str
    reason: str
    by: str
    at: datetime
    words: str
    expires_at: datetime


@dataclass(frozen=True)
class Passing:
    """Where it went. `basis` is agree or threat."""

    recipient: str
    basis: str
    statement: str
    by: str
    at: datetime
    until: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class CautionInReview:
    """`person` is None where the reader may not name the person. `overdue`: it ran out and nobody said what is true."""

    caution: CautionSummary
    person_id: UUID | None
    person: PersonSummary | None
    told_on: UUID | None
    by_provider: bool
    overdue: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    before: tuple[Before, ...] = ()
    passed: tuple[Passing, ...] = ()


def _reach(release: ListRelease | Release, author: UUID | None):
    """The cautions this release lets somebody review."""
    found = Caution.objects.filter(person__sealed_at=None)
    if isinstance(release, Release):
        release.require(Category.SAFETY_FLAGS)
        return found.filter(person_id=release.person_id, organization_id=release.organization_id, by_provider=True)
    if release.kind == REVIEWED:
        release.require(Category.SAFETY_FLAGS)
        return found.filter(organization_id=release.organization_id, by_provider=True)
    release.require(Category.CAD_FACTS)
    found = found.filter(by_provider=False)
    if release.kind == BY_CALL:
        return found
    # Whoever wrote it, and nobody else, while working for the same organization.
    return found.filter(published_by=author, organization_id=release.organization_id)


@reach.work("cautions of the call side and warnings to it, which a board's release opens (R01, R04)")
def due_for_review(
    *, release: ListRelease, author: UUID | None = None, now: datetime | None = None
) -> list[CautionInReview]:
    """What ends within two weeks or ran out lately, overdue first, then the soonest. Raises NotReleased."""
    moment = now or clock.now()
    due = _reach(release, author).filter(
        withdrawn_at=None, expires_at__lte=moment + DUE_BEFORE, expires_at__gt=moment - OVERDUE_FOR
    )
    rows = list(due.order_by("expires_at"))
    people = _people([one.person_id for one in rows], release)
    found = [_row(one, people, moment) for one in rows]
    return sorted(found, key=lambda one: (not one.overdue, one.caution.expires_at))


def _people(ids: list[UUID], release: ListRelease | Release) -> dict[UUID, PersonSummary]:
    if isinstance(release, Release) or release.kind != REVIEWED or not release.allows(Category.DEMOGRAPHICS):
        return {}
    return names(ids, release=release)


def _row(one: Caution, people: dict[UUID, PersonSummary], moment: datetime, **more) -> CautionInReview:
    return CautionInReview(
        caution=summary_of(one),
        person_id=one.person_id if one.by_provider else None,
        person=people.get(one.person_id),
        told_on=one.told_on,
        by_provider=one.by_provider,
        overdue=one.expires_at <= moment,
        withdrawn_at=one.withdrawn_at,
        withdrawn_reason=one.withdrawn_reason,
        **more,
    )


@reach.work("cautions of the call side and warnings to it, which a board's release opens (R01, R04)")
def in_review(
    caution_id: UUID, *, release: ListRelease | Release, author: UUID | None = None, now: datetime | None = None
) -> CautionInReview:
    """One caution with everything it ever said, withdrawn ones too. Raises NotReleased, Absent."""
    one = _reach(release, author).filter(pk=caution_id).first()
    if one is None:
        raise Absent
    reviews = CautionReview.objects.filter(caution=one).order_by("-at")
    passed = PassedOn.objects.select_related("recipient").filter(caution=one).order_by("-passed_at")
    return _row(
        one,
        _people([one.person_id], release),
        now or clock.now(),
        before=tuple(
            Before(each.what, each.reason, each.reviewed_by_name, each.at, each.words, each.expires_at)
            for each in reviews
        ),
        passed=tuple(
            Passing(
                each.recipient.name,
                each.basis,
                each.statement,
                each.passed_by_name,
                each.passed_at,
                each.until,
                each.ended_at,
            )
            for each in passed
        ),
    )


@dataclass(frozen=True)
class Warning:
    """A clinician's warning to this organization: the entered statement, whom it protects, from whom, until when."""

    statement: str
    at_risk: str
    source: str
    at: datetime
    until: datetime


@reach.work("cautions of the call side and warnings to it, which a board's release opens (R01, R04)")
def warnings_to(*, release: ListRelease, now: datetime | None = None) -> list[Warning]:
    """Warnings addressed to the reader's own organization (R04: addressee), newest first; no name but what they say."""
    release.require(Category.CAD_FACTS)
    if release.organization_id is None:
        return []
    return [
        Warning(one.statement, one.at_risk, one.passed_by_name, one.passed_at, one.until)
        for one in passed_to(now or clock.now(), release=release)
        if one.basis == "threat"
    ]
