"""Taking a call: saved at once, saved once, and whatever is typed comes back as it was or is refused by field."""

import html
import json
from urllib.parse import quote_from_bytes, urlencode
from uuid import uuid4

import pytest

from tandem.domain.incidents import records
from tandem.surfaces.board.doors import board_release
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few, few_strings

# Of about 500; the API doors take them all.
# What every field of a call takes.
SHORT = 120
FORM = {"origin": "911", "place": "412 Orchard St", "narrative": "He is scared.", "caller_name": "Sister"}


def form(**values):
    return {"source_id": str(uuid4()), **FORM, **values}


def call_of(floor, answer):
    incident = answer["Location"].split("/")[2]
    return records.call(incident, release=board_release(floor.dispatcher))


def test_the_blank_form_presets_no_answer(floor):
    shown = floor.browser().get("/board/new/").content.decode()
    assert shown.count(" checked") == 1  # How it came: 911.
    assert "It&#x27;s fine not to know" in shown or "It's fine not to know" in shown


def test_the_first_save_makes_the_call_and_decides(floor):
    answer = floor.browser().post("/board/new/", form(weapon="in_reach", violence="none", person="Male, red jacket"))
    assert answer.status_code == 303
    call = call_of(floor, answer)
    assert (call.place, call.narrative, call.caller, call.source) == (*list(FORM.values())[1:], "tandem form")
    assert call.inputs == {"weapon": "in_reach", "violence": "none"}
    assert call.response == "team_police_staged"
    assert len(call.person_ids) == 1
    shown = floor.browser().get(answer["Location"]).content.decode()
    assert "Co-responder team, police staged out of sight" in shown
    assert "Male, red jacket" in shown


def test_the_same_form_twice_is_one_call_and_one_person(floor):
    told = form(person="Male, red jacket")
    browser = floor.browser()
    first, second = browser.post("/board/new/", told), browser.post("/board/new/", told)
    assert first["Location"] == second["Location"]
    assert len(call_of(floor, first).person_ids) == 1


def test_the_script_gets_the_response_and_the_address(floor):
    headers = {"HX-Request": "true"}
    told = form(weapon="in_hand")
    answer = floor.browser().post("/board/new/", told, headers=headers)
    assert answer.status_code == 200
    assert answer["HX-Push-Url"].endswith("/intake/")
    shown = answer.content.decode()
    assert "Police-led with co-responder" in shown
    assert "1 answered, 0 unknown" in shown
    later = floor.browser().post("/board/new/", {**told, "weapon": "unknown"}, headers=headers)
    assert "0 answered, 1 unknown" in later.content.decode()


def test_a_changed_answer_shows_the_old_one(floor):
    browser = floor.browser()
    saved = browser.post("/board/new/", form(weapon="unknown"))
    browser.post(saved["Location"], {**FORM, "weapon": "in_reach", "place": "414 Orchard St"})
    call = call_of(floor, saved)
    assert [(one.was, one.now) for one in call.changes] == [("Unknown", "In reach")]
    assert call.place == "414 Orchard St"
    assert '<s class="was">Unknown</s>' in browser.get(saved["Location"]).content.decode()


def test_a_call_at_the_same_place_is_asked_about(floor):
    browser = floor.browser()
    first = call_of(floor, browser.post("/board/new/", form()))
    second = browser.post("/board/new/", form())
    shown = browser.get(second["Location"]).content.decode()
    assert "Same address" in shown
    assert first.number in shown


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("field", "value"),
    few(
        [
            ("source_id", "not a number"),
            ("origin", "smoke signal"),
            ("origin", "cad"),
            ("agency", "00000000-0000-0000-0000-000000000000"),
            ("place", "x" * 301),
            ("caller_name", "x" * 121),
            ("callback", "\x00"),
            ("narrative", "x" * 20_001),
            ("person", "x" * 201),
            ("weapon", "sharp"),
        ],
        every=6,
    ),
)
def test_a_bad_field_is_named_and_nothing_is_stored(floor, field, value):
    told = form(place="9 Bad Field Street") | {field: value}
    answer = floor.browser().post("/board/new/", told)
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not records.on_board(release=board_release(floor.dispatcher))
    by_script = floor.browser().post("/board/new/", told, headers={"HX-Request": "true"})
    assert by_script.status_code == 422
    assert by_script["HX-Retarget"] == "#errors"
    assert f'href="#id_{field}"' in by_script.content.decode()


def test_until_an_agency_is_chosen_the_call_is_the_dispatch_centers(floor):
    made.organization(OrganizationKind.POLICE, in_program=True)
    browser = floor.browser()
    blank = browser.get("/board/new/").content.decode()
    assert f'<option value="{floor.center.pk}" selected>Not known yet ({floor.center.name})' in blank
    saved = browser.post("/board/new/", form(weapon="in_reach"))
    call = call_of(floor, saved)
    assert call.agency_id == floor.center.pk
    assert call.response
    browser.post(saved["Location"], {**FORM, "agency": str(floor.police.pk)})
    assert call_of(floor, saved).agency_id == floor.police.pk


