from django.urls import path

from tandem.surfaces.program import views

urlpatterns = [
    path("program/", views.program_page, name="program"),
    path("program/set-up/", views.set_up_page, name="set_up"),
    path("program/people/", views.people_page, name="program_people"),
    path("program/people/<uuid:membership_id>/end/", views.end_job_page, name="end_job"),
    path("program/tokens/", views.token_page, name="intake_token"),
    path("program/access/", views.access_page, name="access_log"),
]
