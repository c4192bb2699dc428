"""What is different between two editions: cell by cell, row by row, case by case, and in sentences.

Rows carry no name that lasts, and two cities share none at all, so that rows are paired by what they say: first those
that are word for word the same, then the most alike. A row that is like none is new; one that nothing is like is gone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tandem.domain.incidents.criteria.cases import Case, full
from tandem.domain.incidents.criteria.inputs import BY_NAME, in_words
from tandem.domain.incidents.criteria.pathways import Pathway
from tandem.domain.incidents.criteria.rules import Rule, conditions_in_words, first_fit
from tandem.domain.incidents.criteria.table import Draft
from tandem.vocabulary.terms import RESPONSE_LABELS, Response

# At least this share of two rows must be the same for one to be the other changed.
ALIKE = 0.54
ANSWERS = {
    "response": "Send",
    "reason": "What the dispatcher reads",
    "staging": "Staging",
    "attire": "Attire",
    "car": "Car",
    "meanwhile": "Meanwhile",
}
ANY = "any"
MOST_SENTENCES = 12


@dataclass(frozen=True)
class Cell:
    """One cell as it reads now, and as it read before where that differs."""

    name: str
    label: str
    now: str
    was: str | None = None

    @property
    def changed(self) -> bool:
        return self.was is not None


@dataclass(frozen=True)
class Row:
    """`kind` is same, changed, new or gone. `was_label` is its place before; `moved` says that it changed places."""

    kind: str
    label: str
    was_label: str
    moved: bool
    conditions: tuple[Cell, ...]
    answers: tuple[Cell, ...]
    last: bool

    @property
    def changes(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in (*self.conditions, *self.answers) if cell.changed)

    def answer(self, name: str) -> Cell:
        return next(cell for cell in self.answers if cell.name == name)


@dataclass(frozen=True)
class Item:
    """A test case or pathway that is new, gone or changed. `lines` are (label, was, now)."""

    kind: str
    name: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Other:
    """A call that gets another answer: in the words of its test case."""

    name: str
    was: Response
    now: Response

    @property
    def text(self) -> str:
        return f"“{self.name}” would get {RESPONSE_LABELS[self.now]}, not {RESPONSE_LABELS[self.was]}."


@dataclass(frozen=True)
class Difference:
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    cases: tuple[Item, ...]
    pathways: tuple[Item, ...]
    others: tuple[Other, ...]
    calls: int

    @property
    def rules_differ(self) -> int:
        return sum(row.kind != "same" or row.moved for row in self.rows)

    @property
    def same(self) -> bool:
        return not (self.rules_differ or self.cases or self.pathways)

    @property
    def column_labels(self) -> list[str]:
        return [BY_NAME[name].label for name in self.fields]


def difference(before: Draft, after: Draft) -> Difference:
    """How `after` differs from `before`."""
    fields = (*after.fields, *(name for name in before.fields if name not in after.fields))
    calls = list({tuple(sorted(case.inputs.items())): case for case in (*before.cases, *after.cases)}.values())
    return Difference(
        fields=fields,
        rows=_rows(fields, before.rules, after.rules),
        cases=_cases(before.cases, after.cases),
        pathways=_pathways(before.pathways, after.pathways),
        others=_others(before.rules, after.rules, calls),
        calls=len(calls),
    )


def cells_of(fields: Sequence[str], rule: Rule) -> tuple[Cell, ...]:
    """The conditions of a row, one cell a column, "any" written."""
    wanted = dict(rule.conditions)
    return tuple(
        Cell(name, BY_NAME[name].label, _upper(in_words(name, wanted[name])) if name in wanted else ANY)
        for name in fields
    )


def answers_of(rule: Rule) -> tuple[Cell, ...]:
    words = {name: str(getattr(rule, name)) for name in ANSWERS} | {"response": RESPONSE_LABELS[rule.response]}
    return tuple(Cell(name, label, words[name]) for name, label in ANSWERS.items())


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rows(fields: Sequence[str], before: Sequence[Rule], after: Sequence[Rule]) -> tuple[Row, ...]:
    pairs = _pairs(fields, before, after)
    stays = _stays([pairs.get(place) for place in range(len(after))])
    found = []
    for place, rule in enumerate(after):
        old = pairs.get(place)
        last = place == len(after) - 1
        if old is None:
            found.append(Row("new", rule.label, "", False, cells_of(fields, rule), answers_of(rule), last))
            continue
        was = before[old]
        conditions = _against(cells_of(fields, was), cells_of(fields, rule))
        answers = _against(answers_of(was), answers_of(rule))
        kind = "changed" if any(cell.changed for cell in (*conditions, *answers)) else "same"
        found.append(Row(kind, rule.label, was.label, place not in stays and not last, conditions, answers, last))
    taken = set(pairs.values())
    gone = [rule for place, rule in enumerate(before) if place not in taken]
    found += [Row("gone", "", rule.label, False, cells_of(fields, rule), answers_of(rule), False) for rule in gone]
    return tuple(found)


def _against(before: tuple[Cell, ...], after: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(now.name, now.label, now.now, was.now) if was.now != now.now else now
        for was, now in zip(before, after, strict=True)
    )


def _pairs(fields: Sequence[str], before: Sequence[Rule], after: Sequence[Rule]) -> dict[int, int]:
    """Place after → place before of the same row. The last rows belong together whatever they say."""
    if not before or not after:
        return {}
    pairs = {len(after) - 1: len(before) - 1}
    scored = [
        (-_likeness(fields, was, now), abs(old - new), new, old)
        for new, now in enumerate(after[:-1])
        for old, was in enumerate(before[:-1])
    ]
    taken: set[int] = set()
    for score, _distance, new, old in sorted(scored):
        if -score >= ALIKE and new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _likeness(fields: Sequence[str], was: Rule, now: Rule) -> float:
    """0 to 1. Cells that are "any" in both say little, so that only cells one of them uses count."""
    if was.conditions == now.conditions and was.response == now.response:
        return 2.0 if answers_of(was) == answers_of(now) else 1.5
    old, new = dict(was.conditions), dict(now.conditions)
    used = [name for name in fields if name in old or name in new]
    same = sum(_shared(old.get(name), new.get(name)) for name in used) / len(used) if used else 1.0
    # The sentence that the dispatcher reads says most about which row it is.
    answers = (was.response == now.response) + 3 * (was.reason == now.reason) + (was.staging == now.staging)
    return 0.5 * same + 0.5 * answers / 5


def _shared(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> float:
    if old is None or new is None:
        return 0.0
    return len(set(old) & set(new)) / len(set(old) | set(new))


def _stays(places: list[int | None]) -> set[int]:
    """The rows that kept their order: the longest run of old places that only grows. All others were moved."""
    tails: list[int] = []
    ends: list[int] = []
    back: dict[int, int | None] = {}
    for at, old in enumerate(places):
        if old is None:
            continue
        where = bisect_left(tails, old)
        back[at] = ends[where - 1] if where else None
        tails[where : where + 1] = [old]
        ends[where : where + 1] = [at]
    found, at = set(), ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = back[at]
    return found


def _cases(before: Sequence[Case], after: Sequence[Case]) -> tuple[Item, ...]:
    old, new = {case.name: case for case in before}, {case.name: case for case in after}
    found = [Item("new", name, _lines(None, case)) for name, case in new.items() if name not in old]
    for name, case in new.items():
        # Which row decides follows the table; that alone is no change of the case.
        if name in old and (old[name].inputs, old[name].response) != (case.inputs, case.response):
            found.append(Item("changed", name, _lines(old[name], case)))
    return (*found, *(Item("gone", name, _lines(case, None)) for name, case in old.items() if name not in new))


def _lines(was: Case | None, now: Case | None) -> tuple[tuple[str, str, str], ...]:
    lines = [
        ("Known", "; ".join(was.known) if was else "", "; ".join(now.known) if now else ""),
        ("Send", RESPONSE_LABELS[was.response] if was else "", RESPONSE_LABELS[now.response] if now else ""),
    ]
    return tuple(line for line in lines if not (was and now) or line[1] != line[2])


def _pathways(before: Sequence[Pathway], after: Sequence[Pathway]) -> tuple[Item, ...]:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    found = []
    for id, one in new.items():
        was = old.get(id)
        lines = [line for line in zip(_said(was), _said(one), strict=True) if was is None or line[0] != line[1]]
        if lines:
            told = tuple((now[0], was_words[1], now[1]) for was_words, now in lines)
            found.append(Item("changed" if was else "new", one.name, told))
    for id, one in old.items():
        if id not in new:
            found.append(Item("gone", one.name, tuple((label, words, "") for label, words in _said(one))))
    return tuple(found)


def _said(one: Pathway | None) -> list[tuple[str, str]]:
    labels = ("Name", "When", "The call-taker reads", "The team reads", "Bring", "Services", "Look for")
    if one is None:
        return [(label, "") for label in labels]
    words = (
        one.name,
        one.when_words,
        " ".join(one.call_taker),
        " ".join(one.team),
        one.bring_words,
        one.needs_words,
        one.look_for,
    )
    return list(zip(labels, words, strict=True))


def _others(before: Sequence[Rule], after: Sequence[Rule], calls: Sequence[Case]) -> tuple[Other, ...]:
    found = []
    for case in calls:
        was, now = first_fit(before, full(case.inputs)), first_fit(after, full(case.inputs))
        if was and now and was.response != now.response:
            found.append(Other(case.name, was.response, now.response))
    return tuple(found)


def sentences(found: Difference) -> list[str]:
    """What changes, said in plain words: first who goes, then for what, then where rows stand."""
    said = [sentence for row in found.rows for sentence in sentences_of(row)]
    for kind, words in (("new", "New pathway"), ("changed", "Changed pathway"), ("gone", "Pathway taken out")):
        said += [f"{words}: {item.name}." for item in found.pathways if item.kind == kind]
    if len(said) > MOST_SENTENCES:
        said = [*said[:MOST_SENTENCES], f"And {len(said) - MOST_SENTENCES} more changes: see the comparison."]
    return said


def sentences_of(row: Row) -> list[str]:
    """What is different about one row, in sentences; none where it is the same."""
    name = "The last row" if row.last else row.label
    if row.kind == "new":
        when = " and ".join(f"{cell.label.lower()} is {cell.now.lower()}" for cell in row.conditions if cell.now != ANY)
        return [
            f"{row.label} is new. {f'When {when}' if when else 'Whatever is known'}, it sends {row.answer('response').now}."
        ]
    if row.kind == "gone":
        return [f"{row.was_label} is gone. It sent {row.answer('response').now}."]
    said = []
    for cell in row.conditions:
        if cell.changed:
            said.append(_condition(name, cell))
    response = row.answer("response")
    if response.changed:
        said.append(f"{name} sends {response.now}. It sent {response.was}.")
    texts = [cell.label.lower() for cell in row.answers if cell.changed and cell.name != "response"]
    if texts:
        said.append(f"{name} has new words: {', '.join(texts)}.")
    if row.moved:
        said.append(
            f"{name} was {row.was_label}: it is read {'earlier' if _place(row.label) < _place(row.was_label) else 'later'} now."
        )
    return said


def _condition(name: str, cell: Cell) -> str:
    label = cell.label.lower()
    if cell.now == ANY:
        return f"{name} no longer asks about {label}. It asked for {cell.was.lower()}."
    if cell.was == ANY:
        return f"{name} now asks about {label}: {cell.now.lower()}."
    return f"{name}: {label} is now {cell.now.lower()}. It was {cell.was.lower()}."


def _place(label: str) -> int:
    return int(label.split()[1])


__all__ = ["Difference", "answers_of", "cells_of", "conditions_in_words", "difference", "sentences"]
