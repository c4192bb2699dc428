"""One row of an old file after the other: what is kept of it, and what became of the rest. Pure.

The look before and the import itself run this same code, so that what was shown is what is done.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tandem.measures.past.fields import FIELDS, ID, NO, OPEN, SCALE, SPANS, SPLITS, TIMES, WORDED, YES
from tandem.measures.past.mapping import ONCE, Plan, terms_of
from tandem.measures.past.spelling import one_line
from tandem.measures.past.times import Reading, harmless, parts, read
from tandem.vocabulary.past import Became, Reason
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.splits import band_of, shift_of
from tandem.vocabulary.terms import Disposition

MANGLED_ID = re.compile(r"\d(\.\d+)?[eE]\+\d{1,3}")
DAY = timedelta(days=1)
HELD_DISPOSITION = str(Disposition.INVOLUNTARY_HOLD)


@dataclass(frozen=True)
class Finding:
    """What became of one cell, or of the row (field ""). `example` holds digits only, never words of the file."""

    became: Became
    field: str
    reason: Reason
    example: str = ""


@dataclass
class Sifted:
    """A row. `values` by field, None where it was refused; `open` are questions that came up; `aside` keeps both times."""

    number: int
    values: dict[str, object] | None
    findings: list[Finding]
    open: list[tuple[str, str]] = field(default_factory=list)


def repaired(cell) -> tuple[object, bool]:
    """A cell with the letters of Windows that stand in a file of UTF-8 read as what they are, and whether there were any."""
    if not isinstance(cell, str) or not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell, False
    raw = cell.encode("utf-8", "surrogateescape")
    return raw.decode("cp1252", "replace"), True


def sift(
    rows: Iterable[tuple[int, object]], plan: Plan, now: datetime, known: Callable[[str], bool] = lambda call: False
) -> Iterator[Sifted]:
    """Each row below the header with what is kept of it. A row that can't be split is a Refusal in place of cells.

    `known` says whether a call's number is in already, from an earlier file of the same source.
    """
    seen: dict[int, int] = {}
    calls: dict[str, int] = {}
    # The lower of two rows of names stands there alone where a list is printed page by page.
    header = {part.casefold() for one in plan.names for part in (one, one.rpartition(" / ")[2])}
    for number, cells in rows:
        if not isinstance(cells, list):
            yield Sifted(number, None, [Finding(Became.REFUSED, "", Reason.TORN)])
            continue
        found = _row(number, cells, plan, now, header)
        if found is None:
            continue
        if found.values is not None and plan.mapping.repeats == ONCE:
            mark = hash(tuple(map(str, cells)))
            if mark in seen:
                found = Sifted(number, None, [Finding(Became.REFUSED, "", Reason.REPEAT, f"row {seen[mark]}")])
            seen.setdefault(mark, number)
        if found.values is not None and (call := found.values.get("call")):
            if known(call):
                yield Sifted(number, None, [Finding(Became.REFUSED, "call", Reason.ALREADY_IN)])
                continue
            found.values["first"] = call not in calls
            if call in calls:
                found.findings.append(Finding(Became.MENDED, "call", Reason.SAME_CALL, f"row {calls[call]}"))
            calls.setdefault(call, number)
        yield found


def _row(number: int, cells: list, plan: Plan, now: datetime, header: set[str]) -> Sifted | None:
    """One row, or None for an empty one."""
    findings: list[Finding] = []
    mended = [repaired(cell) for cell in cells]
    cells = [cell for cell, _changed in mended]
    texts = [str(cell).strip() for cell in cells]
    if not any(texts):
        return None
    if any(texts[plan.width :]):
        return Sifted(number, None, [Finding(Became.REFUSED, "", Reason.TOO_WIDE)])
    if _is_header(texts, header):
        return Sifted(number, None, [Finding(Became.REFUSED, "", Reason.HEADER_AGAIN)])
    if any(changed for _cell, changed in mended):
        findings.append(Finding(Became.MENDED, "", Reason.LETTERS))
    cells = cells + [""] * (plan.width - len(cells))
    one = Sifted(number, {}, findings)
    _times(one, cells, plan, now)
    if one.values is None or one.values.get("received") is None:
        # A question about the day itself is asked; only a row without any day is refused.
        if one.open:
            one.values = None
            return one
        why = next((f.reason for f in findings if f.field == "received"), Reason.NO_DATE)
        shown = next((f.example for f in findings if f.field == "received"), "")
        return Sifted(number, None, [Finding(Became.REFUSED, "received", why, shown)])
    _words(one, cells, plan)
    _numbers(one, cells, plan)
    _ids(one, cells, plan)
    _spans(one, plan.zone)
    return one


def _is_header(texts: list[str], header: set[str]) -> bool:
    named = [text.casefold() for text in texts if text]
    return len(named) >= 2 and sum(1 for one in named if one in header) * 5 >= len(named) * 4


def _cell(name: str, cells: list, plan: Plan):
    return cells[plan.places[name]] if name in plan.places else ""


def _times(one: Sifted, cells: list, plan: Plan, now: datetime) -> None:
    one.values["received"] = _received(one, cells, plan, now)
    for name in TIMES[1:]:
        if name in plan.places:
            cell = _cell(name, cells, plan)
            column = plan.mapping.columns[name]
            found = read(parts(cell), column, plan.answers, plan.zone, now, call_at=one.values["received"])
            one.values[name] = _told(one, name, cell, found)


def _received(one: Sifted, cells: list, plan: Plan, now: datetime) -> datetime | None:
    cell, column = _cell("received", cells, plan), plan.mapping.columns["received"]
    found = read(parts(cell), column, plan.answers, plan.zone, now)
    at = _told(one, "received", cell, found)
    clock = parts(_cell("received_time", cells, plan)) if "received_time" in plan.places else None
    if at is None or clock is None or clock.kind == "blank":
        return at
    if clock.kind != "clock" and not (clock.kind == "date" and clock.clock):
        why = Reason.MANGLED_TIME if clock.kind == "cut" else Reason.NO_TIME
        _aside(one, "received_time", why, _cell("received_time", cells, plan))
        return at
    # The day and its time as one text, so that the clocks' own gaps are asked about here as well.
    day = at.astimezone(plan.zone)
    told = "{:04d}-{:02d}-{:02d} {:02d}:{:02d}:{:02d}".format(day.year, day.month, day.day, *clock.clock)
    whole = read(parts(told), column, plan.answers, plan.zone, now)
    return _told(one, "received_time", told, whole)


def _told(one: Sifted, name: str, cell, found: Reading) -> datetime | None:
    if found.open:
        one.open.append((found.open, harmless(str(cell))))
    elif found.why:
        _aside(one, name, found.why, cell)
    for reason in found.mended:
        one.findings.append(Finding(Became.MENDED, name, reason, harmless(str(cell))))
    return found.at


def _aside(one: Sifted, name: str, why: Reason, cell) -> None:
    one.findings.append(Finding(Became.SET_ASIDE, name, why, harmless(str(cell))))


def _words(one: Sifted, cells: list, plan: Plan) -> None:
    for name in WORDED:
        if name in plan.mapping.fixed:
            one.values[name] = plan.mapping.fixed[name]
            continue
        text = one_line(str(_cell(name, cells, plan)))
        if not text:
            continue
        if name == "age_band" and text.isascii() and (age := text.removesuffix(".0")).isdigit():
            _age(one, int(age))
            continue
        term = meaning(name, text, plan)
        if term is None:
            one.findings.append(Finding(Became.UNKNOWN, name, Reason.NOT_MAPPED))
            continue
        one.values[name] = term
        terms = terms_of(name, plan.agencies)
        if text not in (term, terms.get(term)):
            one.findings.append(Finding(Became.MENDED, name, Reason.SPELLING))


def _age(one: Sifted, age: int) -> None:
    band = band_of(age)
    if band is None:
        _aside(one, "age_band", Reason.OUT_OF_RANGE, str(age))
    else:
        one.values["age_band"] = band


def meaning(name: str, text: str, plan: Plan) -> str | None:
    """Our word for a spelling, None where it has none. Our own words stand for themselves; all else was said."""
    said = plan.mapping.words.get(name, {})
    if text in said:
        return said[text] or None
    terms = terms_of(name, plan.agencies)
    if text in terms:
        return text
    return next((code for code, label in terms.items() if label == text), None)


def _numbers(one: Sifted, cells: list, plan: Plan) -> None:
    for name, what in FIELDS.items():
        if what.kind != SCALE or name not in plan.places:
            continue
        text = str(_cell(name, cells, plan)).strip()
        if not text:
            continue
        if not re.fullmatch(r"\d{1,3}(\.0+)?", text):
            _aside(one, name, Reason.NOT_A_NUMBER, text)
        elif not 0 <= float(text) <= 10:
            _aside(one, name, Reason.OUT_OF_RANGE, text)
        else:
            one.values[name] = int(float(text))


def _ids(one: Sifted, cells: list, plan: Plan) -> None:
    for name, what in FIELDS.items():
        if what.kind != ID or name not in plan.places:
            continue
        text = one_line(str(_cell(name, cells, plan)))
        if MANGLED_ID.fullmatch(text):
            _aside(one, name, Reason.MANGLED_ID, text)
        elif text:
            one.values[name] = text.casefold()[:200]


def date_only(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is midnight where the agency is: the rule of the measures (`Period.date_only`), cell by cell."""
    local = at.astimezone(zone)
    return (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)


