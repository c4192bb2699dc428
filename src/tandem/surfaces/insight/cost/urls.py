from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path


def view(name: str):
    """A view of this room, loaded when first asked for, like those of the measures."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module("tandem.surfaces.insight.cost.views"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("", view("cost"), name="cost"),
    path("change/", view("change"), name="cost_change"),
    path("for/<slug:payer>/", view("payer"), name="cost_payer"),
]
