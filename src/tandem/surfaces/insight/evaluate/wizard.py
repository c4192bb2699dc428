"""The five steps: what changed, where and for whom, what is counted, what the data can carry, check and stamp.

What was typed is kept at each step, right or wrong, so that going back or leaving loses nothing. A step is gone through
once nothing in it is wrong.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from tandem.foundation import clock
from tandem.foundation.organizations.program import zone
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.evaluation.refusals import NotInstalled
from tandem.measures.measure import GROUPS
from tandem.measures.studies import actions, carrying, counting, plan, records
from tandem.measures.studies.framed import Source
from tandem.surfaces.insight.evaluate import door
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.views import UNFINISHED
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.studies import (
    CAME_LABELS,
    COUNTS_LABELS,
    EVERY_LABELS,
    HOPE_LABELS,
    PLACE_BY_LABELS,
    Came,
    Counts,
    Every,
)

STEP_NAMES = {
    plan.CHANGED: gettext_noop("What changed"),
    plan.WHERE: gettext_noop("Where and for whom"),
    plan.COUNTED: gettext_noop("What is counted"),
    plan.COMPARED: gettext_noop("What the data can carry"),
    plan.CHECK: gettext_noop("Check and stamp"),
}
ORDER = list(STEP_NAMES)
ON, BACK, KEEP = "on", "back", "keep"
DEFAULTS = {"by": "area", "counts": Counts.SHARE.value, "every": Every.MONTH.value, "seasons": "0"}


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*door.ROLES)
def begin_page(request: HttpRequest) -> HttpResponse:
    """The first step of a study that there is none of yet. Sent, it is a draft."""
    if request.method != "POST":
        return _shown(request, None, plan.CHANGED, {})
    typed = _typed(request, plan.CHANGED, {})
    try:
        study_id = actions.begin(actor=request.actor, typed=typed)
    except Refusal as refusal:
        return _shown(request, None, plan.CHANGED, typed, refusal.errors)
    return _onward(request, study_id, plan.CHANGED)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(*door.ROLES)
def step_page(request: HttpRequest, study_id: UUID, step: str) -> HttpResponse:
    """One step of a study: shown with what was typed, or taken."""
    if step not in STEP_NAMES:
        raise Http404
    held = door.found(study_id)
    if request.method != "POST":
        return _shown(request, held, step, held.draft)
    typed = _typed(request, step, held.draft)
    try:
        actions.note(study_id, step, typed, actor=request.actor)
    except Refusal as refusal:
        return _shown(request, held, step, {**held.draft, **typed}, refusal.errors)
    except Absent:
        raise Http404 from None
    return _onward(request, study_id, step)


def _onward(request: HttpRequest, study_id: UUID, step: str) -> HttpResponse:
    """Where a step that is kept leads: back, away, on, or to itself with what is wrong in it."""
    verb = request.POST.get("verb", ON)
    here = ORDER.index(step)
    if verb == BACK and here:
        return redirect("study_step", study_id=study_id, step=ORDER[here - 1])
    if verb == KEEP:
        messages.success(request, _("Kept as a draft. Take it up again whenever you like."))
        return redirect("studies")
    held = door.found(study_id)
    if step == plan.CHECK:
        return _stamped(request, held)
    if wrong := _wrong(held, step):
        return _shown(request, held, step, held.draft, wrong)
    return redirect("study_step", study_id=study_id, step=ORDER[here + 1])


def _wrong(held: records.StudyRow, step: str) -> list[tuple[str, str]]:
    wrong = plan.problems(step, held.draft)
    if step != plan.COMPARED or wrong:
        return wrong
    try:
        source = _source(held.draft)
        offer = carrying.offer(held.draft["design"], source) if held.draft["design"] in carrying.OFFERED else None
    except Refusal as refusal:
        return refusal.errors
    except NotInstalled as missing:
        return [("design", str(missing))]
    if offer is None or not offer.open:
        return [("design", " ".join(offer.reasons) if offer else _("Choose one of the designs of the list."))]
    return []


def _stamped(request: HttpRequest, held: records.StudyRow) -> HttpResponse:
    """The plan stamped, its data frozen, and the run begun."""
    try:
        actions.stamp(held.id, actor=request.actor, mart=mart(), zone=str(zone()), now=clock.now())
        actions.start(held.id, actor=request.actor)
    except Conflict as conflict:
        return _shown(request, held, plan.CHECK, held.draft, conflict.errors, status=409)
    except Refusal as refusal:
        return _shown(request, held, plan.CHECK, held.draft, refusal.errors)
    except NotInstalled as missing:
        return _shown(request, held, plan.CHECK, held.draft, [("design", str(missing))])
    except UNFINISHED:
        return _shown(request, held, plan.CHECK, held.draft, [("", _unfinished())], status=503)
    except Absent:
        raise Http404 from None
    return redirect("study", study_id=held.id)


def _unfinished() -> str:
    return _("The counting did not finish, so nothing was frozen. That is no sign that there is nothing. Try again.")


def _typed(request: HttpRequest, step: str, draft: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a step holds; of a form that asked less, only that."""
    sent = request.POST
    found: dict[str, Any] = {}
    for name in plan.STEPS[step]:
        if name == "starts":
            starts = {key[7:]: value for key, value in sent.items() if key.startswith("starts.")}
            found |= {"starts": starts} if starts else {}
        elif name in plan.LISTS:
            found |= {name: sent.getlist(name)} if f"{name}.asked" in sent else {}
        elif name in sent:
            found[name] = sent[name]
    return found


