"""Calls as a release shows them: the board's rows, one call whole, and the calls of a team. ORM rows never leave here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents.criteria import BY_NAME
from tandem.domain.incidents.models import Answer, Assignment, Decision, Incident, Involvement, Lead, Override
from tandem.domain.incidents.rules import LIVE_STATES, URGENCY
from tandem.domain.staffing.records import MemberOnShift, TeamOnShift, team
from tandem.foundation import clock
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import RESPONSE_LABELS, RESPONSE_SHORT, IncidentState, Unanswered, UnitTime
from tandem.vocabulary.text import clean

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class AssignmentSummary:
    """A team on a call with its five times; None is not yet. `lead` is whoever leads now."""

    id: UUID
    incident_id: UUID
    team_id: UUID
    unit: str
    assigned_for: str
    times: dict[UnitTime, datetime | None]
    checkin_due_at: datetime | None
    released_at: datetime | None
    lead: MemberOnShift | None
    lead_since: datetime | None

    @property
    def active(self) -> bool:
        return self.times[UnitTime.CLEAR] is None and self.released_at is None

    @property
    def status(self) -> str:
        """on_the_way, on_scene, engaged, clear or released."""
        if self.released_at:
            return "released"
        if self.times[UnitTime.CLEAR]:
            return "clear"
        if self.times[UnitTime.ENGAGEMENT]:
            return "engaged"
        return "on_scene" if self.times[UnitTime.ARRIVAL] else "on_the_way"


@dataclass(frozen=True)
class Changed:
    """The newest change of a fact: from what to what, when."""

    name: str
    was: str
    now: str
    at: datetime


@dataclass(frozen=True)
class BoardCall:
    """One row of the board. `response` is what is meant now; `recommended` what the criteria say."""

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
    changed: Changed | None
    assignments: tuple[AssignmentSummary, ...]
    latitude: float | None
    longitude: float | None
    urgency: int

    @property
    def sort(self) -> str:
        """Most urgent first: calls without a team, then the response's urgency, then age."""
        waiting = 0 if not any(one.active for one in self.assignments) else 1
        return f"{waiting}{self.urgency}{int(self.received_at.timestamp()):012d}"


@dataclass(frozen=True)
class DecisionSummary:
    """What the criteria said, with everything needed to check it."""

    at: datetime
    edition: str
    rule: str
    rule_label: str
    response: str
    response_words: str
    reason: str
    staging: str
    attire: str
    car: str
    meanwhile: str
    inputs: dict[str, str]
    open_questions: tuple[dict, ...]


@dataclass(frozen=True)
class OverrideSummary:
    response: str
    response_words: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class CallDetail:
    """One call whole. `facts` are (input, label, words or None where unanswered, word of why) in the criteria's order."""

    id: UUID
    number: str
    source: str
    origin: str
    agency: str
    agency_id: UUID
    call_type: str
    place: str
    area: str
    latitude: float | None
    longitude: float | None
    narrative: str
    caller: str
    callback: str
    received_at: datetime
    state: str
    closed_at: datetime | None
    closed_reason: str
    response: str
    inputs: dict[str, str]
    decision: DecisionSummary | None
    first_decision_differs: bool
    override: OverrideSummary | None
    changes: tuple[Changed, ...]
    assignments: tuple[AssignmentSummary, ...]
    person_ids: tuple[UUID, ...] = field(default=())


def _assignment(one: Assignment, received_at: datetime) -> AssignmentSummary:
    leads = list(one.leads.all())
    newest = leads[-1] if leads else None
    member = newest.member if newest else None
    return AssignmentSummary(
        id=one.pk,
        incident_id=one.incident_id,
        team_id=one.team_id,
        unit=one.team.unit,
        assigned_for=one.assigned_for,
        times={
            UnitTime.REQUEST: received_at,
            UnitTime.DISPATCH: one.dispatched_at,
            UnitTime.ARRIVAL: one.arrived_at,
            UnitTime.ENGAGEMENT: one.engaged_at,
            UnitTime.CLEAR: one.cleared_at,
        },
        checkin_due_at=one.checkin_due_at,
        released_at=one.released_at,
        lead=MemberOnShift(member.pk, member.user_id, member.user.name, member.profession) if member else None,
        lead_since=newest.since if newest else None,
    )


