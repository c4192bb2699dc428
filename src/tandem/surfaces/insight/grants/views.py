"""Grants: the list with what is due next, one grant whole, its form, and its money."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants import actions, records
from tandem.measures.grants.money import standing
from tandem.measures.grants.terms import Terms
from tandem.surfaces.insight.grants import form, showing
from tandem.surfaces.insight.views import UNFINISHED, stopped
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.grants import BUDGET_LABELS, COUNTED_LABELS, MONEY_LABELS, Money
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

READERS = (Role.EVALUATOR, Role.ADMIN, Role.CLINICAL_SUPERVISOR)
WRITERS = (Role.EVALUATOR, Role.ADMIN)


@require_safe
@sign_in_required(*READERS)
def grants(request: HttpRequest) -> HttpResponse:
    """Every grant with its money against its time, and what is due next over all of them."""
    found, today = records.grants(), records.today()
    context = {
        "cards": [showing.card(one, today) for one in found],
        "due": showing.due_lines(records.due(found, today)),
        "may_write": request.actor.may(Permission.GRANT_WRITE),
    }
    return render(request, "grants/grants.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*READERS)
def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """One grant: what is due, money, promises, reports. A report that went out is said here."""
    found, errors = _grant(grant_id), {}
    if request.method == "POST":
        if request.actor.role not in WRITERS:
            raise Http404
        report = request.POST.get("report", "")
        try:
            on = form.read_day(request.POST, f"sent.{report}")
            actions.say_sent(grant_id, report, actor=request.actor, on=on)
            return redirect("grant", grant_id=grant_id)
        except Refusal as refusal:
            errors = dict(refusal.errors)
        except Absent as missing:
            raise Http404 from missing
    context = _whole(found) | {
        "errors": [(f"id_{field}", words) for field, words in errors.items()],
        "reports": _reports(found, request.POST, errors),
        "may_write": request.actor.may(Permission.GRANT_WRITE),
    }
    return render(request, "grants/grant.html", context, status=422 if errors else 200)


def _whole(found: records.GrantRow) -> dict:
    today, terms = records.today(), found.terms
    money = standing(terms, found.draws, today)
    context = {
        "grant": found,
        "terms": terms,
        "span": f"{showing.day(terms.first_day)} – {showing.day(terms.last_day)}",
        "headline": showing.headline(terms, money),
        "pace": showing.pace(terms, money),
        "bars": showing.bars(money),
        "award": showing.dollars(terms.cents),
        "drawn": showing.dollars(money.drawn),
        "left": showing.dollars(money.left),
        "unlined": showing.dollars(left) if (left := terms.cents - sum(one.cents for one in terms.lines)) else "",
        "match": showing.dollars(money.match),
        "match_of": showing.dollars(terms.match_cents) if terms.match_cents else "",
        "lines": showing.money_rows(money),
        "over": [one.words or BUDGET_LABELS[one.category] for one in money.over],
        "draws": showing.draw_rows(found),
        "due": showing.due_lines(records.due([found], today))[:5],
        "editions": records.editions(found.id),
    }
    try:
        return context | {"promises": [showing.promise(one) for one in showing.kept_of(terms, today)]}
    except UNFINISHED as failure:
        measure = CATALOGUE[terms.deliverables[0].measure]
        return context | {"stopped": stopped(measure, failure)}


def _reports(found: records.GrantRow, said, errors: dict) -> list[dict]:
    today = records.today()
    return [
        {
            "id": one.id,
            "words": one.words,
            "due": showing.day(one.due),
            "sent": showing.day(found.sent[one.id]) if one.id in found.sent else "",
            "when": showing.when((one.due - today).days),
            "late": one.due < today,
            "field": f"sent.{one.id}",
            "typed": said.get(f"sent.{one.id}", today.isoformat()),
            "error": errors.get(f"sent.{one.id}", ""),
        }
        for one in sorted(found.terms.reports, key=lambda one: one.due)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def new(request: HttpRequest) -> HttpResponse:
    """Enter a grant. Refused, everything typed is still there."""
    if request.method == "POST":
        said = _said(request)
        try:
            made = actions.enter(form.read(said), actor=request.actor)
            return redirect("grant", grant_id=made)
        except Refusal as refusal:
            return _form(request, said, refusal)
    return _form(request, form.typed(None))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def change(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Change the terms into a new edition; the one before stays readable."""
    found = _grant(grant_id)
    if request.method == "POST":
        said, seen = _said(request), request.POST.get("seen", "")
        try:
            actions.change(
                grant_id, form.read(said), actor=request.actor, why=said.get("why", ""),
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 7 else -1,
            )  # fmt: skip
            return redirect("grant", grant_id=grant_id)
        except Refusal as refusal:
            return _form(request, said, refusal, found)
    return _form(request, form.typed(found.terms), held=found)


