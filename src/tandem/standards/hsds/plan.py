"""What a document would change in the directory, before it does, and then the doing of it. Nothing is ever deleted."""

from dataclasses import dataclass
from datetime import date

from tandem.domain.directory.actions import take_in
from tandem.domain.directory.records import ServiceRow, services
from tandem.foundation.accounts.actor import Actor
from tandem.standards.hsds.read import Entry, read
from tandem.vocabulary.refusal import Refusal

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
# Held in the row under another name.
ROW_NAMES = {"hours": "schedule"}


@dataclass(frozen=True)
class Step:
    """One service of the document: `kind`, and for a changed one (field, was, is now)."""

    kind: str
    entry: Entry
    changes: tuple[tuple[str, object, object], ...] = ()


@dataclass(frozen=True)
class Plan:
    """`untouched` counts listings of the directory that the document does not name: they stay as they are."""

    steps: tuple[Step, ...]
    untouched: int

    def count(self, kind: str) -> int:
        return sum(1 for one in self.steps if one.kind == kind)


def plan(body: bytes, *, today: date) -> Plan:
    """Read a document and say what it would change. Raises BadJSON, Refusal."""
    entries = read(body, today=today)
    known = {row.id: row for row in services(retired=True)}
    steps = tuple(_step(one, known) for one in entries)
    named = {one.brought.id for one in entries if one.brought}
    return Plan(steps, len(set(known) - named))


def _step(entry: Entry, known: dict) -> Step:
    if entry.brought is None:
        return Step(REFUSED, entry)
    row = known.get(entry.brought.id)
    if row is None:
        return Step(NEW, entry)
    fields = dict(entry.brought.fields)
    fields["active"] = fields["active"] and bool(fields.get("needs", row.needs))
    changes = tuple((name, was, value) for name, value in sorted(fields.items()) if (was := _value(row, name)) != value)
    same = not changes and row.kept == entry.brought.kept
    return Step(SAME if same else CHANGED, entry, changes)


def _value(row: ServiceRow, name: str) -> object:
    value = getattr(row, ROW_NAMES.get(name, name))
    return list(value) if isinstance(value, tuple) else value


def carry_out(found: Plan, *, actor: Actor) -> tuple[int, list[tuple[str, str]]]:
    """Take in what the plan holds, service by service; (how many changed something, refusals as (place, sentence))."""
    changed, refused = 0, []
    for step in found.steps:
        if step.entry.brought is None:
            refused += step.entry.refused
            continue
        try:
            changed += take_in(step.entry.brought, actor=actor) is not None
        except Refusal as refusal:
            refused += [(f"{step.entry.place}/{name}", sentence) for name, sentence in refusal.errors]
    return changed, refused
