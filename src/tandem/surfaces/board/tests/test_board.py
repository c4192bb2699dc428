"""The board through its doors: what it shows, what one can do there, and what it costs."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tandem.domain.incidents import actions, records
from tandem.domain.incidents.actions import Call
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.models import Entry
from tandem.foundation.live import PULSE, LiveSession
from tandem.foundation.organizations.models import Membership, Token
from tandem.surfaces.board import live
from tandem.surfaces.board.doors import board_release
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few

# Session, job, calls, teams and their members, heartbeat, access entry and audit; the transactions inside, and what opens
# and closes the wall. Once a second one more asks whether another edition of the criteria is in force.
MOST_QUERIES = 33


def detail(floor, call):
    return records.call(call, release=board_release(floor.dispatcher))


def test_an_empty_board_says_so(floor):
    shown = floor.browser().get("/board/").content.decode()
    assert "No open calls" in shown
    assert "No team on shift" in shown


def test_most_urgent_first_the_first_shown_whole_and_the_look_in_the_access_log(floor):
    floor.call(place="Calm Street", inputs={"weapon": "none"})
    call = floor.call(place="Loud Street", inputs={"weapon": "in_hand"})
    shown = floor.browser().get("/board/").content.decode()
    assert shown.index("Loud Street") < shown.index("Calm Street")
    assert "Police-led with co-responder" in shown
    assert "Read the rule" in shown
    assert f'href="/board/call/{call}/#call"' in shown
    assert 'id="call" tabindex="-1"' in shown
    entry = Entry.objects.get(action="release.board")
    assert (entry.actor_id, entry.count) == (floor.dispatcher.id, 2)


def test_many_calls_cost_no_more_queries_than_two(floor, django_assert_max_num_queries):
    for number in range(12):
        floor.call(place=f"{number} Elm Street")
    floor.team()
    browser = floor.browser()
    browser.get("/board/")
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = browser.get("/board/")
    assert answer.content.decode().count('<article class="qr') == 12


def test_an_answer_in_place_decides_again_and_shows_the_change(floor):
    call = floor.call(inputs={"weapon": "unknown"})
    browser = floor.browser()
    answer = browser.post(f"/board/call/{call}/answer/", {"weapon": "in_hand"})
    assert answer.status_code == 303
    shown = browser.get(answer["Location"]).content.decode()
    assert "Police-led with co-responder" in shown
    assert '<s class="was">Unknown</s>' in shown
    # By script the same answer brings the panel back.
    answer = browser.post(f"/board/call/{call}/answer/", {"weapon": "in_reach"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith(f'<div id="panel-{call}">')


def test_an_answer_that_is_no_choice_is_refused(floor):
    call = floor.call()
    answer = floor.browser().post(f"/board/call/{call}/answer/", {"weapon": "sharp"})
    assert answer.status_code == 422
    assert "is not a choice" in answer.content.decode()
    assert "weapon" not in detail(floor, call).inputs


def test_assign_offers_the_best_fit_and_sends_it(floor):
    call, team = floor.call(), floor.team()
    browser = floor.browser()
    form = browser.get(f"/board/call/{call}/assign/")
    assert "Clinician and officer. Free." in form.content.decode()
    sent = browser.post(f"/board/call/{call}/assign/", {"team": str(team), "assigned_for": "Sgt. Made, by radio"})
    assert sent.status_code == 303
    assert detail(floor, call).assignments[0].assigned_for == "Sgt. Made, by radio"


def test_the_second_to_send_a_team_is_told_where_it_went(floor):
    first, second, team = floor.call(place="1 Larkspur Ct"), floor.call(place="2 Elm St"), floor.team()
    made.sent(first, team)
    answer = floor.browser().post(f"/board/call/{second}/assign/", {"team": str(team), "assigned_for": "Sgt. Made"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "was sent to 1 Larkspur Ct" in shown
    assert "Sgt. Made" in shown
    assert detail(floor, second).assignments == ()


def test_an_override_needs_a_reason_and_keeps_both(floor):
    call = floor.call(inputs={"weapon": "in_reach", "violence": "none"})
    browser, url = floor.browser(), f"/board/call/{call}/override/"
    refused = browser.post(url, {"response": "team_alone", "reason": ""})
    assert refused.status_code == 422
    assert "Write why, so that the criteria can learn from this call." in refused.content.decode()
    assert browser.post(url, {"response": "team_alone", "reason": "Known well to this team."}).status_code == 303
    shown = browser.get(f"/board/call/{call}/").content.decode()
    assert "Chosen instead: Co-responder team alone" in shown
    assert "Known well to this team." in shown


def test_status_by_radio_then_a_corrected_time(floor):
    call = floor.call()
    assignment = made.sent(call, floor.team())
    browser = floor.browser()
    stamped = browser.post(f"/board/call/{call}/status/", {"assignment": str(assignment), "which": "arrival"})
    assert stamped.status_code == 303
    told = {"assignment": str(assignment), "which": "arrival", "at": "not a time", "reason": "Heard late."}
    refused = browser.post(f"/board/call/{call}/time/", told)
    assert refused.status_code == 422
    assert "id_at-error" in refused.content.decode()
    first = detail(floor, call).assignments[0].times[UnitTime.ARRIVAL]
    assert first is not None


@pytest.mark.fuzz
@pytest.mark.parametrize("verb", few(["close", "cancel"], every=2))
def test_ending_needs_a_reason_and_can_be_taken_back(floor, verb):
    call = floor.call(place="7 Elm Street")
    browser = floor.browser()
    assert browser.post(f"/board/call/{call}/{verb}/", {"reason": " "}).status_code == 422
    assert browser.post(f"/board/call/{call}/{verb}/", {"reason": "Settled by phone."}).status_code == 303
    assert "7 Elm Street" in browser.get("/board/closed/").content.decode()
    assert "7 Elm Street" not in browser.get("/board/rows/").content.decode()
    assert browser.post(f"/board/call/{call}/reopen/", {"reason": "Called again."}).status_code == 303
    assert "7 Elm Street" in browser.get("/board/rows/").content.decode()


def test_that_it_was_too_far_is_said_in_one_word_and_nobody_has_to(floor):
    calm = {"weapon": "none", "violence": "none", "suicide": "thoughts", "medical": "none", "will_talk": "yes"}
    call, browser = floor.call(place="9 Elm Street", inputs=calm), floor.browser()
    url = f"/board/call/{call}/close/"
    asked = browser.get(url).content.decode()
    assert (
        "Why does no team go?" in asked and "Too far" in asked and "required" not in asked.split("id_unserved")[1][:80]
    )
    refused = browser.post(url, {"reason": "Deputies went.", "unserved": "moon"})
    assert refused.status_code == 422 and "Choose one of: too_far" in refused.content.decode()
    assert detail(floor, call).state == "open", "nothing half stored"
    assert browser.post(url, {"reason": "Deputies went.", "unserved": "too_far"}).status_code == 303
    shown = browser.get(f"/board/call/{call}/").content.decode()
    assert "Why no team went: too far." in shown and "Why: Deputies went. No team went: too far." in shown
    led = floor.call(inputs={"weapon": "in_hand", "violence": "none"})
    assert "Why does no team go?" not in browser.get(f"/board/call/{led}/close/").content.decode()


def test_a_wrong_person_is_taken_off_with_a_reason(floor):
    call = floor.call()
    browser = floor.browser()
    assert browser.post(f"/board/call/{call}/person/", {"appearance": "Tall, blue coat"}).status_code == 303
    (person,) = detail(floor, call).person_ids
    gone = browser.post(f"/board/call/{call}/wrong-person/", {"person": str(person), "reason": "A bystander."})
    assert gone.status_code == 303
    assert detail(floor, call).person_ids == ()


# In its place in `bin/test`: test_clocks_change.py,
# test_a_time_that_breaks_the_order_or_is_corrected_is_told_by_the_own_clock, by the same verb.
@pytest.mark.whole
def test_a_corrected_fact_keeps_the_old_one(floor):
    call = floor.call(place="1 Elm Street")
    told = {"field": "place", "value": "11 Elm Street", "reason": "Misheard."}
    browser = floor.browser()
    assert browser.post(f"/board/call/{call}/correct/", told).status_code == 303
    shown = browser.get(f"/board/call/{call}/").content.decode()
    assert "11 Elm Street" in shown
    assert "Misheard." in shown


@pytest.mark.fuzz
def test_a_verb_with_nothing_chosen_is_refused_in_words(floor):
    call, browser = floor.call(), floor.browser()
    for name in few(["assign", "override", "status", "time", "release", "correct", "wrong-person"], every=3):
        answer = browser.post(f"/board/call/{call}/{name}/", {})
        assert answer.status_code == 422, name
        assert "to fix" in answer.content.decode(), name


def test_an_unknown_verb_and_rule_are_absent(floor):
    browser = floor.browser()
    assert browser.get(f"/board/call/{floor.call()}/explode/").status_code == 404
    assert browser.get("/board/rule/demo-county/1/rule-1/").status_code == 200
    assert browser.get("/board/rule/demo-county/1/rule-999/").status_code == 404
    assert browser.get("/board/rule/../../etc/1/rule-1/").status_code == 404


def test_a_silent_cad_is_loud(floor):
    Token.issue(floor.center, "CAD", "intake")
    assert "CAD has never been heard." in floor.browser().get("/board/").content.decode()
    Token.objects.update(last_heard_at=clock.now() - timedelta(seconds=12))
    assert re.search(r"\b[1-5]\d s ago", floor.browser().get("/board/").content.decode())
    Token.objects.update(last_heard_at=clock.now() - timedelta(hours=1))
    assert "Nothing heard from CAD since" in floor.browser().get("/board/").content.decode()


def session_of(actor) -> LiveSession:
    return LiveSession("k1", Membership.objects.select_related("user", "organization").get(user_id=actor.id))


def test_the_stream_opens_for_dispatch_with_an_entry_in_the_log(floor):
    call = floor.call()
    view = live.open_view(session_of(floor.dispatcher), {"call": str(call), "at": "not a number"})
    assert [one.about for one in view.audiences] == ["", f"map:{call}", str(call)]
    assert view.already == {call}
    assert Entry.objects.get(action="release.board").count == 1


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([*sorted(set(Role) - {Role.DISPATCHER})], every=4))
def test_the_stream_opens_for_nobody_else(floor, role):
    assert live.open_view(session_of(floor.actor(role)), {}) is None


def test_what_happened_between_page_and_stream_is_not_lost(floor):
    call = floor.call()
    at = str(clock.now().timestamp() - 60)
    assert live.open_view(session_of(floor.dispatcher), {"at": at}).missed["board"] == {call}


def test_a_changed_call_is_drawn_with_its_sentence_and_an_ended_one_goes(floor):
    call, over = floor.call(place="3 Elm Street"), floor.call()
    actions.close(over, actor=floor.dispatcher, reason="Settled.")
    view = live.open_view(session_of(floor.dispatcher), {"call": str(call)})
    board, _map, panel = view.audiences
    drawn = live.render(board, {"board": frozenset({call, over})}, view.release)
    assert f'id="call-{call}"' in drawn.html
    assert 'data-say="3 Elm Street:' in drawn.html
    assert f'<article id="call-{over}" data-gone></article>' in drawn.html
    own = live.render(panel, {"board": frozenset({call})}, view.release)
    assert f'<div id="panel-{call}">' in own.html
    assert "csrf" not in drawn.html + own.html
    assert live.render(panel, {"board": frozenset({uuid4()})}, view.release).html == ""


def test_teams_and_the_pulse_are_drawn(floor):
    team = floor.team()
    view = live.open_view(session_of(floor.dispatcher), {})
    gone = uuid4()
    drawn = live.render(view.audiences[0], {"teams": frozenset({team, gone}), PULSE: frozenset()}, view.release)
    assert f'id="team-{team}"' in drawn.html
    assert f'id="team-{gone}" data-gone' in drawn.html
    assert 'id="cad"' in drawn.html
    assert "1 on shift, 1 free" in drawn.html


def test_a_past_call_says_its_day_and_that_nothing_was_decided(floor):
    past = clock.now() - timedelta(days=800)
    told = Call("old CAD", "1", floor.police.pk, "911", past, place="7 Past Lane")
    by = Actor.system("import", Permission.INCIDENT_IMPORT)
    assert actions.copy_in([(1, told)], actor=by, refuse=lambda _row, why: None).accepted == 1
    browser = floor.browser()
    found = browser.get("/search/?q=Past Lane").content.decode()
    (call,) = re.findall(r"/board/call/([0-9a-f-]{36})/#call", found)
    detail = browser.get(f"/board/call/{call}/").content.decode()
    for shown in (found, detail):
        assert "Imported, not decided" in shown
        assert "Not yet decidable" not in shown
        assert "Send whom you would send" not in shown
        assert f", {timezone.localtime(past).year}, " in shown
    assert "800 days" not in found
