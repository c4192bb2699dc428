"""Addresses of the dispatch floor."""

from django.urls import path

from tandem.surfaces.board.views import board, find, intake, requests, safety, shift, taken, verbs
from tandem.surfaces.board.views.cautions import one, queue, review

app_name = "board"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/rows/", board.refreshed, name="rows"),
    path("board/closed/", board.closed, name="closed"),
    path("board/taken/", taken.taken, name="taken"),
    path("board/new/", intake.new, name="new"),
    path("board/<uuid:incident_id>/intake/", intake.intake, name="intake"),
    path("board/call/<uuid:incident_id>/", board.call, name="call"),
    path("board/call/<uuid:incident_id>/answer/", board.answer, name="answer"),
    path("board/call/<uuid:incident_id>/<slug:name>/", verbs.verb, name="verb"),
    path("board/rule/<path:edition>/<slug:rule>/", board.rule, name="rule"),
    path("cautions/", queue, name="cautions"),
    path("cautions/<uuid:caution_id>/", one, name="caution"),
    path("cautions/<uuid:caution_id>/<slug:name>/", review, name="caution_review"),
    path("safety/", safety.page, name="safety"),
    path("safety/rows/", safety.refreshed, name="safety_rows"),
    path("safety/sos/<uuid:sos_id>/heard/", safety.sos_hear, name="sos_hear"),
    path("safety/sos/<uuid:sos_id>/stand-down/", safety.sos_down, name="sos_down"),
    path("safety/team/<uuid:assignment_id>/ok/", safety.radio_check_in, name="radio_check_in"),
    path("safety/team/<uuid:assignment_id>/finding-out/", safety.take_up, name="take_up"),
    path("safety/team/<uuid:assignment_id>/interval/", safety.interval, name="interval"),
    path("safety/roll/", safety.roll_ask, name="roll_ask"),
    path("safety/roll/<uuid:roll_id>/end/", safety.roll_end, name="roll_end"),
    path("safety/roll/<uuid:roll_id>/<uuid:member_id>/", safety.roll_radio, name="roll_radio"),
    path("requests/", requests.queue, name="requests"),
    path("requests/<uuid:request_id>/", requests.one, name="request"),
    path("search/", find.find, name="find"),
    path("shift/", shift.shift, name="shift"),
    path("shift/sign-on/", shift.sign_on, name="sign_on"),
    path("shift/<uuid:team_id>/sign-off/", shift.sign_off, name="sign_off"),
    path("shift/read/", shift.read, name="read"),
]
