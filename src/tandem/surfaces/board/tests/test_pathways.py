"""What is said about the person on the call reaches the dispatcher, the choice of team, and the team's phone."""

from datetime import timedelta

import pytest

from tandem.domain.incidents.actions import answer_many, override
from tandem.domain.incidents.models import Decision
from tandem.domain.staffing.actions import sign_on
from tandem.foundation import clock
from tandem.foundation.organizations.models import Membership
from tandem.foundation.organizations.program import zone
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import sit

CALM = {"weapon": "none", "violence": "none", "medical": "none", "will_talk": "yes", "suicide": "none"}


def signed_in(client, actor):
    sit(client, actor)
    return client


def on_shift(unit, *members, skills=()):
    jobs = [Membership.objects.get(user_id=one.id).pk for one in members]
    until = clock.now() + timedelta(hours=4)
    return sign_on(actor=members[0], unit=unit, member_ids=jobs, until=until, skills=skills)


@pytest.fixture(scope="module")
def dispatcher(file_db):
    made.program()
    return made.user_with_job(Role.DISPATCHER)


@pytest.fixture
def desk(client, dispatcher):
    client.actor = dispatcher
    return signed_in(client, client.actor)


def crew():
    return made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)


def test_a_decision_keeps_which_pathways_applied_and_the_desk_reads_their_words(desk):
    call = made.call(inputs=CALM)
    assert "Vet Center" not in desk.get(f"/board/call/{call}/").content.decode()
    answer_many(call, {"military": "served", "age_group": "older_adult"}, actor=desk.actor)
    kept = Decision.objects.filter(incident_id=call).order_by("-id").first()
    assert [one["id"] for one in kept.pathways] == ["veterans", "older-adult"]
    html = desk.get(f"/board/call/{call}/").content.decode()
    for words in ("Served in the military", "Veterans Crisis Line: 988, then press 1", "A Vet Center", "60 or older"):
        assert words in html
    assert "Military service" in html
    answer_many(call, {"military": "unknown", "age_group": "adult"}, actor=desk.actor)
    newest = Decision.objects.filter(incident_id=call).order_by("-id").first()
    assert newest.pathways == [] and newest.response == kept.response


def test_a_team_that_has_learned_it_is_offered_before_others(desk):
    on_shift("CR1", *crew())
    on_shift("CR2", *crew(), skills=["veterans"])
    plain, served = made.call(inputs=CALM), made.call(inputs=CALM | {"military": "serving"})
    assert "Assign CR1" in desk.get(f"/board/call/{plain}/").content.decode()
    assert "Assign CR2" in desk.get(f"/board/call/{served}/").content.decode()
    html = desk.get(f"/board/call/{served}/assign/").content.decode()
    assert "Has learned: veterans." in html
    assert html.index("CR2") < html.index("CR1")


def in_four_hours() -> str:
    """On the agency's wall: whenever the tests run, a shift of a sensible length."""
    return (clock.now().astimezone(zone()) + timedelta(hours=4)).strftime("%H:%M")


def test_skills_are_said_at_sign_on(desk):
    one, other = crew()
    jobs = [str(Membership.objects.get(user_id=each.id).pk) for each in (one, other)]
    form = {"unit": "CR7", "members": jobs, "until": in_four_hours(), "skills": ["youth", "perinatal"]}
    assert desk.post("/shift/sign-on/", {**form, "skills": ["magic"]}).status_code == 422
    assert desk.post("/shift/sign-on/", form).status_code == 303
    assert "Learned: children and youth, pregnancy and new babies." in desk.get("/shift/").content.decode()
    with pytest.raises(Refusal):
        on_shift("CR8", *crew(), skills=["magic"])


def test_intake_asks_about_the_person_behind_one_group_and_no_longer_for_everybody(desk):
    html = desk.get("/board/new/").content.decode()
    closed = html.split('<details class="grp about"')[1].split("</details>")[0]
    assert not closed.startswith(" open") and "Have they served in the military?" in closed
    call = made.call(inputs=CALM)
    html = desk.get(f"/board/{call}/intake/").content.decode()
    assert "Military service" not in html.split("<details")[0]
    answer_many(call, {"developmental": "yes"}, actor=desk.actor)
    html = desk.get(f"/board/{call}/intake/").content.decode()
    assert '<details class="grp about" open' in html
    assert "Ask what helps, what makes it harder, and how they say yes and no." in html


def test_the_team_reads_its_own_words_and_the_same_advice_as_the_desk(client, desk):
    one, other = crew()
    team = on_shift("CR9", one, other)
    call = made.call(inputs=CALM | {"perinatal": "baby", "violence": "threat"})
    assignment = made.sent(call, team)
    board = desk.get(f"/board/call/{call}/").content.decode()
    phone = signed_in(type(client)(), one).get(f"/field/call/{assignment}/").content.decode()
    decision = Decision.objects.get(incident_id=call)
    for words in (decision.staging, decision.attire, decision.car):
        assert words in board.replace("&#x27;", "'") and words in phone.replace("&#x27;", "'")
    assert "Keep parent and baby together" in phone and "Ask whether the baby is safe" not in phone
    override(call, actor=desk.actor, response="team_alone", reason="She asked for the team alone.")
    phone = signed_in(type(client)(), one).get(f"/field/call/{assignment}/").content.decode()
    assert decision.staging not in phone and "Keep parent and baby together" in phone
