"""Who is at work on the live shift: a dispatcher, the dispatch center's machine, and three teams signed on."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.demo import cast, keys, roads
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.names import phone
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.incidents.rules import LIVE_STATES
from tandem.domain.staffing import actions as staffing
from tandem.domain.staffing.models import Team
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Token
from tandem.foundation.organizations.tokens import SCOPES, heard
from tandem.vocabulary.refusal import Refusal

# The newcomer's own team: the sign-ins `clinician` and `officer` find a call waiting for them. The others work alone.
NEWCOMERS = "Team 1"
CREWS = {
    NEWCOMERS: ("clinician", "officer"),
    "Team 2": ("grace.amari", "ana.whit", "june.castor"),
    "Team 3": ("theo.bell", "kofi.brand"),
}
# What each crew says it has learned when it signs on.
SKILLS = {"Team 2": ("veterans", "older_adults"), "Team 3": ("youth", "developmental", "perinatal")}
PREFIX = "live-"
SHIFT = timedelta(hours=10)
_RENEW_BEFORE = timedelta(minutes=15)


class Stage:
    """The live shift's hands. Everything it does goes through the actions that people's clicks go through."""

    def __init__(self, seed: int):
        self.cast: Cast = cast.read()
        self.dice = Dice(seed)
        self.zone = ZoneInfo(cast.ZONE)
        self.dispatcher = self.cast.named("sam.orrin").actor()
        self._token = keys.intake_token()
        self.machine = Actor(
            kind="token",
            id=self._token.pk,
            name=self._token.name,
            organization_id=self.cast.dispatch.pk,
            organization_kind=self.cast.dispatch.kind,
            grants=SCOPES["intake"],
        )

    def beat(self) -> None:
        """The dispatch center's system is alive."""
        heard(Token.objects.get(pk=self._token.pk))

    def writer(self, unit: str) -> Worker:
        """The clinician of a crew, who writes for it."""
        return self.cast.named(CREWS[unit][0])

    def sign_on(self, *, first: bool) -> None:
        """Have the crews on shift: kept if they are, renewed when their hours end.

        A team somebody signed off by hand stays off until the next start (`first`).
        """
        now = clock.now()
        for unit, usernames in CREWS.items():
            newest = Team.objects.filter(unit=unit).order_by("-signed_on_at").first()
            if newest and newest.signed_off_at is None:
                if newest.until > now + _RENEW_BEFORE or active(newest.pk):
                    continue
                staffing.sign_off(newest.pk, actor=self.dispatcher)
            elif newest and not first and newest.until > now + _RENEW_BEFORE:
                continue
            self._sign_on(unit, usernames, now)

    def _sign_on(self, unit: str, usernames: tuple[str, ...], now: datetime) -> None:
        number = int(unit[-1])
        try:
            staffing.sign_on(
                actor=self.writer(unit).actor(),
                unit=unit,
                member_ids=[self.cast.named(one).membership_id for one in usernames],
                until=now + SHIFT,
                vehicle=f"Unmarked gray SUV {number}",
                phone=phone(50 + number),
                skills=SKILLS.get(unit, ()),
                station_id=roads.station_of(unit),
            )
        except Refusal:
            # Somebody has one of the crew on another team. The unit stays off, as it would in a real program.
            return

    def free_crew(self) -> tuple[str, UUID] | None:
        """(unit, team) of a crew that works alone and is free now."""
        now = clock.now()
        teams = Team.objects.filter(
            signed_off_at=None, until__gt=now, unit__in=[one for one in CREWS if one != NEWCOMERS]
        )
        found = [(team.unit, team.pk) for team in teams if not active(team.pk)]
        return self.dice.one(found) if found else None

    def newcomers_team(self) -> UUID | None:
        """The newcomer's team, if it is on shift."""
        return (
            Team.objects.filter(unit=NEWCOMERS, signed_off_at=None, until__gt=clock.now())
            .values_list("pk", flat=True)
            .first()
        )


def active(team_id: UUID) -> Assignment | None:
    """The call a team is on."""
    return Assignment.objects.filter(team_id=team_id, cleared_at=None, released_at=None).first()


def open_calls() -> int:
    """How many calls stand on the board, whoever made them."""
    return Incident.objects.filter(state__in=LIVE_STATES).count()


def own_open() -> list[Incident]:
    """Open calls that the live shift made, in this run or an earlier one."""
    return list(Incident.objects.filter(state__in=LIVE_STATES, source_id__startswith=PREFIX).order_by("received_at"))


def untouched(incident_id: UUID) -> bool:
    """Whether a call is open and nobody was ever sent: only then does the live shift decide about it."""
    return (
        Incident.objects.filter(pk=incident_id, state="open").exists()
        and not Assignment.objects.filter(incident_id=incident_id).exists()
    )
