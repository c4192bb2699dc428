"""Addresses of the criteria."""

from django.urls import path

from tandem.surfaces.plan.lab.urls import urlpatterns as lab
from tandem.surfaces.plan.views import extras, read, sign, write

ONE = "criteria/<slug:name>/<int:number>/"

urlpatterns = [
    *lab,
    path("criteria/", read.criteria, name="criteria"),
    path("criteria/upload/", write.upload, name="criteria_upload"),
    path("criteria/signers/", sign.signers, name="criteria_signers"),
    path(ONE, read.edition, name="criteria_edition"),
    path(f"{ONE}compare/", read.compare, name="criteria_compare"),
    path(f"{ONE}overlaps/", read.overlaps, name="criteria_overlaps"),
    path(f"{ONE}file/", read.download, name="criteria_file"),
    path(f"{ONE}draft/", write.begin, name="criteria_begin"),
    path(f"{ONE}row/<int:row>/", write.row, name="criteria_row"),
    path(f"{ONE}row/<int:row>/new/", write.new_row, name="criteria_new_row"),
    path(f"{ONE}rows/", write.rows, name="criteria_rows"),
    path(f"{ONE}columns/", write.columns, name="criteria_columns"),
    path(f"{ONE}about/", write.about, name="criteria_about"),
    path(f"{ONE}cases/", write.cases, name="criteria_cases"),
    path(f"{ONE}cases/new/", extras.case, name="criteria_new_case"),
    path(f"{ONE}cases/<int:case>/", extras.case, name="criteria_case"),
    path(f"{ONE}pathways/", write.pathways, name="criteria_pathways"),
    path(f"{ONE}pathways/new/", extras.pathway, name="criteria_new_pathway"),
    path(f"{ONE}pathways/<int:pathway>/", extras.pathway, name="criteria_pathway"),
    path(f"{ONE}ask/", sign.ask, name="criteria_ask"),
    path(f"{ONE}sign/", sign.sign, name="criteria_sign"),
    path(f"{ONE}in-force/", sign.in_force, name="criteria_in_force"),
    path(f"{ONE}take-back/", sign.take_back, name="criteria_take_back"),
    path(f"{ONE}withdraw/", sign.withdraw, name="criteria_withdraw"),
]
