from django.urls import path

from tandem.surfaces.program.views import access, imports, people, program

urlpatterns = [
    path("program/", program.program_page, name="program"),
    path("program/set-up/", program.set_up_page, name="set_up"),
    path("program/people/", people.people_page, name="program_people"),
    path("program/people/<uuid:membership_id>/end/", people.end_job_page, name="end_job"),
    path("program/tokens/", program.token_page, name="intake_token"),
    path("program/import/", imports.begin_page, name="import"),
    path("program/import/<uuid:import_id>/", imports.report_page, name="import_report"),
    path("program/import/<uuid:import_id>/columns/", imports.columns_page, name="import_columns"),
    path("program/import/<uuid:import_id>/words/", imports.words_page, name="import_words"),
    path("program/import/<uuid:import_id>/preview/", imports.preview_page, name="import_preview"),
    path("program/import/<uuid:import_id>/stop/", imports.stop_page, name="import_stop"),
    path("program/import/<uuid:import_id>/refused/download/", imports.refused_page, name="import_refused"),
    path("program/access/", access.access_page, name="access_log"),
]
