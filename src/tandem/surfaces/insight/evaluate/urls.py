from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path


def view(module: str, name: str):
    """A view of this room, loaded when first asked for, like those of the measures."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module(f"tandem.surfaces.insight.evaluate.{module}"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("", view("views", "studies_page"), name="studies"),
    path("new/", view("wizard", "begin_page"), name="study_new"),
    path("<uuid:study_id>/", view("views", "study_page"), name="study"),
    path("<uuid:study_id>/step/<slug:step>/", view("wizard", "step_page"), name="study_step"),
    path("<uuid:study_id>/run/", view("views", "run_page"), name="study_run"),
    path("<uuid:study_id>/stop/", view("views", "stop_page"), name="study_stop"),
    path("<uuid:study_id>/leave/", view("views", "leave_page"), name="study_leave"),
    path("<uuid:study_id>/<int:number>/data.csv", view("by_hand", "data_file"), name="study_data"),
    path("<uuid:study_id>/<int:number>/cost/", view("costs", "take_page"), name="study_cost"),
    path("<uuid:study_id>/<int:number>/spec.json", view("by_hand", "spec_file"), name="study_spec"),
]
