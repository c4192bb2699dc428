"""Several screenings in one contact, on the phone: each begun by choice, none in the way of the commonest call."""

import pytest

from tandem.domain.releases.opening import open_release
from tandem.domain.screenings.records import of_person
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Purpose


def _screened(night):
    return {one.instrument: one for one in of_person(open_release(night.clinician, night.person, Purpose.TREATMENT))}


def _engaged(night):
    return night.phone().open(night.begun() + "outcome/").tap("Engaged")


# In its place in `bin/test`: domain/screenings/tests/test_offer_and_desk.py.
@pytest.mark.whole
def test_the_others_wait_on_one_page_and_cost_no_tap(night):
    phone = _engaged(night).tap("No").tap("No").tap("No")
    assert phone.url.endswith("/distress/")
    assert "Also offered: ASQ, PHQ-9, GAD-7, PC-PTSD-5" in phone.page.text
    phone.tap("Ask one of these")
    assert "C-SSRS screener No yes answers" in phone.page.text
    phone.tap("Not now, go on")
    assert phone.url.endswith("/distress/")


@pytest.mark.whole
def test_a_phq_9_from_the_list_to_its_task(night):
    phone = _engaged(night).tap("No").tap("No").tap("No").tap("Ask one of these").tap("PHQ-9")
    for _question in range(8):
        phone.tap("More than half the days")
    phone.tap("Several days")
    assert "how difficult have these problems" in phone.page.text
    phone.tap("Very difficult")
    assert phone.url.endswith("/phq-9/result/")
    assert "Moderately severe symptoms of depression" in phone.page.text and "17 points" in phone.page.text
    assert "Ask the C-SSRS or the ASQ now: question 9 is not a suicide screen" in phone.page.text
    assert "No permission required to reproduce" in phone.page.text, "the notice the authors ask for"
    shown = _screened(night)["phq-9"]
    assert (shown.points, shown.complete, len(shown.tasks)) == ("17", True, 2)
    review = phone.open(phone.url.split("screen/")[0] + "review/")
    assert "C-SSRS screener: no yes answers." in review.page.text
    assert "PHQ-9: 17, moderately severe symptoms of depression." in review.page.text
    assert "The screening asks for this, not done yet" in review.page.text


def test_the_first_question_says_the_whole_notice(night):
    phone = night.phone().open(night.met() + "screen/").tap("GAD-7")
    assert "Copyright © Pfizer Inc." in phone.page.text and "No permission required" in phone.page.text


# In its place in `bin/test`: domain/screenings, test_the_language_is_kept_with_the_screening.
@pytest.mark.whole
def test_spanish_is_one_tap_and_is_kept(night):
    phone = _engaged(night).tap("Ask in Español")
    assert "¿Ha deseado" in phone.page.text and 'lang="es"' in phone.html
    assert "Nobody has checked this translation yet." in phone.page.text
    phone.tap("No").tap("No").tap("No")
    assert _screened(night)["cssrs-screener"].language == "es"


# In its place in `bin/test`: domain/screenings/tests/test_actions.py.
@pytest.mark.whole
def test_a_broken_off_screening_is_found_again_where_it_stopped(night):
    phone = _engaged(night).tap("No").tap("Not now")
    assert "Begun, not finished" in phone.page.text
    phone.tap("C-SSRS screener")
    assert phone.url.endswith("/question/2/")


@pytest.mark.whole
def test_missing_answers_are_a_range(night):
    phone = _engaged(night).tap("Not now").tap("GAD-7")
    for _question in range(6):
        phone.tap("Several days")
    phone.tap("Didn't want to answer")
    assert "Not complete: it could be 6 to 9 points." in phone.page.text


@pytest.mark.whole
def test_the_order_is_the_programs(night):
    Program.objects.filter(pk=1).update(instruments=["asq/1"])
    forget()
    phone = _engaged(night)
    assert "/screen/asq/question/1/" in phone.url
    phone.tap("No").tap("No").tap("No").tap("No")
    assert phone.url.endswith("/distress/") and "Also offered" not in phone.page.text


def test_an_instrument_nobody_offers_is_refused_in_words(night):
    phone, base = night.phone(), night.met() + "screen/"
    phone.post(base, instrument="audit-c", status=422)
    assert "its answers need records of their own" in phone.page.text
    phone.open(base + "audit-c/result/", status=404)
