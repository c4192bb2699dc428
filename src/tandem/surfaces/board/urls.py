"""Addresses of the dispatch floor."""

from django.urls import path

from tandem.surfaces.board.views import board, find, intake, shift, taken, verbs

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
    path("search/", find.find, name="find"),
    path("shift/", shift.shift, name="shift"),
    path("shift/sign-on/", shift.sign_on, name="sign_on"),
    path("shift/<uuid:team_id>/sign-off/", shift.sign_off, name="sign_off"),
    path("shift/read/", shift.read, name="read"),
]
