"""What teams told the call-taker: on the call, and on a call-taker's own page. About the call's information only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents import hands
from tandem.domain.incidents.models import Feedback, Incident
from tandem.domain.incidents.records.words import input_in_sentence, input_label, input_words
from tandem.foundation import clock
from tandem.vocabulary.feedback import (
    DESCRIBED_LABELS,
    FOUND_LABELS,
    THANKS_LABELS,
    Described,
    Found,
    RightKind,
    Thanks,
)
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Unanswered

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class FeedbackSummary:
    """One team member's word on a call's information. `differences` are (input, what was told, how it held)."""

    by: str
    at: datetime
    described: str
    right_kind: str
    differences: tuple[tuple[str, str, str], ...]
    thanks: str

    @property
    def held(self) -> bool:
        return not self.differences and self.right_kind != RightKind.NO


@dataclass(frozen=True)
class TakenCall:
    """A call one took: what was said at intake, beside what the team found. Nothing about what came of it."""

    id: UUID
    number: str
    received_at: datetime
    place: str
    call_type: str
    told: tuple[tuple[str, str], ...]
    feedback: tuple[FeedbackSummary, ...]


def feedback_of(
    incident_ids: Iterable[UUID], inputs: dict[UUID, dict], *, release: ListRelease | Release
) -> dict[UUID, tuple[FeedbackSummary, ...]]:
    """The newest word of each team member by call, oldest first. `inputs` are what each call's answers are now."""
    release.require(Category.CAD_FACTS)
    newest = (
        Feedback.objects.filter(incident_id__in=list(incident_ids))
        .order_by("assignment_id", "by", "-id")
        .distinct("assignment_id", "by")
    )
    found: dict[UUID, list[FeedbackSummary]] = {}
    for one in sorted(newest, key=lambda row: row.id):
        found.setdefault(one.incident_id, []).append(_said(one, inputs.get(one.incident_id, {})))
    return {incident: tuple(said) for incident, said in found.items()}


def _said(one: Feedback, inputs: dict[str, str]) -> FeedbackSummary:
    return FeedbackSummary(
        by=one.by_name,
        at=one.at,
        described=DESCRIBED_LABELS[Described(one.described)],
        right_kind=one.right_kind,
        differences=tuple(
            (
                input_label(name),
                input_in_sentence(name, inputs.get(name, Unanswered.NOT_ASKED)),
                FOUND_LABELS[Found(found)],
            )
            for name, found in one.differences.items()
        ),
        thanks=THANKS_LABELS[Thanks(one.thanks)] if one.thanks else "",
    )


def taken_calls(user_id: UUID, *, release: ListRelease) -> list[TakenCall]:
    """The calls this human took in during the last thirty days, newest first. Never anybody else's."""
    release.require(Category.CAD_FACTS)
    since = clock.now() - KEPT_FOR
    ids = hands.taken_since(user_id, since)
    calls = Incident.objects.filter(pk__in=ids, created_at__gte=since).order_by("-received_at")
    rows = list(calls)
    said = feedback_of([one.pk for one in rows], {one.pk: one.inputs for one in rows}, release=release)
    return [
        TakenCall(
            id=one.pk,
            number=one.number,
            received_at=one.received_at,
            place=one.place or one.area or "Place unknown",
            call_type=one.call_type,
            told=tuple(
                (input_label(name), input_words(name, value))
                for name, value in one.inputs.items()
                if value not in set(Unanswered)
            ),
            feedback=said.get(one.pk, ()),
        )
        for one in rows
    ]
