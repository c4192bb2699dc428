"""A run's timeline, as it is read: signs with their kinds, undone ones gone."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from tandem.training.sessions.models import Happening
from tandem.training.sessions.records.kept import FIELDS
from tandem.training.sessions.records.values import HappeningRow
from tandem.vocabulary.training import Happened


def timeline(run_id: UUID) -> tuple[HappeningRow, ...]:
    """Every line of a run, in order. For the instructor and the debrief, never for a phone in play."""
    found = Happening.objects.filter(run_id=run_id).order_by("number")
    rows = found.annotate(has=Q(moment__isnull=False)).values_list(*FIELDS)
    return folded([HappeningRow(*row) for row in rows])


def folded(rows: Sequence[HappeningRow]) -> tuple[HappeningRow, ...]:
    """A sign's second tap is part of the first, and a sign that was undone never was."""
    seen = [one for one in rows if one.kind == Happened.CUE_SEEN]
    undone = {one.detail["undoes"] for one in seen if "undoes" in one.detail}
    named = {one.detail["names"]: one.detail["kind"] for one in seen if "names" in one.detail}
    found = []
    for one in rows:
        if one.kind == Happened.CUE_SEEN:
            if "undoes" in one.detail or "names" in one.detail or one.number in undone:
                continue
            if one.number in named:
                detail = {**one.detail, "kind": named[one.number]}
                one = HappeningRow(one.number, one.at_ms, one.recorded_at, one.seat, one.kind, detail, one.has_moment)
        found.append(one)
    return tuple(found)


def moment_at(run_id: UUID, number: int) -> dict | None:
    """The step of the story kept at, or last before, a line: the engine's JSON. None before the call began."""
    kept = Happening.objects.filter(run_id=run_id, number__lte=number, moment__isnull=False)
    found = kept.order_by("number").last()
    return found.moment if found else None
