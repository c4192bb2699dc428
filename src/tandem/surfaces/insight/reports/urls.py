from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def view(module: str, name: str):
    """A view of this room, loaded when first asked for, like its neighbors: it brings the columnar engine along."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module(f"tandem.surfaces.insight.reports.{module}"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("reports/", view("views", "hub"), name="reports"),
    path("reports/public-page/", view("public_page", "public_page"), name="reports_public"),
    path("reports/packs/", view("packs", "packs"), name="reports_packs"),
    path("reports/packs/<uuid:pack_id>/", view("packs", "pack"), name="reports_pack"),
    path("reports/packs/<uuid:pack_id>/<str:name>/", view("packs", "pack_file"), name="reports_pack_file"),
    path("reports/grants/", include("tandem.surfaces.insight.grants.urls")),
    path("reports/goals/", view("packs", "goals"), name="reports_goals"),
    path("reports/own/", view("own", "own_reports"), name="reports_custom"),
    path("reports/own/<uuid:report_id>/", view("own", "own_reports"), name="reports_own"),
    path(
        "reports/own/<uuid:report_id>/<uuid:counted_id>/<str:kind>/",
        view("own", "counted_file"),
        name="reports_counted",
    ),
    path("reports/extract/", view("own", "extract_page"), name="reports_extract"),
    path("reports/extract/<uuid:extract_id>/", view("own", "extract_file"), name="reports_extract_file"),
    path("reports/run/<uuid:run_id>/", view("views", "run"), name="reports_run"),
    path("reports/run/<uuid:run_id>/stop/", view("views", "stop_run"), name="reports_stop"),
]
