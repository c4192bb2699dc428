"""Addresses of the training room. A code names a room; nobody's name is in an address or a title."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tandem.surfaces.rehearse import (
    alone,
    author,
    authors,
    console,
    credit,
    debrief,
    join,
    leading,
    phone,
    recording,
    sharing,
    start,
    wall,
)


def team(name: str):
    """A view of the team's page, loaded when first asked for: the columnar engine behind it is slow to load."""

    def loaded(request: HttpRequest, **parts) -> HttpResponse:
        return getattr(import_module("tandem.surfaces.rehearse.team"), name)(request, **parts)

    return loaded


urlpatterns = [
    path("rehearse/", start.start, name="rehearse"),
    path("rehearse/open/", start.open_room, name="rehearse_open"),
    path("rehearse/shelf/", start.shelf, name="rehearse_shelf"),
    path("rehearse/library/", authors.library, name="rehearse_library"),
    path("rehearse/library/new/", authors.new, name="rehearse_new"),
    path("rehearse/library/bring/", sharing.bring, name="rehearse_bring"),
    path("rehearse/author/<uuid:edition_id>/give/", sharing.give, name="rehearse_give"),
    path("rehearse/author/<uuid:edition_id>/", author.page, name="rehearse_author"),
    path("rehearse/author/<uuid:edition_id>/do/", author.do, name="rehearse_author_do"),
    path("rehearse/author/<uuid:edition_id>/file/", author.file, name="rehearse_author_file"),
    path("rehearse/author/<uuid:edition_id>/part/<str:which>/", author.part, name="rehearse_author_part"),
    path("rehearse/join/", join.join, name="rehearse_join"),
    path("rehearse/alone/<slug:name>/", alone.alone, name="rehearse_alone"),
    path("rehearse/team/", team("team"), name="rehearse_team"),
    path("rehearse/team/need/", team("say_need"), name="rehearse_need"),
    path("rehearse/team/need/<uuid:need_id>/met/", team("meet_need"), name="rehearse_need_met"),
    path("rehearse/team/rule/", team("set_rule"), name="rehearse_rule"),
    path("rehearse/team/xapi/", credit.statements_file, name="rehearse_statements"),
    path("rehearse/team/cmi5/", credit.package_file, name="rehearse_package"),
    path("rehearse/r/<str:code>/", phone.page, name="rehearse_phone"),
    path("rehearse/r/<str:code>/now/", phone.now, name="rehearse_phone_now"),
    path("rehearse/r/<str:code>/do/", phone.do, name="rehearse_do"),
    path("rehearse/r/<str:code>/here/", phone.here, name="rehearse_here"),
    path("rehearse/r/<str:code>/lead/", leading.do, name="rehearse_lead"),
    path("rehearse/r/<str:code>/lead/here/", leading.here, name="rehearse_lead_here"),
    path("rehearse/r/<str:code>/wall/", wall.page, name="rehearse_wall"),
    path("rehearse/r/<str:code>/wall/now/", wall.now, name="rehearse_wall_now"),
    path("rehearse/r/<str:code>/console/", console.page, name="rehearse_console"),
    path("rehearse/r/<str:code>/console/now/", console.now, name="rehearse_console_now"),
    path("rehearse/r/<str:code>/debrief/", debrief.page, name="rehearse_debrief"),
    path("rehearse/r/<str:code>/debrief/now/", debrief.now, name="rehearse_debrief_now"),
    path("rehearse/r/<str:code>/debrief/do/", debrief.do, name="rehearse_debrief_do"),
    path("rehearse/r/<str:code>/recording/", recording.page, name="rehearse_recording"),
    path("rehearse/r/<str:code>/film/<uuid:film_id>/", recording.film, name="rehearse_film"),
    path("rehearse/r/<str:code>/film/<uuid:film_id>/begin/", recording.begin, name="rehearse_film_begin"),
    path("rehearse/r/<str:code>/film/<uuid:film_id>/<int:number>/", recording.piece, name="rehearse_piece"),
]
