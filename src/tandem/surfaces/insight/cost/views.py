"""What it costs and what it frees: the page, the figures behind it, and what each payer may be told."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.foundation import clock
from tandem.foundation.editions.rules import hash_of
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.cost import actions, figures, model, records
from tandem.surfaces.insight import periods
from tandem.surfaces.insight.cost import form, words
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.kept import compute
from tandem.surfaces.insight.views import UNFINISHED
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role

READERS = (Role.EVALUATOR, Role.ADMIN, Role.CLINICAL_SUPERVISOR)
SPARE_LINES = 3


@require_safe
@sign_in_required(*READERS)
def cost(request: HttpRequest) -> HttpResponse:
    """One year reckoned, at what one fewer really frees or at average cost."""
    kind = _kind(request)
    row = records.newest()
    built, counts = _model(row)
    outcome = _reckoned(built, kind)
    other = _reckoned(built, _other(kind))
    context = {
        "row": row,
        "kind": kind,
        "outcome": outcome,
        "title": words.title(outcome),
        "prices": [_price(one, kind, built) for one in built.prices],
        "plan": _plan(row.content, built),
        "team": row.content["team"],
        "team_words": built.team and words.money(built.team.used),
        "may_write": request.actor.may(Permission.COST_WRITE),
        "uncounted": counts,
        "payers": [(payer, model.PAYER_LABELS[payer]) for payer in model.Payer],
    }
    if not outcome.missing:
        context |= {
            "sentence": words.sentence(outcome),
            "picture": words.picture(outcome),
            "most": words.most_sentence(outcome),
            "columns": words.columns(outcome),
            "zero": round(-outcome.start / outcome.step * 560 / model.BARS, 1),
            "ends": (words.money(outcome.start), words.money(outcome.start + outcome.step * model.BARS)),
            "even": words.even_sentence(outcome),
            "needs": [(one.price.words, one.now, one.needed) for one in outcome.needs],
            "other": words.money(other.net.middle - outcome.net.middle, sign=True) if not other.missing else "",
        }
    return render(request, "insight/cost/cost.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(Role.EVALUATOR, Role.ADMIN)
def change(request: HttpRequest) -> HttpResponse:
    """The figures as a form. What can't stand comes back as it was typed, each field with what to do."""
    row = records.newest()
    typed, errors, status = form.typed(row.content), {}, 200
    if request.method == "POST":
        typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        try:
            seen = request.POST.get("seen", "")
            content = form.read(request.POST, row.content)
            why = request.POST.get("why", "")
            actions.write(content, actor=request.actor, seen=int(seen) if seen.isdecimal() else -1, why=why)
            return redirect("cost")
        except (Refusal, Conflict) as refusal:
            errors, status = dict(reversed(refusal.errors)), 409 if isinstance(refusal, Conflict) else 422
    context = {
        "row": row,
        "errors": [(f"id_{field}", sentence) for field, sentence in errors.items()],
        "groups": _groups(row, typed, errors),
        "plan": _lines(row, typed, errors),
        "why": typed.get("why", ""),
        "why_error": errors.get("why", ""),
        "seen": row.number if status == 409 else typed.get("seen", row.number),
        "certain": [("", ""), *figures.CERTAIN.items()],
        "earlier": records.earlier(),
    }
    return render(request, "insight/cost/change.html", context, status=status)


@require_safe
@sign_in_required(*READERS)
def payer(request: HttpRequest, payer: str) -> HttpResponse:
    """What one payer may be told, on a page to print."""
    if payer not in set(model.Payer):
        raise Http404
    built, _counts = _model(records.newest())
    outcome = _reckoned(built, model.Kind.MARGINAL)
    label = model.PAYER_LABELS[model.Payer(payer)]
    lines = outcome.missing or tuple(words.ask_of(model.Payer(payer), built, outcome))
    return render(request, "insight/cost/payer.html", {"label": label, "lines": lines})


def _kind(request: HttpRequest) -> model.Kind:
    return model.Kind.AVERAGE if request.GET.get("cost") == "average" else model.Kind.MARGINAL


def _other(kind: model.Kind) -> model.Kind:
    return model.Kind.AVERAGE if kind == model.Kind.MARGINAL else model.Kind.MARGINAL


def _model(row: records.FiguresRow) -> tuple[model.Model, str]:
    """The model with officers' hours as they were measured, and why they are not where they are not."""
    stretch = periods.chosen(None, clock.now(), zone())
    span = {"start_month": stretch.start, "end_month": stretch.end, "zone": str(zone()), "now": clock.now()}
    try:
        found = compute(CATALOGUE["officer_hours_returned"], mart(), **span)
    except UNFINISHED:
        return figures.model(row.content), _("The count of officers' hours did not finish; it is left out.")
    if found.value is None:
        return figures.model(row.content), ""
    count = model.Spread(found.value, found.value, found.value)
    source = _("Measured: officer hours returned, last twelve months")
    return figures.model(row.content, {"officer_hour": model.Effect("officer_hour", count, source)}), ""


