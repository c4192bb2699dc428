"""Build the whole demo city from one seed, ending now: a month at a time, each call with everything that came of it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from tandem.demo import calibration as k
from tandem.demo import calls, cast, criteria, listings, roads, shifts, trials
from tandem.demo.apart import keep_apart
from tandem.demo.dice import Dice
from tandem.demo.funding import fund
from tandem.demo.loops import Loops
from tandem.demo.openness import aim
from tandem.demo.outgoing import give_out
from tandem.demo.people import People
from tandem.demo.promises import Promises
from tandem.demo.rehearsals import rehearse
from tandem.demo.signing import supervise
from tandem.demo.store import Store
from tandem.demo.studying import study
from tandem.demo.taking import end_without_team, take
from tandem.demo.visits import Visits
from tandem.demo.ways import ways_in
from tandem.domain.incidents.actions.receive import next_numbers
from tandem.domain.incidents.criteria import evaluate_many
from tandem.domain.incidents.editions import edition
from tandem.domain.incidents.models import Incident
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.batch import batch
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Response, Role

# The live shift begins where the history ends: the newest call of the past is over by then.
QUIET_BEFORE_NOW = timedelta(minutes=90)


class NotEmpty(Exception):
    """The installation holds something that is not the demo; nothing was changed."""


@dataclass
class Built:
    """What was built: rows by model name, and the shares a test holds against the calibration."""

    counts: dict[str, int]
    seconds: float
    seen: Counter = field(default_factory=Counter)


def is_demo() -> bool:
    """Whether this installation is the demo: only its build leaves such an entry in the audit trail."""
    return Entry.objects.filter(action=Permission.DEMO_BUILD, object_kind="demo", outcome="ok").exists()


def stands() -> bool:
    """Whether the demo is there already. Raises NotEmpty for an installation that holds anything else."""
    if is_demo():
        return True
    if Program.objects.exists() or Organization.objects.exists() or User.objects.exists() or Incident.objects.exists():
        raise NotEmpty(
            "This installation is in use and is not the demo. Nothing was changed. Give the demo a folder of its own: "
            "bin/start --data DIR"
        )
    return False


def build(
    *,
    days: int = k.DAYS,
    calls_per_day: float = k.CALLS_PER_DAY,
    seed: int = k.SEED,
    rehearsals: bool = True,
    progress: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build it, in one transaction: a build that is stopped leaves nothing behind and can be started again.

    Without `rehearsals` nobody has rehearsed yet. Raises NotAllowed, NotEmpty. Memory holds one piece of rows, and a
    few words on each person who may come back.
    """
    if stands():
        raise NotEmpty("The demo city stands already.")
    started = time.monotonic()
    actor = Actor.system("demo city", Permission.DEMO_BUILD)
    with transaction.atomic(), batch(actor, Permission.DEMO_BUILD, kind="demo") as doing:
        dice = Dice(seed)
        company = cast.engage(doing, dice)
        with doing.piece():
            roads.build(clock.now() - timedelta(days=days))
        city = _City(company, dice, Store(doing), clock.now().replace(microsecond=0), days, calls_per_day)
        for month in city.months():
            progress(f"Demo city: {month}, {city.seen['calls']:,} calls, {time.monotonic() - started:.0f} s")
        supervise(company, city.end)
        keep_apart(doing, company)
        ways_in(company, city.end)
        give_out(company, city.end)
        criteria.plan(company, city.end - timedelta(days=days + 1), city.end)
        fund(company, city.end)
        aim(company, city.end)
        study(company, city.end, days)
        trials.plan(company, city.end)
        if rehearsals:
            rehearse(company, city.end)
        Program.objects.filter(pk=1).update(set_up_at=city.end)
        # The worker fills the facts from this, so that measures stand soon after the first start.
        doing.publish("demo.built", city=doing.id)
    forget()
    return Built(city.store.counts, time.monotonic() - started, city.seen)


class _City:
    def __init__(self, company: cast.Cast, dice: Dice, store: Store, end: datetime, days: int, per_day: float):
        self.cast, self.dice, self.store, self.end = company, dice, store, end
        self.seen: Counter = Counter()
        self._zone = ZoneInfo(cast.ZONE)
        self._edition = edition(cast.EDITION)
        self._per_day = per_day
        self._last = end.astimezone(self._zone).date()
        self._first = self._last - timedelta(days=days)
        self._gap = calls.gap_months(self._last)
        services = listings.services(company, dice, end, self._last)
        store.add(*services)
        self._people = People(company, dice, store, end)
        self._visits = Visits(company, dice, store, self._people, self._zone, end)
        self._loops = Loops(company, listings.elsewhere(services, company), dice, store, end)
        self._promises = Promises(company, dice, store, end)

    def months(self) -> Iterator[str]:
        """Build month after month, and say which one is done."""
        day = self._first
        for today, count in [*calls.days(self._first, self._last + timedelta(days=1), self.dice, self._per_day)]:
            if (today.year, today.month) != (day.year, day.month):
                yield f"{day:%Y-%m}"
            day = today
            self._day(today, count)
        self.store.settle(last=True)
        yield f"{day:%Y-%m}"

    def _day(self, day: date, count: int) -> None:
        dice = self.dice
        drawn = sorted((calls.draw(day, dice, self._zone) for _ in range(count)), key=lambda one: one.received_at)
        cut = self.end - QUIET_BEFORE_NOW
        missing = (day.year, day.month) in self._gap
        drawn = [one for one in drawn if one.received_at < cut and not (missing and one.area == k.MISSING_AGENCY)]
        teams = shifts.of_day(day, self.end, self._zone, self.cast, dice, self.store)
        takers = self.cast.in_role(Role.DISPATCHER)
        numbers = next_numbers(len(drawn), day.year)
        for number, one in zip(numbers, drawn, strict=True):
            at = one.received_at.astimezone(UTC)
            on_shift = {"unit_on_shift": shifts.availability(teams, at)}
            vectors = [one.answers | on_shift] + ([one.answers | one.later | on_shift] if one.later else [])
            decided = evaluate_many(self._edition, vectors)
            taken = take(one, number, decided, dice.one(takers), self.cast, dice, self.store)
            self._go(taken, teams, at, missing=missing)
            self.store.settle()

    def _go(self, taken, teams: list[shifts.OnShift], at: datetime, *, missing: bool) -> None:
        self.seen["calls"] += 1
        eligible = taken.response != Response.PHONE_988
        self.seen["eligible"] += eligible
        team = shifts.free(teams, at)
        if not eligible or team is None or not self.dice.happens(k.SENT_WHEN_FREE):
            end_without_team(taken, self._people, self.dice, self.store)
            return
        self.seen["served"] += 1
        for visit in self._visits.send(taken, team):
            self._loops.after(visit, written=not missing)
            self._promises.after(visit)
