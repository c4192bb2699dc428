"""Addresses of the field phone. They name ids only, never a person."""

from django.urls import include, path

from tandem.surfaces.field import (
    apart,
    call,
    contact,
    copying,
    referral,
    review,
    safety,
    scene,
    screening,
    tele,
    there,
    transfer,
)
from tandem.surfaces.field.telling import ask, tell_back

ON_CALL = "field/call/<uuid:assignment_id>"
CONTACT = "field/contact/<uuid:person_id>/<uuid:encounter_id>"

TRANSFER = f"{CONTACT}/transfer/<uuid:transfer_id>"
THERE = f"{ON_CALL}/there/<uuid:transfer_id>"

urlpatterns = [
    path("", include("tandem.surfaces.field.phone.urls")),
    path(f"{THERE}/", there.there, name="field_there"),
    path(f"{THERE}/fix/<slug:which>/", there.fix, name="field_there_fix"),
    path(f"{CONTACT}/transfer/", transfer.pick, name="field_transfer_pick"),
    path(f"{TRANSFER}/", transfer.transfer, name="field_transfer"),
    path(f"{TRANSFER}/notice/", transfer.notice, name="field_transfer_notice"),
    path(f"{TRANSFER}/preview/", transfer.preview, name="field_transfer_preview"),
    path(f"{TRANSFER}/said/", transfer.said, name="field_transfer_said"),
    path(f"{TRANSFER}/call-off/", transfer.call_off, name="field_transfer_off"),
    path("field/", call.my_call, name="field_my_call"),
    path("field/safety/", safety.card, name="field_safety"),
    path("field/safety/sos/", safety.sos, name="field_sos"),
    path("field/safety/sos/<uuid:sos_id>/stand-down/", safety.stand_down, name="field_stand_down"),
    path("field/safety/roll/<uuid:roll_id>/", safety.answer, name="field_roll"),
    path(f"{ON_CALL}/place/", safety.place, name="field_place"),
    path(f"{ON_CALL}/", call.card, name="field_card"),
    path(f"{ON_CALL}/scene/", call.scene, name="field_scene"),
    path(f"{ON_CALL}/stamp/", call.stamp, name="field_stamp"),
    path(f"{ON_CALL}/fix/<slug:which>/", call.fix, name="field_fix"),
    path(f"{ON_CALL}/check-in/", call.check_in, name="field_check_in"),
    path(f"{ON_CALL}/hand-over/", call.hand_over, name="field_hand_over"),
    path(f"{ON_CALL}/tele/", tele.tele, name="field_tele"),
    path("field/tele/<uuid:tele_id>/take/", tele.take, name="field_tele_take"),
    path(f"{ON_CALL}/copy/", copying.police_copy, name="field_copy"),
    path(f"{ON_CALL}/report/", scene.report, name="field_report"),
    path(f"{ON_CALL}/write/", contact.write, name="field_write"),
    path(f"{ON_CALL}/who/", contact.who, name="field_who"),
    path(f"{ON_CALL}/tell-back/", tell_back, name="field_tell_back"),
    path("field/ask/", ask, name="field_ask_program"),
    path("field/new/", contact.who, name="field_new"),
    path(f"{CONTACT}/outcome/", contact.outcome, name="field_outcome"),
    path(f"{CONTACT}/screen/", screening.screen, name="field_screen"),
    path(f"{CONTACT}/screen/<slug:instrument>/result/", screening.result, name="field_result"),
    path(f"{CONTACT}/screen/task/<int:task_id>/", screening.done, name="field_task_done"),
    path(f"{CONTACT}/screen/<slug:instrument>/question/<str:link_id>/", screening.question, name="field_question"),
    path(f"{CONTACT}/screen/task/<uuid:task_id>/", screening.done_apart, name="field_apart_task"),
    path(f"{CONTACT}/apart/", apart.apart, name="field_apart"),
    path(f"{CONTACT}/apart/use/", apart.use, name="field_apart_use"),
    path(f"{CONTACT}/distress/", contact.distress, name="field_distress"),
    path(f"{CONTACT}/disposition/", contact.disposition, name="field_disposition"),
    path(f"{CONTACT}/refer/", referral.pick, name="field_pick"),
    path(f"{CONTACT}/refer/<uuid:service_id>/", referral.ask, name="field_ask"),
    path(f"{CONTACT}/referral/<uuid:referral_id>/", referral.referral, name="field_referral"),
    path(f"{CONTACT}/note/", contact.note, name="field_note"),
    path(f"{CONTACT}/scene/", scene.menu, name="field_scene_menu"),
    path(f"{CONTACT}/scene/hold/print/", scene.hold_print, name="field_hold_print"),
    path(f"{CONTACT}/scene/<slug:code>/", scene.form, name="field_scene_form"),
    path(f"{CONTACT}/review/", review.review, name="field_review"),
    path(f"{CONTACT}/close/", review.close, name="field_close"),
    path(f"{CONTACT}/reopen/", review.reopen, name="field_reopen"),
]
