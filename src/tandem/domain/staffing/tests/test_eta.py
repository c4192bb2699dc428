"""About how long: the table in its direction, the line where it says nothing, unknown where nothing is known."""

from datetime import date, timedelta

import pytest

from tandem.domain.staffing import actions, travel
from tandem.domain.staffing.eta import LINE, NO_TABLE, TABLE, Speed, Table, eta, meters_between
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

DENVER, AURORA = (39.7392, -104.9903), (39.7294, -104.8319)
MPH = Speed(25, "Assumed.")
MINUTES = Table("2026-1", "GPS", {("station 1", "aurora"): 9, ("aurora", "station 1"): 14})


def asked(from_name="Station 1", from_place=DENVER, to_name="Aurora", to_place=AURORA, table=MINUTES, speed=MPH):
    values = {"from_name": from_name, "from_place": from_place, "to_name": to_name, "to_place": to_place}
    return eta(**values, table=table, speed=speed)


def test_the_table_goes_first_and_direction_matters():
    there, back = asked(), asked("AURORA", AURORA, " station 1 ", DENVER)
    assert (there.minutes, there.how, there.words) == (9, TABLE, "about 9 min, by table")
    assert (back.minutes, back.edition) == (14, "2026-1")


def test_a_missing_pair_falls_back_to_the_line_and_says_so():
    found = asked(to_name="Birchfield")
    assert (found.how, found.fell_back) == (LINE, True)
    assert found.words == f"about {found.minutes} min, straight line, 8 mi, not in the table"
    assert asked(table=NO_TABLE).words == "about 20 min, straight line, 8 mi"
    assert asked(table=NO_TABLE, speed=Speed(25, "", "km")).words == "about 20 min, straight line, 14 km"


@pytest.mark.parametrize("place", [(None, None), (39.7, None), (None, -104.9)])
def test_unknown_stays_unknown(place):
    assert asked("", place, table=MINUTES) is None
    assert asked("", DENVER, "", place) is None
    assert asked(from_place=place).minutes == 9, "the table needs no coordinates"


def test_distances():
    assert meters_between(DENVER, DENVER) == 0
    assert meters_between(DENVER, AURORA) == pytest.approx(13_590, abs=30)
    # A quarter of the way around, by the definition of the nautical mile.
    assert meters_between((0, 0), (0, 90)) == pytest.approx(10_007_557, rel=1e-3)
    assert asked(to_place=DENVER, table=NO_TABLE).minutes == 1, "never zero: nobody is there before they leave"
    assert asked(to_place=(39.74, -104.99), table=NO_TABLE).distance == "0.1 mi"


@pytest.fixture
def admin(db):
    travel.forget()
    made.program()
    yield made.user_with_job(Role.ADMIN)
    travel.forget()


def test_the_newest_edition_in_force_is_used_and_none_is_changed(admin):
    today = date_here()
    for edition, day, minutes in (("1", today - timedelta(days=9), 9), ("2", today, 7), ("3", date(2999, 1, 1), 1)):
        rows = [("Station 1", "Aurora", minutes)]
        actions.put_travel_table(rows, actor=admin, edition=edition, source="GPS of June", in_force_from=day)
    assert travel.known().table.minutes == {("station 1", "aurora"): 7}
    assert [one.edition for one in travel.editions()] == ["3", "2", "1"]
    with pytest.raises(Conflict):
        actions.put_travel_table([("a", "b", 1)], actor=admin, edition="2", source="x", in_force_from=today)
    with pytest.raises(NotAllowed):
        desk = made.user_with_job(Role.DISPATCHER)
        actions.put_travel_table([("a", "b", 1)], actor=desk, edition="4", source="x", in_force_from=today)


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([], "rows"),
        ([("a", "b", 1)] * 5001, "rows"),
        ([("a", " ", 1)], "line 1"),
        ([("a", "b", 1), ("a", "b" * 81, 1)], "line 2"),
        ([("a", "b", -1)], "line 1"),
        ([("a", "b", 601)], "line 1"),
        ([("a", "b", 1), ("A", "B", 2)], "line 2"),
    ],
)
def test_a_table_that_cannot_be_right(admin, rows, field):
    with pytest.raises(Refusal) as refused:
        actions.put_travel_table(rows, actor=admin, edition="1", source="x", in_force_from=date(2026, 1, 1))
    assert refused.value.errors[0][0] == field and travel.editions() == []


def test_named_places(admin):
    assert actions.put_places([("Station 1", "station", *DENVER), ("Aurora", "area", *AURORA)], actor=admin) == 2
    actions.put_places([("Station 1", "station", *AURORA)], actor=admin)
    assert [(one.name, one.latitude) for one in travel.known().places] == [("Station 1", 39.7294), ("Aurora", 39.7294)]
    for row in ((" ", "area", 1, 1), ("a", "house", 1, 1), ("a", "area", -104.9, 39.7)):
        with pytest.raises(Refusal, match="line 1"):
            actions.put_places([row], actor=admin)
