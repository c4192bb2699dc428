"""What each column of a file means: one mapping for the command line and the page, saved under a name with editions.

Each of our fields takes a column of the file, one value for all rows, or nothing. Their words may be given as ours
("MENTAL HEALTH CRISIS" is "Mental health crisis"); a word that is not listed stays as it was written.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from tandem.domain.incidents.actions.receive import LIMITS
from tandem.standards.tabular.times import DATE_FORMS
from tandem.vocabulary.behavioral import Sign
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Origin
from tandem.vocabulary.text import clean

# Our field by the name it has on the command line → the field of the call; what it is called; names that mean it.
# `received_time` joins `received_at` where date and time stand in two columns.
FIELDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "received_at": (
        "received_at",
        "When the call came",
        ("received", "receivedat", "calltime", "timestamp", "datetime", "calldate", "date", "eventdate", "created"),
    ),
    "received_time": ("received_time", "Its time, where that is a column of its own", ("time", "timeofcall", "hour")),
    "id": ("source_id", "The source's own number", ("id", "incident", "incidentnumber", "callid", "eventid", "cadid")),
    "call_type": (
        "call_type",
        "Call type",
        ("calltype", "type", "title", "nature", "eventtype", "problem", "category"),
    ),
    "location": ("place", "Place in words", ("location", "place", "address", "addr", "street", "blockaddress")),
    "area": ("area", "Town or district", ("area", "town", "twp", "township", "district", "city", "beat", "zone")),
    "latitude": ("latitude", "Latitude", ("latitude", "lat", "y")),
    "longitude": ("longitude", "Longitude", ("longitude", "lng", "lon", "long", "x")),
    "narrative": ("narrative", "What was said", ("narrative", "notes", "remarks", "comments", "description", "desc")),
    "caller": ("caller", "Who called", ("caller", "callername", "reportingparty", "rp")),
    "callback": ("callback", "Number to call back", ("callback", "phone", "callerphone", "callbacknumber")),
    "sign": ("signs", "Sign of behavioral health", ("sign", "behavioralhealth", "mentalhealth", "bhflag", "mhflag")),
    "origin": ("origin", "How the call came", ("origin", "source", "callsource", "howreceived")),
}
# Names a column can be given on the command line; `skip` is read over.
COLUMNS = (*FIELDS, "skip")
# Fields whose words may be given as ours.
WORDED = ("call_type", "origin", "area", "sign")
# Ours, where only certain words will do; "unknown" is for a word that says nothing ("N" in a column that is mostly empty).
UNKNOWN = "unknown"
OURS = {"origin": frozenset(Origin), "sign": frozenset({*Sign, UNKNOWN})}
BY_CALL_FIELD = {called: name for name, (called, _label, _names) in FIELDS.items()}
MOST_WORDS = 500


def label_of(name: str) -> str:
    """What a field is called on the page, by the name of the mapping or of the call."""
    name = BY_CALL_FIELD.get(name, name)
    return FIELDS[name][1] if name in FIELDS else {"row": "The row"}.get(name, name)


@dataclass(frozen=True)
class Source:
    """Where a field comes from: a column by its name in the file, or one value for every row."""

    column: str = ""
    fixed: str = ""


@dataclass(frozen=True)
class Mapping:
    """How rows become calls: `source` they are kept under, whose they are, and where each field comes from."""

    source: str
    agency_id: UUID | None
    zone: str
    fields: dict[str, Source]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    date_form: str = "any"
    header: bool = True
    keep_repeats: bool = False

    def problems(self, names: list[str]) -> list[tuple[str, str]]:
        """What keeps this mapping from being used on a file with these columns, as (field, sentence)."""
        found: list[tuple[str, str]] = []
        for name, taken in self.fields.items():
            if name not in FIELDS:
                found.append(("columns", f"“{name}” is not a field. Choose from: {', '.join(FIELDS)}."))
                continue
            if taken.column and taken.fixed:
                found.append((name, "Choose a column or write one value for all rows, not both."))
            elif taken.column and taken.column not in names:
                found.append((name, f"This file has no column “{taken.column[:60]}”. Choose another."))
            found += _unclean(name, taken.fixed, LIMITS.get(FIELDS[name][0], 200))
        columns = [taken.column for taken in self.fields.values() if taken.column]
        for name, taken in self.fields.items():
            if taken.column and columns.count(taken.column) > 1:
                found.append((name, f"“{taken.column[:60]}” is chosen for two fields. Choose it once."))
        at = self.fields.get("received_at", Source())
        if not at.column and not at.fixed:
            found.append(("received_at", "Say which column holds the time the call came."))
        if self.fields.get("id", Source()).fixed:
            found.append(("id", "One number for all rows would make them one call. Choose a column, or nothing."))
        origin = self.fields.get("origin", Source()).fixed
        if origin and origin not in list(Origin):
            found.append(("origin", f"Choose one of: {', '.join(Origin)}."))
        if not self.source.strip():
            found.append(("source", "Name where these calls come from, like: county-cad."))
        found += _unclean("source", self.source, LIMITS["source"])
        if self.agency_id is None:
            found.append(("agency", "Choose whose calls these are."))
        if self.zone not in available_timezones():
            found.append(("zone", "Choose the time zone of the times in the file."))
        if self.date_form not in DATE_FORMS:
            found.append(("date_form", "Choose how dates are written in the file."))
        for name, pairs in self.words.items():
            if name not in WORDED or len(pairs) > MOST_WORDS:
                found.append(("words", f"Words can be given for {', '.join(WORDED)}, at most {MOST_WORDS} each."))
                continue
            odd = next((ours for ours in pairs.values() if name in OURS and ours not in OURS[name]), None)
            if odd is not None:
                found.append(
                    (f"words_{name}", f"“{odd[:40]}” is none of ours. Choose: {', '.join(sorted(OURS[name]))}.")
                )
            for words in (*pairs, *pairs.values()):
                found += _unclean(f"words_{name}", words, LIMITS.get(FIELDS[name][0], 200))
        return found

    def plan(self, names: list[str], width: int) -> "Plan":
        """This mapping on a file with these columns. Raises Refusal naming every problem."""
        found = self.problems(names)
        if found:
            raise Refusal(*found)
        places = {name: names.index(taken.column) for name, taken in self.fields.items() if taken.column}
        return Plan(
            source=self.source,
            agency_id=self.agency_id,
            zone=ZoneInfo(self.zone),
            places=dict(sorted(places.items(), key=lambda one: one[1])),
            fixed={name: taken.fixed for name, taken in self.fields.items() if taken.fixed},
            words=self.words,
            date_form=self.date_form,
            header=self.header,
            keep_repeats=self.keep_repeats,
            width=width,
        )

    def as_json(self) -> dict:
        """Everything of it, for keeping."""
        return {
            "source": self.source,
            "agency": str(self.agency_id) if self.agency_id else "",
            "zone": self.zone,
            "fields": {name: {"column": one.column, "fixed": one.fixed} for name, one in self.fields.items()},
            "words": self.words,
            "date_form": self.date_form,
            "header": self.header,
            "keep_repeats": self.keep_repeats,
        }

    @classmethod
    def from_json(cls, kept: dict) -> "Mapping":
        """What `as_json` wrote."""
        return cls(
            source=kept["source"],
            agency_id=UUID(kept["agency"]) if kept["agency"] else None,
            zone=kept["zone"],
            fields={name: Source(**one) for name, one in kept["fields"].items()},
            words=kept["words"],
            date_form=kept["date_form"],
            header=kept["header"],
            keep_repeats=kept["keep_repeats"],
        )


@dataclass(frozen=True)
class Plan:
    """A mapping on one file: at which place each field stands. `width` is how many cells a row has."""

    source: str
    agency_id: UUID
    zone: ZoneInfo
    places: dict[str, int]
    fixed: dict[str, str]
    words: dict[str, dict[str, str]]
    date_form: str
    header: bool
    keep_repeats: bool
    width: int


def by_order(columns: tuple[str, ...], *, source: str, agency_id: UUID, zone: ZoneInfo, header: bool, **more) -> Plan:
    """The plan of the command line, which names every column in its order. Raises Refusal naming every problem."""
    found = [
        ("columns", f"“{name}” is not a column. Choose from: {', '.join(COLUMNS)}.")
        for name in columns
        if name not in COLUMNS
    ]
    named = [name for name in columns if name != "skip"]
    found += [("columns", f"“{name}” is named twice.") for name in sorted({n for n in named if named.count(n) > 1})]
    if "received_at" not in named:
        found.append(("columns", "Name the column that says when the call came: received_at."))
    if not source.strip():
        found.append(("source", "Name where these calls come from, like: county-cad."))
    found += _unclean("source", source, LIMITS["source"])
    if found:
        raise Refusal(*found)
    return Plan(
        source=source,
        agency_id=agency_id,
        zone=zone,
        places={name: place for place, name in enumerate(columns) if name != "skip"},
        fixed={},
        words={},
        date_form="any",
        header=header,
        keep_repeats=more.get("keep_repeats", False),
        width=len(columns),
    )


def suggest(names: list[str]) -> dict[str, Source]:
    """A column for each field whose name says so; each column once, the surest first."""
    plain = {name: re.sub(r"[^a-z]", "", name.casefold()) for name in names}
    found: dict[str, Source] = {}
    for rank in range(max(len(words) for _called, _label, words in FIELDS.values())):
        for mine, (_called, _label, words) in FIELDS.items():
            if mine in found or rank >= len(words):
                continue
            taken = {one.column for one in found.values()}
            column = next((name for name in names if plain[name] == words[rank] and name not in taken), None)
            if column:
                found[mine] = Source(column=column)
    return found


def _unclean(name: str, value: str, limit: int) -> list[tuple[str, str]]:
    try:
        clean(name, value, limit)
    except Refusal as refusal:
        return refusal.errors
    return []
