"""The breach log: incidents, the days by which somebody has to be told, and the four factors."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.oversight import breaches as log
from tandem.domain.oversight.actions import close_breach, record_breach, record_factors, record_told
from tandem.surfaces.program.views.forms import day
from tandem.surfaces.program.views.oversight import oversight_page, page
from tandem.vocabulary.oversight import BREACH_NOTICE_LABELS, FACTOR_LABELS
from tandem.vocabulary.refusal import Absent, Refusal

STATE_LINE = re.compile(r"([A-Z]{2})[ :]+([0-9]{1,7})")
NUMBER = re.compile(r"[0-9]{1,9}")


@oversight_page
@require_safe
def breaches_page(request: HttpRequest) -> HttpResponse:
    """Every incident, the next day first."""
    return page(request, "breaches", rows=log.breaches(request.actor.organization_id))


@oversight_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """Write an incident down."""
    refused, posted = None, request.POST
    if request.method == "POST":
        try:
            made = record_breach(
                actor=request.actor,
                title=posted.get("title", ""),
                what_happened=posted.get("what_happened", ""),
                discovered_on=day("discovered_on", posted.get("discovered_on", "")),
                affected=int(posted["affected"]) if NUMBER.fullmatch(posted.get("affected", "")) else None,
                per_state=_states(posted.get("per_state", "")),
                part2=bool(posted.get("part2")),
            )
        except Refusal as no:
            refused = no
        else:
            return redirect("breach", made)
    return page(request, "breach_new", refused)


def _states(text: str) -> dict[str, int]:
    """ "OH 700, KY 12" as counts by state. Raises Refusal."""
    found = {}
    for part in filter(None, (one.strip() for one in re.split(r"[,\n]", text.upper()))):
        told = STATE_LINE.fullmatch(part)
        if told is None:
            raise Refusal(("per_state", _("Write each state as two letters and a number, like: OH 700, KY 12.")))
        found[told[1]] = int(told[2])
    return found


@oversight_page
@require_http_methods(["GET", "HEAD", "POST"])
def breach_page(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One incident: what is owed by when, what was done, and its end."""
    refused = None
    if request.method == "POST":
        try:
            said = _step(request, breach_id)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, said)
            return redirect("breach", breach_id)
    one = log.breach(breach_id, request.actor.organization_id)
    lines = [
        (notice, _(BREACH_NOTICE_LABELS[notice.kind]), told_on, how, f"{notice.kind}:{notice.state}")
        for notice, told_on, how in one.lines
    ]
    factors = [(name, _(words), one.factors.get(name, "")) for name, words in FACTOR_LABELS.items()]
    return page(request, "breach", refused, one=one, lines=lines, factors=factors)


def _step(request: HttpRequest, breach_id: UUID) -> str:
    step, posted = request.POST.get("step", ""), request.POST
    if step == "told":
        notice, _colon, state = posted.get("notice", "").partition(":")
        told_on = day("told_on", posted.get("told_on", ""))
        record_told(
            breach_id, actor=request.actor, notice=notice, state=state, told_on=told_on, how=posted.get("how", "")
        )
        return _("Written down.")
    if step == "factors":
        factors = {name: posted.get(name, "") for name in FACTOR_LABELS}
        record_factors(breach_id, actor=request.actor, factors=factors, not_breach=bool(posted.get("not_breach")))
        return _("Written down.")
    if step == "close":
        close_breach(breach_id, actor=request.actor)
        return _("Closed.")
    raise Absent
