"""Lists of calls: the board's rows, what ended today, a search by number, unit or place, and calls near one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q

from tandem.disclosure import ListRelease
from tandem.domain.incidents import call_types
from tandem.domain.incidents.models import Answer, Assignment, Decision, Incident
from tandem.domain.incidents.records.signs import Behavioral, behavioral
from tandem.domain.incidents.records.teams import AssignmentSummary, _assignments, assignment_of
from tandem.domain.incidents.records.words import Changed, change_of
from tandem.domain.incidents.rules import LIVE_STATES, URGENCY
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import RESPONSE_SHORT, IncidentState
from tandem.vocabulary.text import clean

LONGEST_SEARCH = 200
UNKNOWN_PLACE = "Place unknown"


def _sort(has_team: bool, urgency: int, received_at: datetime) -> str:
    return f"{int(has_team)}{urgency}{int(received_at.timestamp()):012d}"


@dataclass(frozen=True)
class BoardCall:
    """One row of the board. `response` is what is meant now; `reports` how many others say the same."""

    id: UUID
    number: str
    origin: str
    place: str
    summary: str
    agency: str
    received_at: datetime
    state: str
    response: str
    response_words: str
    overridden: bool
    open_questions: int
    behavioral: Behavioral
    reports: int
    changed: Changed | None
    assignments: tuple[AssignmentSummary, ...]
    latitude: float | None
    longitude: float | None
    urgency: int

    @property
    def sort(self) -> str:
        """Most urgent first: calls without a team, then the response's urgency, then age."""
        return _sort(any(one.active for one in self.assignments), self.urgency, self.received_at)


def _response(code: str) -> str:
    return RESPONSE_SHORT.get(code, "Not yet decidable")


def _row(one: Incident, standing: list[str]) -> BoardCall:
    decisions = list(one.decisions.all())
    answers = [each for each in one.answers.all() if each.previous]
    newest = decisions[-1] if decisions else None
    return BoardCall(
        id=one.pk,
        number=one.number,
        origin=one.origin,
        place=one.place or one.area or UNKNOWN_PLACE,
        summary=one.narrative.split("\n")[0][:160] or one.call_type,
        agency=one.agency.short_name,
        received_at=one.received_at,
        state=one.state,
        response=one.response,
        response_words=_response(one.response),
        overridden=bool(newest and one.response != newest.response),
        open_questions=len(newest.open_questions) if newest else 0,
        behavioral=behavioral(one, standing),
        reports=len(one.reports.all()),
        changed=change_of(answers[-1]) if answers else None,
        assignments=tuple(assignment_of(each, one.received_at) for each in one.assignments.all()),
        latitude=one.latitude,
        longitude=one.longitude,
        urgency=URGENCY.get(one.response, 1),
    )


def _board_query():
    return Incident.objects.select_related("agency").prefetch_related(
        Prefetch("reports", Incident.objects.only("id", "primary_id")),
        _assignments(),
        # Only the newest of each is read: a long call has many, and the board is read all the time.
        Prefetch("decisions", Decision.objects.order_by("incident_id", "-id").distinct("incident_id")),
        Prefetch(
            "answers",
            Answer.objects.exclude(previous="").order_by("incident_id", "-id").distinct("incident_id"),
        ),
    )


def _rows(calls: Iterable[Incident]) -> list[BoardCall]:
    patterns = call_types.standing()
    return [_row(one, patterns) for one in calls]


def board(*, release: ListRelease, ids: Iterable[UUID] | None = None) -> list[BoardCall]:
    """Calls on the board, most urgent first; only `ids` if given (those that are over are then left out).

    Raises NotReleased unless the list opens call facts (R30).
    """
    release.require(Category.CAD_FACTS)
    calls = _board_query().filter(state__in=LIVE_STATES)
    if ids is not None:
        calls = calls.filter(pk__in=list(ids))
    return sorted(_rows(calls), key=lambda row: row.sort)


