"""Roll calls: who was asked, who answered and how, and who has not for too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch

from tandem.domain.safety.models import RollAnswer, RollCall
from tandem.foundation import clock


@dataclass(frozen=True)
class RollLine:
    """One member. `overdue`: has not answered in the time the roll call allows."""

    member_id: UUID
    user_id: UUID
    team_id: UUID
    unit: str
    name: str
    profession: str
    answered_at: datetime | None
    how: str
    recorded_by: str
    overdue: bool


@dataclass(frozen=True)
class RollSummary:
    """`lines` has whoever is missing on top, overdue or not, then the answered in the order they came."""

    id: UUID
    asked_by: str
    asked_at: datetime
    minutes: int
    one_team: bool
    ended_at: datetime | None
    ended_by: str
    lines: tuple[RollLine, ...]

    @property
    def missing(self) -> tuple[RollLine, ...]:
        return tuple(one for one in self.lines if one.answered_at is None)

    @property
    def due_at(self) -> datetime:
        return self.asked_at + timedelta(minutes=self.minutes)


def _rolls():
    lines = RollAnswer.objects.select_related("member__team", "member__user").order_by("answered_at", "id")
    return RollCall.objects.prefetch_related(Prefetch("answers", lines)).order_by("-asked_at")


def _summary(roll: RollCall) -> RollSummary:
    due = roll.asked_at + timedelta(minutes=roll.minutes)
    until = roll.ended_at or clock.now()
    lines = [
        RollLine(
            member_id=one.member_id,
            user_id=one.member.user_id,
            team_id=one.member.team_id,
            unit=one.member.team.unit,
            name=one.member.user.name,
            profession=one.member.profession.replace("_", " "),
            answered_at=one.answered_at,
            how=one.how,
            recorded_by=one.recorded_by_name,
            overdue=one.answered_at is None and due <= until,
        )
        for one in roll.answers.all()
    ]
    lines.sort(key=lambda one: (one.answered_at is not None, one.unit if one.answered_at is None else ""))
    return RollSummary(
        roll.pk,
        roll.asked_by_name,
        roll.asked_at,
        roll.minutes,
        roll.team_id is not None,
        roll.ended_at,
        roll.ended_by_name,
        tuple(lines),
    )


def open_roll() -> RollSummary | None:
    """The roll call that is being answered now, or None."""
    found = _rolls().filter(ended_at=None).first()
    return _summary(found) if found else None


def past_rolls(since: datetime, limit: int = 20) -> list[RollSummary]:
    """Roll calls that ended, asked since then, newest first."""
    return [_summary(one) for one in _rolls().filter(asked_at__gte=since).exclude(ended_at=None)[:limit]]


def question_for(user_id: UUID) -> UUID | None:
    """The open roll call this person has not answered yet, or None."""
    waiting = RollAnswer.objects.filter(member__user_id=user_id, answered_at=None, roll__ended_at=None)
    return waiting.values_list("roll_id", flat=True).first()
