"""The tables of the mart that measures read: a name, the schema of its facts, and what one row is called."""

from dataclasses import dataclass

from tandem.vocabulary.facts import (
    AnswerFact,
    DecisionFact,
    EncounterFact,
    FollowupFact,
    HandoffFact,
    IncidentFact,
    InterventionFact,
    ReferralFact,
    RehearsalFact,
    ShiftFact,
    SignFact,
    TransferFact,
    TrialFact,
)

INCIDENTS, ENCOUNTERS, REFERRALS, TRANSFERS = "incidents", "encounters", "referrals", "transfers"
FOLLOWUPS = "followups"
INTERVENTIONS, ANSWERS = "interventions", "answers"
SHIFTS = "shifts"
DECISIONS = "decisions"
TRIALS = "trials"
REHEARSALS, SIGNS, HANDOFFS = "rehearsals", "signs", "handoffs"


@dataclass(frozen=True)
class Table:
    schema: type
    one: str
    many: str


TABLES = {
    INCIDENTS: Table(IncidentFact, "call", "calls"),
    ENCOUNTERS: Table(EncounterFact, "encounter", "encounters"),
    INTERVENTIONS: Table(InterventionFact, "use of a way", "uses of a way"),
    ANSWERS: Table(AnswerFact, "answer", "answers"),
    REFERRALS: Table(ReferralFact, "referral", "referrals"),
    FOLLOWUPS: Table(FollowupFact, "follow-up", "follow-ups"),
    TRANSFERS: Table(TransferFact, "transfer of care", "transfers of care"),
    SHIFTS: Table(ShiftFact, "shift", "shifts"),
    DECISIONS: Table(DecisionFact, "decision", "decisions"),
    TRIALS: Table(TrialFact, "call drawn", "calls drawn"),
    REHEARSALS: Table(RehearsalFact, "rehearsal", "rehearsals"),
    SIGNS: Table(SignFact, "sign", "signs"),
    HANDOFFS: Table(HandoffFact, "hand-off", "hand-offs"),
}
