"""Addresses of the lab, under those of an edition."""

from django.urls import path

from tandem.surfaces.plan.lab import views

ONE = "criteria/<slug:name>/<int:number>/replay/"

urlpatterns = [
    path("criteria/lab/", views.lab, name="criteria_lab"),
    path(ONE, views.replay, name="criteria_replay"),
    path(f"{ONE}print/", views.council, name="criteria_replay_print"),
    path(f"{ONE}stop/", views.stop_replay, name="criteria_replay_stop"),
    path(f"{ONE}calls/", views.calls, name="criteria_replay_calls"),
]
