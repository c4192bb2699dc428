"""Every address of Tandem, by room."""

from django.urls import include, path

ROOMS = (
    "tandem.surfaces.entry.urls",
    "tandem.surfaces.shared.urls",
    "tandem.surfaces.board.urls",
    "tandem.surfaces.field.urls",
    "tandem.surfaces.wall.urls",
    "tandem.surfaces.care.urls",
    "tandem.surfaces.partner.urls",
    "tandem.surfaces.request.urls",
    "tandem.surfaces.person.urls",
    "tandem.surfaces.insight.reports.urls",
    "tandem.surfaces.insight.urls",
    "tandem.surfaces.public.urls",
    "tandem.surfaces.program.urls",
    "tandem.surfaces.plan.urls",
    "tandem.surfaces.rehearse.urls",
    "tandem.standards.eido.urls",
    "tandem.standards.calls.urls",
    "tandem.standards.hsds.urls",
)
urlpatterns = [path("", include(room)) for room in ROOMS]

handler400 = "tandem.surfaces.entry.views.bad_request"
handler404 = "tandem.surfaces.entry.views.not_found"
handler500 = "tandem.surfaces.entry.views.server_error"
