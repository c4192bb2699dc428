"""A file on its way into the past: sent, read, looked through, taken in. Joins the readers of tables to the rules of a past.

The file itself holds names and words, so it is kept for a day at most and deleted as soon as it is in or was left.
"""

import codecs
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.attachments import store
from tandem.foundation.jobs.work import CannotFinish, Doing
from tandem.foundation.organizations import roster
from tandem.foundation.organizations.program import program
from tandem.measures.past import actions, heading, records
from tandem.measures.past.fields import FIELDS, TIME
from tandem.measures.past.mapping import Past, Plan
from tandem.measures.past.sifting import Tally, repaired, sift
from tandem.measures.past.spelling import one_line
from tandem.measures.past.times import Orders, parts
from tandem.standards.tabular.saved import PAST
from tandem.standards.tabular.saved import save as keep_edition
from tandem.standards.tabular.table import Form, look, reading, shown
from tandem.surfaces.insight.facts import pseudonyms
from tandem.surfaces.insight.past import unpacked
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal

KEPT = timedelta(days=1)
LARGEST = 64 * 1_048_576
FIRST_ROWS = 50
MOST_ROWS = 250_000
MOST_SPELLINGS = 300
LONGEST_SPELLING = 80
WEB_PAGE = (b"<!DOC", b"<html", b"<HTML", b"<!doc", b"<tabl", b"<?xml")
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def limit() -> int:
    """How many bytes a file may have."""
    found = program()
    return min(LARGEST, found.import_limit_bytes) if found else 0


def agencies() -> dict[str, str]:
    """The program's organizations by the short name that facts carry."""
    return {one.short_name: one.name for one in roster.organizations()}


def begin(parts_of_file: Iterable[bytes], name: str, *, actor: Actor) -> UUID:
    """Take a file in and look at it. Returns the import's id. Raises Refusal for field `file`, NotAllowed."""
    allow(actor, actions.MAY, kind="past")
    kept = store.keep(
        _as_utf_8(parts_of_file),
        name,
        category=Category.CLINICAL_NOTE,
        owner_id=actor.id,
        limit=limit(),
        expires_at=clock.now() + KEPT,
    )
    try:
        with kept.path.open("rb") as file:
            if file.read(64).lstrip().startswith(WEB_PAGE):
                said = _("This is a web page or XML, whatever its name says. Open it and save it as .xlsx or CSV.")
                raise Refusal(("file", said))
        form = _mixed(look(kept.path, limit()).form)
        return actions.begin(kept, form, actor=actor)
    except BaseException:
        store.discard(kept.id)
        raise


def _mixed(form: Form) -> Form:
    """Text is read as UTF-8, and a cell that isn't as Windows letters: a file may well hold both."""
    return replace(form, encoding="utf-8") if form.kind == "csv" else form


