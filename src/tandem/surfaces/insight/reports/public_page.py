"""The switch of the public page, and its months. Who decides is written down; what is out is never changed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.jobs.asking import ask
from tandem.foundation.organizations.program import zone
from tandem.measures.period import month_words
from tandem.measures.reports import actions, records
from tandem.measures.reports.freezing import ready_month
from tandem.surfaces.insight.facts import mart
from tandem.surfaces.insight.reports.work import PUBLISH
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required(Role.ADMIN, Role.EVALUATOR)
def public_page(request: HttpRequest) -> HttpResponse:
    """Decide (an administrator), publish the newest month (an evaluator too), and see what is out."""
    if request.method == "POST":
        match request.POST.get("verb"):
            case "on" | "off" as verb if request.actor.role == Role.ADMIN:
                actions.decide(actor=request.actor, wanted=verb == "on")
                messages.success(
                    request, _("The public page is open.") if verb == "on" else _("There is no public page.")
                )
                return redirect("reports_public")
            case "publish":
                return redirect("reports_run", run_id=ask(PUBLISH, actor=request.actor))
            case _other:
                raise Http404
    ready, pages = ready_month(mart(), zone=str(zone())), records.pages()
    out = {page.last_month for page in pages}
    context = {
        "decision": records.decision(),
        "pages": [(page, _tally(page)) for page in pages],
        "ready": month_words(ready) if ready and ready not in out else "",
        "may_decide": request.actor.role == Role.ADMIN,
    }
    return render(request, "reports/public_page.html", context)


def _tally(page: records.Page) -> dict:
    """The months and how many numbers are shown."""
    shown = sum(one.value is not None for one in page.figures)
    return {"month": month_words(page.last_month), "shown": shown, "hidden": len(page.figures) - shown}