def _spans(one: Sifted, zone: ZoneInfo) -> None:
    """Stretches that can't be right, by the rule that the measures set them aside by. The times themselves stay."""
    flagged = False
    for start, end in SPANS:
        began, ended = one.values.get(start), one.values.get(end)
        if began is None or ended is None:
            continue
        why = _impossible(began, ended, zone)
        if why:
            flagged = True
            one.findings.append(Finding(Became.SET_ASIDE, f"{start}>{end}", why))
    if not flagged and date_only(one.values["received"], zone):
        one.findings.append(Finding(Became.SET_ASIDE, "received", Reason.DATE_ONLY))


def _impossible(began: datetime, ended: datetime, zone: ZoneInfo) -> Reason | None:
    if date_only(began, zone) or date_only(ended, zone):
        return Reason.DATE_ONLY
    if ended < began:
        return Reason.NEGATIVE
    return Reason.OVER_A_DAY if ended - began > DAY else None


def place(values: dict) -> str | None:
    """Where the person was taken: the place said, or an emergency department where that was a yes."""
    if told := values.get("transported_to"):
        return told
    return str(TransportTo.EMERGENCY_DEPARTMENT) if values.get("ed") == YES else None


def held(values: dict) -> bool | None:
    """Whether the contact ended in a hold: what was said of it, or what the disposition says."""
    if (told := values.get("held")) in (YES, NO):
        return told == YES
    return values["disposition"] == HELD_DISPOSITION if values.get("disposition") else None


def groups(values: dict, zone: ZoneInfo) -> dict[str, object]:
    """What a number may be split by, by the column of the facts; a day without an hour is of no shift."""
    told = {name: values[name] for name in SPLITS if values.get(name)}
    if "veteran" in told:
        told["veteran"] = told["veteran"] == YES
    if not date_only(values["received"], zone):
        told["shift"] = shift_of(values["received"].astimezone(zone))
    return told


def yes_or_no(word: object) -> bool | None:
    return word == YES if word in (YES, NO) else None


OPEN_FIELDS = tuple(name for name, what in FIELDS.items() if what.kind == OPEN)
