"""The privacy officer's page: who saw what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tandem.domain.releases.access import recent
from tandem.foundation.audit.alerts import alerts
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.terms import Role


@sign_in_required(Role.PRIVACY_OFFICER)
def access_page(request: HttpRequest) -> HttpResponse:
    """Openings and disclosures of late: who, in which role, for what, by which rule. Ids and kinds, never names of persons."""
    return render(request, "program/access.html", {"openings": recent(request.actor), "audit_alerts": alerts(3)})
