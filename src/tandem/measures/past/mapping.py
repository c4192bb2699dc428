"""What the columns of an old file mean, how its spellings and times are to be read: one mapping, kept by editions. Pure."""

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo, available_timezones

from tandem.measures.past.fields import FIELDS, OPEN, TERM, WORDED, YES_NO, label_of
from tandem.measures.past.times import ASIDE, DAY_FIRST, MONTH_FIRST, SERIALS, Answers
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

ONCE, EACH = "once", "each"
MOST_WORDS = 400
LONGEST_WORD = 80
CHOICES: dict[str, tuple[str, ...]] = {
    "serial": (*SERIALS, ASIDE),
    "gap": ("later", ASIDE),
    "fold": ("first", "second", ASIDE),
    "next_day": ("next", ASIDE),
}


@dataclass(frozen=True)
class Past:
    """One mapping. `columns`: field → the column's name; `fixed`: field → one value for all rows, in our words.

    `words`: field → spelling → our word, "" for one that stays unknown. `header_row` and `header_rows` say where the
    names of the columns stand: the first row of them (from 1) and how many there are.
    """

    source: str = ""
    zone: str = ""
    header_row: int = 1
    header_rows: int = 1
    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    turned: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    repeats: str = ONCE

    def problems(self, names: list[str], agencies: dict[str, str]) -> list[tuple[str, str]]:
        """What keeps this mapping from being used on a file with these columns, as (field, sentence)."""
        found: list[tuple[str, str]] = []
        for name, column in self.columns.items():
            if name not in FIELDS:
                found.append(("columns", f"“{name[:40]}” is not a field."))
            elif column not in names:
                found.append((name, f"This file has no column “{column[:60]}”. Choose another."))
            elif name in self.fixed:
                found.append((name, "Choose a column or one value for all rows, not both."))
        taken = list(self.columns.values())
        found += [
            (name, f"“{column[:60]}” is chosen for two fields. Choose it once.")
            for name, column in self.columns.items()
            if taken.count(column) > 1
        ]
        if "received" not in self.columns:
            found.append(("received", "Say which column holds the day or time of the call."))
        if "agency" not in self.columns and not self.fixed.get("agency"):
            found.append(("agency", "Say whose calls these are: a column, or one agency for all rows."))
        for name, value in self.fixed.items():
            if name not in WORDED or FIELDS[name].kind == OPEN:
                found.append((name, "This field takes a column only."))
            elif value not in terms_of(name, agencies):
                found.append((name, "Choose one of the list."))
        if self.zone not in available_timezones():
            found.append(("zone", "Choose the time zone of the times in the file."))
        try:
            clean("source", self.source.strip(), 80, required="person" in self.columns or "call" in self.columns)
        except Refusal as refusal:
            found += refusal.errors
        return found

    def settled(self, agencies: dict[str, str]) -> list[tuple[str, str]]:
        """What is odd in the spellings and the answers, as (field, sentence)."""
        found: list[tuple[str, str]] = []
        for name, pairs in self.words.items():
            if name not in WORDED or len(pairs) > MOST_WORDS:
                found.append((name, f"A field takes at most {MOST_WORDS} spellings."))
                continue
            terms = terms_of(name, agencies)
            if FIELDS[name].kind != OPEN and any(term and term not in terms for term in pairs.values()):
                found.append((name, f"{label_of(name)}: choose from the list."))
            for text in (*pairs, *pairs.values()):
                try:
                    clean(name, text, LONGEST_WORD)
                except Refusal as refusal:
                    found += refusal.errors
        for name, value in self.answers.items():
            if value not in CHOICES.get(name, ()):
                found.append((name, "Choose one of the answers."))
        if any(order not in (MONTH_FIRST, DAY_FIRST) for order in self.orders.values()):
            found.append(("orders", "Choose month first or day first."))
        return found

    def plan(self, names: list[str], width: int, agencies: dict[str, str]) -> "Plan":
        """This mapping on a file with these columns. Raises Refusal naming every problem."""
        found = self.problems(names, agencies) + self.settled(agencies)
        if found:
            raise Refusal(*found)
        return Plan(
            mapping=self,
            places={name: names.index(column) for name, column in self.columns.items()},
            names=tuple(names),
            width=width,
            zone=ZoneInfo(self.zone),
            answers=Answers(self.orders, self.turned, **{name: self.answers.get(name) for name in CHOICES}),
            agencies=agencies,
        )

    def known_words_only(self) -> "Past":
        """Without the spellings that were left unknown: they may be anybody's words, and unknown is what they stay."""
        words = {name: {text: term for text, term in pairs.items() if term} for name, pairs in self.words.items()}
        return replace(self, words=words)

    def as_json(self) -> dict:
        """Everything of it, for keeping."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, kept: dict) -> "Past":
        """What `as_json` wrote."""
        return cls(**kept)


@dataclass(frozen=True)
class Plan:
    """A mapping on one file: at which place each field stands."""

    mapping: Past
    places: dict[str, int]
    names: tuple[str, ...]
    width: int
    zone: ZoneInfo
    answers: Answers
    agencies: dict[str, str]


def terms_of(name: str, agencies: dict[str, str]) -> dict[str, str]:
    """Our words for a field, by code; an open field has none."""
    if name == "agency":
        return agencies
    return FIELDS[name].terms or {} if FIELDS[name].kind in (TERM, YES_NO) else {}