def _as_utf_8(given: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-16 text becomes UTF-8 on its way in; all else passes as it is."""
    found = iter(given)
    first = next(found, b"")
    encoding = UTF_16.get(first[:2])
    if encoding is None:
        yield first
        yield from found
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(first[2:]).encode()
        for part in found:
            yield decoder.decode(part).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise Refusal(("file", _("This is broken UTF-16 text. Save it as UTF-8 and try again."))) from None


@dataclass(frozen=True)
class Table:
    """A file as a table: where its names stand, what its columns are called, and its first rows.

    `first` are the first rows whole, with their numbers in the file; `body` those below the names. `wide` is how many cells
    most rows have.
    """

    form: Form
    sheets: list[str]
    names: list[str]
    header_row: int
    header_rows: int
    first: list[tuple[int, list]] = field(default_factory=list)
    wide: int = 0

    @property
    def body(self) -> list[tuple[int, list]]:
        return [(number, cells) for number, cells in self.first if number > self.last_header_row]

    @property
    def last_header_row(self) -> int:
        """The number of the last row that is no row of the table."""
        return self.header_row + self.header_rows - 1 if self.header_rows else 0

    @property
    def used(self) -> list[str]:
        """The columns that hold something in the first rows; a blank column is no choice."""
        return [
            name
            for place, name in enumerate(self.names)
            if any(place < len(cells) and str(cells[place]).strip() for _number, cells in self.body)
        ]


def table(found: records.Brought) -> Table:
    """The file of an import, as it is to be read now. Raises Absent when it is gone, Refusal when it can't be read."""
    if not found.mine or not found.file.there or not found.file.path.exists():
        raise Absent
    told = (found.mapping.header_row, found.mapping.header_rows) if found.mapping else None
    return _table(found.file.path, Form(**found.form), limit(), told)


@lru_cache(maxsize=16)
def _table(path: Path, form: Form, most: int, told: tuple[int, int] | None) -> Table:
    seen = look(path, most, form)
    with reading(path, form, 0, most) as found:
        first = [
            (number, [repaired(cell)[0] for cell in cells])
            for number, cells, _line in islice(found, FIRST_ROWS)
            if not isinstance(cells, Refusal)
        ]
    if not first:
        raise Refusal(("file", _("There is no row in this file that can be read as a table.")))
    texts = [[shown(cell) for cell in cells] for _number, cells in first]
    held = [[bool(getattr(cell, "kind", "")) for cell in cells] for _number, cells in first]
    place = heading.find(texts, held) if told is None else _told(first, *told)
    width = _width(texts, place)
    names = heading.names(texts, place, width)
    row = first[place.row][0] if place.rows else 0
    return Table(form, seen.sheets, names, row, place.rows, first, _usual(first))


def _told(first: list[tuple[int, list]], header_row: int, header_rows: int) -> heading.Heading:
    index = next((i for i, (number, _cells) in enumerate(first) if number == header_row), None)
    if index is None or not header_rows or index + header_rows > len(first):
        return heading.Heading(0, 0)
    return heading.Heading(index, header_rows)


def _usual(first: list[tuple[int, list]]) -> int:
    widths = [len(cells) for _number, cells in first]
    return max(set(widths), key=widths.count)


def _width(texts: list[list[str]], place: heading.Heading) -> int:
    """How far the table goes: to its last name, or to the last column that a third of the rows use."""
    named = max((_last(row) for row in texts[place.row : place.row + place.rows]), default=0)
    body = texts[place.row + place.rows :] or texts
    wide = [at for at in range(max(map(len, body))) if sum(1 for r in body if at < len(r) and r[at]) * 3 >= len(body)]
    return max(named, wide[-1] + 1 if wide else 0, 1)


def _last(row: list[str]) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell), default=0)


def rows(path: Path, seen: Table) -> Iterator[tuple[int, object]]:
    """(number, cells or why not) for each row below the names. Raises Refusal, also half-way."""
    for count, (number, cells) in enumerate(unpacked.rows(path, seen.form, seen.wide, limit(), clock.now() + KEPT)):
        if count > MOST_ROWS:
            said = _("The file has over %(n)s rows. Split it, by year for example.") % {"n": f"{MOST_ROWS:,}"}
            raise Refusal(("file", said))
        if number > seen.last_header_row:
            yield number, cells


@dataclass
class Profile:
    """What a whole file says: spellings of each worded field, the orders of each column of times, its other writings."""

    words: dict[str, dict[str, tuple[int, tuple[int, ...]]]]
    orders: dict[str, Orders]
    too_many: dict[str, str]
    total: int = 0


def profile(found: records.Brought, seen: Table) -> Profile:
    """Look the whole file through for what its mapping asks about. Kept in memory only, and not for long."""
    columns = tuple(sorted(found.mapping.columns.items()))
    return _profile(found.id, found.file.path, _Hashed(seen), columns)


@dataclass(frozen=True)
class _Hashed:
    """A table as part of a key: how a file is read decides what it says."""

    table: Table

    def __hash__(self) -> int:
        return hash((self.table.form, self.table.header_row, self.table.header_rows))


@lru_cache(maxsize=4)
def _profile(_id: UUID, path: Path, seen: _Hashed, columns: tuple[tuple[str, str], ...]) -> Profile:
    names = seen.table.names
    worded = {f: names.index(c) for f, c in columns if FIELDS[f].kind in ("term", "yes_no", "open")}
    timed = {c: names.index(c) for f, c in columns if FIELDS[f].kind == TIME}
    counted: dict[str, dict[str, list]] = {name: defaultdict(lambda: [0, []]) for name in worded}
    made = Profile({}, {column: Orders() for column in timed}, {})
    for number, cells in rows(path, seen.table):
        if not isinstance(cells, list):
            continue
        made.total += 1
        for column, place in timed.items():
            if place < len(cells):
                made.orders[column].see(number, str(cells[place]).strip(), parts(cells[place]))
        for name, place in worded.items():
            text = one_line(shown(repaired(cells[place])[0])) if place < len(cells) else ""
            # An age in years says its band by itself.
            if text and not (name == "age_band" and text.removesuffix(".0").isdigit()):
                _count(made, counted[name], name, text, number)
    made.words = {
        name: {text: (n, tuple(where)) for text, (n, where) in words.items()} for name, words in counted.items()
    }
    return made


