"""Which screenings teams are offered, in which edition and order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.screenings.actions import choose_offer
from tandem.domain.screenings.instruments import every_edition, offered
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role


def _name(one: Instrument) -> str:
    return f"{one.id}/{one.edition}"


def _asked(request: HttpRequest, known: list[str]) -> list[str]:
    """The editions given a place, in the order of their places. Raises Refusal for a place that is no number."""
    places = []
    for name in known:
        said = request.POST.get(f"place-{name}", "").strip()
        if not said:
            continue
        if not (said.isascii() and said.isdecimal() and 0 < int(said) < 100):
            raise Refusal(("offer", _("Write a whole number from 1 to 99, or leave the box empty.")))
        places.append((int(said), known.index(name), name))
    return [name for _place, _at, name in sorted(places)]


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "POST"])
def screenings_page(request: HttpRequest) -> HttpResponse:
    """Every edition there is, each with its place in the offer; an empty place is not offered."""
    editions = every_edition()
    errors: list = []
    if request.method == "POST":
        try:
            choose_offer(_asked(request, [_name(one) for one in editions]), actor=request.actor)
        except Refusal as refused:
            errors = refused.errors
        else:
            messages.success(request, _("Teams are offered these from now on."))
            return redirect("program_screenings")
    now = {_name(one): place for place, one in enumerate(offered(), 1)}
    rows = [
        {
            "one": one,
            "field": f"place-{_name(one)}",
            "place": request.POST.get(f"place-{_name(one)}", "") if errors else now.get(_name(one), ""),
            "spanish": next((each for each in one.translations if each.language == "es"), None),
        }
        for one in editions
    ]
    context = {"rows": rows, "summary": tied(errors)}
    return render(request, "program/screenings.html", context, status=422 if errors else 200)
