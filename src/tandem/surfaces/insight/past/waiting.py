"""The page of a long file while it is read: how far it is, Stop, and what came of it where it did not finish."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.surfaces.insight.past import door, reading
from tandem.surfaces.insight.past.reading import NotRead
from tandem.surfaces.shared.session import sign_in_required

THEN = ("spellings", "times", "look")


@sign_in_required(*door.ROLES)
@require_http_methods(["GET", "POST"])
def reading_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far the reading is; once it is done, the step it was for."""
    one, _seen = door.opened(request, import_id)
    then = request.GET.get("then", "")
    then = then if then in THEN else THEN[0]
    here = f"{reverse('past_reading', args=[import_id])}?then={then}"
    run = reading.newest(one, actor=request.actor)
    if one.started or run is None or run.state == "done":
        if request.GET.get("part") == "run":
            return _over(render(request, "insight/past/_run.html", {"run": run, "run_url": here}))
        return redirect(f"past_{then}", import_id)
    if request.method == "POST":
        if request.POST.get("verb") == "stop":
            reading.stop(one, actor=request.actor)
        elif run.over:
            reading.again(one, NotRead(run.arguments["what"], run.arguments["mark"]), actor=request.actor)
        return redirect(here)
    told = {"run": run, "run_url": here, "joined": "&"}
    if request.GET.get("part") == "run":
        answer = render(request, "insight/past/_run.html", told)
        return _over(answer) if run.over else answer
    return render(
        request, "insight/past/reading.html", {"one": one, "steps": door.steps(one, then), "here": here} | told
    )


def _over(answer: HttpResponse) -> HttpResponse:
    """The whole page is asked for anew."""
    answer["HX-Refresh"] = "true"
    return answer
