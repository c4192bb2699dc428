"""Which team fits a call best, and how soon it could be there. Pure: a suggestion in words, never a choice."""

from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from tandem.domain.incidents.records import AssignmentSummary
from tandem.domain.staffing.records import TeamOnShift
from tandem.vocabulary.terms import Profession, Response

# Straight line, city streets: 25 mph. A rough number, said as "about" wherever it is shown.
METERS_PER_MINUTE = 25 * 1609.344 / 60
EARTH_METERS = 6_371_000.0

# Response → professions of which one should be on the team.
WANTED: dict[str, tuple[frozenset[str], str]] = {
    Response.POLICE_LED: (frozenset({Profession.OFFICER}), "an officer"),
    Response.TEAM_POLICE_STAGED: (frozenset({Profession.OFFICER}), "an officer"),
    Response.EMS_WITH_TEAM: (frozenset({Profession.PARAMEDIC, Profession.NURSE}), "a paramedic or nurse"),
}
BUSY = {"on_the_way": "On the way to another call", "on_scene": "On scene", "engaged": "With a person"}


@dataclass(frozen=True)
class Fit:
    """One team for one call. `minutes` is None while a position is unknown; `here` that it is on this call already."""

    team_id: UUID
    unit: str
    names: str
    why: str
    free: bool
    suits: bool
    here: bool
    minutes: int | None

    @property
    def arrival(self) -> str:
        if self.here:
            return "On this call"
        if not self.free:
            return "Busy"
        return "Time unknown" if self.minutes is None else f"about {self.minutes} min"


def minutes_between(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> int | None:
    """Whole minutes at 25 mph along a straight line between two places (WGS 84 degrees); None if one is unknown."""
    if None in one or None in other:
        return None
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return max(1, round(2 * EARTH_METERS * asin(sqrt(half)) / METERS_PER_MINUTE))


def fits(
    incident_id: UUID,
    response: str,
    place: tuple[float | None, float | None],
    teams: list[TeamOnShift],
    active: dict[UUID, AssignmentSummary],
    now: datetime,
) -> list[Fit]:
    """Every team on shift, best fit first, then time to arrive."""
    found = [_fit(incident_id, response, place, team, active.get(team.id), now) for team in teams]
    return sorted(found, key=lambda fit: (fit.here, not fit.free, not fit.suits, fit.minutes or 999, fit.unit))


def _fit(incident_id, response, place, team: TeamOnShift, doing: AssignmentSummary | None, now: datetime) -> Fit:
    professions = [one.profession for one in team.members]
    wanted, words = WANTED.get(response, (frozenset(), ""))
    suits = not wanted or bool(wanted & set(professions))
    parts = [_joined(professions).capitalize() + "."]
    if not suits:
        parts.append(f"This response asks for {words}.")
    if doing is None:
        parts.append("Free.")
    else:
        minutes = int((now - (doing.times["arrival"] or doing.times["dispatch"])).total_seconds() // 60)
        parts.append(f"{BUSY[doing.status]}, {minutes} min so far.")
    if team.vehicle:
        parts.append(f"{team.vehicle}.")
    return Fit(
        team_id=team.id,
        unit=team.unit,
        names=", ".join(one.name.split()[-1] for one in team.members),
        why=" ".join(parts),
        free=doing is None,
        suits=suits,
        here=doing is not None and doing.incident_id == incident_id,
        minutes=minutes_between(place, (team.latitude, team.longitude)),
    )


def _joined(words: list[str]) -> str:
    plain = [word.replace("_", " ") for word in words]
    return plain[0] if len(plain) == 1 else f"{', '.join(plain[:-1])} and {plain[-1]}"


def best(found: list[Fit]) -> Fit | None:
    """The free team to offer first, or None."""
    return next((one for one in found if one.free), None)
