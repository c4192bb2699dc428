"""What the retention schedule says of what is held now: a list to look at, which removes nothing."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.domain.oversight.retention import dry_run
from tandem.foundation import clock
from tandem.surfaces.program.views.oversight import oversight_page, page
from tandem.vocabulary.keeping import VERDICT_LABELS, Verdict


@oversight_page
@require_safe
def retention_page(request: HttpRequest) -> HttpResponse:
    """Counts by kind of record and the oldest; records past their period by internal number only."""
    run = dry_run(request.actor, clock.now())
    kinds = [(one, [one.counts.get(verdict, 0) for verdict in Verdict]) for one in run.kinds]
    heads = [_(VERDICT_LABELS[verdict]) for verdict in Verdict]
    past = [(one, _(VERDICT_LABELS[one.verdict])) for one in run.past]
    return page(request, "retention", run=run, kinds=kinds, heads=heads, past=past)
