"""The first page of measures: twelve with numbers, every other one a tap away, and where people fall out."""

from datetime import timedelta

import pytest

from tandem.measures.catalogue import CATALOGUE
from tandem.measures.period import month_words
from tandem.measures.tables import INCIDENTS, TABLES
from tandem.surfaces.insight import filled, front, steps
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.terms import Role
from tests.made import user_with_job

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def city(facts, noon):
    """Sixty eligible calls of which forty were served; forty contacts, thirty engaged, of whom five came to a service."""
    for i in range(60):
        facts.call(noon - (40 + i % 5) * DAY, 10 if i < 40 else None, recommended="team_alone", state="closed")
    for i in range(40):
        at, person = noon - (40 + i % 5) * DAY, f"p{i}" if i < 25 else None
        facts.encounter(at, "engaged" if i < 30 else "declined", person=person)
        if i < 5:
            facts.referral(at + timedelta(hours=1), DAY if i < 2 else None, person=person, seen_at=at + 2 * DAY)
    facts.call(noon - 41 * DAY, 10, recommended="phone_988")
    facts.fill()


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200 and "style=" not in answer.content.decode()
    return " ".join(answer.content.decode().split())


def test_every_measure_is_a_tap_away_and_twelve_have_their_number(facts):
    facts.fill()
    text = text_of(signed_in(user_with_job(Role.CLINICIAN)), "/measures/")
    assert len(front.FIRST) == 12 == text.count('<span class="q">')
    assert all(f'href="/measures/{id}/' in text for id in CATALOGUE)


def test_while_the_first_fill_runs_the_top_says_how_far_it_is_counted(facts, noon, monkeypatch):
    assert "Nothing is counted yet" in filled.running()
    facts.call(noon)
    facts.mart.write(INCIDENTS, TABLES[INCIDENTS].schema, facts.rows[INCIDENTS], partition=f"{noon:%Y-%m}")
    told = f"Counted so far: calls to {month_words(f'{noon:%Y-%m}')}; 0 of {len(TABLES)} kinds of facts whole."
    monkeypatch.setattr(front, "FIRST", front.FIRST[:1])
    monkeypatch.setattr(steps, "way", lambda *_told, **_asked: None)
    assert told in text_of(signed_in(user_with_job(Role.CLINICIAN)), "/measures/").partition("<h1>")[0]
    facts.fill()
    assert filled.running() == ""


def test_a_measure_is_printed_with_its_head_and_without_what_is_for_a_hand(facts):
    facts.fill()
    text = text_of(signed_in(user_with_job(Role.CLINICIAN)), "/measures/arrest_share/")
    assert "data-print hidden" in text and "field/print.js" in text and "Printed " in text
    assert "make a review pack" in text and "lay printed" in text


def test_the_way_from_call_to_closed_loop_says_of_what_each_step_is(city):
    client = signed_in(user_with_job(Role.CLINICAL_SUPERVISOR))
    way = client.get("/measures/").context["way"]
    assert [(one.id, one.n, one.of) for one in way.steps] == [
        ("eligible", "60", ""), ("served", "40", "60"), ("engaged", "30", "40"), ("connected", "5", "30"), ("closed", "2", "5"),
    ]  # fmt: skip
    assert dict(way.steps[0].left_out) == {"Meant for 988 by phone, not for a team": "1"}
    assert way.sentence.startswith("The largest loss is after we leave: 17 %") and "5 engaged contacts" in way.notes[0]
    text = text_of(client, "/measures/connected_30_days/")
    assert "Where people fall out" in text and "seen by a service in 30 days" in text and "this measure" in text
    assert "Where people fall out" not in text_of(client, "/measures/hold_share/")


# The numbers themselves stand in the test above.
@pytest.mark.whole
def test_the_first_steps_are_the_numbers_of_the_measures_that_count_them(city):
    client = signed_in(user_with_job(Role.CLINICAL_SUPERVISOR))
    way = {one.id: one for one in client.get("/measures/").context["way"].steps}
    for id in ("served", "engaged"):
        result = client.get(f"/measures/{steps.MEASURE_OF[id]}/").context["result"]
        assert (way[id].n, way[id].of) == (f"{result.numerator}", f"{result.n}")


def test_an_evaluator_is_shown_no_small_step_and_nothing_that_gives_it_away(city):
    text = text_of(signed_in(user_with_job(Role.EVALUATOR)), "/measures/")
    way = text[text.index("Where people fall out") :]
    assert way.count("not shown") >= 2 and "<b>5</b>" not in way and "25 engaged people had not" not in way


def test_a_subject_opens_and_one_there_is_none_of_is_absent(facts):
    facts.fill()
    client = signed_in(user_with_job(Role.CLINICIAN))
    found = client.get("/measures/?group=reach").context["groups"]
    assert [name for name, _cards in found] == ["Reach"]
    assert client.get("/measures/?group=nothing").status_code == 404


def test_a_page_says_who_is_missing_from_its_number(facts, noon):
    for i in range(80):
        after = 4 if i % 3 else None
        facts.encounter(
            noon - (i % 9) * DAY, distress_before=8, distress_after=after, gender="woman" if i % 2 else "man"
        )
    for i in range(3):
        facts.encounter(noon - DAY, distress_before=8, distress_after=None if i else 2, gender="nonbinary")
    facts.fill()
    text = text_of(signed_in(user_with_job(Role.CLINICAL_SUPERVISOR)), "/measures/distress_mix/")
    assert "Who is missing" in text and "Known for 54 of 83 (65 %); for 29 nobody wrote it down." in text
    assert "In 54 pairs the number fell by 4.0 points on average" in text and "Nonbinary" in text
    text = text_of(signed_in(user_with_job(Role.EVALUATOR)), "/measures/distress_mix/")
    missing = text[text.index("Who is missing") :]
    assert "not shown" in missing and ">3<" not in missing
    assert "Who is missing" not in text_of(signed_in(user_with_job(Role.CLINICIAN)), "/measures/request_to_arrival/")
