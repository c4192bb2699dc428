"""The first page of the Insight door: the twelve numbers that matter first, where people fall out, and the way to the rest."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import GROUPS, Measure
from tandem.surfaces.insight import periods, steps, views
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role

# Reach, how it ended, what came after, what people say, what it frees: what a council asks first.
FIRST = (
    "eligible_served",
    "request_to_arrival",
    "contact_outcome_mix",
    "arrest_share",
    "hold_share",
    "ed_transport_share",
    "force_share",
    "connected_30_days",
    "loop_closed_14_days",
    "repeat_contact_30_days",
    "treated_mix",
    "officer_hours_returned",
)


@dataclass(frozen=True)
class Group:
    """One subject of the catalogue: its word in the address, and its measures."""

    name: str
    slug: str
    measures: tuple[Measure, ...]


def groups() -> list[Group]:
    return [
        Group(name, slugify(name), tuple(one for one in CATALOGUE.values() if one.group == name)) for name in GROUPS
    ]


@require_safe
@sign_in_required(*views.READERS)
def page(request: HttpRequest) -> HttpResponse:
    """Words to find, or a subject to open, lead to the catalogue's cards; without them this is the first page."""
    if request.GET.get("q", "").strip() or request.GET.get("group"):
        return views.catalogue(request)
    stretch = periods.chosen(request.GET.get("period"), clock.now(), zone())
    cards = views.cards_of(request, [CATALOGUE[id] for id in FIRST], stretch)
    context = {
        **views.periods_of(stretch),
        "cards": [cards[id] for id in FIRST],
        "groups": groups(),
        "many": len(CATALOGUE),
    }
    hides = request.actor.role == Role.EVALUATOR
    try:
        context["way"] = steps.way(mart(), views.span_of(stretch), hides=hides)
    except views.UNFINISHED as failure:
        context["way_stopped"] = views.stopped_count("funnel", failure)
    return render(request, "insight/front.html", context)
