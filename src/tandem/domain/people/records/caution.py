"""Cautions in force, as one release shows them. The moment one ends it is in no answer of these."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from tandem.disclosure import ListRelease, Release
from tandem.domain.people.models import Caution, PassedOn
from tandem.domain.people.records.person import CALL_SOURCE_VIEWS, PersonSummary, names
from tandem.foundation import clock
from tandem.vocabulary.law import Category


@dataclass(frozen=True)
class CautionSummary:
    """`words` is what was seen. `way` says how it came to police or dispatch: "" for their own."""

    id: UUID
    words: str
    what_helps: str
    source: str
    published_at: datetime
    reviewed_at: datetime | None
    expires_at: datetime
    avoid: str = ""
    way: str = ""


def cautions(*, release: Release, now: datetime | None = None) -> list[CautionSummary]:
    """Cautions in force for the person of this release, newest first."""
    return cautions_of([release.person_id], release=release, now=now).get(release.person_id, [])


def cautions_of(
    ids: Iterable[UUID], *, release: Release | ListRelease, now: datetime | None = None
) -> dict[UUID, list[CautionSummary]]:
    """Cautions in force by person.

    Police and dispatch see what the call side entered (R01, R32), and of a provider's only what was passed on to their
    organization as a recorded disclosure: by the person's agreement (R07), or as a warning's own statement (D2, R04).
    """
    answer = release.require(Category.SAFETY_FLAGS)
    moment = now or clock.now()
    # A release of one person opens nothing of another, whatever ids come with it.
    wanted = [one for one in ids if isinstance(release, ListRelease) or one == release.person_id]
    found = Caution.objects.filter(
        person_id__in=wanted, person__sealed_at=None, withdrawn_at=None, expires_at__gt=moment
    )
    call_side = answer.view in CALL_SOURCE_VIEWS
    if call_side:
        found = found.filter(by_provider=False)
    shown: dict[UUID, list[CautionSummary]] = {}
    for one in found.order_by("-published_at"):
        shown.setdefault(one.person_id, []).append(summary_of(one))
    if call_side and release.organization_id:
        for passed in passed_to(moment, release=release, persons=wanted):
            shown.setdefault(passed.caution.person_id, []).append(_told(passed))
    return shown


def passed_to(moment: datetime, *, release: Release | ListRelease, persons: list[UUID] | None = None) -> list[PassedOn]:
    """What was passed on to the reader's organization and holds now, newest first. For this room's own records."""
    found = PassedOn.objects.select_related("caution").filter(
        recipient_id=release.organization_id,
        ended_at=None,
        until__gt=moment,
        caution__withdrawn_at=None,
        caution__expires_at__gt=moment,
        caution__person__sealed_at=None,
        # Never the other way round: whoever passed it on is not the recipient.
        caution__by_provider=True,
    )
    if persons is not None:
        found = found.filter(caution__person_id__in=persons)
    return list(found.exclude(recipient_id=F("caution__organization_id")).order_by("-passed_at"))


def _told(passed: PassedOn) -> CautionSummary:
    """By agreement the published words; as a warning the entered statement and nothing else (164.512(j))."""
    if passed.basis == "agree":
        one = summary_of(passed.caution)
        return CautionSummary(
            **{**one.__dict__, "way": "Shared with the person's signed agreement.", "expires_at": passed.until}
        )
    return CautionSummary(
        id=passed.caution_id,
        words=passed.statement,
        what_helps="",
        source=passed.passed_by_name,
        published_at=passed.passed_at,
        reviewed_at=None,
        expires_at=passed.until,
        way=f"A warning, to prevent harm to {passed.at_risk}.",
    )


def summary_of(one: Caution) -> CautionSummary:
    """A row as a value."""
    return CautionSummary(
        id=one.pk,
        words=one.words,
        what_helps=one.what_helps,
        source=one.published_by_name,
        published_at=one.published_at,
        reviewed_at=one.reviewed_at,
        expires_at=one.expires_at,
        avoid=one.avoid,
    )


@dataclass(frozen=True)
class ExpiringCaution:
    """A caution on the hand-over page. `person` is None where the list may not name the person."""

    person_id: UUID
    person: PersonSummary | None
    caution: CautionSummary


def expiring_cautions(*, release: ListRelease, until: datetime) -> list[ExpiringCaution]:
    """Cautions of the reader's own organization that end by `until`, soonest first."""
    if not release.allows(Category.SAFETY_FLAGS):
        return []
    found = list(
        Caution.objects.filter(
            organization_id=release.organization_id,
            person__sealed_at=None,
            withdrawn_at=None,
            expires_at__gt=clock.now(),
            expires_at__lte=until,
        ).order_by("expires_at")
    )
    people = names([one.person_id for one in found], release=release) if release.allows(Category.DEMOGRAPHICS) else {}
    return [ExpiringCaution(one.person_id, people.get(one.person_id), summary_of(one)) for one in found]
