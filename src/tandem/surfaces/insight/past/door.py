"""What the pages of a brought past share: who may come in, the steps, and an import found or absent."""

from functools import wraps
from uuid import UUID
from zoneinfo import available_timezones

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.measures.past import records
from tandem.surfaces.insight.past import reading
from tandem.surfaces.insight.past.reading import NotRead
from tandem.surfaces.insight.past.tables import Table, table
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

ROLES = (Role.EVALUATOR, Role.ADMIN)


def found(request: HttpRequest, import_id: UUID) -> records.Brought:
    try:
        return records.import_of(import_id, actor=request.actor)
    except Absent:
        raise Http404 from None


def opened(request: HttpRequest, import_id: UUID) -> tuple[records.Brought, Table]:
    """An import on its way, and its file. 404 for another's, and once the file is gone."""
    one = found(request, import_id)
    try:
        return one, table(one)
    except (Absent, Refusal):
        raise Http404 from None


def on_its_way(request: HttpRequest, import_id: UUID) -> tuple[records.Brought, Table, HttpResponse | None]:
    """(the import, its table, where to go instead): an import that has its columns, all usable, and was not started.

    Raises NotRead for a long file.
    """
    one, seen = opened(request, import_id)
    if one.started:
        return one, seen, redirect("past_report", import_id)
    if one.mapping is None or reading.profile(one, seen).too_many:
        return one, seen, redirect("past_columns", import_id)
    return one, seen, None


def reads(step: str, posted: str = ""):
    """A page of this step needs the whole file: where it is long and was not read yet, its reading is shown instead.

    `posted` is the step that comes once what was sent is read, where that is another one.
    """

    def around(view):
        @wraps(view)
        def page(request: HttpRequest, import_id: UUID) -> HttpResponse:
            try:
                return view(request, import_id=import_id)
            except NotRead as wanted:
                reading.ask(found(request, import_id), wanted, actor=request.actor)
                then = posted if posted and request.method == "POST" else step
                return redirect(f"{reverse('past_reading', args=[import_id])}?then={then}")

        return page

    return around


def steps(one: records.Brought, current: str) -> list[dict]:
    """The five steps after the file, in order; those that can be gone back to have an address."""
    names = {
        "columns": _("Columns"),
        "spellings": _("Spellings"),
        "times": _("Times"),
        "look": _("Look once more"),
        "report": _("Report"),
    }
    order = list(names)
    here = order.index(current)
    return [
        {
            "label": label,
            "url": reverse(f"past_{step}", args=[one.id]) if i < here and not one.started else "",
            "current": step == current,
            "done": i < here,
        }
        for i, (step, label) in enumerate(names.items())
    ]


def summary(errors: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"id_{name}", sentence) for name, sentence in errors.items()]


def zones() -> list[tuple[str, str]]:
    names = sorted(
        one for one in available_timezones() if one.startswith(("America/", "Pacific/", "US/")) or one == "UTC"
    )
    return [(one, one.replace("_", " ")) for one in names]


def ranges(numbers: list[int], most: int = 12) -> tuple[str, int]:
    """Row numbers as "3 to 6, 9, 12", at most so many stretches, and how many rows are not in them."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    # Two rows in a row are two numbers.
    stretches = [
        one for low, high in stretches for one in ([[low, low], [high, high]] if high == low + 1 else [[low, high]])
    ]
    shown = stretches[:most]
    said = [str(low) if low == high else (_("%(low)s to %(high)s") % {"low": low, "high": high}) for low, high in shown]
    return ", ".join(said), sum(high - low + 1 for low, high in stretches[most:])