def _reckoned(built: model.Model, kind: model.Kind) -> model.Outcome:
    """Reckoned once for the same figures: ten thousand runs take a moment."""
    key = f"cost:{hash_of(repr(built))}:{kind}"
    found = cache.get(key)
    if found is None:
        found = model.reckon(built, kind)
        cache.set(key, found, 3600)
    return found


def _price(one: model.Price, kind: model.Kind, built: model.Model) -> dict:
    used, effect = one.of(kind), built.effects.get(one.id)
    is_kind = _("marginal") if used is not None and used is one.marginal else _("average")
    return {
        "words": one.words,
        "used": used and words.money(used.used),
        "between": used and words.between(used, sign=False),
        "source": one.source,
        "year": one.year,
        "kind": is_kind,
        "count": effect and effect.count and f"{effect.count.used:,.0f}",
        "count_between": effect
        and effect.count
        and effect.count.low != effect.count.high
        and f"{effect.count.low:,.0f} to {effect.count.high:,.0f}",
        "count_source": effect.source if effect else "",
    }


def _plan(content: dict, built: model.Model) -> dict:
    lines = figures.plan(content)
    sure = sum(one.amount.used for one in lines if one.certain in ("voted", "awarded"))
    everything = sum(one.amount.used for one in lines)
    gap = built.team and built.team.used - sure
    return {
        "lines": [
            {
                "source": one.source,
                "amount": words.money(one.amount.used),
                "between": one.amount.low != one.amount.high and words.between(one.amount, sign=False),
                "certain": figures.CERTAIN[one.certain],
                "sure": one.certain in ("voted", "awarded"),
                "ends": one.ends,
            }
            for one in lines
        ],
        "sure": words.money(sure),
        "all": words.money(everything),
        "gap": gap and gap > 0 and words.money(gap),
    }


def _amount(label: str, field: str, typed: dict, errors: dict, **also) -> dict:
    parts = [(part, f"{field}.{part}", typed.get(f"{field}.{part}", "")) for part in form.PARTS]
    return {"label": label, "field": field, "parts": parts, "error": errors.get(field, ""), **also}


def _text(label: str, field: str, typed: dict, errors: dict) -> dict:
    return {"label": label, "field": field, "value": typed.get(field, ""), "error": errors.get(field, "")}


def _groups(row: records.FiguresRow, typed: dict, errors: dict) -> list[dict]:
    """The form's groups: each a heading, amounts and lines of text."""
    groups = [
        {
            "title": _("What the team costs in a year"),
            "amounts": [_amount(_("All costs of the team, dollars"), "team", typed, errors)],
            "texts": [_text(_("Where from"), "team.source", typed, errors)],
        }
    ]
    for one in row.content["prices"]:
        field = f"price.{one['id']}"
        groups.append(
            {
                "title": one["words"],
                "amounts": [
                    _amount(_("What one fewer frees at once, dollars"), f"{field}.marginal", typed, errors),
                    _amount(_("Average cost of one, dollars"), f"{field}.average", typed, errors),
                    _amount(_("How many fewer in a year"), f"effect.{one['id']}", typed, errors),
                ],
                "texts": [
                    _text(_("Where the price is from"), f"{field}.source", typed, errors),
                    _text(_("Year of the price"), f"{field}.year", typed, errors),
                    _text(_("Where the number is from"), f"effect.{one['id']}.source", typed, errors),
                ],
            }
        )
    groups.append(
        {
            "title": _("What Medicaid pays for contacts"),
            "amounts": [
                _amount(_("Contacts billed in a year"), "billing.contacts", typed, errors),
                _amount(_("Paid for each, dollars"), "billing.rate", typed, errors),
            ],
            "texts": [_text(_("Where from"), "billing.source", typed, errors)],
        }
    )
    return groups


def _lines(row: records.FiguresRow, typed: dict, errors: dict) -> list[dict]:
    count = min(figures.MOST_LINES, len(row.content["plan"]) + SPARE_LINES)
    return [
        {
            "number": number + 1,
            "source": _text(_("Who pays"), f"plan.{number}.source", typed, errors),
            "amount": _amount(_("Dollars in the year"), f"plan.{number}", typed, errors),
            "certain": _text(_("How sure"), f"plan.{number}.certain", typed, errors),
            "ends": _text(_("Until"), f"plan.{number}.ends", typed, errors),
        }
        for number in range(count)
    ]
