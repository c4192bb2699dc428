"""Addresses of trials."""

from django.urls import path

from tandem.surfaces.program.trials import views

ONE = "program/trials/<slug:name>/<int:number>/"

urlpatterns = [
    path("program/trials/", views.trials_page, name="trials"),
    path("program/trials/new/", views.new_page, name="trial_new"),
    path(ONE, views.trial_page, name="trial"),
    path(f"{ONE}write/", views.write_page, name="trial_write"),
    path(f"{ONE}do/", views.do_page, name="trial_do"),
    path(f"{ONE}start/", views.start_page, name="trial_start"),
    path(f"{ONE}withdraw/", views.withdraw_page, name="trial_withdraw"),
    path(f"{ONE}log/", views.log_page, name="trial_log"),
    path(f"{ONE}log.csv", views.log_file, name="trial_log_file"),
    path(f"{ONE}seal.json", views.seal_file, name="trial_seal_file"),
]
