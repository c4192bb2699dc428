from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tandem.surfaces.insight.opinions import opinions_page


def view(name: str):
    """A view of this room, loaded when first asked for: the columnar engine behind it takes most of a second to load,
    and a server that takes calls must not start slower for it."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module("tandem.surfaces.insight.views"), name)(request, **parts)

    return loaded


def by_group(request: HttpRequest, **parts) -> HttpResponse:
    return import_module("tandem.surfaces.insight.groups").groups(request, **parts)


def page_of(module: str):
    """The page of a module of this room, loaded like a view."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return import_module(f"tandem.surfaces.insight.{module}").page(request, **parts)

    return loaded


urlpatterns = [
    path("measures/", page_of("front"), name="measures"),
    path("measures/equity/", page_of("equity"), name="equity"),
    path("measures/unmet-needs/", page_of("needs"), name="needs"),
    path("measures/what-helps-whom/", page_of("helps"), name="helps"),
    path("measures/what-people-answered/", opinions_page, name="opinions"),
    path("measures/past/", include("tandem.surfaces.insight.past.urls")),
    path("measures/evaluation/", include("tandem.surfaces.insight.evaluate.urls")),
    path("measures/cost/", include("tandem.surfaces.insight.cost.urls")),
    path("measures/<slug:measure_id>/", view("measure"), name="measure"),
    path("measures/<slug:measure_id>/by/<slug:by>/", by_group, name="measure-groups"),
    path("measures/<slug:measure_id>/rows/", view("rows"), name="measure-rows"),
]