def _assignments() -> Prefetch:
    leads = Prefetch("leads", Lead.objects.select_related("member__user").order_by("id"))
    return Prefetch(
        "assignments", Assignment.objects.select_related("team").prefetch_related(leads).order_by("dispatched_at")
    )


def input_words(name: str, value: str) -> str:
    """The label of an answer: "In reach"; the value itself for an input no edition knows any more."""
    asked = BY_NAME.get(name)
    return asked.labels.get(value, value) if asked else value


def input_label(name: str) -> str:
    """The short name of an input: "Weapon"."""
    return BY_NAME[name].label if name in BY_NAME else name.replace("_", " ")


def _change(one: Answer) -> Changed:
    was = one.previous or Unanswered.NOT_ASKED
    return Changed(input_label(one.input), input_words(one.input, was), input_words(one.input, one.value), one.at)


def _row(one: Incident) -> BoardCall:
    decisions = list(one.decisions.all())
    answers = [each for each in one.answers.all() if each.previous]
    newest = decisions[-1] if decisions else None
    return BoardCall(
        id=one.pk,
        number=one.number,
        origin=one.origin,
        place=one.place or one.area or "Place unknown",
        summary=one.narrative.split("\n")[0][:160] or one.call_type,
        agency=one.agency.short_name,
        received_at=one.received_at,
        state=one.state,
        response=one.response,
        response_words=RESPONSE_SHORT.get(one.response, "Not yet decidable"),
        overridden=bool(newest and one.response != newest.response),
        open_questions=len(newest.open_questions) if newest else 0,
        changed=_change(answers[-1]) if answers else None,
        assignments=tuple(_assignment(each, one.received_at) for each in one.assignments.all()),
        latitude=one.latitude,
        longitude=one.longitude,
        urgency=URGENCY.get(one.response, 1),
    )


def _board_query():
    return Incident.objects.select_related("agency").prefetch_related(
        _assignments(),
        # Only the newest of each is read: a long call has many, and the board is read all the time.
        Prefetch("decisions", Decision.objects.order_by("incident_id", "-id").distinct("incident_id")),
        Prefetch(
            "answers",
            Answer.objects.exclude(previous="").order_by("incident_id", "-id").distinct("incident_id"),
        ),
    )


def board(*, release: ListRelease, ids: Iterable[UUID] | None = None) -> list[BoardCall]:
    """Calls on the board, most urgent first; only `ids` if given (those that are over are then left out).

    Raises NotReleased unless the list opens call facts (R30).
    """
    release.require(Category.CAD_FACTS)
    calls = _board_query().filter(state__in=LIVE_STATES)
    if ids is not None:
        calls = calls.filter(pk__in=list(ids))
    return sorted((_row(one) for one in calls), key=lambda row: row.sort)


@dataclass(frozen=True)
class OnBoard:
    """Which call is on the board, where, and when anything its row shows last changed."""

    id: UUID
    number: str
    place: str
    latitude: float | None
    longitude: float | None
    changed_at: datetime


def on_board(*, release: ListRelease) -> list[OnBoard]:
    """The calls of the board without their content, oldest first: one cheap query, to draw only what changed."""
    release.require(Category.CAD_FACTS)
    found = Incident.objects.filter(state__in=LIVE_STATES).order_by("received_at")
    return [OnBoard(*row) for row in found.values_list("id", "number", "place", "latitude", "longitude", "changed_at")]


def closed_today(*, release: ListRelease, since: datetime, limit: int = 200) -> list[BoardCall]:
    """Calls that ended since `since`, newest first."""
    release.require(Category.CAD_FACTS)
    calls = _board_query().filter(state__in=(IncidentState.CLOSED, IncidentState.CANCELLED), closed_at__gte=since)
    return [_row(one) for one in calls.exclude(closed_reason="imported").order_by("-closed_at")[:limit]]


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
    return [_row(one) for one in calls.order_by("-received_at").distinct()[:limit]]


