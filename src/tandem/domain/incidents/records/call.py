"""One call whole: its facts, what the criteria said and why, what changed, and the teams on it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents import call_types
from tandem.domain.incidents.models import Decision, Incident, Involvement, Override
from tandem.domain.incidents.records.feedback import FeedbackSummary, feedback_of
from tandem.domain.incidents.records.reports import LinkedTo, OtherReport, linked_to, reports_of
from tandem.domain.incidents.records.signs import Behavioral, behavioral
from tandem.domain.incidents.records.teams import AssignmentSummary, _assignments, assignment_of
from tandem.domain.incidents.records.words import Changed, change_of
from tandem.domain.people.sealed import sealed_among
from tandem.vocabulary.law import Category
from tandem.vocabulary.pathways import SKILL_LABELS
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import NEED_LABELS, RESPONSE_LABELS


@dataclass(frozen=True)
class PathwaySummary:
    """A pathway that applied, in the words of the edition that decided."""

    name: str
    call_taker: tuple[str, ...]
    team: tuple[str, ...]
    bring: tuple[str, ...]
    needs: tuple[str, ...]
    look_for: str

    @property
    def bring_words(self) -> str:
        return ", ".join(SKILL_LABELS.get(one, one) for one in self.bring)

    @property
    def needs_words(self) -> str:
        return ", ".join(NEED_LABELS.get(one, one) for one in self.needs)


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
    pathways: tuple[PathwaySummary, ...] = ()

    @property
    def plan(self) -> list[tuple[str, str, str]]:
        """How to go there, as (icon, label, text): the same words at every desk and on every phone."""
        parts = [
            ("clock", "Meanwhile", self.meanwhile),
            ("pin", "Stage", self.staging),
            ("shirt", "Attire", self.attire),
            ("car", "Car", self.car),
        ]
        return [part for part in parts if part[2]]

    @property
    def bring(self) -> frozenset[str]:
        """Skills of teams that the pathways ask for."""
        return frozenset(skill for one in self.pathways for skill in one.bring)


@dataclass(frozen=True)
class OverrideSummary:
    response: str
    response_words: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class CallDetail:
    """One call whole. `reports` are other reports of it; `primary` says what it is another report of itself.

    `person_ids` are the persons on this report; those on other reports stand with them.
    """

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
    unserved: str
    response: str
    inputs: dict[str, str]
    decision: DecisionSummary | None
    first_decision_differs: bool
    override: OverrideSummary | None
    changes: tuple[Changed, ...]
    assignments: tuple[AssignmentSummary, ...]
    behavioral: Behavioral
    signs: dict[str, str]
    primary: LinkedTo | None
    reports: tuple[OtherReport, ...]
    feedback: tuple[FeedbackSummary, ...]
    person_ids: tuple[UUID, ...] = field(default=())

    @property
    def everybody(self) -> tuple[UUID, ...]:
        """The persons on this call by any report of it."""
        return (*self.person_ids, *(one for report in self.reports for one in report.person_ids))


def call(incident_id: UUID, *, release: ListRelease | Release) -> CallDetail:
    """One call whole. A release of one person opens the calls that person is on. Raises NotReleased, Absent."""
    release.require(Category.CAD_FACTS)
    if isinstance(release, Release) and not _on_it(incident_id, release.person_id):
        raise Absent
    one = (
        Incident.objects.select_related("agency", "primary")
        .prefetch_related(
            _assignments(),
            Prefetch(
                "involvements",
                Involvement.objects.filter(removed_at=None).order_by("added_at"),
                to_attr="people",
            ),
        )
        .filter(pk=incident_id)
        .first()
    )
    if one is None:
        raise Absent
    hidden = sealed_among(each.person_id for each in one.people)
    decisions = list(one.decisions.order_by("-id")[:2])
    override = one.overrides.order_by("-id").first()
    standing = call_types.standing()
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
        unserved=one.unserved,
        response=one.response,
        inputs=dict(one.inputs),
        decision=_decision(decisions[0]) if decisions else None,
        first_decision_differs=len(decisions) > 1 and decisions[0].response != decisions[1].response,
        override=_override(override) if override else None,
        changes=tuple(change_of(each) for each in one.answers.exclude(previous="").order_by("-id")[:20]),
        assignments=tuple(assignment_of(each, one.received_at) for each in one.assignments.all()),
        behavioral=behavioral(one, standing),
        signs=dict(one.signs),
        primary=linked_to(one, release=release),
        reports=reports_of(one, standing, release=release),
        feedback=feedback_of([one.pk], {one.pk: one.inputs}, release=release).get(one.pk, ()),
        person_ids=tuple(each.person_id for each in one.people if each.person_id not in hidden),
    )


def _on_it(incident_id: UUID, person_id: UUID) -> bool:
    on_report = Q(incident_id=incident_id) | Q(incident__primary_id=incident_id)
    return Involvement.objects.filter(on_report, person_id=person_id, removed_at=None).exists()


def _pathway(told: dict) -> PathwaySummary:
    lists = {name: tuple(told[name]) for name in ("call_taker", "team", "bring", "needs")}
    return PathwaySummary(name=told["name"], look_for=told["look_for"], **lists)


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
        pathways=tuple(_pathway(each) for each in one.pathways),
    )


def _override(one: Override) -> OverrideSummary:
    return OverrideSummary(one.response, RESPONSE_LABELS[one.response], one.reason, one.at, one.chosen_by_name)
