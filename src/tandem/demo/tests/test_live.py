"""The live shift on a small city: real actions only, the newcomer's call left alone, and it goes on after a stop."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.demo import calibration, city, stage
from tandem.demo.live import MOST_OPEN, Shift
from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents import actions as incidents
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.referrals.models import Referral
from tandem.domain.releases.models import Disclosure
from tandem.domain.staffing.models import Team
from tandem.foundation import clock
from tandem.foundation.organizations.heartbeat import last_heard
from tandem.vocabulary.terms import IncidentState, ReferralState

NOW = datetime(2026, 6, 28, 18, 0, tzinfo=UTC)


@pytest.fixture
def small(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with clock.at(NOW):
        city.build(days=3, rehearsals=False)


def run(shift: Shift, start: int, end: int) -> int:
    """Let the shift live from `start` to `end` seconds after NOW; the most calls ever open."""
    most = 0
    for second in range(start, end, 2 if end < 100 else 5):
        with clock.at(NOW + timedelta(seconds=second)):
            if second == start:
                shift.begin(second)
            shift.step(second)
            most = max(most, stage.open_calls())
    return most


def _newcomers() -> Assignment:
    return Assignment.objects.select_related("incident").get(
        team__unit=stage.NEWCOMERS, cleared_at=None, released_at=None
    )


def test_a_shift_lives(small, monkeypatch):
    monkeypatch.setattr(calibration, "REFERRED", 1.0)
    with clock.at(NOW):
        shift = Shift(stage.Stage(seed=3))
    assert run(shift, 0, 16) >= 5
    assert run(shift, 16, 700) <= MOST_OPEN + 1
    done = Encounter.objects.filter(incident__source_id__startswith=stage.PREFIX)
    assert done.exclude(closed_at=None).count() >= 3
    assert Incident.objects.filter(source="Demo CAD", source_id__startswith=stage.PREFIX).exists()
    sent = Referral.objects.filter(encounter__in=done, state=ReferralState.SENT)
    assert sent.exists()
    assert Disclosure.objects.filter(subject_id__in=sent.values("pk")).count() == sent.count()
    theirs = _newcomers()
    assert (theirs.arrived_at, theirs.incident.state) == (None, IncidentState.ASSIGNED)
    with clock.at(NOW + timedelta(seconds=700)):
        assert not last_heard().stale


@pytest.mark.whole
def test_it_goes_on_after_a_stop(small):
    with clock.at(NOW):
        run(Shift(stage.Stage(seed=3)), 0, 200)
    teams, theirs = Team.objects.count(), _newcomers()
    left = {one.pk for one in stage.own_open()} - {theirs.incident_id}
    assert left
    with clock.at(NOW):
        again = Shift(stage.Stage(seed=4))
    run(again, 200, 700)
    assert Team.objects.count() == teams
    assert _newcomers() == theirs
    assert not Incident.objects.filter(pk__in=left, state__in=("open", "assigned")).exists()


@pytest.mark.whole
def test_what_a_newcomer_takes_is_theirs(small):
    with clock.at(NOW):
        hands = stage.Stage(seed=3)
        shift = Shift(hands)
    run(shift, 0, 16)
    taken = next(one for one in stage.own_open() if stage.untouched(one.pk))
    with clock.at(NOW + timedelta(seconds=16)):
        newcomers = _newcomers()
        incidents.release_team(newcomers.pk, actor=hands.dispatcher, reason="Needed elsewhere")
        dispatcher = hands.cast.named("dispatcher").actor()
        incidents.assign(taken.pk, actor=dispatcher, team_id=newcomers.team_id)
    run_on = range(21, 600, 5)
    for second in run_on:
        with clock.at(NOW + timedelta(seconds=second)):
            shift.step(second)
    row = Assignment.objects.get(incident=taken)
    assert (row.team_id, row.arrived_at, row.released_at) == (newcomers.team_id, None, None)


@pytest.mark.whole
def test_a_new_shift_follows_one_that_ran_out(small):
    with clock.at(NOW):
        run(Shift(stage.Stage(seed=3)), 0, 60)
    later = int(timedelta(hours=20).total_seconds())
    with clock.at(NOW + timedelta(seconds=later)):
        shift = Shift(stage.Stage(seed=5))
    run(shift, later, later + 120)
    on = Team.objects.filter(signed_off_at=None)
    assert {one.unit for one in on} == set(stage.CREWS)
    assert all(one.until > NOW + timedelta(seconds=later) for one in on)
