"""Which moves a call and its times allow. Pure: the tables answer *does this state allow it*, nothing else."""

from datetime import UTC, datetime, timedelta, tzinfo

from tandem.vocabulary.behavioral import SaidBy, Sign
from tandem.vocabulary.criteria import FOR_THE_TEAM, TOLD_UNSERVED
from tandem.vocabulary.feedback import (
    FOUND_OF_HEALTH,
    MATCHED_INPUTS,
    OF_HEALTH,
    Described,
    Found,
    RightKind,
    Thanks,
)
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import IncidentState, Profession, Response, UnitTime

S = IncidentState

# Verb → the states it may start from, and the state it ends in.
TRANSITIONS: dict[str, tuple[frozenset[IncidentState], IncidentState]] = {
    "assign": (frozenset({S.OPEN, S.ASSIGNED}), S.ASSIGNED),
    "release": (frozenset({S.ASSIGNED}), S.OPEN),
    "close": (frozenset({S.OPEN, S.ASSIGNED}), S.CLOSED),
    "cancel": (frozenset({S.OPEN, S.ASSIGNED}), S.CANCELLED),
    "reopen": (frozenset({S.CLOSED, S.CANCELLED}), S.OPEN),
    "link": (frozenset({S.OPEN}), S.LINKED),
    "unlink": (frozenset({S.LINKED}), S.OPEN),
}
LIVE_STATES = (S.OPEN, S.ASSIGNED)

ORDER_OF_TIMES = (UnitTime.REQUEST, UnitTime.DISPATCH, UnitTime.ARRIVAL, UnitTime.ENGAGEMENT, UnitTime.CLEAR)
TIME_FIELD = {
    UnitTime.DISPATCH: "dispatched_at",
    UnitTime.ARRIVAL: "arrived_at",
    UnitTime.ENGAGEMENT: "engaged_at",
    UnitTime.CLEAR: "cleared_at",
}
TIME_LABELS = {
    UnitTime.REQUEST: "Request",
    UnitTime.DISPATCH: "Dispatch",
    UnitTime.ARRIVAL: "Arrival",
    UnitTime.ENGAGEMENT: "Engaged",
    UnitTime.CLEAR: "Clear",
}
# A clock on a phone or in a dispatch center may run a little ahead of the server's.
CLOCK_SKEW = timedelta(minutes=5)
CHECK_IN_EVERY = timedelta(minutes=20)
OLDEST_CALL = datetime(1970, 1, 1).year

# How urgent a response is on the board, most urgent first. Not yet decidable is never below "team alone".
URGENCY = {
    Response.EMS_WITH_TEAM: 0,
    Response.POLICE_LED: 0,
    Response.TEAM_POLICE_STAGED: 1,
    Response.NOT_DECIDABLE: 1,
    Response.TEAM_ALONE: 2,
    Response.PHONE_988: 3,
}


def time_problem(
    times: dict[UnitTime, datetime | None], changed: UnitTime, now: datetime, zone: tzinfo = UTC
) -> str | None:
    """A sentence saying why `times` can't stand after `changed` was set, or None. Order is request to clear.

    It names the other time by the clock of `zone`, with the zone's name.
    """
    value = times[changed]
    if value is None:
        return None
    if value > now + CLOCK_SKEW:
        return "This time is in the future."
    place = ORDER_OF_TIMES.index(changed)
    for before in ORDER_OF_TIMES[:place]:
        earlier = times.get(before)
        if earlier and value < earlier:
            return f"{TIME_LABELS[changed]} can't be before {TIME_LABELS[before].lower()} ({earlier.astimezone(zone):%H:%M %Z})."
    for after in ORDER_OF_TIMES[place + 1 :]:
        later = times.get(after)
        if later and value > later:
            return f"{TIME_LABELS[changed]} can't be after {TIME_LABELS[after].lower()} ({later.astimezone(zone):%H:%M %Z})."
    return None


def first_lead(response: str, professions: list[Profession]) -> Profession | None:
    """Who leads on arrival unless somebody says otherwise: the officer on a police-led call, else a clinician first."""
    if response == Response.POLICE_LED and Profession.OFFICER in professions:
        return Profession.OFFICER
    # An intern rides along and takes the lead only when it is handed to them.
    order = [
        Profession.CLINICIAN,
        Profession.UNLICENSED_CLINICIAN,
        Profession.NURSE,
        Profession.PARAMEDIC,
        Profession.PEER,
        Profession.CASE_MANAGER,
    ]
    return next((one for one in [*order, Profession.OFFICER] if one in professions), None)


def check_signs(signs: dict[str, str]) -> None:
    """Raise Refusal unless each sign is one of the list, told by one of the list, and "none" stands alone."""
    errors = []
    for sign, said_by in signs.items():
        if sign not in list(Sign):
            errors.append(("signs", f"Choose from: {', '.join(Sign)}."))
        elif said_by not in list(SaidBy):
            errors.append(("signs", f"Say who said it: one of {', '.join(SaidBy)}."))
    if Sign.NONE in signs and len(signs) > 1:
        errors.append(("signs", "There are signs, or there are none of these. Take one of the two back."))
    if errors:
        raise Refusal(*dict.fromkeys(errors))


def check_unserved(told: str, response: str = "") -> None:
    """Raise Refusal unless `told` is "" or one of the words for why no team went, and no team is meant by `response`."""
    if told and told not in TOLD_UNSERVED:
        raise Refusal(("unserved", f"Choose one of: {', '.join(TOLD_UNSERVED)}. Or leave it empty."))
    if told and response in FOR_THE_TEAM:
        raise Refusal(("unserved", "This response sends the team. Leave empty why none went."))


def check_feedback(described: str, right_kind: str, differences: dict[str, str], thanks: str) -> None:
    """Raise Refusal naming each part of a team's feedback that is not one of the closed words."""
    errors = []
    if described not in list(Described):
        errors.append(("described", "Say whether it was as described."))
    if right_kind not in list(RightKind):
        errors.append(("right_kind", "Say whether the kind of call was right."))
    if thanks and thanks not in list(Thanks):
        errors.append(("thanks", "Choose one of these, or none."))
    for name, found in differences.items():
        known = FOUND_OF_HEALTH if name in OF_HEALTH else tuple(Found)
        if name not in MATCHED_INPUTS or found not in known:
            errors.append((name, "Choose one of these."))
    if described == Described.AS_DESCRIBED and differences:
        errors.append(("described", "You also marked what was different. Choose one of the two."))
    if described in (Described.PARTLY, Described.OTHERWISE) and not differences and right_kind != RightKind.NO:
        errors.append(("described", "Mark what was different, so that the call-taker learns from it."))
    if errors:
        raise Refusal(*errors)
