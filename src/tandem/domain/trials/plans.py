"""Trials as pages read them: plan, signatures, steps and state. About no person and no call, so that no release is needed.

The seed of a trial leaves this room only once nothing more can be drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tandem.domain.incidents.criteria.edition import Edition
from tandem.domain.incidents.editions import edition as edition_named
from tandem.domain.incidents.editions import edition_in_force
from tandem.domain.trials import drawing, rules
from tandem.domain.trials.models import Allocation, Seed, Trial, TrialStep
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.foundation.editions import records as editions
from tandem.foundation.editions.records import EditionRow
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.trials import CLOSED, LAST_STEPS, TRIAL_STATE_LABELS, Step, TrialState

KIND = "trial"


@dataclass(frozen=True)
class StepRow:
    step: Step
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class TrialRow:
    """One trial: its plan as an edition, and, once it was started, how it stands. `seed` is "" until it is closed."""

    plan: EditionRow
    state: TrialState
    steps: tuple[StepRow, ...] = ()
    drawn: int = 0
    commitment: str = ""
    scheme: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    started_at: datetime | None = None
    seed: str = ""

    @property
    def id(self) -> UUID:
        return self.plan.id

    @property
    def told(self) -> Mapping[str, Any]:
        return self.plan.content

    @property
    def title(self) -> str:
        return self.plan.content["title"]

    @property
    def started(self) -> bool:
        return self.started_at is not None

    @property
    def closed(self) -> bool:
        return self.state in CLOSED

    @property
    def state_words(self) -> str:
        """How it stands; before the start how far its plan is."""
        return TRIAL_STATE_LABELS[self.state] if self.started else self.plan.state_words

    @property
    def newest(self) -> StepRow | None:
        return self.steps[-1] if self.steps else None


def trials() -> list[TrialRow]:
    """Every trial ever planned, the newest first."""
    plans = editions.of_kind(KIND)
    started = {one.pk: one for one in Trial.objects.filter(pk__in=[plan.id for plan in plans])}
    return sorted(
        (_row(plan, started.get(plan.id)) for plan in plans), key=lambda one: one.plan.drafted_at, reverse=True
    )


def trial(name: str, number: int) -> TrialRow:
    """One trial by the name and number of its plan. Raises Absent."""
    plan = editions.edition(KIND, name, number)
    if plan is None:
        raise Absent
    return _row(plan, Trial.objects.filter(pk=plan.id).first())


def _row(plan: EditionRow, found: Trial | None) -> TrialRow:
    if found is None:
        return TrialRow(plan, TrialState.PLANNED)
    steps = steps_of(found)
    drawn = drawn_by(found.pk)
    state = rules.state_of([one.step for one in steps], plan.content, drawn, clock.now(), zone())
    return TrialRow(
        plan=plan,
        state=state,
        steps=steps,
        drawn=drawn,
        commitment=found.commitment,
        scheme=found.scheme,
        parameters=found.parameters,
        started_at=found.started_at,
        seed=seed_of(found) if state in CLOSED else "",
    )


def steps_of(found: Trial) -> tuple[StepRow, ...]:
    rows = TrialStep.objects.filter(trial=found).order_by("id")
    return tuple(StepRow(Step(one.step), one.at, one.by_name, one.reason) for one in rows)


def seed_of(found: Trial) -> str:
    """The seed as hex: this installation's own, else the one written down with the stop; "" where neither came along.

    For the draw, for the stop, and for pages once nothing more can be drawn.
    """
    kept = Seed.objects.filter(trial=found).first()
    if kept:
        return kept.seed
    return TrialStep.objects.filter(trial=found, step__in=LAST_STEPS).values_list("opened", flat=True).first() or ""


def drawn_by(trial_id: UUID) -> int:
    """How many calls a trial has drawn: a count."""
    with reach.work("how many calls a trial has drawn: a count"):
        return Allocation.objects.filter(trial_id=trial_id).count()


def open_trial() -> Trial | None:
    """The newest trial that was started and had no last step, whatever its days say; only one draws at a time."""
    closed = TrialStep.objects.filter(step__in=LAST_STEPS).values("trial_id")
    return Trial.objects.exclude(pk__in=closed).select_related("edition").order_by("-started_at").first()


def state_now(found: Trial, drawn: int) -> TrialState:
    steps = [one.step for one in steps_of(found)]
    return rules.state_of(steps, found.edition.content, drawn, clock.now(), zone())


def parameters_of(told: Mapping[str, Any]) -> drawing.Parameters:
    return drawing.Parameters(**{**told, "shares": tuple(told["shares"]), "sizes": tuple(told["sizes"])})


def planned_edition(key: str) -> Edition | None:
    """The criteria a plan names, None where there are none of that name."""
    try:
        return edition_named(key)
    except Refusal:
        return None


def plan_problems(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What keeps this plan from being signed or started now."""
    edition = planned_edition(plan["edition"])
    table = edition.rules if edition else ()
    choices = [one.id for one in table if rules.leaves_a_choice(one.response, one.conditions)]
    return rules.problems(plan, choices, edition_in_force().id)