@dataclass(frozen=True)
class OnBoard:
    """Which call is on the board, where, and when anything its row shows last changed."""

    id: UUID
    number: str
    place: str
    latitude: float | None
    longitude: float | None
    changed_at: datetime
    area: str = ""


def on_board(*, release: ListRelease) -> list[OnBoard]:
    """The calls of the board without their content, oldest first: one cheap query, to draw only what changed."""
    release.require(Category.CAD_FACTS)
    found = Incident.objects.filter(state__in=LIVE_STATES).order_by("received_at")
    columns = ("id", "number", "place", "latitude", "longitude", "changed_at", "area")
    return [OnBoard(*row) for row in found.values_list(*columns)]


@dataclass(frozen=True)
class OpenCall:
    """One line of the hand-over: where, since when, what is meant, and the units that are on it."""

    id: UUID
    place: str
    received_at: datetime
    response_words: str
    units: tuple[str, ...]


def open_calls(*, release: ListRelease) -> list[OpenCall]:
    """The calls of the board as lines, in its order. Two queries of plain values. Raises NotReleased."""
    release.require(Category.CAD_FACTS)
    active = Assignment.objects.filter(cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
    units: dict[UUID, list[str]] = {}
    for each, unit in active.order_by("dispatched_at").values_list("incident_id", "team__unit"):
        units.setdefault(each, []).append(unit)
    columns = ("id", "place", "area", "received_at", "response")
    rows = Incident.objects.filter(state__in=LIVE_STATES).values_list(*columns)
    found = sorted(rows, key=lambda row: _sort(row[0] in units, URGENCY.get(row[4], 1), row[3]))
    return [
        OpenCall(each, place or area or UNKNOWN_PLACE, received_at, _response(response), tuple(units.get(each, ())))
        for each, place, area, received_at, response in found
    ]


def numbers(ids: Iterable[UUID], *, release: ListRelease) -> dict[UUID, str]:
    """The numbers of these calls, open or over."""
    release.require(Category.CAD_FACTS)
    return dict(Incident.objects.filter(pk__in=list(ids)).values_list("pk", "number"))


def closed_today(*, release: ListRelease, since: datetime, limit: int = 200) -> list[BoardCall]:
    """Calls that ended since `since`, newest first."""
    release.require(Category.CAD_FACTS)
    calls = _board_query().filter(state__in=(IncidentState.CLOSED, IncidentState.CANCELLED), closed_at__gte=since)
    return _rows(calls.exclude(closed_reason="imported").order_by("-closed_at")[:limit])


def find(text: str, *, release: ListRelease, limit: int = 50) -> list[BoardCall]:
    """Calls by number, unit or place, newest first. Never by a person's name (R30, `by_call_not_name`)."""
    release.require(Category.CAD_FACTS)
    try:
        wanted = clean("text", text, LONGEST_SEARCH).strip()
    except Refusal:
        return []
    if not wanted:
        return []
    calls = _board_query().filter(
        Q(number__iexact=wanted)
        | Q(number__endswith=wanted)
        | Q(place__icontains=wanted)
        | Q(source_id__iexact=wanted)
        | Q(assignments__team__unit__iexact=wanted)
    )
    return _rows(calls.order_by("-received_at").distinct()[:limit])


def nearby(incident_id: UUID, *, release: ListRelease, within: timedelta = timedelta(minutes=30)) -> list[BoardCall]:
    """Other live calls at the same place, lately: "Is it the same?" Never merged by Tandem itself."""
    release.require(Category.CAD_FACTS)
    one = Incident.objects.filter(pk=incident_id).first()
    if one is None or not one.place:
        return []
    same = _board_query().filter(
        place__iexact=one.place,
        state__in=LIVE_STATES,
        received_at__range=(one.received_at - within, one.received_at + within),
    )
    return _rows(same.exclude(pk=one.pk)[:5])
