"""What the retention schedule says of what is held now, and asking for what is past its period to be destroyed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tandem.domain.oversight.actions import ask_disposal
from tandem.domain.oversight.expungements import expungements
from tandem.domain.oversight.retention import dry_run
from tandem.foundation import clock
from tandem.surfaces.program.views.oversight import oversight_page, page
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.keeping import VERDICT_LABELS, Verdict
from tandem.vocabulary.refusal import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@oversight_page
@step_up_required
def retention_page(request: HttpRequest) -> HttpResponse:
    """Counts by kind of record and the oldest; records past their period by internal number only; what went by age."""
    refused = None
    if request.method == "POST":
        try:
            count = ask_disposal(actor=request.actor)
        except Refusal as no:
            refused = no
        else:
            said = ngettext(
                "Asked for %(n)s record. Somebody else has to approve it.",
                "Asked for %(n)s records. Somebody else has to approve each.",
                count,
            )
            messages.success(request, said % {"n": count})
            return redirect("retention")
    run = dry_run(request.actor, clock.now())
    kinds = [(one, [one.counts.get(verdict, 0) for verdict in Verdict]) for one in run.kinds]
    heads = [_(VERDICT_LABELS[verdict]) for verdict in Verdict]
    past = [(one, _(VERDICT_LABELS[one.verdict])) for one in run.past]
    lines = dict.fromkeys(line for one in run.kinds for line in one.lines)
    may_ask = any(one.verdict == Verdict.DUE and not one.held for one in run.past)
    gone = [one for one in expungements(request.actor.organization_id) if one.by_age]
    return page(
        request,
        "retention",
        refused,
        run=run,
        lines=lines,
        kinds=kinds,
        heads=heads,
        past=past,
        may_ask=may_ask,
        gone=gone,
    )
