"""The sentences and shapes of the cost page. Money in words is rounded to what its range can carry."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.measures.cost.model import PAYER_LABELS, Bar, Model, Outcome, Payer, Range, Spread

WIDTH, ROW, LEFT, RIGHT = 640, 52, 16, 16


def money(value: float, *, sign: bool = False) -> str:
    """ "$0.66 M", "$12,400", "−$380"; with `sign` a plus stands before what is freed."""
    mark = "−" if value < 0 else "+" if sign and value > 0 else ""
    size = abs(value)
    if size >= 950_000:
        return f"{mark}${size / 1_000_000:.2f} M"
    rounded = round(size, -2) if size >= 10_000 else round(size)
    return f"{mark}${rounded:,.0f}"


def between(found: Range | Spread, *, sign: bool = True) -> str:
    """ "$420 to $900"; both ends alike are said once."""
    if found.low == found.high:
        return money(found.low, sign=sign)
    return _("%(low)s to %(high)s") % {"low": money(found.low, sign=sign), "high": money(found.high, sign=sign)}


def title(outcome: Outcome) -> str:
    """What was found, as the page's title."""
    if outcome.missing:
        return _("We can't say yet what a year costs and frees.")
    saves = [bar for bar in outcome.bars if bar.range and bar.range.middle > 0]
    pays = [bar for bar in outcome.bars if bar.range and bar.range.middle < 0]
    apart = _("and those who save are not those who pay") if saves and pays else ""
    told = ""
    if outcome.net.low > 0:
        told = _("The team frees more than it costs")
    elif outcome.net.high < 0:
        told = _("The team costs more than it frees")
    if told:
        return f"{told}, {apart}." if apart else f"{told}."
    return _("We can't tell yet whether a year frees more than it costs.")


def sentence(outcome: Outcome) -> str:
    net = outcome.net
    more = (
        _("frees about %(net)s more than it costs") if net.middle >= 0 else _("costs about %(net)s more than it frees")
    )
    told = _("In a year it %(more)s (eight in ten runs: %(between)s).") % {
        "more": more % {"net": money(abs(net.middle))},
        "between": between(net),
    }
    if outcome.in_time:
        told += " " + _(
            "Of that, %(time)s is officers' time: it goes back to patrol and is not cash. Without it: %(cash)s."
        ) % {
            "time": money(outcome.in_time.middle),
            "cash": money(outcome.cash.middle, sign=True),
        }
    return told + " " + _("What it means in people's lives is not priced here.")


@dataclass(frozen=True)
class Row:
    """One payer drawn: positions across the picture; None where nothing of theirs is known."""

    label: str
    note: str
    amount: str
    between: str
    unknown: tuple[str, ...]
    saves: bool
    y: int
    x: float | None = None
    width: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Picture:
    rows: tuple[Row, ...]
    zero: float
    width: int
    height: int


def picture(outcome: Outcome) -> Picture:
    """Bars from nothing to the left for what is paid, to the right for what is freed, with their ranges."""
    ends = [end for bar in outcome.bars if bar.range for end in (bar.range.low, bar.range.high)] + [0.0]
    low, high = min(ends), max(ends)
    scale = (WIDTH - LEFT - RIGHT) / ((high - low) or 1.0)
    across = lambda value: LEFT + (value - low) * scale  # noqa: E731
    rows = []
    for number, bar in enumerate(outcome.bars):
        place = number * ROW + 8
        if bar.range is None:
            rows.append(Row(_(PAYER_LABELS[bar.payer]), _note(bar), _("unknown"), "", bar.unknown, False, place))
            continue
        start, end = sorted((across(0), across(bar.range.middle)))
        rows.append(
            Row(
                _(PAYER_LABELS[bar.payer]),
                _note(bar),
                money(bar.range.middle, sign=True),
                between(bar.range),
                bar.unknown,
                bar.range.middle >= 0,
                place,
                round(start, 1),
                round(max(end - start, 1), 1),
                round(across(bar.range.low), 1),
                round(across(bar.range.high), 1),
            )
        )
    return Picture(tuple(rows), round(across(0), 1), WIDTH, len(rows) * ROW + 8)


def _note(bar: Bar) -> str:
    return "; ".join(bar.parts)


def most_sentence(outcome: Outcome) -> str:
    """Who saves most and what that payer pays, for the line under the picture."""
    known = [bar for bar in outcome.bars if bar.range]
    best = max(known, key=lambda bar: bar.range.middle, default=None)
    if best is None or best.range.middle <= 0:
        return _("Nobody saves more than they pay in the middle run.")
    return _("Who saves most: %(payer)s, %(amount)s. That is the case for a joint budget.") % {
        "payer": _(PAYER_LABELS[best.payer]),
        "amount": money(best.range.middle),
    }


@dataclass(frozen=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    even: bool


def columns(outcome: Outcome, width: int = 560, height: int = 180) -> tuple[Column, ...]:
    most, each = max(outcome.heights) or 1, width / len(outcome.heights)
    return tuple(
        Column(
            round(i * each, 1),
            round(height - height * count / most, 1),
            round(each - 1, 1),
            round(height * count / most, 1),
            outcome.start + (i + 0.5) * outcome.step >= 0,
        )
        for i, count in enumerate(outcome.heights)
    )


def even_sentence(outcome: Outcome) -> str:
    share = outcome.even
    if share == 0:
        return _("In none of 10,000 runs does the year come out even.")
    if share < 0.01:
        return _("In under 1 of 100 runs the year comes out even or better.")
    if share > 0.99:
        return _("In over 99 of 100 runs the year comes out even or better.")
    return _("In about %(share)s of 100 runs the year comes out even or better.") % {"share": round(share * 100)}


def ask_of(payer: Payer, model: Model, outcome: Outcome) -> Iterable[str]:
    """What one payer may be told: what they gain and pay, how sure it is, and what nobody knows. A sentence each."""
    bar = next((one for one in outcome.bars if one.payer == payer), None)
    if bar is None or bar.range is None:
        yield _("Nothing is known yet that this payer pays or saves.")
    else:
        word = _("saves") if bar.range.middle >= 0 else _("pays")
        yield _("In a year: %(word)s about %(amount)s (eight in ten runs: %(between)s).") % {
            "word": word,
            "amount": money(abs(bar.range.middle)),
            "between": between(bar.range),
        }
        whole = sum(one.range.middle for one in outcome.bars if one.range and one.range.middle > 0)
        if bar.range.middle > 0 and model.team:
            part = bar.range.middle / whole
            yield _("That is %(part)s of 100 dollars freed; the same part of the team's cost would be %(ask)s.") % {
                "part": round(part * 100),
                "ask": money(model.team.used * part),
            }
        if any(price.in_time for price in model.prices if price.payer == payer):
            yield _("Hours of officers go back to patrol. They are worth something and they are not cash.")
    for words in bar.unknown if bar else ():
        yield words + "."
