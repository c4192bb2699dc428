"""The wall and the console through their own doors: who opens them, what they show, and what the wall never shows."""

import re
import xml.etree.ElementTree as ET

import pytest

from tandem.surfaces.rehearse import stage
from tandem.surfaces.rehearse.tests.conftest import signed_in
from tandem.training.sessions import actions, records
from tandem.training.sessions.records.values import Held, Said
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

SECRETS = ("The latch is up.", "He looks at his sister.", "Five words at most.", "Step back")


def at_table(table, **how):
    at = table(**how)
    return at, signed_in(at.trainer), {seat: at.sit(seat) for seat in ("officer", "clinician", "peer")}


def page(client, at, which: str, query: str = "") -> str:
    answer = client.get(f"/rehearse/r/{at.code}/{which}/{query}")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_a_wall_waits_with_its_code_then_shows_the_scene_and_no_secret(table):
    at, trainer, seats = at_table(table)
    waiting = page(trainer, at, "wall")
    assert 'class="rw waiting"' in waiting and f"{at.code[:3]} {at.code[3:]}" in waiting and "segno" in waiting
    at.start()
    shown = page(trainer, at, "wall")
    assert "Jonah is at the door." in shown and "The people and the place are invented." in shown
    for html in (shown, page(trainer, at, "wall/now")):
        assert [one for one in SECRETS if one in html] == []
        assert not re.search(r"arousal|trust|danger", html, re.IGNORECASE)
    at.choose(seats["officer"], "Step back")
    actions.take_lead(seats["clinician"])
    shown = page(trainer, at, "wall")
    assert "Who are you?" in shown and "Step back" not in shown
    svg = ET.fromstring(re.search(r"<svg id=\"scene\".*?</svg>", shown, re.DOTALL)[0])
    assert "Jonah Pell" in svg.find("{*}desc").text


# In its place in `bin/test`: the one above, and training/sessions/tests/test_lead_and_signs.py for who leads.
@pytest.mark.whole
def test_the_wall_says_paused_who_leads_and_how_it_ended(table):
    at, trainer, seats = at_table(table)
    at.start()
    actions.take_lead(seats["officer"])
    actions.pause(at.run(), actor=at.trainer)
    shown = page(trainer, at, "wall")
    assert 'class="rw paused"' in shown and "has the lead" in shown
    actions.resume(at.run(), actor=at.trainer)
    at.choose(seats["officer"], "Step back")
    at.choose(seats["clinician"], "Tell him who you are")
    over = page(trainer, at, "wall")
    assert 'class="rw ended"' in over and "He sits down beside his sister." in over


def test_the_console_shows_moods_choices_acts_and_sends_things_in(table):
    at, trainer, seats = at_table(table)
    at.sit("officer", team="B") if len(records.room(at.room).runs) > 1 else None
    assert "Nobody has done" not in page(trainer, at, "console")
    at.start()
    shown = page(trainer, at, "console")
    assert "Arousal" in shown and "Step back" in shown and "only officer" in shown
    lead = f"/rehearse/r/{at.code}/lead/"
    quiet = {"HX-Request": "true"}
    assert (
        trainer.post(lead, {"verb": "inject", "team": "A", "text": "A phone rings."}, headers=quiet).status_code == 204
    )
    said = {"verb": "speak", "team": "A", "character": "Jonah", "text": "Not now."}
    assert trainer.post(lead, said, headers=quiet).status_code == 204
    assert trainer.post(lead, {"verb": "inject", "team": "A", "text": ""}, headers=quiet).status_code == 422
    shown = page(trainer, at, "wall")
    assert "A phone rings." in shown and "Not now." in shown
    at.choose(seats["officer"], "Step back")
    first = next(one.number for one in records.timeline(at.run()) if one.has_moment)
    trainer.post(lead, {"verb": "rewind", "team": "A", "number": first})
    branch = page(trainer, at, "console")
    assert "rewound" in branch and "The first run stays." in branch


def test_nobody_but_the_rooms_instructor_finds_wall_or_console(table, client):
    at = table()
    for who in (signed_in(made.user_with_job(Role.CLINICIAN)), signed_in(made.user_with_job(Role.TRAINER))):
        for which in ("wall/", "wall/now/", "console/", "console/now/"):
            assert who.get(f"/rehearse/r/{at.code}/{which}").status_code == 404
    assert client.get(f"/rehearse/r/{at.code}/wall/").status_code == 302


@pytest.mark.fuzz
def test_a_team_that_is_not_there_has_no_page(table):
    at = table()
    trainer = signed_in(at.trainer)
    for team in few(["Z", "", "<b>", "A" * 300], every=3):
        for which in ("wall", "console"):
            assert trainer.get(f"/rehearse/r/{at.code}/{which}/", {"team": team}).status_code == 404, team


@pytest.mark.parametrize(
    ("text", "shown"),
    [("“Please.”", "Please."), ("“Stay,” he says. “Please.”", "“Stay,” he says. “Please.”"), ("Plain.", "Plain.")],
)
def test_only_quotes_around_the_whole_line_are_taken_off(text, shown):
    assert stage.unquoted(text) == shown


def test_a_story_s_people_are_told_from_the_team():
    held = (Held("officer", "Robin Low"),)
    cast = stage.cast_of("Jonah Pell", held, {"who": "jonah,officer,mara,clinician"}, (Said(1, 0, "Hm.", "Mr. Patel"),))
    assert [(one.word, one.role) for one in cast] == [
        ("officer", "officer"),
        ("mara", "bystander"),
        ("clinician", "clinician"),
        ("patel", "bystander"),
    ]
