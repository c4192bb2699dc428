"""The map: the right places on the drawing, the same in words, no address of anybody else without a setting."""

import re

import pytest
from django.test import override_settings

from tandem.domain.incidents.actions import assign, share_place, stamp
from tandem.domain.incidents.records import OnBoard
from tandem.domain.staffing import travel
from tandem.domain.staffing.actions import put_places, put_travel_table
from tandem.foundation import clock
from tandem.foundation.organizations.program import date_here
from tandem.settings import tile_source
from tandem.surfaces.board import live
from tandem.surfaces.board.tests.test_board import session_of
from tandem.surfaces.shared import ground
from tandem.vocabulary.terms import Role, UnitTime
from tests import made

DENVER, NORTH, EAST = (39.74, -104.99), (39.78, -104.99), (39.74, -104.93)


def test_north_is_up_and_east_is_right():
    found = ground.frame([DENVER, NORTH, EAST])
    here, north, east = (found.at(*place) for place in (DENVER, NORTH, EAST))
    assert north[1] < here[1] == east[1] and east[0] > here[0] == north[0]
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in (here, north, east))
    assert ground.frame([]) is None


def test_the_scale_bar_is_as_long_as_it_says():
    found = ground.frame([DENVER, NORTH])
    length, words = found.bar("km")
    number = float(words.removesuffix(" km"))
    # One degree of latitude is 111.2 km, by the definition of the meter.
    degree = (found.at(39.74, -104.99)[1] - found.at(39.75, -104.99)[1]) / 0.01
    assert length / degree * 111.2 == pytest.approx(number, rel=0.01)
    assert found.grid("km") and all(0 <= one[0] <= found.width for one in found.grid("km"))
    one_place = ground.frame([DENVER])
    assert one_place.width * one_place.meters_per_unit > ground.LEAST_METERS


def test_tiles_cover_the_drawing_and_meet_the_shapes():
    found = ground.frame([DENVER, NORTH, EAST])
    assert found.tiles("") == []
    tiles = found.tiles("https://tiles.example/{z}/{x}/{y}.png")
    assert 1 <= len(tiles) <= 20
    assert min(one.x for one in tiles) <= 0 and min(one.y for one in tiles) <= 0
    assert max(one.x + one.size for one in tiles) >= found.width
    assert max(one.y + one.size for one in tiles) >= found.height
    # Slippy map tile names of the OpenStreetMap wiki: the tile that holds Denver lies where Denver is drawn.
    x, y = found.at(*DENVER)
    zoom = int(tiles[0].href.split("/")[3])
    column, row = (int(part * 2**zoom) for part in ground.mercator(*DENVER))
    (holds,) = [one for one in tiles if one.href.endswith(f"/{zoom}/{column}/{row}.png")]
    assert holds.x <= x <= holds.x + holds.size and holds.y <= y <= holds.y + holds.size


def test_a_tile_address_is_checked_when_the_program_starts():
    assert tile_source("", "") == []
    assert tile_source("https://t.example:8443/{z}/{x}/{y}", "Maps of Example") == ["https://t.example:8443"]
    for url, whose in (
        ("https://t.example/{z}/{x}/{y}", " "),
        ("https://t.example/{z}/{x}", "x"),
        ("ftp://t.example/{z}/{x}/{y}", "x"),
        ("https://{s}.t.example/{z}/{x}/{y}", "x"),
        ("https://a:b@t.example/{z}/{x}/{y}", "x"),
    ):
        with pytest.raises(ValueError, match="TANDEM_TILE"):
            tile_source(url, whose)


@pytest.fixture(scope="module")
def night_of_the_file(floor):
    clinician, officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
    team = made.team(clinician, officer)
    call = floor.call(place="4 Elm Street", area="Rivermont", latitude=DENVER[0], longitude=DENVER[1])
    floor.call(place="9 Far Lane", latitude=NORTH[0], longitude=NORTH[1])
    floor.call(place="Nobody knows where")
    return floor, team, call, clinician


