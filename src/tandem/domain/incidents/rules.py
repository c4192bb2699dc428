"""Which moves a call and its times allow. Pure: the tables answer *does this state allow it*, nothing else."""

from datetime import datetime, timedelta

from tandem.vocabulary.terms import IncidentState, Profession, Response, UnitTime

S = IncidentState

# Verb → the states it may start from, and the state it ends in.
TRANSITIONS: dict[str, tuple[frozenset[IncidentState], IncidentState]] = {
    "assign": (frozenset({S.OPEN, S.ASSIGNED}), S.ASSIGNED),
    "release": (frozenset({S.ASSIGNED}), S.OPEN),
    "close": (frozenset({S.OPEN, S.ASSIGNED}), S.CLOSED),
    "cancel": (frozenset({S.OPEN, S.ASSIGNED}), S.CANCELLED),
    "reopen": (frozenset({S.CLOSED, S.CANCELLED}), S.OPEN),
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


def time_problem(times: dict[UnitTime, datetime | None], changed: UnitTime, now: datetime) -> str | None:
    """A sentence saying why `times` can't stand after `changed` was set, or None. Order is request to clear."""
    value = times[changed]
    if value is None:
        return None
    if value > now + CLOCK_SKEW:
        return "This time is in the future."
    place = ORDER_OF_TIMES.index(changed)
    for before in ORDER_OF_TIMES[:place]:
        earlier = times.get(before)
        if earlier and value < earlier:
            return f"{TIME_LABELS[changed]} can't be before {TIME_LABELS[before].lower()} ({earlier:%H:%M} UTC)."
    for after in ORDER_OF_TIMES[place + 1 :]:
        later = times.get(after)
        if later and value > later:
            return f"{TIME_LABELS[changed]} can't be after {TIME_LABELS[after].lower()} ({later:%H:%M} UTC)."
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
