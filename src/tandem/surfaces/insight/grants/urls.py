from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path


def view(name: str, module: str = "views"):
    """A view of this room, loaded when first asked for, like its neighbors: it brings the columnar engine along."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module(f"tandem.surfaces.insight.grants.{module}"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("", view("grants"), name="grants"),
    path("new/", view("new"), name="grant_new"),
    path("mobile-crisis/", view("page", "billing"), name="billing"),
    path("mobile-crisis/<uuid:run_id>/", view("run_page", "billing"), name="billing_run"),
    path("mobile-crisis/<uuid:run_id>/file/", view("download", "billing"), name="billing_file"),
    path("<uuid:grant_id>/", view("grant"), name="grant"),
    path("<uuid:grant_id>/change/", view("change"), name="grant_change"),
    path("<uuid:grant_id>/money/", view("money"), name="grant_money"),
    path("<uuid:grant_id>/editions/<int:number>/", view("edition"), name="grant_edition"),
]
