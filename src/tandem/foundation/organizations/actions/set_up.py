"""Set the program up, once: one act of the first administrator."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from django.db import connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

STATES = (  # noqa: SIM905
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR"
    " PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP"
).split()
LIMITS = {"name": 120, "dispatch": 120, "provider": 120}
MOST_AGENCIES = 100


@dataclass(frozen=True)
class SetUp:
    """What the first administrator says about the program. `agencies` and `units` are names, in their order."""

    name: str
    state: str
    time_zone: str
    edition: str
    dispatch: str
    provider: str
    agencies: tuple[str, ...]
    units: tuple[str, ...]

    def problems(self) -> list[tuple[str, str]]:
        """Everything that keeps the program from being set up, as (field, sentence)."""
        found = []
        for field, limit in LIMITS.items():
            try:
                clean(field, getattr(self, field), limit, required=True)
            except Refusal as refusal:
                found += refusal.errors
        if self.state not in STATES:
            found.append(("state", "Choose the state whose law the program works under."))
        if self.time_zone not in available_timezones():
            found.append(("time_zone", "Choose a time zone, like America/Denver."))
        if not self.agencies:
            found.append(("agencies", "Name at least one police agency, one on each line."))
        if len(self.agencies) > MOST_AGENCIES:
            found.append(("agencies", f"At most {MOST_AGENCIES} agencies."))
        names = [self.dispatch, self.provider, *self.agencies]
        if len(set(map(str.casefold, names))) < len(names):
            found.append(("agencies", "Two organizations have the same name. Give each its own."))
        for field, words, limit in (("agencies", self.agencies, 120), ("units", self.units, 40)):
            for word in words:
                try:
                    clean(field, word, limit)
                except Refusal as refusal:
                    found += refusal.errors
        return found


def set_up(asked: SetUp, *, actor: Actor) -> None:
    """Make the program and its organizations, once. Raises Refusal naming fields, Conflict if it is set up already."""
    problems = asked.problems()
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="program") as doing:
        # Two administrators may press the button at once; the second finds it done.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.set_up'))")
        if Program.objects.filter(pk=1).exists():
            raise Conflict(("name", "The program is set up already."))
        Program.objects.create(
            name=asked.name,
            state=asked.state,
            time_zone=ZoneInfo(asked.time_zone).key,
            edition=asked.edition,
            units=list(asked.units),
            set_up_at=doing.at,
        )
        kinds = [(asked.dispatch, OrganizationKind.PSAP), (asked.provider, OrganizationKind.PROVIDER)]
        kinds += [(name, OrganizationKind.POLICE) for name in asked.agencies]
        for name, kind in kinds:
            Organization.objects.get_or_create(
                name=name,
                defaults={
                    "short_name": name[:40],
                    "kind": kind,
                    "in_program": True,
                    "registered_provider": kind == OrganizationKind.PROVIDER,
                },
            )
    forget()
