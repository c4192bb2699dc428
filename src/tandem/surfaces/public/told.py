"""What the public page says of a published month. A number never stands without what it is of; one not shown says why."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.foundation import clock
from tandem.measures.reports.page import ARRESTED, CONNECTED, PLACE, SERVED, TOTAL, WHOLE, Figure
from tandem.measures.reports.records import Page
from tandem.measures.statistics import wilson
from tandem.measures.suppress import FEWEST_OF, WHY_LABELS, Why, may_share

SQUARES = 100
CSV_WHY = {str(why): words for why, words in WHY_LABELS.items()}
_WHY = {
    str(Why.FEW): gettext_lazy("fewer than 11"),
    str(Why.COMPANION): gettext_lazy("hidden so that another cannot be worked out"),
}
_TABS = {
    "public": gettext_lazy("In numbers"),
    "public_how": gettext_lazy("How it works"),
    "public_rights": gettext_lazy("Your rights"),
    "public_counted": gettext_lazy("How it was counted"),
    "public_csv": gettext_lazy("Open data"),
}


@dataclass(frozen=True)
class Big:
    """One of the four numbers. `number` is None where it is not shown; `of` says what it is of, or why it is not shown."""

    number: str | None
    what: str
    of: str


@dataclass(frozen=True)
class Cell:
    """A number of the table as text, "" with `why`."""

    text: str
    why: str


@dataclass(frozen=True)
class Row:
    place: str
    served: Cell
    connected: Cell

    @property
    def notes(self) -> list[str]:
        """Why something is missing, once where both are missing for one reason."""
        return list(dict.fromkeys(cell.why for cell in (self.served, self.connected) if cell.why))


def tabs(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, str(_TABS[name])) for name in names]


def page(page: Page) -> dict:
    """Everything the page draws, in its order."""
    rows = [
        Row(
            _place(place),
            _cell(page.figure(SERVED, PLACE, place)),
            _cell(page.figure(CONNECTED, PLACE, place)),
        )
        for place in page.places
    ]
    hidden = sum(one.value is None for one in page.figures)
    return {
        "months": len(page.months),
        "span": _span(page.months),
        "changed": page.published_at,
        "four": [_served(page), _wait(page), _connected(page), _arrested(page)],
        "squares": _squares(page),
        "rows": rows,
        "all": (_cell(page.figure(SERVED, TOTAL)), _cell(page.figure(CONNECTED, TOTAL))),
        "hidden": hidden,
        "unknown_place": any(not place for place in page.places),
    }


def history(page: Page) -> dict:
    """One published month: when, from what, and how much of it is not shown."""
    return {
        "span": _span(page.months),
        "at": page.published_at,
        "edition": page.edition.replace(" ", ", "),
        "snapshot": f"{page.snapshot[:4]} {page.snapshot[4:8]} {page.snapshot[8:12]}",
        "shown": sum(one.value is not None for one in page.figures),
        "hidden": sum(one.value is None for one in page.figures),
    }


def place_code(place: str) -> str:
    """The place as the open data names it."""
    return place or "unknown"


def _place(place: str) -> str:
    return place or _("Place not known")


def _cell(figure: Figure) -> Cell:
    return Cell("" if figure.value is None else f"{figure.value:,}", str(_WHY.get(figure.why, "")))


def _not_shown(what: str, *figures: Figure) -> Big:
    why = next((str(_WHY[one.why]) for one in figures if one.why), "")
    return Big(None, what, why or _("fewer than %(n)s to count") % {"n": FEWEST_OF})


def _served(page: Page) -> Big:
    whole, total = page.figure(SERVED, WHOLE), page.figure(SERVED, TOTAL)
    what = _("calls answered by a team")
    if total.value is None:
        return _not_shown(what, total)
    of = _("of how many is not shown") if whole.value is None else ""
    return Big(f"{total.value:,}", what, of or _("of %(n)s that should have had one") % {"n": f"{whole.value:,}"})


def _wait(page: Page) -> Big:
    what = _("half the people waited less")
    if page.wait is None:
        return _not_shown(what)
    tail = _("9 in 10 waited less than %(minutes)s min") % {"minutes": page.wait["tail"]}
    return Big(_("%(minutes)s min") % {"minutes": page.wait["median"]}, what, tail)


def _connected(page: Page) -> Big:
    whole, total = page.figure(CONNECTED, WHOLE), page.figure(CONNECTED, TOTAL)
    what = _("reached a service in 7 days")
    if not _may(total, whole):
        return _not_shown(what, total, whole)
    return Big(_in_100(total.value, whole.value), what, _("of %(n)s people we spoke with") % {"n": f"{whole.value:,}"})


def _arrested(page: Page) -> Big:
    whole, total = page.figure(ARRESTED, WHOLE), page.figure(ARRESTED, TOTAL)
    what = _("contacts ended in an arrest")
    if not _may(total, whole):
        return _not_shown(what, total, whole)
    low, high = (f"{end * 100:.1f}" for end in wilson(total.value, whole.value))
    of = _("of %(n)s contacts; likely between %(low)s and %(high)s in 100")
    return Big(_in_100(total.value, whole.value), what, of % {"n": f"{whole.value:,}", "low": low, "high": high})


def _may(part: Figure, whole: Figure) -> bool:
    return part.value is not None and whole.value is not None and may_share(part.value, whole.value)


def _in_100(part: int, whole: int) -> str:
    share = round(100 * part / whole)
    if part and share == 0:
        return _("under 1 in 100")
    return _("%(n)s in 100") % {"n": 99 if share == 100 and part < whole else share}


def _squares(page: Page) -> dict | None:
    """Which of a hundred squares are full, None where the share is not shown."""
    whole, total = page.figure(SERVED, WHOLE), page.figure(SERVED, TOTAL)
    if not _may(total, whole):
        return None
    full = round(SQUARES * total.value / whole.value)
    drawn = [{"x": 24 * (i % 20), "y": 40 * (i // 20), "full": i < full} for i in range(SQUARES)]
    counts = {"total": total.value, "rest": whole.value - total.value, "whole": whole.value}
    return {"full": full, "drawn": drawn, **{name: f"{count:,}" for name, count in counts.items()}}


def _span(months: tuple[str, ...]) -> str:
    first, last = (_month(one) for one in (months[0], months[-1]))
    return last if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _month(month: str) -> str:
    year, number = map(int, month.split("-"))
    return date_format(clock.now().replace(year=year, month=number, day=1), _("F Y"))