def call(incident_id: UUID, *, release: ListRelease | Release) -> CallDetail:
    """One call whole. A release of one person opens the calls that person is on. Raises NotReleased, Absent."""
    release.require(Category.CAD_FACTS)
    if isinstance(release, Release) and not _on_it(incident_id, release.person_id):
        raise Absent
    one = (
        Incident.objects.select_related("agency")
        .prefetch_related(
            _assignments(),
            Prefetch(
                "involvements", Involvement.objects.filter(removed_at=None).order_by("added_at"), to_attr="people"
            ),
        )
        .filter(pk=incident_id)
        .first()
    )
    if one is None:
        raise Absent
    decisions = list(one.decisions.order_by("-id")[:2])
    override = one.overrides.order_by("-id").first()
    return CallDetail(
        id=one.pk,
        number=one.number,
        source=one.source,
        origin=one.origin,
        agency=one.agency.short_name,
        agency_id=one.agency_id,
        call_type=one.call_type,
        place=one.place,
        area=one.area,
        latitude=one.latitude,
        longitude=one.longitude,
        narrative=one.narrative,
        caller=one.caller,
        callback=one.callback,
        received_at=one.received_at,
        state=one.state,
        closed_at=one.closed_at,
        closed_reason=one.closed_reason,
        response=one.response,
        inputs=dict(one.inputs),
        decision=_decision(decisions[0]) if decisions else None,
        first_decision_differs=len(decisions) > 1 and decisions[0].response != decisions[1].response,
        override=_override(override) if override else None,
        changes=tuple(_change(each) for each in one.answers.exclude(previous="").order_by("-id")[:20]),
        assignments=tuple(_assignment(each, one.received_at) for each in one.assignments.all()),
        person_ids=tuple(each.person_id for each in one.people),
    )


def _on_it(incident_id: UUID, person_id: UUID) -> bool:
    return Involvement.objects.filter(incident_id=incident_id, person_id=person_id, removed_at=None).exists()


def _decision(one: Decision) -> DecisionSummary:
    return DecisionSummary(
        at=one.at,
        edition=one.edition,
        rule=one.rule,
        rule_label=one.rule_label,
        response=one.response,
        response_words=RESPONSE_LABELS[one.response],
        reason=one.reason,
        staging=one.staging,
        attire=one.attire,
        car=one.car,
        meanwhile=one.meanwhile,
        inputs=dict(one.inputs),
        open_questions=tuple(one.open_questions),
    )


def _override(one: Override) -> OverrideSummary:
    return OverrideSummary(one.response, RESPONSE_LABELS[one.response], one.reason, one.at, one.chosen_by_name)


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
    return [_row(each) for each in same.exclude(pk=one.pk)[:5]]


def my_assignments(user_id: UUID, *, release: ListRelease) -> list[tuple[AssignmentSummary, TeamOnShift | None]]:
    """The calls this human's team is on now, oldest first, each with the team."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(team__members__user_id=user_id, cleared_at=None, released_at=None, incident__state__in=LIVE_STATES)
        .order_by("dispatched_at")
    )
    return [(_assignment(one, one.incident.received_at), team(one.team_id)) for one in found]


def assignment(
    assignment_id: UUID, *, user_id: UUID, release: ListRelease
) -> tuple[AssignmentSummary, TeamOnShift | None]:
    """One assignment of this human's own team, active or over within the last day. Raises Absent."""
    release.require(Category.CAD_FACTS)
    day = clock.now() - timedelta(days=1)
    one = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(pk=assignment_id, team__members__user_id=user_id)
        .filter(Q(cleared_at=None, released_at=None) | Q(cleared_at__gte=day) | Q(released_at__gte=day))
        .first()
    )
    if one is None:
        raise Absent
    return _assignment(one, one.incident.received_at), team(one.team_id)


def active_by_team(*, release: ListRelease) -> dict[UUID, AssignmentSummary]:
    """What each team on the board is doing now."""
    release.require(Category.CAD_FACTS)
    found = (
        Assignment.objects.select_related("team", "incident")
        .prefetch_related(Prefetch("leads", Lead.objects.select_related("member__user").order_by("id")))
        .filter(cleared_at=None, released_at=None)
    )
    return {one.team_id: _assignment(one, one.incident.received_at) for one in found}
