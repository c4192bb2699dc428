"""A draft from its first word to deciding calls, through the forms as a browser posts them, without a script."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tandem.domain.incidents.editions import edition_in_force, file_of, holding, listed
from tandem.domain.incidents.models import Decision
from tandem.foundation import clock
from tandem.foundation.editions.rules import State
from tandem.foundation.organizations.program import date_here, zone
from tandem.surfaces.plan.tests.conftest import seat
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

DRAFT = "/criteria/demo-county/2/"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


def seen(client, page=""):
    return SEEN.search(client.get(f"{DRAFT}{page}").content.decode())[1]


def post(client, page, **data):
    return client.post(f"{DRAFT}{page}", {"seen": listed("demo-county/2").content_hash, **data})


def row_data(client, place):
    """What the form of a row would post as it stands."""
    rule = listed("demo-county/2").draft.rules[place]
    said = {name: getattr(rule, name) for name in ("reason", "staging", "attire", "car", "meanwhile")}
    return said | {"response": rule.response.value} | {f"in_{name}": list(values) for name, values in rule.conditions}


@pytest.fixture(scope="module")
def begun(desks):
    assert desks[Role.EVALUATOR].post("/criteria/demo-county/1/draft/").url == DRAFT
    return listed("demo-county/2")


@pytest.fixture
def draft(begun):
    return listed("demo-county/2")


def test_the_first_draft_of_an_older_installation_keeps_what_it_decided_by(manager, draft):
    assert holding().key == "demo-county/1" and holding().row is not None
    assert draft.state is State.DRAFT and draft.row.based_on == "demo-county/1"
    html = manager.get(DRAFT).content.decode()
    assert "Draft, 0 rules differ" in html and "0 of 2 signed" in html and "Nothing is different yet." in html


def test_a_row_is_changed_checked_and_said_in_plain_words(manager, draft):
    data = row_data(manager, 10) | {"in_weapon": ["in_reach", "somewhere"], "staging": "Police two blocks away."}
    assert post(manager, "row/10/", **data).url == DRAFT
    html = manager.get(DRAFT).content.decode()
    assert "Rule 11: weapon is now somewhere in the home or in reach. It was in reach." in html
    assert "Rule 11 has new words: staging." in html
    assert "1 rule differs" in html
    assert '<s>In reach</s> <b class="nw2">Somewhere in the home or in reach</b>' in html
    assert "“A gun locked away in the home, thoughts of suicide” gets" in html
    assert "50 of 51 test cases pass" in html
    # A case that fails keeps everyone from being asked to sign.
    assert "Ask for signatures" not in html
    assert post(manager, "ask/").status_code == 422


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("change", "field"),
    few(
        [
            ({"in_weapon": ["sword"]}, "weapon"),
            ({"response": "army"}, "response"),
            ({"reason": "  "}, "reason"),
            ({"reason": 'He said "no".'}, "reason"),
            ({"reason": "x" * 241}, "reason"),
            ({"staging": "a\x00b"}, "staging"),
            ({"meanwhile": "Wait."}, "meanwhile"),
            ({"response": "not_decidable"}, "meanwhile"),
        ],
        every=3,
    ),
)
def test_what_a_row_can_t_say_is_named_and_kept_on_the_page(manager, draft, change, field):
    answer = post(manager, "row/10/", **(row_data(manager, 10) | change))
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert listed("demo-county/2").content_hash == draft.content_hash


@pytest.mark.whole
def test_rows_move_come_and_go_with_their_cases_and_the_last_stays(manager, draft):
    assert post(manager, "rows/", row=5, do="down").url == f"{DRAFT}#rule-7"
    html = manager.get(DRAFT).content.decode()
    assert "Rule 6 was Rule 7: it is read earlier now." in html
    # Each case goes on naming its row, wherever that stands now.
    assert "51 of 51 test cases pass" in html
    post(manager, "rows/", row=6, do="to", to="6")
    assert listed("demo-county/2").content == draft.content
    new = {"reason": "A medic asks for us.", "response": "ems_with_team", "staging": "With the medics."}
    new |= {"attire": "Soft uniform", "car": "Ambulance", "in_caller": ["officer"], "in_weapon": ["none"]}
    assert post(manager, "columns/", column="caller").url == DRAFT
    assert post(manager, "row/3/new/", **new).url == DRAFT
    html = manager.get(DRAFT).content.decode()
    assert "Rule 4 is new. When weapon is none and caller is officer, it sends EMS with co-responder team." in html
    assert "51 of 51 test cases pass" in html and "No test case is decided by Rule 4." in html
    assert "reads this column" in post(manager, "columns/", column="caller", do="remove").content.decode()
    post(manager, "rows/", row=3, do="remove")
    post(manager, "columns/", column="caller", do="remove")
    assert listed("demo-county/2").content == draft.content
    for data in ({"row": 27, "do": "up"}, {"row": 27, "do": "remove"}, {"row": 0, "do": "up"}, {"row": 26, "do": "down"},
                 {"row": "x", "do": "up"}, {"row": 0, "do": "to", "to": "99"}, {"row": 0, "do": "dance"}):  # fmt: skip
        assert post(manager, "rows/", **data).status_code == 422, data
    last = row_data(manager, 27) | {"reason": "Nothing fits.", "in_weapon": ["none"], "response": "team_alone"}
    assert post(manager, "row/27/", **last).url == DRAFT
    kept = listed("demo-county/2").draft.rules[-1]
    assert (kept.reason, kept.response.value, kept.conditions) == ("Nothing fits.", "not_decidable", ())
    assert manager.get(f"{DRAFT}row/28/").status_code == 404


def test_two_writers_never_overwrite_each_other(manager, draft):
    old = seen(manager, "row/10/")
    post(manager, "rows/", row=5, do="down")
    answer = manager.post(f"{DRAFT}row/10/", {"seen": old, **row_data(manager, 10)})
    assert answer.status_code == 409 and "after you opened it" in answer.content.decode()


# In its place in `bin/test`: domain/incidents/criteria/tests/test_coverage.py, test_rows_that_never_decide_are_named… and
# test_no_police_in_silence_is_mended….
@pytest.mark.whole
def test_a_row_that_can_t_decide_and_one_that_is_silent_about_a_danger_are_told(manager, draft):
    post(manager, "rows/", row=24, do="to", to="16")
    html = manager.get(DRAFT).content.decode()
    assert "sends no police in" in html and "without saying so" in html
    post(manager, "row/1/", **(row_data(manager, 1) | {"in_weapon": ["used"]}))
    assert "Rule 2 can never decide" in manager.get(DRAFT).content.decode()


@pytest.mark.fuzz
def test_test_cases_are_written_take_the_present_answer_and_go(manager, draft):
    case = {"name": "Somebody waves from a roof", "in_location": "edge", "in_weapon": "none", "in_violence": "none"}
    assert post(manager, "cases/new/", do="save", **case).status_code == 422
    assert post(manager, "cases/new/", do="as_now", in_medical="none", **case).url == f"{DRAFT}cases/"
    made_case = listed("demo-county/2").draft.cases[-1]
    assert (made_case.response.value, made_case.rule) == ("police_led", "rule-7")
    again = post(manager, "cases/new/", do="as_now", **case)
    assert again.status_code == 422 and "has this name" in again.content.decode()
    wrong = {"do": "save", "response": "team_alone", "rule": "rule-25"}
    post(manager, "cases/51/", **case, **wrong)
    html = manager.get(f"{DRAFT}cases/").content.decode()
    assert "51 of 52 pass" in html and "It should get Co-responder team alone by Rule 25." in html
    assert post(manager, "cases/51/", do="remove").url == f"{DRAFT}cases/"
    assert len(listed("demo-county/2").draft.cases) == 51
    for bad in few(({"in_weapon": "sword"}, {"name": ""}, {"name": "x" * 161}, {"response": "army"}), every=3):
        assert post(manager, "cases/new/", **({**case, **wrong} | bad)).status_code == 422, bad
    assert manager.get(f"{DRAFT}cases/99/").status_code == 404


# In its place in `bin/test`: test_test_cases_are_written_take_the_present_answer_and_go.
@pytest.mark.whole
def test_pathways_are_written_and_go(manager, draft):
    told = {"name": "Speaks with an interpreter's help", "when_military": ["served"], "call_taker": "Ask.\n\nListen.",
            "team": "Wait.", "bring": ["veterans"], "needs": ["peer_support"], "look_for": "A friend."}  # fmt: skip
    assert post(manager, "pathways/new/", do="save", **told).url == f"{DRAFT}pathways/"
    one = listed("demo-county/2").draft.pathways[-1]
    assert one.id == "speaks-with-an-interpreters-help" and one.call_taker == ("Ask.", "Listen.")
    html = manager.get(f"{DRAFT}compare/").content.decode()
    assert "Speaks with an interpreter" in html
    for bad in ({"name": ""}, {"when_military": []}, {"call_taker": "", "team": ""}, {"bring": ["magic"]},
                {"when_military": ["unknown"]}, {"look_for": "x" * 301}, {"team": "x" * 301}):  # fmt: skip
        assert post(manager, "pathways/new/", **({**told, "name": "Other"} | bad)).status_code == 422, bad
    assert post(manager, "pathways/new/", **told).status_code == 422
    post(manager, "pathways/5/", do="remove")
    assert len(listed("demo-county/2").draft.pathways) == 5


@pytest.mark.fuzz
def test_name_sources_and_levels(manager, draft):
    told = {
        "title": "Lake County criteria",
        "source_notes": "After practice A.\nAfter practice B.",
        "level_team_alone": "Level 2",
    }
    assert post(manager, "about/", **told).url == DRAFT
    html = manager.get(DRAFT).content.decode()
    assert "Lake County criteria" in html and "Level 2" in html and "After practice B." in html
    wrong = ({"title": ""}, {"source_notes": " \n"}, {"level_team_alone": "x" * 61}, {"title": "a\x00"})
    for bad in few(wrong, every=3):
        assert post(manager, "about/", **(told | bad)).status_code == 422, bad


@pytest.mark.fuzz
def test_signed_by_two_and_in_force_it_decides_the_next_call_and_old_calls_keep_theirs(
    manager, draft, supervisor, officer
):
    before = made.call(inputs={"weapon": "in_reach", "violence": "none", "medical": "none"})
    post(manager, "row/10/", **(row_data(manager, 10) | {"staging": "Police two blocks away."}))
    assert "Sign edition" not in supervisor.get(DRAFT).content.decode()
    assert post(supervisor, "sign/").status_code == 422
    post(manager, "ask/")
    assert "Sign edition 2" in supervisor.get(DRAFT).content.decode()
    assert "Edition 2 waits for your signature." in supervisor.get("/criteria/demo-county/1/").content.decode()
    assert "waits for your signature" not in manager.get("/criteria/demo-county/1/").content.decode()
    assert "Sign edition" not in manager.get(DRAFT).content.decode()
    assert post(supervisor, "sign/", seen="0" * 64).status_code == 409
    assert post(supervisor, "sign/").url == DRAFT
    assert "1 of 2 signed" in officer.get(DRAFT).content.decode()
    assert manager.get(f"{DRAFT}row/10/").status_code == 404
    assert post(manager, "rows/", row=0, do="down").status_code == 404
    assert manager.get(f"{DRAFT}in-force/").status_code == 404
    assert post(officer, "sign/").url == DRAFT
    wrong = (
        {"when": "later", "day": "2020-01-01"},
        {},
        {"when": "later"},
        {"when": "later", "day": "x", "time": "25:00"},
    )
    for bad in few(wrong, every=4):
        assert manager.post(f"{DRAFT}in-force/", bad).status_code == 422, bad
    tomorrow = date_here().toordinal() + 2
    day = date_here().fromordinal(tomorrow).isoformat()
    assert manager.post(f"{DRAFT}in-force/", {"when": "later", "day": day, "time": "07:00"}).url == DRAFT
    assert edition_in_force().id == "demo-county/1"
    assert "In force from" in manager.get(DRAFT).content.decode()
    seven_here = datetime.fromisoformat(f"{day}T07:00").replace(tzinfo=zone())
    with clock.at(seven_here - timedelta(seconds=1)):
        assert edition_in_force().id == "demo-county/1"
    with clock.at(seven_here):
        assert edition_in_force().id == "demo-county/2", "at seven where the agency is, by itself"
    post(manager, "take-back/")
    assert manager.post(f"{DRAFT}in-force/", {"when": "now"}).url == DRAFT
    assert edition_in_force().id == "demo-county/2"
    after = made.call(inputs={"weapon": "in_reach", "violence": "none", "medical": "none"})
    said = dict(Decision.objects.filter(incident_id__in=[before, after]).values_list("edition", "staging"))
    assert said["demo-county/2"] == "Police two blocks away." and said["demo-county/1"].startswith("Police close by")
    assert officer.get("/criteria/").url == DRAFT
    assert "Retired" in officer.get("/criteria/demo-county/1/").content.decode()


def test_a_draft_is_withdrawn_with_a_reason(manager, draft):
    assert manager.post(f"{DRAFT}withdraw/", {"reason": ""}).status_code == 422
    assert (
        manager.post(f"{DRAFT}withdraw/", {"reason": "Again from the start.", "again": "on"}).url
        == "/criteria/demo-county/3/"
    )
    html = manager.get(DRAFT).content.decode()
    assert "Again from the start." in html
    assert manager.post(f"{DRAFT}withdraw/", {"reason": "x"}).status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.OFFICER], every=3))
def test_who_signs_does_not_write(role, draft):
    client = seat(role)
    assert client.get(DRAFT).status_code == 200
    assert client.get(f"{DRAFT}cases/").status_code == 200 and client.get(f"{DRAFT}pathways/").status_code == 200
    pages = ["row/1/", "row/1/new/", "about/", "cases/new/", "cases/1/", "pathways/new/", "withdraw/", "in-force/"]
    for page in few(pages, every=3):
        assert client.get(f"{DRAFT}{page}").status_code == 404, page
    for page in few(["draft/", "rows/", "columns/", "ask/", "take-back/"], every=3):
        assert client.post(f"{DRAFT}{page}").status_code == 404, page
    assert client.get("/criteria/upload/").status_code == 404 and client.get("/criteria/signers/").status_code == 404


def test_the_administrator_says_who_must_sign(draft):
    admin = seat(Role.ADMIN)
    assert admin.get("/criteria/signers/").status_code == 200
    assert admin.post("/criteria/signers/", {}).status_code == 422
    assert admin.post("/criteria/signers/", {"group_0": ["peer"]}).status_code == 422
    assert (
        admin.post("/criteria/signers/", {"group_0": ["officer"], "group_2": ["evaluator", "admin"]}).url
        == "/criteria/"
    )
    assert seat(Role.EVALUATOR).get("/criteria/signers/").status_code == 404
    assert "One program manager or administrator" in admin.get(DRAFT).content.decode()


def upload(client, content):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/criteria/upload/", {"file": SimpleUploadedFile("edition.json", body, "application/json")})


def test_an_edition_goes_out_as_a_file_and_comes_in_as_a_draft(manager):
    whole = json.loads(manager.get("/criteria/harbor-city/1/file/").content)
    assert upload(manager, whole).url == "/criteria/harbor-city/1/"
    came = listed("harbor-city/1")
    assert came.state is State.DRAFT and len(came.draft.cases) == 34
    again = json.loads(manager.get("/criteria/harbor-city/1/file/").content)
    assert again["edition"]["state"] == "draft" and again["edition"]["approved_by"] == []
    assert {key: again[key] for key in ("nodes", "cases", "pathways")} == {
        key: whole[key] for key in ("nodes", "cases", "pathways")
    }
    assert upload(manager, whole).url == "/criteria/harbor-city/2/"


HOSTILE = {
    "not JSON": (lambda d: b"{", "line 1"),
    "not UTF-8": (lambda d: b"\xff\xfe", "byte 0"),
    "a name twice": (lambda d: b'{"edition": 1, "edition": 2}', "appears twice"),
    "NaN": (lambda d: b'{"edition": NaN}', "NaN"),
    "a NUL": (lambda d: d["cases"][3].update(name="a\x00b"), "/cases/3/name"),
    "half a character": (lambda d: d["pathways"][0].update(name="\ud800"), "/pathways/0/name"),
    "too deep": (lambda d: b"[" * 400, "nested more than"),
    "a list": (lambda d: b"[]", "edition"),
    "an unknown part": (lambda d: d.update(script="alert(1)"), "“script” is not a part"),
    "code in the graph": (lambda d: d["nodes"].append({"id": "f", "type": "functionNode", "content": {}}), "nothing else"),
    "an expression in a cell": (lambda d: d["nodes"][1]["content"]["rules"][4].update({"in-weapon": "len($) > 1"}), "Rule 5"),
    "a word nobody can choose": (lambda d: d["nodes"][1]["content"]["rules"][4].update({"in-weapon": "'sword'"}), "Rule 5"),
    "a case with an unknown input": (lambda d: d["cases"][2].update(inputs={"iq": "1"}), "cases/2"),
    "a pathway for the unknown": (lambda d: d["pathways"][1].update(when={"military": ["unknown"]}), "pathways/1"),
    "a program that is a path": (lambda d: d["edition"].update(program="../../etc"), "edition.program"),
    "a very long program": (lambda d: d["edition"].update(program="x" * 51), "edition.program"),
    "notes that are no sentences": (lambda d: d["edition"].update(source_notes=[{"a": 1}]), "edition.source_notes"),
    "too large": (lambda d: b" " * (512 * 1024 + 1), "larger than 512 kB"),
}  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.parametrize("fault", few([*HOSTILE], every=4))
def test_a_hostile_file_is_refused_with_its_place(manager, fault):
    document = json.loads(json.dumps(file_of("harbor-city/1")))
    plant, place = HOSTILE[fault]
    planted = plant(document)
    answer = upload(manager, planted if isinstance(planted, bytes) else document)
    assert answer.status_code == 422
    assert place in answer.content.decode().replace("&quot;", '"').replace("&#x27;", "'")
    assert listed("harbor-city/1").row is None
