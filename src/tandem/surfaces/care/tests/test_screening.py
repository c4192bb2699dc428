"""A screening at a follow-up, through the care door, and results over time."""

from uuid import UUID

import pytest

from tandem.domain.screenings import actions as screenings
from tandem.foundation import clock
from tandem.surfaces.care.tests.conftest import browser
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture
def desk(known):
    return browser(known.clinician)


def _give(desk, known, instrument, answers, language="en"):
    at = desk.post(f"/people/{known.person}/screenings/", {"instrument": instrument, "language": language}).url
    for number, answer in enumerate(answers, 1):
        desk.post(at, {"question": str(number), "answer": answer})
    return at


def _given(known, instrument, answers, language="en"):
    """The same by the acts behind those pages; the address of what was given."""
    begun = screenings.begin_at_desk(known.person, actor=known.clinician, instrument=instrument, language=language)
    for number, answer in enumerate(answers, 1):
        screenings.answer(begun, actor=known.clinician, link_id=str(number), value=answer)
    return f"/people/{known.person}/screenings/{begun}/"


def test_a_gad_7_at_a_follow_up(desk, known):
    text = desk.get(f"/people/{known.person}/followups/{known.followup}/").content.decode()
    assert f"/people/{known.person}/screenings/" in text
    at = _given(known, "gad-7", "222222")
    desk.post(at, {"question": "7", "answer": "2"})
    text = desk.get(at).content.decode()
    assert "Moderate symptoms of anxiety" in text and "14 points." in text and "No permission required" in text
    assert "Further assessment" in desk.get(f"/people/{known.person}/").content.decode(), "the task is due next"


def test_points_over_time_with_what_is_missing(desk, known):
    with clock.at(clock.now() - made.timedelta(days=3)):
        begun = _given(known, "gad-7", "333333", "es")
        screenings.complete(UUID(begun.split("/")[4]), actor=known.clinician)
    whole = _given(known, "gad-7", "1111111")
    screenings.complete(UUID(whole.split("/")[4]), actor=known.clinician)
    text = desk.get(f"/people/{known.person}/screenings/").content.decode()
    assert text.index(">7<") < text.index("18 to 21"), "the newest first"
    assert "Not complete" in text and "1, Spanish" in text


def test_back_keeps_the_answer_and_stop_scores_the_rest_as_not_asked(desk, known):
    at = _give(desk, known, "phq-9", "12")
    assert 'value="1" aria-pressed="true"' in desk.get(f"{at}?question=1").content.decode()
    text = desk.post(at, {"stop": "1"}, follow=True).content.decode()
    assert "it could be 3 to 24 points" in text and "Not asked: questions 3, 4, 5, 6, 7, 8 and 9." in text


def test_the_language_is_switched_and_an_answer_not_on_offer_is_named(desk, known):
    at = _given(known, "asq", "")
    assert "¿ha deseado" in desk.post(at, {"question": "1", "language": "es"}, follow=True).content.decode()
    wrong = desk.post(at, {"question": "1", "answer": "perhaps"})
    assert wrong.status_code == 422 and "should be one of: no, yes" in wrong.content.decode()
    assert desk.post(f"/people/{known.person}/screenings/", {"instrument": "dast-10"}).status_code == 422


@pytest.mark.parametrize("page", ["screenings/", "screenings/00000000-0000-4000-8000-000000000001/"])
def test_whoever_may_not_screen_finds_no_page(known, page):
    at = f"/people/{known.person}/{page}"
    assert browser(known.peer).get(at).status_code == 404
    assert browser(made.user_with_job(Role.CLINICIAN)).get(at).status_code == 404


def test_a_colleague_reads_the_result_and_changes_nothing(desk, known):
    at = _given(known, "gad-7", "0000000")
    screenings.complete(UUID(at.split("/")[4]), actor=known.clinician)
    other = browser(known.supervisor)
    assert "Few or no symptoms of anxiety" in other.get(at).content.decode()
    assert other.post(at, {"question": "1", "answer": "3"}).status_code == 200
    assert "0 points." in desk.get(at).content.decode()
