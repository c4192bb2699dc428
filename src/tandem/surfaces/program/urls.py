from django.urls import path

from tandem.surfaces.program.views import access, people, program

urlpatterns = [
    path("program/", program.program_page, name="program"),
    path("program/set-up/", program.set_up_page, name="set_up"),
    path("program/people/", people.people_page, name="program_people"),
    path("program/people/<uuid:membership_id>/end/", people.end_job_page, name="end_job"),
    path("program/tokens/", program.token_page, name="intake_token"),
    path("program/access/", access.access_page, name="access_log"),
]
