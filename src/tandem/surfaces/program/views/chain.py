"""The privacy officer's page about the audit trail itself: whether it is sealed, and a check of its newest day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.foundation.audit.checking import CHECK, standing
from tandem.foundation.audit.record import record
from tandem.foundation.jobs.asking import ask, runs_of
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role


@sign_in_required(Role.PRIVACY_OFFICER)
@require_http_methods(["GET", "POST"])
def chain_page(request: HttpRequest) -> HttpResponse:
    """How the chain stands, and one button. A second check is not begun while one runs."""
    run = next(iter(runs_of(CHECK, actor=request.actor, most=1)), None)
    if request.method == "POST":
        if run is None or run.over:
            ask(CHECK, actor=request.actor)
        return redirect("audit_chain")
    if request.GET.get("part") == "run" and run:
        answer = render(request, "program/_run.html", {"run": run, "run_url": request.path})
        if run.over:
            answer["HX-Refresh"] = "true"
        return answer
    record(request.actor, "audit.review", object_kind="audit")
    context = {"found": standing(), "run": run, "run_url": request.path}
    return render(request, "program/chain.html", context)
