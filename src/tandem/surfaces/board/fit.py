"""Which team fits a call best, and how soon it could be there. Pure: a suggestion in words, never a choice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.incidents.records import AssignmentSummary, CallDetail
from tandem.domain.staffing.eta import Eta
from tandem.domain.staffing.records import TeamOnShift
from tandem.vocabulary.pathways import SKILL_LABELS, Skill
from tandem.vocabulary.terms import Profession, Response

# Response → professions of which one should be on the team.
WANTED: dict[str, tuple[frozenset[str], str]] = {
    Response.POLICE_LED: (frozenset({Profession.OFFICER}), gettext_noop("an officer")),
    Response.TEAM_POLICE_STAGED: (frozenset({Profession.OFFICER}), gettext_noop("an officer")),
    Response.EMS_WITH_TEAM: (frozenset({Profession.PARAMEDIC, Profession.NURSE}), gettext_noop("a paramedic or nurse")),
}
BUSY = {
    "on_the_way": gettext_noop("On the way to another call"),
    "on_scene": gettext_noop("On scene"),
    "engaged": gettext_noop("With a person"),
}


@dataclass(frozen=True)
class Fit:
    """One team for one call. `way` is None while a place is unknown; `here` that it is on this call already."""

    team_id: UUID
    unit: str
    names: str
    why: str
    free: bool
    suits: bool
    skilled: int
    here: bool
    way: Eta | None

    @property
    def minutes(self) -> int | None:
        """About how many; None while unknown."""
        return self.way.minutes if self.way else None

    @property
    def arrival(self) -> str:
        if self.here:
            return _("On this call")
        if not self.free:
            return _("Busy")
        return self.way.words if self.way else _("Time unknown")


def bring_of(call: CallDetail) -> frozenset[str]:
    """Skills of teams that the pathways of this call ask for."""
    return call.decision.bring if call.decision else frozenset()


def fits(
    incident_id: UUID,
    response: str,
    ways: dict[UUID, Eta | None],
    teams: list[TeamOnShift],
    active: dict[UUID, AssignmentSummary],
    now: datetime,
    bring: frozenset[str] = frozenset(),
) -> list[Fit]:
    """Every team on shift, best fit first, then time to arrive. `ways` is each team's way to the call, `bring` the
    skills that pathways ask for: a team with more of them comes before a nearer one.
    """
    # Whoever works by phone is sent nowhere.
    there = [team for team in teams if not team.at_a_desk]
    found = [_fit(incident_id, response, ways.get(team.id), team, active.get(team.id), now, bring) for team in there]
    return sorted(
        found, key=lambda fit: (fit.here, not fit.free, not fit.suits, -fit.skilled, fit.minutes or 999, fit.unit)
    )


def _fit(
    incident_id,
    response,
    way: Eta | None,
    team: TeamOnShift,
    doing: AssignmentSummary | None,
    now: datetime,
    bring: frozenset[str],
) -> Fit:
    professions = [one.profession for one in team.members]
    wanted, words = WANTED.get(response, (frozenset(), ""))
    suits = not wanted or bool(wanted & set(professions))
    parts = [_joined(professions).capitalize() + "."]
    if not suits:
        parts.append(f"This response asks for {words}.")
    skills = bring & set(team.skills)
    if skills:
        parts.append(f"Has learned: {', '.join(SKILL_LABELS[one].lower() for one in Skill if one in skills)}.")
    if doing is None:
        parts.append("Free.")
    else:
        minutes = int((now - (doing.times["arrival"] or doing.times["dispatch"])).total_seconds() // 60)
        parts.append(_("%(what)s, %(minutes)s min so far.") % {"what": BUSY[doing.status], "minutes": minutes})
    if team.vehicle:
        parts.append(f"{team.vehicle}.")
    return Fit(
        team_id=team.id,
        unit=team.unit,
        names=", ".join(one.name.split()[-1] for one in team.members),
        why=" ".join(parts),
        free=doing is None,
        suits=suits,
        skilled=len(skills),
        here=doing is not None and doing.incident_id == incident_id,
        way=way,
    )


def _joined(words: list[str]) -> str:
    plain = [word.replace("_", " ") for word in words]
    return plain[0] if len(plain) == 1 else f"{', '.join(plain[:-1])} and {plain[-1]}"


def best(found: list[Fit]) -> Fit | None:
    """The free team to offer first, or None."""
    return next((one for one in found if one.free), None)
