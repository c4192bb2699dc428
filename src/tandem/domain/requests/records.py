"""Requests as a release shows them: those that wait, those answered lately, and one whole.

The desk reads the names and the place, care reads all of it (R32, R10); the view of the release says which.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import ListRelease
from tandem.domain.requests.models import Request
from tandem.domain.requests.rules import told_of_person
from tandem.foundation import clock
from tandem.vocabulary.asking import (
    ASKER_SHORT,
    HOW_SOON_LABELS,
    KNOWS_LABELS,
    NOT_TAKEN_LABELS,
    REQUEST_STATE_LABELS,
    SAFE_CONTACT_LABELS,
    Asker,
    HowSoon,
    Knows,
    NotTaken,
    RequestState,
    SafeContact,
)
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent

LATELY = timedelta(days=7)
MOST = 200


@dataclass(frozen=True)
class RequestSummary:
    """One request. `reach` is None where this reader's view holds no phone number. `told` describes the person."""

    id: UUID
    reference: str
    asker: str
    asker_kind: str
    asker_name: str
    asker_organization: str
    asker_phone: str
    asker_email: str
    language: str
    person: str
    described: str
    reach: str | None
    person_language: str
    worry: str
    place: str
    since: str
    how_soon: str
    soon: bool
    knows: str
    safe_contact: str
    made_at: datetime
    state: str
    state_words: str
    settled_at: datetime | None
    settled_by: str
    reason: str
    incident_id: UUID | None
    person_id: UUID | None
    told: dict[str, str]

    @property
    def about(self) -> str:
        """Who it is about, in a few words."""
        own = "Themselves" if self.asker_kind == Asker.SELF else ""
        return self.person or self.described or own or "Somebody unknown"


def _label(labels: dict, code: type, value: str) -> str:
    return labels[code(value)] if value else ""


def _summary(one: Request, release: ListRelease) -> RequestSummary:
    whole = release.view(Category.DEMOGRAPHICS) == "whole"
    return RequestSummary(
        id=one.pk,
        reference=one.reference,
        asker=ASKER_SHORT[Asker(one.asker)],
        asker_kind=one.asker,
        asker_name=one.asker_name,
        asker_organization=one.asker_organization,
        asker_phone=one.asker_phone,
        asker_email=one.asker_email,
        language=one.language,
        person=one.person_name,
        described=one.person_described,
        reach=one.person_reach if whole else None,
        person_language=one.person_language,
        worry=one.worry,
        place=one.place,
        since=one.since,
        how_soon=_label(HOW_SOON_LABELS, HowSoon, one.how_soon),
        soon=one.how_soon == HowSoon.TODAY,
        knows=_label(KNOWS_LABELS, Knows, one.knows),
        safe_contact=_label(SAFE_CONTACT_LABELS, SafeContact, one.safe_contact),
        made_at=one.made_at,
        state=one.state,
        state_words=REQUEST_STATE_LABELS[RequestState(one.state)],
        settled_at=one.settled_at,
        settled_by=one.settled_by_name,
        reason=": ".join(part for part in (_label(NOT_TAKEN_LABELS, NotTaken, one.reason_kind), one.reason) if part),
        incident_id=one.incident_id,
        person_id=one.person_id,
        told=told_of_person(one),
    )


def _may_read(release: ListRelease) -> None:
    release.require(Category.CAD_FACTS)
    release.require(Category.DEMOGRAPHICS)


def waiting(*, release: ListRelease) -> list[RequestSummary]:
    """What nobody has answered: those for today first, then the oldest. Raises NotReleased."""
    _may_read(release)
    found = Request.objects.filter(state=RequestState.NEW).order_by("made_at")[:MOST]
    return sorted((_summary(one, release) for one in found), key=lambda one: (not one.soon, one.made_at))


def settled(*, release: ListRelease) -> list[RequestSummary]:
    """What was answered in the last seven days, newest first."""
    _may_read(release)
    found = Request.objects.exclude(state=RequestState.NEW).filter(settled_at__gte=clock.now() - LATELY)
    return [_summary(one, release) for one in found.order_by("-settled_at")[:MOST]]


def counts(*, release: ListRelease) -> dict[str, int]:
    """How many wait, and how many of the last seven days ended in each state, by its words."""
    _may_read(release)
    recent = Request.objects.exclude(state=RequestState.NEW).filter(settled_at__gte=clock.now() - LATELY)
    found = Counter(recent.values_list("state", flat=True))
    found[RequestState.NEW] = Request.objects.filter(state=RequestState.NEW).count()
    return {words: found[state] for state, words in REQUEST_STATE_LABELS.items()}


def request(request_id: UUID, *, release: ListRelease) -> RequestSummary:
    """One request whole. Raises Absent, NotReleased."""
    _may_read(release)
    found = Request.objects.filter(pk=request_id).first()
    if found is None:
        raise Absent
    return _summary(found, release)