@pytest.fixture
def night(night_of_the_file):
    travel.forget()
    yield night_of_the_file
    travel.forget()


def test_the_board_draws_both_maps_and_says_the_same_in_words(night):
    floor, team, call, clinician = night
    put_places([("Station 1", "station", 39.76, -104.99)], actor=made.user_with_job(Role.ADMIN))
    page = floor.browser().get(f"/board/call/{call}/").content.decode()
    assert page.count('<svg class="view-') == 2 and "http" not in re.search(r'<div class="map".*', page, re.S)[0][:9000]
    assert "Place unknown" in page, "a team nobody has placed is not drawn, and said"
    assert "Nobody knows where. Not on the map" in page and "Station 1" in page
    assign(call, actor=floor.dispatcher, team_id=team)
    (assignment,) = [one.id for one in made.my(clinician)]
    share_place(assignment, actor=clinician, latitude=EAST[0], longitude=EAST[1])
    page = floor.browser().get(f"/board/call/{call}/?map=near").content.decode()
    assert 'class="map-shell near"' in page and 'class="joins"' in page and "by its phone" in page
    assert re.search(r"There about \d\d:\d\d, straight line, 3 mi", page)
    stamp(assignment, actor=clinician, which=UnitTime.ARRIVAL)
    assert "There about" not in floor.browser().get("/board/").content.decode()


def test_the_map_moves_with_the_stream(night):
    floor, team, call, clinician = night
    view = live.open_view(session_of(floor.dispatcher), {"call": str(call)})
    (audience,) = [one for one in view.audiences if one.about.startswith("map:")]
    before = live.render(audience, {"board": frozenset([call])}, view.release)
    assert before.html == ""
    assign(call, actor=floor.dispatcher, team_id=team)
    (assignment,) = [one.id for one in made.my(clinician)]
    share_place(assignment, actor=clinician, latitude=EAST[0], longitude=EAST[1])
    after = live.render(audience, {"teams": frozenset([team])}, view.release)
    assert 'id="map"' in after.html and 'class="joins"' in after.html and "by its phone" in after.html


def test_no_outside_address_without_the_setting_and_exactly_that_one_with_it(night):
    floor, _team, call, _clinician = night
    answer = floor.browser().get("/board/closed/")
    assert "img-src 'self' data:;" in answer["Content-Security-Policy"]
    from tandem.surfaces.board import drawn

    drawn.forget()
    with override_settings(TILE_URL="https://tiles.example/{z}/{x}/{y}.png", TILE_ATTRIBUTION="Maps of Example"):
        page = floor.browser().get(f"/board/call/{call}/").content.decode()
    assert 'href="https://tiles.example/' in page and "Maps of Example" in page


def test_a_team_is_offered_with_its_way_by_table(night):
    floor, team, call, _clinician = night
    admin = made.user_with_job(Role.ADMIN)
    put_places([("Station 1", "station", *EAST)], actor=admin)
    (station,) = [one.id for one in travel.places()]
    placed = made.team(floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER), station=station)
    put_travel_table([("Station 1", "Rivermont", 9)], actor=admin, edition="1", source="GPS", in_force_from=date_here())
    dialog = floor.browser().get(f"/board/call/{call}/assign/").content.decode()
    assert "about 9 min, by table" in dialog and "Time unknown" in dialog and "Lines at 25 mph" in dialog
    assert placed and team


def test_marks_of_one_address_stand_beside_one_another():
    from uuid import uuid4

    from tandem.surfaces.board.map import _placed, marks_of

    calls = [OnBoard(uuid4(), f"26-{n}", "Elm", *DENVER, clock.now()) for n in range(10, 14)]
    marks, lost = marks_of(calls, [], {}, {}, [], calls[0].id)
    assert lost == [] and marks[0].chosen
    found = _placed(marks, ground.frame([DENVER]))
    places = [(x, y) for _one, x, y in found]
    assert len(set(places)) == 4
