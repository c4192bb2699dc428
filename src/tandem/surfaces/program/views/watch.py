"""How teams are watched over, and how long they take: numbers, named places, and the table of minutes."""

import csv
from io import StringIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.staffing import travel
from tandem.domain.staffing.actions import put_places, put_travel_table
from tandem.foundation.attachments.doors import takes_files
from tandem.foundation.organizations.actions import set_watch_rules
from tandem.foundation.organizations.actions.watch import LIMITS
from tandem.foundation.organizations.program import program
from tandem.surfaces.program.views.forms import day, tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role

LARGEST = 1_048_576
WORDS = ("travel_speed_source", "distance_unit")


def _number(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= 6 else None


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def watch_page(request: HttpRequest) -> HttpResponse:
    """The numbers, each with what it is for."""
    settings = program()
    told = {name: str(getattr(settings, name)) for name in (*LIMITS, *WORDS)}
    errors: list = []
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in told}
        try:
            words = {name: told[name] for name in WORDS}
            set_watch_rules({name: _number(told[name]) for name in LIMITS}, actor=request.actor, **words)
        except Refusal as refusal:
            errors = refusal.errors
        else:
            messages.success(request, _("Kept. It holds from now on."))
            return redirect("program_watch")
    return _page(request, told=told, errors=errors)


@takes_files
@sign_in_required(Role.ADMIN)
@require_http_methods(["POST"])
def places_page(request: HttpRequest) -> HttpResponse:
    """Named places, pasted or from a file: name, station or area, latitude, longitude."""
    errors: list = []
    try:
        rows = [_place(line, row) for line, row in _rows(request, 4)]
        if not rows:
            raise Refusal(("rows", _("Paste at least one line: name, station or area, latitude, longitude.")))
        count = put_places(rows, actor=request.actor)
    except Refusal as refusal:
        errors = refusal.errors
    else:
        messages.success(request, _("%(n)d places are known now.") % {"n": count})
        return redirect("program_watch")
    return _page(request, errors=errors, part="places", typed=request.POST.get("rows", ""))


@takes_files
@sign_in_required(Role.ADMIN)
@require_http_methods(["POST"])
def travel_page(request: HttpRequest) -> HttpResponse:
    """A new edition of the table: from, to, minutes."""
    errors: list = []
    try:
        rows = [_trip(line, row) for line, row in _rows(request, 3)]
        since = day("in_force_from", request.POST.get("in_force_from", ""))
        if since is None:
            raise Refusal(("in_force_from", _("Say from which day it holds, like 2026-11-22.")))
        count = put_travel_table(
            rows,
            actor=request.actor,
            edition=request.POST.get("edition", ""),
            source=request.POST.get("source", ""),
            in_force_from=since,
        )
    except Refusal as refusal:
        errors = refusal.errors
    else:
        messages.success(request, _("The table is kept with %(n)d pairs.") % {"n": count})
        return redirect("program_watch")
    return _page(request, errors=errors, part="travel", typed=request.POST.get("rows", ""))


def _rows(request: HttpRequest, width: int) -> list[tuple[int, list[str]]]:
    """(line, cells) of what was pasted, or of the file if there is one. A first line of headings is passed over."""
    text = request.POST.get("rows", "")
    sent = request.FILES.get("file")
    if sent is not None:
        if sent.size > LARGEST:
            raise Refusal(
                ("rows", _("This file is larger than 1 MB. A table of minutes is small: check which file it is."))
            )
        try:
            text = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal(("rows", _("This file is not UTF-8 text. Save it as CSV UTF-8."))) from None
    if "\x00" in text:
        raise Refusal(("rows", _("This holds a NUL character, so it is no text. Save it as CSV.")))
    try:
        read = [(line, [cell.strip() for cell in row]) for line, row in enumerate(csv.reader(StringIO(text)), 1)]
    except csv.Error as error:
        raise Refusal(("rows", _("This can't be read as CSV: %(why)s.") % {"why": error})) from None
    found = [(line, row) for line, row in read if any(row)]
    if found and len(found[0][1]) == width and not any(_is_number(cell) for cell in found[0][1]):
        found = found[1:]
    sentence = _("Write %(n)d columns, with commas between them.") % {"n": width}
    wrong = [(f"line {line}", sentence) for line, row in found if len(row) != width]
    if wrong:
        raise Refusal(*wrong[:20])
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _place(line: int, row: list[str]) -> tuple[str, str, float, float]:
    name, kind, latitude, longitude = row
    if not (_is_number(latitude) and _is_number(longitude)):
        raise Refusal((f"line {line}", _("Latitude and longitude are numbers, like 39.7392 and -104.9903.")))
    return name, kind.lower(), float(latitude), float(longitude)


def _trip(line: int, row: list[str]) -> tuple[str, str, int]:
    minutes = _number(row[2])
    if minutes is None:
        raise Refusal((f"line {line}", _("Minutes are a whole number, like 9.")))
    return row[0], row[1], minutes


def _page(request: HttpRequest, *, told=None, errors=(), part: str = "", typed: str = "") -> HttpResponse:
    settings = program()
    known = {name for name in (*LIMITS, *WORDS, "edition", "source", "in_force_from")}
    named = {name: words for name, words in errors if name in known}
    # A line of a table, and the table itself, are put right in the box they came from.
    boxed = [(name, words) for name, words in errors if name not in known]
    inside = [
        (f"id_{part}_rows", f"{name.capitalize()}: {words}" if "line" in name else words) for name, words in boxed
    ]
    context = {
        "told": told or {name: getattr(settings, name) for name in (*LIMITS, *WORDS)},
        "error": named,
        "summary": tied(named.items()) + inside,
        "part": part,
        "typed": typed,
        "box_error": inside[0][1] if inside else "",
        "sent": {name: request.POST.get(name, "") for name in ("edition", "source", "in_force_from")},
        "places": travel.places(),
        "editions": travel.editions(),
        "in_force": travel.known().table.edition,
        "units": [("mi", _("Miles")), ("km", _("Kilometers"))],
    }
    return render(request, "program/watch.html", context, status=422 if errors else 200)
