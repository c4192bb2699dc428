from django.urls import path

from tandem.surfaces.program.views import (
    access,
    agencies,
    care_rules,
    exports,
    imports,
    locks,
    people,
    person,
    program,
    ways_in,
)
from tandem.surfaces.program.views.devices import devices_page, end_page
from tandem.surfaces.program.views.screenings import screenings_page
from tandem.surfaces.program.views.watch import places_page, travel_page, watch_page

PERSON = "program/people/<uuid:user_id>/"

urlpatterns = [
    path("program/", program.program_page, name="program"),
    path("program/set-up/", program.set_up_page, name="set_up"),
    path("program/agencies/<uuid:organization_id>/", agencies.agency_page, name="program_agency"),
    path("program/people/", people.people_page, name="program_people"),
    path("program/people/add/", people.add_person_page, name="program_add_person"),
    path("program/people/bulk/", people.bulk_page, name="program_bulk"),
    path("program/people/links/", people.links_page, name="program_links"),
    path("program/people/told/<int:notice_id>/", people.told_page, name="program_told"),
    path(PERSON, person.person_page, name="program_person"),
    path(PERSON + "details/", person.details, name="program_details"),
    path(PERSON + "jobs/", person.add_job, name="program_add_job"),
    path(PERSON + "jobs/<uuid:membership_id>/change/", person.change_job, name="program_change_job"),
    path(PERSON + "jobs/<uuid:membership_id>/end/", person.end_job, name="end_job"),
    path(PERSON + "link/", person.link, name="program_link"),
    path(PERSON + "disable/", person.disable, name="program_disable"),
    path(PERSON + "enable/", person.enable, name="program_enable"),
    path(PERSON + "reviewed/", person.reviewed, name="program_reviewed"),
    path(PERSON + "hand-over/", person.hand_over, name="program_hand_over"),
    path("program/locks/", locks.locks_page, name="program_locks"),
    path("program/rules/", locks.rules_page, name="program_rules"),
    path("program/tokens/", program.token_page, name="intake_token"),
    path("program/import/", imports.begin_page, name="import"),
    path("program/import/<uuid:import_id>/", imports.report_page, name="import_report"),
    path("program/import/<uuid:import_id>/columns/", imports.columns_page, name="import_columns"),
    path("program/import/<uuid:import_id>/words/", imports.words_page, name="import_words"),
    path("program/import/<uuid:import_id>/preview/", imports.preview_page, name="import_preview"),
    path("program/import/<uuid:import_id>/stop/", imports.stop_page, name="import_stop"),
    path("program/import/<uuid:import_id>/refused/download/", imports.refused_page, name="import_refused"),
    path("program/screenings/", screenings_page, name="program_screenings"),
    path("program/ways-in/", ways_in.ways_in_page, name="ways_in"),
    path("program/export/", exports.export_page, name="export"),
    path("program/export/<uuid:request_id>/", exports.request_page, name="export_request"),
    path("program/export/<uuid:request_id>/take-back/", exports.take_back_page, name="export_take_back"),
    path("program/export/<uuid:request_id>/download/", exports.fetch_page, name="export_fetch"),
    path("program/exports/", exports.answer_page, name="exports"),
    path("program/devices/", devices_page, name="program_devices"),
    path("program/devices/<uuid:device_id>/end/", end_page, name="program_device_end"),
    path("program/watch/", watch_page, name="program_watch"),
    path("program/watch/places/", places_page, name="program_places"),
    path("program/watch/travel/", travel_page, name="program_travel"),
    path("program/care/", care_rules.care_rules_page, name="program_care_rules"),
    path("program/access/", access.access_page, name="access_log"),
]
