"""Schemas of facts: pseudonymous rows that measures read. No name, date of birth, free text, or place finer than an area.

Each row says which world it comes from (real, rehearsed, simulated). `person` and `incident` keys are HMACs with a key
of the mart's own, so that a mart joined with another system's data names nobody. `record` is the sealed key a drill
hands back to the rooms that may open it. Times are UTC; None means unknown, never zero.

A row carries the groups it may be told for (`OfPerson`, `OfCall`; codes in `vocabulary/splits.py`), so that a measure can
be split by them without another table: `measures.measure.rows` keeps every column named in `SPLIT_LABELS` that its table
has, and a split is a `group_by` on that column of the same expression. None is a group of its own, "not known"; it is
never added to another. `past` is the id of the import a row of a program's own past came with, None for Tandem's own.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class World(StrEnum):
    REAL = "real"
    REHEARSED = "rehearsed"
    SIMULATED = "simulated"


@dataclass(frozen=True, kw_only=True)
class OfPerson:
    """Who it was about, as groups: what the person said of themselves, the newest telling that says it.

    `age_band` is the age on the day of the row, from a birth date that stays where it is. A call has these only where one
    person in crisis is on it, identified or not.
    """

    age_band: str | None = None
    gender: str | None = None
    race: str | None = None
    language: str | None = None
    veteran: bool | None = None


@dataclass(frozen=True, kw_only=True)
class OfCall:
    """Where, at which hour and under which edition of the criteria: day, evening or night by the agency's clock."""

    shift: str | None = None
    edition: str | None = None


@dataclass(frozen=True)
class IncidentFact(OfPerson, OfCall):
    """One call. It was served where a team was sent; times are those of the first team.

    `response` is the one now meant, `recommended` what the criteria themselves last answered.

    `behavioral_health` is None while nobody has said either; a mere suggestion by call type is never a fact. `reports`
    counts the reports of this call, itself among them, and `first_report_at` is when the earliest came in.

    `tele_asked_at` is when an officer alone first asked for a clinician by phone on it, None where nobody did, and
    `tele_taken_at` when one took that.

    `recorded_at` is when Tandem was told: a call received later than that was stamped by a clock that ran ahead.
    """

    world: str
    record: str
    agency: str
    area: str | None
    origin: str | None
    received_at: datetime
    response: str | None
    overridden: bool
    state: str
    dispatched_at: datetime | None
    arrived_at: datetime | None
    engaged_at: datetime | None
    cleared_at: datetime | None
    behavioral_health: bool | None = None
    reports: int = 1
    first_report_at: datetime | None = None
    recorded_at: datetime | None = None
    tele_asked_at: datetime | None = None
    tele_taken_at: datetime | None = None
    recommended: str | None = None
    past: str | None = None


@dataclass(frozen=True)
class EncounterFact(OfPerson, OfCall):
    """One team's contact with one person. `person` is None while the person is unknown.

    `transported_to` is a `TransportTo`, None where nobody was taken anywhere, nobody said so, or nobody knew where.
    `held` is None until it was said how the contact ended.

    What was told on scene, None where nobody told it. `force` is the highest `Force` anybody told ("none" only if
    somebody said none and nobody said more); a clinician's and an officer's account count alike, since force told by
    one is not untold by the other. `person_injury` and `other_injury` are "none" or the worst `Injury`. `arrested` and
    `cited` are the officer's own words. `rights` is how a hold's rights were told: both, said, not_possible.
    `interpreter` is an `Interpreter`; `children` says children were there; `items_left` counts what was left.
    `interpreter_needed` is what the person said of themselves. `needs` says whether something is needed that a service
    could give. `calmed` counts the ways the team used to calm things, `worked` is whether they helped (yes, partly, no).
    `transported_by` is a `TransportBy`.
    """

    world: str
    record: str
    incident: str | None
    person: str | None
    agency: str
    started_at: datetime
    closed_at: datetime | None
    contact_outcome: str | None
    disposition: str | None
    distress_before: int | None
    distress_after: int | None
    transported_to: str | None = None
    held: bool | None = None
    force: str | None = None
    person_injury: str | None = None
    other_injury: str | None = None
    arrested: bool | None = None
    cited: bool | None = None
    rights: str | None = None
    interpreter: str | None = None
    children: bool | None = None
    items_left: int | None = None
    area: str | None = None
    needs: bool | None = None
    calmed: int | None = None
    worked: str | None = None
    interpreter_needed: bool | None = None
    transported_by: str | None = None
    past: str | None = None


@dataclass(frozen=True)
class InterventionFact(OfPerson, OfCall):
    """One way of calming things that a team used in one contact (`DeEscalation`), and how that contact went.

    `record` is the encounter's. A contact in which three ways were used has three rows: they say which ways go with which
    endings, and never which way caused one. `worked`, `force`, `held` and the rest are the whole contact's.
    """

    world: str
    record: str
    person: str | None
    agency: str
    started_at: datetime
    intervention: str
    worked: str | None
    contact_outcome: str | None
    distress_before: int | None
    distress_after: int | None
    force: str | None
    held: bool | None
    arrested: bool | None
    area: str | None = None
    past: str | None = None


@dataclass(frozen=True)
class AnswerFact:
    """One answer to one question of a survey: a code, never words, and nobody's name or key.

    `asked_of` is an `AskedOf` (person, family, officer, partner). `answered_at` is the first instant of the month where no
    finer time is kept, so that an answer can't be put beside a visit.
    """

    world: str
    record: str
    agency: str
    asked_of: str
    question: str
    answer: str
    answered_at: datetime
    past: str | None = None