def _count(made: Profile, words: dict, name: str, text: str, number: int) -> None:
    if name in made.too_many:
        return
    if len(text) > LONGEST_SPELLING or (text not in words and len(words) == MOST_SPELLINGS):
        made.too_many[name] = _(
            "“%(field)s” takes a column of categories. This one has over %(n)s different or very long texts: names,"
            " addresses or notes, most likely. Choose another column."
        ) % {"field": FIELDS[name].label, "n": MOST_SPELLINGS}
        return
    told = words[text]
    told[0] += 1
    if len(told[1]) < 3:
        told[1].append(number)


def plan_of(found: records.Brought, seen: Table) -> Plan:
    """The mapping on this file. Raises Refusal."""
    if found.mapping is None:
        raise Refusal(("columns", _("Say first what the columns mean.")))
    return found.mapping.plan(seen.names, len(seen.names), agencies())


def trial(found: records.Brought, seen: Table) -> Tally:
    """What the import would come to, counted over the whole file and stored nowhere. Raises Refusal."""
    mapping = found.mapping.as_json()
    marker = repr(sorted((name, repr(value)) for name, value in mapping.items()))
    return _trial(found.id, marker, _Lazy(lambda: _sifted(found, plan_of(found, seen), seen)))


class _Lazy:
    """Rows as an argument that is no part of the key."""

    def __init__(self, make):
        self.make = make

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other) -> bool:
        return isinstance(other, _Lazy)


@lru_cache(maxsize=4)
def _trial(_id: UUID, _mapping: str, found: _Lazy) -> Tally:
    tally = Tally()
    for one in found.make():
        tally.add(one)
    return tally


def _sifted(found: records.Brought, plan: Plan, seen: Table):
    key = pseudonyms()
    there = records.calls_in(plan.mapping.source, found.id) if "call" in plan.places else frozenset()
    return sift(
        rows(found.file.path, seen),
        plan,
        clock.now(),
        lambda call: bool(there) and actions.keyed(key, "call", plan, call) in there,
    )


def choose(found: records.Brought, mapping: Past, *, actor: Actor, edition: str = "") -> None:
    """Keep what was said of the file, whole or not at all. Raises Refusal naming every field."""
    seen = table(replace(found, mapping=mapping))
    mapping.plan(seen.names, len(seen.names), agencies())
    trying = replace(found, mapping=mapping)
    if too_many := profile(trying, seen).too_many:
        raise Refusal(*too_many.items())
    actions.choose(found.id, mapping, actor=actor, edition=edition)


def keep_mapping(found: records.Brought, name: str, *, actor: Actor) -> str:
    """Keep the mapping as the next edition of a name; returns it, like "Old list/2". Raises Refusal."""
    if not name.strip():
        raise Refusal(("save_as", _("Write the name to keep it under.")))
    kept = keep_edition(name, found.mapping.known_words_only(), actor=actor, kind=PAST)
    choose(found, found.mapping, actor=actor, edition=kept.words)
    return kept.words


def start(found: records.Brought, *, actor: Actor) -> UUID:
    """Have the file taken in by the worker. Raises Refusal while a question is open or nothing would be kept."""
    if found.started:
        return actions.start(found.id, None, actor=actor)
    tally = trial(found, table(found))
    if tally.opened:
        raise Refusal(("times", _("Answer first how the times are to be read.")))
    if not tally.kept:
        raise Refusal(
            ("times", _("No row of this file can be kept. Look at the reasons below, and change the columns."))
        )
    return actions.start(found.id, tally.rows, actor=actor)


def take_in(doing: Doing) -> dict:
    """The work of a run. Done again from the start it leaves nothing twice. The file is deleted at its end."""
    found = records.import_of(UUID(doing.arguments["past"]), actor=doing.actor)
    if found.in_at:
        return found.tally
    try:
        seen = table(found)
    except Absent:
        raise CannotFinish(_("The file is no longer kept. Send it again.")) from None
    plan = plan_of(found, seen)
    tally = actions.bring(
        found.id,
        _sifted(found, plan, seen),
        plan,
        pseudonyms(),
        actor=doing.actor,
        say=lambda done: doing.say(done, words=_("%(n)s rows read") % {"n": f"{done:,}"}),
    )
    _discard(found)
    return actions.counts(tally)


def leave(found: records.Brought, *, actor: Actor) -> None:
    """Leave an import that was not started; its file is deleted now."""
    actions.forget(found.id, actor=actor)
    _discard(found)


def _discard(found: records.Brought) -> None:
    unpacked.discard(found.file.path)
    store.discard(found.file.id)
