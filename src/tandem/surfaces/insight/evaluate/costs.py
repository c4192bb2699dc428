"""The effect of a finished study taken into the cost model, with its interval and its source."""

from copy import deepcopy
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.measures.cost import actions, records
from tandem.measures.cost.figures import LONGEST
from tandem.measures.studies.effect import fewer_a_year
from tandem.measures.studies.records import EditionRow
from tandem.surfaces.insight.evaluate import door
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role


@require_POST
@sign_in_required(Role.EVALUATOR)
def take_page(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    """Put the study's effect beside a price of the cost model: a new edition of its figures."""
    held = door.edition(study_id, number)
    count = fewer_a_year(held.result.report, held.plan.every) if held.result else None
    if count is None:
        raise Http404
    row = records.newest()
    content, price = deepcopy(dict(row.content)), request.POST.get("price", "")
    if price not in {one["id"] for one in content["prices"]}:
        messages.error(request, _("Choose what it is that came less often."))
        return redirect("study", study_id=study_id)
    source = _source(held)
    effect = {"price": price, "count": {"low": count.low, "used": count.used, "high": count.high}, "source": source}
    content["effects"] = [*(one for one in content["effects"] if one["price"] != price), effect]
    try:
        actions.write(content, actor=request.actor, seen=row.number, why=source)
    except Refusal as refusal:
        messages.error(request, refusal.errors[0][1])
        return redirect("study", study_id=study_id)
    messages.success(request, _("The cost model takes its number from this study now."))
    return redirect("cost")


def choices(request: HttpRequest, held: EditionRow) -> dict:
    """What the result page asks of whoever may take the effect along; nothing where the verdict does not allow it."""
    count = fewer_a_year(held.result.report, held.plan.every)
    if count is None or request.actor.role != Role.EVALUATOR:
        return {}
    prices = [("", _("Choose")), *((one["id"], one["words"]) for one in records.newest().content["prices"])]
    return {"yearly": (f"{count.used:,.0f}", f"{count.low:,.0f}", f"{count.high:,.0f}"), "prices": prices}


def _source(held: EditionRow) -> str:
    told = _("Study: %(question)s Edition %(number)s, data %(digest)s, 95 %% interval") % {
        "question": held.plan.question,
        "number": held.number,
        "digest": held.data_digest[:8],
    }
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
