"""What a transfer allows: the order of its times, who may answer what, how long a link lives, what officers got back. Pure.

"Can't take" is an answer, never a bar: an emergency department examines whoever comes (42 CFR 489.24), so that a team
may arrive anywhere it told, or told nobody.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.transfers import TRANSFER_TIME_LABELS, CantTake, TransferState, TransferTime

S, T = TransferState, TransferTime

# Who can receive a person under R50: a hospital or a crisis center that is a registered provider.
RECEIVERS = (OrganizationKind.HOSPITAL, OrganizationKind.CRISIS_CENTER)

LIMITS = {
    "why": 400,
    "risk": 400,
    "helps": 300,
    "cautions": 300,
    "hold_basis": 120,
    "language": 60,
    "interpreter": 60,
}
WHERE_LIMIT = 120
REASON_LIMIT = 300
SAID_BY_LIMIT = 120
MINUTES_AWAY_MOST = 600
SECRET_BYTES = 32
LINK_LIVES_AFTER_A_NO = timedelta(minutes=30)
LINK_LIVES_AFTER_HAND_OVER = timedelta(minutes=60)
CLOCK_SKEW = timedelta(minutes=5)
OLDEST = 1970

ANSWERS = (S.READY, S.NO_BED_YET, S.CANT_TAKE)
# While the place may still answer, or change its answer.
ANSWERABLE = frozenset({S.TOLD, S.OPENED, *ANSWERS})
TIME_FIELD = {
    T.ARRIVED: "arrived_at",
    T.TOOK_OVER: "took_over_at",
    T.OFFICER_FREE: "officer_free_at",
    T.CLINICIAN_FREE: "clinician_free_at",
}
type Times = Mapping[TransferTime, datetime | None]


def answer_problem(state: str, said: str, reason_kind: str, *, taken_over: bool) -> tuple[str, str] | None:
    """Why the place can't say `said` to a transfer in `state`, as (field, sentence), or None."""
    if said not in ANSWERS:
        return "answer", "Choose an answer."
    if taken_over:
        return "answer", "Care was taken over already, so that there is nothing to answer."
    if state not in ANSWERABLE:
        return "answer", "There is nothing to answer: the notice was not sent, or was taken back."
    if said == S.CANT_TAKE and reason_kind not in list(CantTake):
        return "reason_kind", "Choose a reason."
    return None


def time_problem(times: Times, changed: TransferTime, now: datetime) -> str | None:
    """A sentence saying why `times` can't stand after `changed` was set, or None. Arrival comes before the others.

    Officer and clinician may be free in any order, before or after care was taken over: that order is what is measured.
    """
    value = times[changed]
    if value is None:
        return None
    if value.tzinfo is None or value.year < OLDEST:
        return "This time can't be right."
    if value > now + CLOCK_SKEW:
        return "This time is in the future."
    arrived = times.get(T.ARRIVED)
    if changed is not T.ARRIVED:
        if arrived is None:
            return "Say first when you arrived there."
        if value < arrived:
            return f"{TRANSFER_TIME_LABELS[changed]} can't be before you arrived there."
        return None
    later = [which for which in T if which is not T.ARRIVED and times.get(which) and times[which] < value]
    return f"Arrival can't be after: {TRANSFER_TIME_LABELS[later[0]].lower()}." if later else None


def link_opens(state: str, state_at: datetime, took_over_at: datetime | None, now: datetime) -> bool:
    """Whether a link may show a transfer: from the notice until a while after a no, or after care was taken over."""
    if state not in ANSWERABLE:
        return False
    if took_over_at:
        return now - took_over_at <= LINK_LIVES_AFTER_HAND_OVER
    return state != S.CANT_TAKE or now - state_at <= LINK_LIVES_AFTER_A_NO


def under_way(state: str, times: Times) -> bool:
    """Whether somebody still waits for something: an answer, the arrival, the hand-over, or a free clinician."""
    if state in (S.CANCELLED, S.CANT_TAKE) and times[T.ARRIVED] is None:
        return False
    return times[T.CLINICIAN_FREE] is None


def standing(times: Times) -> str:
    """Where the unit stands: "on_the_way", "waiting", "handed_over" or "free"."""
    if times[T.ARRIVED] is None:
        return "on_the_way"
    if times[T.CLINICIAN_FREE]:
        return "free"
    return "handed_over" if times[T.TOOK_OVER] else "waiting"


def officers_waited(arrived_at: datetime | None, officer_free_at: datetime | None) -> timedelta | None:
    """How long the officer stood at the receiving place; None where a time is missing."""
    return officer_free_at - arrived_at if arrived_at and officer_free_at else None


def officer_time_returned(
    officer_free_at: datetime | None, took_over_at: datetime | None, clinician_free_at: datetime | None
) -> timedelta | None:
    """How long the clinician stayed on for an officer who had left: zero where the officer stayed to the end.

    The end is when care was taken over, or when the clinician was free where nobody said. None where a time is missing.
    """
    end = took_over_at or clinician_free_at
    if officer_free_at is None or end is None:
        return None
    return max(timedelta(), end - officer_free_at)