@dataclass(frozen=True)
class ReferralFact(OfPerson, OfCall):
    """One referral. `closed_at` is when the far end said completed; received or accepted is not closed.

    `encounter` is the key of the contact it came from, None for one made without. `warm` says that somebody handed the
    person over. `reason` is why it was declined or failed, as `Unmet` names it, None for any other and where nobody said.
    """

    world: str
    record: str
    person: str | None
    agency: str
    service: str
    need: str
    created_at: datetime
    sent_at: datetime | None
    accepted_at: datetime | None
    declined_at: datetime | None
    seen_at: datetime | None
    closed_at: datetime | None
    state: str
    encounter: str | None = None
    area: str | None = None
    warm: bool | None = None
    reason: str | None = None


@dataclass(frozen=True)
class TransferFact(OfPerson, OfCall):
    """One person taken to a hospital or crisis center, with the times as they stand after corrections.

    `told_at` is when the place was first told, `answered_at` its newest answer, `state` a `TransferState`. `officer_came`
    and `hold` are None where nobody said. Officers wait from `arrived_at` to `officer_free_at`. What an officer did not
    wait is from `officer_free_at` to `took_over_at`, or to `clinician_free_at` where nobody said when care was taken
    over, and only where the officer left first; a missing time makes it unknown, never zero.
    """

    world: str
    record: str
    incident: str | None
    encounter: str
    person: str | None
    agency: str
    facility: str
    facility_kind: str
    created_at: datetime
    told_at: datetime | None
    answered_at: datetime | None
    expected_at: datetime | None
    arrived_at: datetime | None
    took_over_at: datetime | None
    officer_free_at: datetime | None
    clinician_free_at: datetime | None
    officer_came: bool | None
    hold: bool | None
    state: str
    area: str | None = None


@dataclass(frozen=True)
class FollowupFact(OfPerson, OfCall):
    """One window of follow-up owed after a contact. A try is not a contact: `reached_at` is when they talked.

    `missed` says that the window passed with nobody reached in it, whether or not it is still open.
    """

    world: str
    record: str
    person: str | None
    agency: str
    window: str
    planned_at: datetime
    due_from: datetime
    due_by: datetime
    attempts: int
    reached_at: datetime | None
    closed_at: datetime | None
    missed: bool
    area: str | None = None


@dataclass(frozen=True)
class ShiftFact(OfCall):
    """One team on shift, without names: who of the staff it was is nobody's business here.

    `ended_at` is None while the shift runs. `calls` are those it was sent to and not released from before arriving;
    `busy_minutes` from dispatch to clear within the shift, None where a call was never cleared. `agency` is the police
    agency riding along, else the organization that signed the team on.
    """

    world: str
    record: str
    agency: str
    started_at: datetime
    until_at: datetime
    ended_at: datetime | None
    members: int
    officers: int
    calls: int
    busy_minutes: float | None


@dataclass(frozen=True)
class DecisionFact:
    """One live decision of the criteria: what the evaluator was given, and what it answered.

    `inputs` is JSON text with sorted keys, every input with its word as it stood. A call is decided again with each
    answer: `stood` marks the one decision a call that counts as its answer, the newest before a team was sent, else the
    last. `record` is the call's; so are `area`, `received_at`, `served` (a team was sent and not released before it
    arrived), `unserved` (an `Unserved`, None where it was served) and `chosen`, what a human chose instead.
    """

    world: str
    record: str
    agency: str
    area: str | None
    received_at: datetime
    at: datetime
    edition: str
    response: str
    rule: str
    inputs: str
    stood: bool
    served: bool
    unserved: str | None = None
    chosen: str | None = None


@dataclass(frozen=True)
class TrialFact(OfCall):
    """One call drawn for a trial that is closed: `arm` is what was drawn, `received` what was sent (None: still open).

    `trial` is the name and number of its plan, `share` that of the team's arm, `number` the draw's place in the log,
    `rule` why the call could be drawn, `otherwise` (an `Otherwise`) why something else was sent, None where nobody said.
    `again` says whether another call about the same person or place came within 30 days, `again_at` when that was known.
    `arrested`, `held` and `hospital` were known at `ended_at`, when the call closed.
    """

    world: str
    record: str
    agency: str
    trial: str
    call: str
    arm: str
    received: str | None
    share: float
    stratum: str
    number: int
    drawn_at: datetime
    rule: str
    otherwise: str | None
    again: bool | None
    again_at: datetime | None
    ended_at: datetime | None
    arrested: bool | None
    held: bool | None
    hospital: bool | None
    area: str | None = None


@dataclass(frozen=True)
class RehearsalFact:
    """One run of a scenario to its end, or to where the team stopped (`ending` is None then).

    `team` and `shift` are the words the instructor gave the team, never a person. `alone` says that the other seats were
    played by script. `asked` of `could_ask` clarifying questions were asked of the caller.
    """

    world: str
    record: str
    agency: str
    team: str | None
    shift: str | None
    scenario: str
    edition: str
    started_at: datetime
    seconds: int
    people: int
    alone: bool
    ending: str | None
    asked: int | None = None
    could_ask: int | None = None


@dataclass(frozen=True)
class SignFact:
    """One sign that one seat held by a person could see. `seconds` from when it could be seen to "I see it".

    `seconds` is None where it was not marked: missed, or seen and not said; the two can't be told apart.
    """

    world: str
    record: str
    agency: str
    team: str | None
    shift: str | None
    scenario: str
    cue: str
    kind: str
    seat: str
    shown_at: datetime
    seconds: float | None


@dataclass(frozen=True)
class HandoffFact:
    """One offer of the lead from one seat to another, and how it went: clean, early, late or unclear."""

    world: str
    record: str
    agency: str
    team: str | None
    shift: str | None
    scenario: str
    offered_at: datetime
    from_seat: str
    to_seat: str
    mark: str
