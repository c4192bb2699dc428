from django.urls import path

from tandem.surfaces.care.views import (
    agreements,
    copying,
    directory,
    loops,
    own_page,
    person,
    refer,
    signing,
    worklist,
)
from tandem.surfaces.care.views.screening import screening, screenings

PERSON = "people/<uuid:person_id>/"
urlpatterns = [
    path("care/", worklist.worklist, name="care"),
    path("care/overdue/", worklist.overdue, name="care_overdue"),
    path(PERSON, person.person, name="care_person"),
    path(PERSON + "why/", person.why, name="care_why"),
    path(PERSON + "describe/", person.describe_person, name="care_describe"),
    path(PERSON + "describe/<uuid:telling_id>/withdraw/", person.withdraw, name="care_withdraw"),
    path(PERSON + "caution/", person.caution, name="care_caution"),
    path(PERSON + "encounters/<uuid:encounter_id>/", person.encounter, name="care_encounter"),
    path(PERSON + "encounters/<uuid:encounter_id>/copy/", copying.clinical_copy, name="care_copy"),
    path(PERSON + "encounters/<uuid:encounter_id>/add/", signing.addendum, name="care_addendum"),
    path(PERSON + "tasks/<int:task_id>/", person.task, name="care_task"),
    path(PERSON + "screenings/", screenings, name="care_screenings"),
    path(PERSON + "screenings/<uuid:screening_id>/", screening, name="care_screening"),
    path(PERSON + "agreement/", agreements.ask, name="care_agreement"),
    path(PERSON + "agreement/<uuid:agreement_id>/stop/", agreements.stop, name="care_stop"),
    path(PERSON + "own-page/", own_page.own_page, name="care_own_page"),
    path(PERSON + "refer/", refer.pick, name="care_refer"),
    path(PERSON + "refer/<uuid:service_id>/", refer.draft, name="care_refer_to"),
    path(PERSON + "referrals/<uuid:referral_id>/", loops.referral, name="care_referral"),
    path(PERSON + "referrals/<uuid:referral_id>/send/", loops.send, name="care_send"),
    path(PERSON + "referrals/<uuid:referral_id>/answer/", loops.answer, name="care_answer"),
    path(PERSON + "referrals/<uuid:referral_id>/take-back/", loops.take_back, name="care_take_back"),
    path(PERSON + "followups/<uuid:followup_id>/", worklist.followup, name="care_followup"),
    path(PERSON + "followups/<uuid:followup_id>/take/", worklist.take_on, name="care_take"),
    path(PERSON + "followups/<uuid:followup_id>/end/", worklist.end, name="care_end"),
    path("signing/", signing.signing, name="signing"),
    path("signing/<uuid:person_id>/<uuid:encounter_id>/", signing.read, name="signing_read"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<uuid:service_id>/", directory.listing, name="directory_listing"),
]