def _source(draft: Mapping[str, Any]) -> Source:
    return Source(plan.read(draft, design=False), mart(), zone=str(zone()), now=clock.now())


def _shown(
    request: HttpRequest, held: records.StudyRow | None, step: str, draft: Mapping[str, Any],
    wrong: list[tuple[str, str]] = (), status: int = 422,
) -> HttpResponse:  # fmt: skip
    here = ORDER.index(step)
    errors = dict(reversed(list(wrong)))
    context = {
        "study": held,
        "step": step,
        "draft": {**DEFAULTS, **draft},
        "errors": errors,
        "summary": [(f"id_{field}" if field else "", sentence) for field, sentence in wrong],
        "steps": [
            {
                "label": _(name),
                "url": reverse("study_step", args=[held.id, id]) if held and i != here else "",
                "current": i == here,
                "done": i < here,
            }
            for i, (id, name) in enumerate(STEP_NAMES.items())
        ],
        "so_far": _so_far(draft),
        "to_install": door.to_install(),
        "first": here == 0,
    }
    try:
        context |= _ASKED[step](draft)
    except UNFINISHED:
        context |= {"stopped": _unfinished()}
        return render(request, f"insight/evaluate/{step}.html", context, status=503)
    return render(request, f"insight/evaluate/{step}.html", context, status=status if wrong else 200)


def _so_far(draft: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What stands already, in the writer's words."""
    measure = CATALOGUE.get(draft.get("measure", ""))
    told = [
        (_("Changed"), draft.get("change", "")),
        (_("Since"), draft.get("month", "") or ", ".join(m for m in draft.get("starts", {}).values() if m)),
        (_("For whom"), plan.group_words(draft["group"]) if draft.get("group") else ""),
        (_("Counted"), measure.name if measure else ""),
    ]
    return [(name, words) for name, words in told if words]


def _changed(draft: Mapping[str, Any]) -> dict:
    months = counting.months(mart())
    return {"hopes": HOPE_LABELS.items(), "ways": CAME_LABELS.items(), "months": months}


def _where(draft: Mapping[str, Any]) -> dict:
    by = draft.get("by") or DEFAULTS["by"]
    there = counting.places(mart()).get(by, ())
    came = draft.get("came", "")
    return {
        "bys": PLACE_BY_LABELS.items(),
        "places": [(name, draft.get("starts", {}).get(name, "")) for name in there],
        "place_options": [("", _("Choose")), *((name, name) for name in there)],
        "groups": [("", _("Everybody")), *plan.groups().items()],
        "staggered": came in plan.IN_DIFFERENT_MONTHS,
        "one": came == Came.ONE_PLACE,
        "months": counting.months(mart()),
    }


def _counted(draft: Mapping[str, Any]) -> dict:
    return {
        "measures": [(group, [one for one in CATALOGUE.values() if one.group == group]) for group in GROUPS],
        "counts": COUNTS_LABELS.items(),
        "everies": EVERY_LABELS.items(),
    }


def _compared(draft: Mapping[str, Any]) -> dict:
    try:
        offers = carrying.offers(_source(draft))
    except Refusal as refusal:
        return {"unready": [(sentence, _step_of(field)) for field, sentence in refusal.errors]}
    except NotInstalled:
        return {"offers": ()}
    return {
        "offers": offers,
        "alikes": plan.ALIKE.items(),
        "seasons": [("0", _("No")), ("1", _("Yes, one yearly wave")), ("2", _("Yes, two waves"))],
    }


def _step_of(field: str) -> str:
    return next(step for step, fields in plan.STEPS.items() if field.partition(".")[0] in fields)


def _check(draft: Mapping[str, Any]) -> dict:
    try:
        wanted = plan.read(draft)
    except Refusal as refusal:
        return {"unready": [(sentence, _step_of(field)) for field, sentence in refusal.errors]}
    return {"said": [(name, words) for name, words in plan.said(wanted) if words]}


_ASKED = {
    plan.CHANGED: _changed,
    plan.WHERE: _where,
    plan.COUNTED: _counted,
    plan.COMPARED: _compared,
    plan.CHECK: _check,
}
