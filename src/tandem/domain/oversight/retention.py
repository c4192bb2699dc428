"""What the retention schedule says of everything that is held now: a dry run, which removes nothing.

What is held of whom, and when it was last touched, is read from the tables an expungement would reach, so that the list
and the machinery can't differ. Every time a row names counts as a touch, also one that is still to come: it only keeps.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Max

from tandem.domain.consents.minors import birth_date
from tandem.domain.oversight.destroying import KEPT, reaching
from tandem.domain.oversight.holds import held
from tandem.domain.oversight.models import LegalHold
from tandem.domain.oversight.periods import Kept, Period, due, lines_for, together
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.program import program, zone_of
from tandem.vocabulary.keeping import DOCUMENTATION, KIND_LABELS, Verdict
from tandem.vocabulary.law import LAW_CATEGORIES, Category
from tandem.vocabulary.oversight import ExpungeScope
from tandem.vocabulary.permissions import Permission

SHOWN = 100


@cache
def schedule() -> tuple[Period, ...]:
    """The lines of `content/state-law/retention.csv`."""
    text = (settings.CONTENT_DIR / "state-law" / "retention.csv").read_text("utf-8")
    return tuple(
        Period(
            line["state"],
            line["kind"],
            int(line["years"]),
            int(line["until_age"]) if line["until_age"] else None,
            line["source"],
            line["verified"] == "yes",
        )
        for line in csv.DictReader(text.splitlines())
    )


@dataclass(frozen=True)
class KindRow:
    """One kind of record. `counts` is how many persons' records have which verdict; `oldest` the day the oldest was
    last touched; `held` how many a legal hold keeps."""

    kind: str
    label: str
    lines: tuple[Period, ...]
    records: int
    counts: dict[Verdict, int]
    held: int
    oldest: date | None


@dataclass(frozen=True)
class PersonRow:
    """One record past its period as a whole, by its internal number. `held`: a legal hold keeps it all the same."""

    person_id: UUID
    last_touched: date
    verdict: Verdict
    held: bool


@dataclass(frozen=True)
class DryRun:
    """What would be due today. `known`: the schedule has lines of this state. `past` is at most 100, the oldest first."""

    state: str
    known: bool
    today: date
    records: int
    held: int
    kinds: list[KindRow]
    past: list[PersonRow]
    past_count: int


def dry_run(actor: Actor, now: datetime) -> DryRun:
    """Look through everything the organization holds; nothing is changed. Itself an act. Raises NotAllowed."""
    where = program()
    state, zone = where.state if where else "", zone_of(actor.organization_id)
    today = now.astimezone(zone).date()
    with act(actor, Permission.OVERSIGHT, kind="retention") as doing:
        # A sealed record follows its order, not its age.
        mine = Person.objects.filter(organization_id=actor.organization_id, sealed_at=None)
        people = set(mine.values_list("pk", flat=True))
        found = _touched(people, actor.organization_id, zone)
        stopped = held(people)
        said = {one: _said(one, kinds, state, today) for one, kinds in found.items()}
        doing.detail = {"records": len(people)}
    whole = {one: together(each.verdict for each in kinds.values()) for one, kinds in said.items()}
    past = [
        PersonRow(one, max(found[one].values()), verdict, one in stopped)
        for one, verdict in whole.items()
        if verdict in (Verdict.DUE, Verdict.UNVERIFIED)
    ]
    past.sort(key=lambda one: (one.last_touched, str(one.person_id)))
    known = any(one.state == state for one in schedule())
    kinds = [_kind(kind, state, found, said, stopped) for kind in KIND_LABELS]
    return DryRun(state, known, today, len(people), len(stopped), kinds, past[:SHOWN], len(past))


def is_due(person_id: UUID, organization_id: UUID | None, now: datetime) -> bool:
    """Whether one record is past every period now, by lines counsel confirmed, and no hold keeps it. Inside an act."""
    where, zone = program(), zone_of(organization_id)
    mine = Person.objects.filter(pk=person_id, organization_id=organization_id, sealed_at=None)
    kinds = _touched({person_id}, organization_id, zone).get(person_id)
    if where is None or not kinds or not mine.exists() or held({person_id}):
        return False
    said = _said(person_id, kinds, where.state, now.astimezone(zone).date())
    return together(one.verdict for one in said.values()) == Verdict.DUE


def _touched(people: set[UUID], organization_id: UUID | None, zone: ZoneInfo) -> dict[UUID, dict[str, date]]:
    """Person → kind → the day something of it was last touched."""
    found: dict[UUID, dict[str, date]] = {}
    for model, paths in reaching(ExpungeScope.CLINICAL):
        # That a hold was placed or released is no touch of what it kept.
        kinds = _kinds(model) if model is not LegalHold else set()
        times = [one.name for one in model._meta.concrete_fields if isinstance(one, models.DateTimeField)]
        if not kinds or not times:
            continue
        for path in paths:
            owner = "organization_id" if path == "pk" else f"{path}__organization_id"
            newest = {f"newest_{name}": Max(name) for name in times}
            rows = model._base_manager.filter(**{owner: organization_id}).values_list(path).annotate(**newest)
            for person_id, *stamps in rows:
                told = [one for one in stamps if one is not None]
                if person_id not in people or not told:
                    continue
                day = max(told).astimezone(zone).date()
                of = found.setdefault(person_id, {})
                for kind in kinds:
                    of[kind] = max(day, of.get(kind, day))
    return found


def _kinds(model: type[models.Model]) -> set[str]:
    """What the schedule calls the rows of this table."""
    named = set(getattr(model, "columns", {})) & set(LAW_CATEGORIES)
    if not named:
        return set()
    if model._meta.app_label == "consents" or model._meta.label in KEPT or named == {Category.ACCESS_LOG}:
        return {DOCUMENTATION}
    return {str(one) for one in named - {Category.ACCESS_LOG, Category.DEID_AGGREGATE}}


def _said(person_id: UUID, kinds: dict[str, date], state: str, today: date) -> dict[str, Kept]:
    """What the schedule says of each kind; a birth date is opened only once the years of something are over."""
    lines = schedule()
    first = {kind: due(kind, state, day, today, lines) for kind, day in kinds.items()}
    ages = any(one.until_age for kind in kinds for one in lines_for(kind, state, lines))
    if not ages or all(one.verdict == Verdict.KEEP for one in first.values()):
        return first
    born = birth_date(person_id)
    return {kind: due(kind, state, day, today, lines, born) for kind, day in kinds.items()}


def _kind(
    kind: str,
    state: str,
    found: dict[UUID, dict[str, date]],
    said: dict[UUID, dict[str, Kept]],
    stopped: set[UUID],
) -> KindRow:
    of = [one for one, kinds in found.items() if kind in kinds]
    return KindRow(
        kind,
        KIND_LABELS[kind],
        tuple(lines_for(kind, state, schedule())),
        len(of),
        dict(Counter(said[one][kind].verdict for one in of)),
        sum(one in stopped for one in of),
        min((found[one][kind] for one in of), default=None),
    )