def _said(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}


def _form(
    request: HttpRequest, said: dict, refusal: Refusal | None = None, held: records.GrantRow | None = None
) -> HttpResponse:
    errors = dict(reversed(refusal.errors)) if refusal else {}
    conflict = isinstance(refusal, Conflict)
    seen = held.edition.number if held else 0

    def field(name: str) -> dict:
        return {"name": name, "value": said.get(name, ""), "error": errors.get(name, "")}

    context = {
        "held": held,
        "seen": seen if conflict else said.get("seen", seen),
        "errors": [(f"id_{name}", words) for name, words in errors.items()],
        "f": {name: field(name) for name in _PLAIN},
        "rows": {
            kind: [
                {"number": n + 1, "id": field(f"{kind}.{n}.id")}
                | {part: field(f"{kind}.{n}.{part}") for part in form.ROWS[kind]}
                for n in form.rows_of(said, kind)
            ]
            for kind in form.ROWS
        },
        "categories": [("", ""), *BUDGET_LABELS.items()],
        "measures": [("", ""), *((one.id, one.name) for one in CATALOGUE.values())],
        "counted": list(COUNTED_LABELS.items()),
        "ways": [("at_least", _("at least")), ("at_most", _("at most"))],
    }
    return render(request, "grants/form.html", context, status=409 if conflict else 422 if refusal else 200)


_PLAIN = ("name", "funder", "number", "first_day", "last_day", "amount", "match", "remind_days", "why")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*WRITERS)
def money(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """Enter money of a day, or put right what was entered wrong: the wrong one stays, struck out."""
    found = _grant(grant_id)
    replaces = _replaced(found, request.POST.get("replaces") or request.GET.get("replaces"))
    said, errors, status = _money_typed(replaces), {}, 200
    if request.method == "POST":
        said = _said(request)
        try:
            entry = form.read_draw(said)
            actions.draw(grant_id, actor=request.actor, replaces=replaces and replaces.id, **entry)
            messages.success(request, _("Entered."))
            return redirect("grant", grant_id=grant_id)
        except Refusal as refusal:
            errors, status = dict(reversed(refusal.errors)), 409 if isinstance(refusal, Conflict) else 422
    context = {
        "grant": found,
        "replaces": replaces,
        "typed": said,
        "faults": errors,
        "errors": [(f"id_{field}", words) for field, words in errors.items()],
        "lines": [("", ""), *((one.id, one.words or BUDGET_LABELS[one.category]) for one in found.terms.lines)],
        "kinds": list(MONEY_LABELS.items()),
    }
    return render(request, "grants/money.html", context, status=status)


def _replaced(found: records.GrantRow, said: str | None):
    if not said:
        return None
    one = next((one for one in found.draws if str(one.id) == said), None)
    if one is None:
        raise Http404
    return one


def _money_typed(replaces) -> dict[str, str]:
    if replaces is None:
        return {"kind": Money.DRAWN, "on": records.today().isoformat()}
    return {
        "line": replaces.line,
        "kind": replaces.kind,
        "on": replaces.on.isoformat(),
        "amount": form.dollars(replaces.cents),
    }


@require_safe
@sign_in_required(*READERS)
def edition(request: HttpRequest, grant_id: UUID, number: int) -> HttpResponse:
    """The terms as they stood in one edition."""
    found = next((one for one in records.editions(_grant(grant_id).id) if one.number == number), None)
    if found is None:
        raise Http404
    return render(request, "grants/edition.html", {"grant_id": grant_id, "edition": found, **_read(found.terms)})


def _read(terms: Terms) -> dict:
    return {
        "terms": terms,
        "span": f"{showing.day(terms.first_day)} – {showing.day(terms.last_day)}",
        "award": showing.dollars(terms.cents),
        "match_of": showing.dollars(terms.match_cents) if terms.match_cents else "",
        "lines": [(one.words or BUDGET_LABELS[one.category], showing.dollars(one.cents)) for one in terms.lines],
        "promises": [
            (one.words, CATALOGUE[one.measure].name, showing.target_of(one), showing.day(one.due))
            for one in terms.deliverables
        ],
        "reports": [(one.words, showing.day(one.due)) for one in terms.reports],
    }


def _grant(grant_id: UUID) -> records.GrantRow:
    try:
        return records.grant(grant_id)
    except Absent as missing:
        raise Http404 from missing
