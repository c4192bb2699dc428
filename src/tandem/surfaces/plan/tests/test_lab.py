"""The lab through its door: which state a replay is in, what it says, who opens the calls behind a count."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.incidents.criteria import Edition
from tandem.domain.releases.models import Opening
from tandem.foundation import clock
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.measures.tables import DECISIONS, INCIDENTS, SHIFTS, TABLES
from tandem.planning.replay.tests.cases import CALM, city, decided
from tandem.surfaces.plan.lab import work
from tandem.surfaces.plan.lab.reading import Facts
from tandem.surfaces.plan.tests.conftest import seat
from tandem.vocabulary.facts import DecisionFact, IncidentFact, ShiftFact
from tandem.vocabulary.runs import RunState
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

HARBOR = "/criteria/harbor-city/1/replay/"
READERS = (Role.EVALUATOR, Role.ADMIN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.OFFICER)
# Somebody in a car: Demo County sends police there, out of sight; Harbor City's team goes without.
MOVES = {"weapon": "none", "violence": "none", "suicide": "none", "medical": "none", "intoxication": "none"} | {
    "crime_complaint": "none",
    "location": "vehicle",
}


@pytest.fixture
def mart(settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    return Facts().mart


def keep(mart, rows, table=DECISIONS) -> None:
    now = clock.now()
    mart.write(table, TABLES[table].schema, rows, partition=f"{now:%Y-%m}", filled_to=now)


def calls(n: int, known=CALM, **other) -> list[DecisionFact]:
    at = clock.now() - timedelta(days=3)
    rows = (decided(city(), known, at + timedelta(minutes=one)) | other for one in range(n))
    return [DecisionFact(**row) for row in rows]


def about(mart, n: int, known=CALM, sent=None, **of) -> list[DecisionFact]:
    """Decisions of calls whose facts say who they were about, and of those `sent` when a team was sent."""
    at = clock.now() - timedelta(days=3)
    records = [str(uuid4()) for _one in range(n)]
    gone = {"dispatched_at": None, "arrived_at": None, "engaged_at": None, "cleared_at": None}
    if sent is not None:
        gone |= {"dispatched_at": at + timedelta(minutes=sent), "cleared_at": at + timedelta(minutes=sent + 40)}
    told = [
        IncidentFact("real", one, "Rivermont PD", None, "911", at, "team_alone", False, "closed", **gone, **of)
        for one in records
    ]
    _CALLS.setdefault(id(mart), []).extend(told)
    keep(mart, _CALLS[id(mart)], INCIDENTS)
    return [DecisionFact(**decided(city(), known, at, record=one, served=sent is not None)) for one in records]


# What a test has put into the calls of its mart: a month is put in force whole.
_CALLS: dict[int, list[IncidentFact]] = {}


def tried(client, path=HARBOR) -> str:
    """Ask for a replay, let the worker do it, and read the page."""
    assert client.post(path, {"days": "365"}).status_code == 303
    execute(str(Run.objects.latest("asked_at").pk))
    return client.get(path).content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few(READERS, every=4))
def test_who_reads_criteria_reads_the_lab(mart, role):
    client = seat(role)
    html = client.get("/criteria/lab/").content.decode()
    assert "What would a change have done?" in html and "No decision is in the facts yet" in html
    assert "Try it" in html and "it is what every draft is tried against" not in html
    assert "Beside edition 1, in force" in client.get(HARBOR).content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.PEER, Role.CLINICIAN, Role.PRIVACY_OFFICER, Role.TRAINER], every=2))
def test_nobody_else_has_such_a_page(mart, role):
    client = seat(role)
    for path in ("/criteria/lab/", HARBOR, f"{HARBOR}print/", f"{HARBOR}calls/?unserved=all"):
        assert client.get(path).status_code == 404
    assert client.post(HARBOR).status_code == client.post(f"{HARBOR}stop/").status_code == 404


def test_a_replay_says_what_it_left_out_and_proves_itself(mart, manager):
    keep(mart, [*calls(30), *calls(15, MOVES), *calls(5, {})])
    html = tried(manager)
    assert "50 calls" in html and "of 45 calls for the team" in html
    assert "5 calls can be decided by neither edition" in html
    assert "They are in no percentage here." in html
    assert "gives the same answer as the live decision for all 50 decisions" in html
    for heading in ("By hour", "By place", "Who gains", "Could our teams carry it?", "Eligible, not served"):
        assert heading in html
    assert html.count("Show as a table") == 3


def test_inputs_missing_is_said_and_no_chart_is_drawn(mart, manager):
    html = tried(manager)
    assert "Inputs missing" in html and "No decision of these months is recorded" in html and "<polyline" not in html
    keep(mart, calls(12, {}))
    html = tried(manager)
    assert "None of 12 calls can be decided by both editions" in html and "<polyline" not in html


def test_a_call_that_cannot_be_decided_again_stops_the_whole(mart, manager):
    keep(mart, [*calls(20), *calls(1, inputs='{"weapon":"sword"}')])
    html = tried(manager)
    assert Run.objects.get().state == RunState.FAILED
    assert "Stopped at call 2" in html and "“sword” is not a choice" in html
    assert "<polyline" not in html and "By hour" not in html and "Run it again" in html


def test_an_evaluator_that_changed_is_said_in_red(mart, manager, monkeypatch):
    keep(mart, calls(20))
    honest = Edition.deciding_rules
    monkeypatch.setattr(Edition, "deciding_rules", lambda self, vectors: [self.rules[0] for _ in honest(self, vectors)])
    html = tried(manager)
    assert "20 decisions come out otherwise than they were made" in html
    assert "gives the same answer" not in html


def test_a_replay_can_be_stopped_and_goes_on_alone(mart, manager):
    keep(mart, calls(20))
    assert manager.post(HARBOR, {"days": "365"}).status_code == 303
    assert "Waiting to start" in manager.get(f"{HARBOR}?part=run").content.decode()
    manager.post(HARBOR, {"days": "365"})
    assert Run.objects.count() == 1, "a second one is not begun while one waits"
    assert manager.post(f"{HARBOR}stop/").status_code == 303
    html = manager.get(HARBOR).content.decode()
    assert "The replay was stopped" in html and "<polyline" not in html
    other = seat(Role.EVALUATOR)
    assert "The replay was stopped" not in other.get(HARBOR).content.decode(), "a run is its asker's"
    assert other.post(f"{HARBOR}stop/").status_code == 404


def test_another_stretch_than_those_offered_is_refused(mart, manager):
    assert manager.post(HARBOR, {"days": "9999999999"}).status_code == 303
    assert not Run.objects.exists()
    assert "Choose how far back." in manager.get(HARBOR).content.decode()


def test_the_edition_in_force_is_tried_against_nothing(mart, manager):
    path = "/criteria/demo-county/1/replay/"
    assert "This edition is in force" in manager.get(path).content.decode()
    assert manager.post(path, {"days": "365"}).status_code == 404
    assert manager.get("/criteria/nowhere/3/replay/").status_code == 404


def test_small_groups_are_not_shown_and_cannot_be_worked_out(mart, manager):
    keep(
        mart,
        [
            *calls(40, CALM | {"language": "english"}),
            *calls(30, CALM | {"language": "spanish"}),
            *calls(7, CALM | {"language": "other"}),
        ],
    )
    html = tried(manager)
    assert "Language: other" not in html and "of 77 calls" in html
    assert "Language: English" in html and "Language: Spanish" not in html, "the next smallest goes with it"
    assert "2 groups are not shown" in html


def test_groups_are_told_by_what_people_said_of_themselves(mart, manager):
    keep(
        mart,
        [
            *about(mart, 60, CALM | {"weapon": "in_hand"}, race="black", gender="woman"),
            *about(mart, 30, race="white", gender="woman"),
            *about(mart, 14, race="white"),
            *about(mart, 8, race="asian"),
            *calls(12),
        ],
    )
    html = tried(manager)
    assert "Race or ethnicity: Black or African American" in html and "Gender: Woman or girl" in html
    assert "Race or ethnicity: Asian" not in html, "under 11"
    assert "race or ethnicity on" not in html and "2 groups are not shown" in html, "nor worked out"
    assert "gender on 34 calls" in html and "age by date of birth on all calls" in html
    table = html.split("Share of calls for the team by group")[-1]
    row = table.split("Race or ethnicity: Black or African American")[1].split("</tr>")[0]
    assert ">60<" in row and row.count("0, 0 %") == 2
    both = table.split("Gender: Woman or girl")[1].split("</tr>")[0]
    assert ">90<" in both and both.count("30, 33 %") == 2


def test_the_sheets_for_a_council_say_it_all_and_no_small_count(mart, manager):
    assert manager.get(f"{HARBOR}print/").status_code == 404, "nothing was tried"
    keep(
        mart,
        [
            *calls(40, CALM, served=True, unserved=None),
            *calls(30, CALM, unserved="too_far"),
            *calls(7, CALM, unserved="cancelled"),
            *calls(15, MOVES | {"language": "english"}),
            *calls(4, {}),
        ],
    )
    assert f'href="{HARBOR}print/"' in tried(manager)
    html = manager.get(f"{HARBOR}print/").content.decode()
    for heading in (
        "How many calls are for the team",
        "Which calls get another answer, and why",
        "Could our teams carry it?",
        "Who gains",
        "For the team, and none went",
        "What was left out, and how to check",
    ):
        assert heading in html
    assert '<td class="n">92</td>' in html and "100.0 %" in html and "96.0 to 100.0 %" in html, (
        "a share has its interval"
    )
    assert "fewer than 11 calls that one edition or neither can decide" in html
    assert "Cancelled before a team went" not in html and "2 reasons are not shown" in html
    assert "every call got the answer it got live" in html
    assert "demo-county/1" in html and "harbor-city/1" in html and "Printed by" in html
    assert "data-print" in html and "<nav" not in html


def test_too_far_stands_in_the_ledger(mart, manager):
    keep(mart, [*calls(14), *calls(12, unserved="too_far")])
    html = tried(manager)
    left = html.split('id="h-left"')[1]
    assert "26 of 26 calls" in left and "<span>Too far</span>" in left and "<b>12</b>" in left
    assert "knows no reason" not in html


@pytest.mark.fuzz
def test_a_supervisor_opens_the_calls_behind_a_move_by_a_release(mart, supervisor, manager):
    keep(mart, [*calls(20), *calls(15, MOVES), *calls(1, MOVES, record=str(made.call()))])
    assert "See the calls" not in tried(manager) and "opened by a clinical supervisor" in tried(manager)
    html = tried(supervisor)
    path = html.split('href="/criteria/harbor-city/1/replay/calls/?was')[1].split('"')[0].replace("&amp;", "&")
    path = f"{HARBOR}calls/?was{path}"
    page = supervisor.get(path).content.decode()
    assert "16 calls" in page
    assert manager.get(path).status_code == 404
    assert Opening.objects.filter(kind="drill").count() >= 1
    ledger = supervisor.get(f"{HARBOR}calls/?unserved=all").content.decode()
    assert "For the team, and none went" in ledger and "A team was free; no reason written" in ledger
    for bad in few(("?unserved=moon", "?was=team_alone&now=moon", "?unserved=all&page=x"), every=3):
        assert supervisor.get(f"{HARBOR}calls/{bad}").status_code == 404


def test_what_teams_would_carry_stands_beside_what_they_did(mart, supervisor):
    keep(mart, [*calls(30, CALM | {"unit_on_shift": "free"}, served=True, unserved=None), *calls(20, MOVES)])
    start = clock.now() - timedelta(days=3, hours=2)
    over = start + timedelta(hours=8)
    shift = ShiftFact("real", str(uuid4()), "Rivermont PD", start, over, over, 2, 1, 5, 120.0)
    keep(mart, [shift], SHIFTS)
    assert "no shift or no cleared call of these months" in tried(supervisor), "nobody knows how long a call takes"
    gone = {
        "dispatched_at": start,
        "arrived_at": start,
        "engaged_at": start,
        "cleared_at": start + timedelta(minutes=52),
    }
    call = IncidentFact(
        "real", str(uuid4()), "Rivermont PD", None, "911", start, "team_alone", False, "closed", **gone
    )  # fmt: skip
    keep(mart, [call], INCIDENTS)
    html = tried(supervisor)
    assert "They assume 52 minutes a call" in html and "Same sum, now" in html and "25 %" in html


def test_a_median_wait_is_held_against_the_recorded_one(mart, supervisor):
    free = CALM | {"unit_on_shift": "free"}
    keep(mart, [*about(mart, 30, free, sent=6), *about(mart, 10, CALM | {"unit_on_shift": "busy"}, sent=30)])
    start = clock.now() - timedelta(days=4)
    over = start + timedelta(hours=72)
    keep(mart, [ShiftFact("real", str(uuid4()), "Rivermont PD", start, over, over, 2, 1, 5, 120.0)], SHIFTS)
    html = tried(supervisor)
    # All calls came in one hour of a team: it has more work than it can do, and the model says so.
    assert "can’t say" in html or "can&#x27;t say a median wait for these months; recorded was 6 min." in html
    assert "no end" in html and "where a line only grows" in html


def test_a_draft_that_changed_since_is_said(mart, manager):
    keep(mart, calls(20))
    run_path = HARBOR
    tried(manager)
    Run.objects.update(results=Run.objects.get().results | {"draft_hash": "another"})
    assert "The draft was changed since." in manager.get(run_path).content.decode()
    Run.objects.update(results={"replay": {"calls": 3}})
    assert "counted by an earlier version" in manager.get(run_path).content.decode()


def test_work_of_somebody_who_lost_the_job_is_not_done(mart, manager):
    keep(mart, calls(3))
    manager.post(HARBOR, {"days": "365"})
    run = Run.objects.get()
    assert run.kind == work.KIND and run.arguments["draft"] == "harbor-city/1"
