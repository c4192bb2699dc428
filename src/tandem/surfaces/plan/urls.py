"""Addresses of the criteria."""

from django.urls import path

from tandem.surfaces.plan.views import read

ONE = "criteria/<slug:name>/<int:number>/"

urlpatterns = [
    path("criteria/", read.criteria, name="criteria"),
    path(ONE, read.edition, name="criteria_edition"),
    path(f"{ONE}compare/", read.compare, name="criteria_compare"),
    path(f"{ONE}overlaps/", read.overlaps, name="criteria_overlaps"),
    path(f"{ONE}file/", read.download, name="criteria_file"),
]