# In its place in `bin/test`: test_until_an_agency_is_chosen_the_call_is_the_dispatch_centers, by the same form;
# domain/incidents, test_origin_and_agency_are_corrected_and_the_old_ones_kept_in_words.
@pytest.mark.whole
@pytest.mark.parametrize("first_form_again", [True, False])
def test_source_and_agency_are_corrected_while_taking_the_call(floor, first_form_again):
    other = made.organization(OrganizationKind.POLICE, in_program=True)
    browser, told = floor.browser(), form(agency=str(floor.police.pk))
    saved = browser.post("/board/new/", told)
    again = "/board/new/" if first_form_again else saved["Location"]
    headers = {"HX-Request": "true"}
    told |= {"origin": "988", "agency": str(other.pk), "caller_name": ""}
    assert browser.post(again, told, headers=headers).status_code == 200
    call = call_of(floor, saved)
    assert (call.origin, call.agency_id, call.caller) == ("988", other.pk, "")
    shown = browser.get(saved["Location"]).content.decode()
    assert 'value="988" checked' in shown
    assert f'value="{other.pk}" selected' in shown
    history = browser.get(f"/board/call/{call.id}/").content.decode()
    assert f"Agency: {floor.police.short_name} to <b>{other.short_name}</b>" in history
    assert "Corrected while taking the call" in history


@pytest.mark.fuzz
@pytest.mark.parametrize(("field", "value"), few([("origin", "smoke signal"), ("agency", "nobody")], every=2))
def test_a_bad_correction_is_named_and_changes_nothing(floor, field, value):
    browser = floor.browser()
    saved = browser.post("/board/new/", form())
    answer = browser.post(saved["Location"], {**FORM, "place": "Elsewhere", field: value})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert call_of(floor, saved).place == FORM["place"]


def test_save_the_call_goes_to_it_on_the_board(floor):
    answer = floor.browser().post("/board/new/", form(done="1"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/board/call/")
    incident = answer["HX-Redirect"].split("/")[3]
    later = floor.browser().post(f"/board/{incident}/intake/", {**FORM, "done": "1"})
    assert later["Location"] == answer["HX-Redirect"]


def test_an_officer_takes_a_call_for_the_own_agency(floor):
    officer = floor.actor(Role.OFFICER)
    shown = floor.browser(officer).get("/board/new/").content.decode()
    assert 'value="self_initiated" checked' in shown


@pytest.mark.shared
@pytest.mark.fuzz
def test_every_naughty_string_is_kept_whole_or_refused_by_name(floor, shared):
    """Each stands beside others in one call."""
    strings = few_strings(json.loads((shared / "data/hostile/blns.json").read_text(encoding="utf-8")), every=160)
    browser = floor.browser()
    short = [text for text in strings if len(text) <= SHORT]
    groups = [(text, "", "") for text in strings if len(text) > SHORT]
    groups += [(*short[at : at + 3], "", "")[:3] for at in range(0, len(short), 3)]
    while groups:
        group = groups.pop()
        said = dict(zip(("narrative", "place", "caller_name"), group, strict=True))
        answer = browser.post("/board/new/", form(**said))
        assert answer.status_code in (303, 422), repr(group)
        if answer.status_code == 422:
            assert 'href="#id_' in answer.content.decode(), repr(group)
            # One of several was refused: the others still have to get through, each on its own.
            groups += [(text, "", "") for text in group if text] if any(group[1:]) else []
            continue
        call = call_of(floor, answer)
        assert (call.narrative, call.place, call.caller) == group
        shown = browser.get(answer["Location"])
        assert shown.status_code == 200
        for text in filter(str.strip, group):
            assert html.escape(text) in shown.content.decode(), repr(text)


def test_bytes_that_are_no_text_are_refused(floor):
    rest = urlencode(form(narrative="")).replace("narrative=", "narrative=%ff%fe")
    answer = floor.browser().post("/board/new/", rest, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert not records.on_board(release=board_release(floor.dispatcher))


# In its place in `bin/test`: tests/hostile/test_intake.py, the same files at the API; here
# test_every_naughty_string_is_kept_whole_or_refused_by_name.
@pytest.mark.whole
@pytest.mark.shared
@pytest.mark.fuzz
def test_every_hostile_json_file_is_kept_whole_or_refused(floor, shared):
    """The bytes of each file as the caller's words: 400 where they are no text, else stored or refused by name."""
    browser = floor.browser()
    refused = 0
    for file in few(sorted((shared / "data/hostile/json-parsing").glob("*.json")), every=18):
        said = file.read_bytes()
        rest = urlencode(form(narrative="")).replace("narrative=", "narrative=" + quote_from_bytes(said))
        answer = browser.post("/board/new/", rest, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (303, 400, 422), file.name
        refused += answer.status_code == 400
        if answer.status_code == 303:
            # A browser sends every line end of a text field as CR LF; these bytes come as they are.
            assert call_of(floor, answer).narrative.encode() == said, file.name
    # Of every eighteenth file of that list two or more are no text at all; in the whole list far more.
    assert refused >= 2
