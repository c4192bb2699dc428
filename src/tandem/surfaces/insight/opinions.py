"""What people answered to the two questions on their own page: groups of eleven or more, and no smaller."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.domain.people.opinions import opinions
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role


@require_safe
@sign_in_required(Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.EVALUATOR)
def opinions_page(request: HttpRequest) -> HttpResponse:
    """Months with at least eleven answers, and words for who may read them once eleven people wrote some."""
    return render(request, "insight/opinions.html", {"told": opinions(request.actor)})
