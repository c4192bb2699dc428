"""The test cases and the pathways that travel with a draft, one at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.incidents.criteria import table
from tandem.domain.incidents.criteria.cases import MOST_CASES, full
from tandem.domain.incidents.criteria.pathways import MOST_PATHWAYS
from tandem.domain.incidents.criteria.rules import first_fit
from tandem.surfaces.plan.door import WRITERS, door, onward, place
from tandem.surfaces.plan.forms import case_from, case_inputs, pathway_form, pathway_from, responses, rules_of
from tandem.surfaces.plan.views.write import save, writable
from tandem.vocabulary.refusal import Absent, Conflict, Refusal


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def case(request: HttpRequest, name: str, number: int, case: int | None = None) -> HttpResponse:
    """Write one test case, or take it out. `as_now` takes the answer that the table gives now for the one it should."""
    one = writable(name, number)
    draft, refusal = one.draft, None
    if case is not None and case >= len(draft.cases):
        raise Absent
    known = draft.cases[case] if case is not None else None
    said = {"name": "", "response": "", "rule": ""}
    if known:
        said = {"name": known.name, "response": known.response.value, "rule": known.rule}
    inputs = dict(known.inputs) if known else {}
    if request.method == "POST":
        data = request.POST.copy()
        inputs = {key.removeprefix("in_"): value for key, value in data.items() if key.startswith("in_")}
        try:
            if data.get("do") == "as_now":
                decided = first_fit(draft.rules, full({key: value for key, value in inputs.items() if value}))
                if decided:
                    data["response"], data["rule"] = decided.response.value, decided.id
            said = {key: data.get(key, "") for key in said}
            kept = list(draft.cases)
            if data.get("do") == "remove" and known:
                del kept[case]
            else:
                told = case_from(data)
                if any(each.name == told.name for at, each in enumerate(kept) if at != case):
                    raise Refusal(("name", _("Another test case has this name.")))
                if len(kept) >= MOST_CASES and case is None:
                    raise Refusal(("name", (_("At most %(MOST_CASES)s test cases.") % {"MOST_CASES": MOST_CASES})))
                kept = [*kept, told] if case is None else [*kept[:case], told, *kept[case + 1 :]]
            save(request, one, lambda content: table.with_cases(content, kept))
            return onward(place(one, "criteria_cases"))
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = {
        "one": one,
        "known": known,
        "said": said,
        "inputs": case_inputs(draft.fields, inputs),
        "responses": responses(),
        "rules": rules_of(draft),
        "faults": faults,
        "errors": [(f"id_{field}" if field != "edition" else "", sentence) for field, sentence in faults.items()],
        "seen": request.POST.get("seen", one.content_hash),
    }
    return render(request, "plan/case.html", context, status=_status(refusal))


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def pathway(request: HttpRequest, name: str, number: int, pathway: int | None = None) -> HttpResponse:
    """Write one pathway, or take it out."""
    one = writable(name, number)
    draft, refusal = one.draft, None
    if pathway is not None and pathway >= len(draft.pathways):
        raise Absent
    known = draft.pathways[pathway] if pathway is not None else None
    if request.method == "POST":
        kept = list(draft.pathways)
        try:
            if request.POST.get("do") == "remove" and known:
                del kept[pathway]
            else:
                told = pathway_from(request.POST, id=known.id if known else "")
                if any(each.id == told.id for at, each in enumerate(kept) if at != pathway):
                    raise Refusal(("name", _("Another pathway has this name.")))
                if len(kept) >= MOST_PATHWAYS and pathway is None:
                    raise Refusal(
                        ("name", (_("At most %(MOST_PATHWAYS)s pathways.") % {"MOST_PATHWAYS": MOST_PATHWAYS}))
                    )
                kept = [*kept, told] if pathway is None else [*kept[:pathway], told, *kept[pathway + 1 :]]
            save(request, one, lambda content: table.with_pathways(content, kept))
            return onward(place(one, "criteria_pathways"))
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = pathway_form(request.POST if refusal else None, known) | {
        "one": one,
        "known": known,
        "faults": faults,
        "errors": [(f"id_{field}" if field != "edition" else "", sentence) for field, sentence in faults.items()],
        "seen": request.POST.get("seen", one.content_hash),
    }
    return render(request, "plan/pathway.html", context, status=_status(refusal))


def _status(refusal: Refusal | None) -> int:
    return 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
