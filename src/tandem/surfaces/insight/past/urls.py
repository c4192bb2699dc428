from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tandem.foundation.attachments.doors import takes_files


def view(module: str, name: str):
    """A view of this room, loaded when first asked for, like those of the measures."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module(f"tandem.surfaces.insight.past.{module}"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("", takes_files(view("files", "begin_page")), name="past"),
    path("sample/", view("files", "sample_page"), name="past_sample"),
    path("<uuid:import_id>/columns/", view("files", "columns_page"), name="past_columns"),
    path("<uuid:import_id>/leave/", view("files", "leave_page"), name="past_leave"),
    path("<uuid:import_id>/reading/", view("waiting", "reading_page"), name="past_reading"),
    path("<uuid:import_id>/spellings/", view("settling", "spellings_page"), name="past_spellings"),
    path("<uuid:import_id>/times/", view("asking", "times_page"), name="past_times"),
    path("<uuid:import_id>/look/", view("settling", "look_page"), name="past_look"),
    path("<uuid:import_id>/", view("reporting", "report_page"), name="past_report"),
    path("<uuid:import_id>/report.csv", view("reporting", "csv_page"), name="past_csv"),
    path("<uuid:import_id>/stop/", view("reporting", "stop_page"), name="past_stop"),
    path("<uuid:import_id>/take-out/", view("reporting", "take_out_page"), name="past_take_out"),
]
