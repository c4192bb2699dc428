"""A person's plan as a release shows it: the newest version, all of them, and what waits to be settled.

The plan itself is read by who may read the whole category. Police at the scene and dispatch get the preference card
alone (R05, R31), so that they find no plan here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.safety_plans.form import form
from tandem.domain.safety_plans.models import PlanVersion
from tandem.vocabulary.law import Category
from tandem.vocabulary.plans import MADE_LABELS, WRITTEN_LABELS, Made, Written
from tandem.vocabulary.refusal import Absent


@dataclass(frozen=True)
class PlanSummary:
    """One version. `sections` are the person's own lines by name; `review_by` is when to look at it again.

    `beside`: it holds what clashed with a colleague's words and waits; `settled` once somebody settled it.
    """

    id: UUID
    number: int
    base: int
    beside: bool
    settled: bool
    edition: str
    language: str
    language_words: str
    made: str
    made_words: str
    sections: dict[str, tuple[str, ...]]
    by: str
    at: datetime
    review_by: datetime

    @property
    def is_empty(self) -> bool:
        return not any(self.sections.values())


def may_read(release: Release) -> bool:
    """Whether this release opens the plan, and not only the card cut from its category."""
    return release.allows(Category.SAFETY_PLAN) and release.view(Category.SAFETY_PLAN) == WHOLE


def versions_of(release: Release) -> list[PlanSummary]:
    """Every version, newest first. Raises NotReleased; [] where only the card is open."""
    release.require(Category.SAFETY_PLAN)
    if not may_read(release):
        return []
    found = list(PlanVersion.objects.filter(person_id=release.person_id).order_by("-number"))
    settled = {one.settles_id for one in found}
    return [_summary(one, settled) for one in found]


def plan_of(release: Release) -> PlanSummary | None:
    """The plan as it stands; None where there is none. Raises NotReleased."""
    return next((one for one in versions_of(release) if not one.beside), None)


def clashes_of(release: Release) -> list[PlanSummary]:
    """What was kept beside the plan and is not settled yet, oldest first. Raises NotReleased."""
    return [one for one in reversed(versions_of(release)) if one.beside and not one.settled]


def said_by(release: Release) -> dict[str, tuple[str, datetime]]:
    """Section → who wrote it as it stands, and when it last changed. Raises NotReleased."""
    found, before = {}, {}
    for one in reversed([each for each in versions_of(release) if not each.beside]):
        for name in {*before, *one.sections}:
            if before.get(name, ()) != one.sections.get(name, ()):
                found[name] = (one.by, one.at)
        before = one.sections
    return found


def version(number: int, *, release: Release) -> PlanSummary:
    """One version. Raises NotReleased, Absent."""
    found = next((one for one in versions_of(release) if one.number == number), None)
    if found is None:
        raise Absent
    return found


def _summary(one: PlanVersion, settled: set[UUID | None]) -> PlanSummary:
    return PlanSummary(
        id=one.pk,
        number=one.number,
        base=one.base,
        beside=one.beside,
        settled=one.pk in settled,
        edition=one.edition,
        language=one.language,
        language_words=WRITTEN_LABELS[Written(one.language)],
        made=one.made,
        made_words=MADE_LABELS[Made(one.made)],
        sections={name: tuple(lines) for name, lines in one.sections.items()},
        by=one.written_by_name,
        at=one.written_at,
        review_by=one.written_at + timedelta(days=form().plan_lasts_days),
    )
