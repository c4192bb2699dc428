"""Alcohol and drugs on the phone: what the care team writes there, where it is kept, and what is asked about once."""

import pytest

from tandem.domain.encounters.models import Note
from tandem.domain.part2.models import ApartNote, SubstanceScreening, SubstanceUse
from tandem.surfaces.field.tests.phone import Phone


def _apart(night) -> Phone:
    return night.phone().open(night.met() + "apart/")


# In its place in `bin/test`: test_bad_answers_come_back_with_what_was_typed, the same page.
@pytest.mark.whole
def test_the_page_of_taps_is_kept_and_shown_again(night):
    phone = _apart(night)
    assert "Kept apart: only the care team of your own program reads it" in phone.page.text
    phone.tap("What was used, signs, medicines, plan")
    phone.post(phone.url, substances=["opioids"], last_use="today", **{"naloxone.doses": "2"}, goals="Monday")
    assert phone.url.endswith("/apart/") and "Opioids" in phone.page.text
    assert SubstanceUse.objects.get().answers["naloxone"] == {"doses": 2}
    phone.tap("Review")
    assert "Opioids" in phone.page.text


def test_bad_answers_come_back_with_what_was_typed(night):
    phone = night.phone()
    phone.post(night.met() + "apart/use/", substances=["none", "alcohol"], goals="Monday", status=422)
    assert "goes with no other answer" in phone.page.text and "Monday" in phone.html
    assert not SubstanceUse.objects.exists()


@pytest.mark.whole
def test_audit_c_from_the_page_to_its_task(night):
    phone = _apart(night).tap("AUDIT-C")
    assert "How often do you have a drink containing alcohol?" in phone.page.text
    assert "public domain" in phone.page.text
    phone.tap("4 or more times a week").tap("5 or 6").tap("Weekly")
    assert phone.url.endswith("/audit-c/result/") and "9 points" in phone.page.text
    assert "At or above the cut point for men and for women" in phone.page.text
    phone.tap("Talk about it")
    assert "Done " in phone.page.text
    phone.tap("Continue")
    assert phone.url.endswith("/apart/") and SubstanceScreening.objects.get().completed_at
    # The list of ordinary screenings never learns of it.
    phone.open(phone.url.replace("/apart/", "/screen/"))
    assert "AUDIT" not in phone.page.text and "DAST" not in phone.page.text


@pytest.mark.whole
def test_dast_in_spanish_stops_anywhere_and_is_found_again(night):
    phone = _apart(night).tap("DAST-10").tap("Ask in Español")
    assert "¿Ha usado drogas" in phone.page.text and "Nobody has checked this translation yet." in phone.page.text
    phone.tap("No").tap("Not now")
    assert phone.url.endswith("/apart/") and "Begun, not finished" in phone.page.text


def test_a_note_is_kept_apart_when_its_author_says_so(night):
    at = night.met() + "note/"
    phone = night.phone().post(at, note="He takes methadone.", apart="1")
    assert ApartNote.objects.get().text == "He takes methadone." and not Note.objects.exists()
    assert "Written, not signed" in phone.page.text
    phone.open(at)
    assert "This note tells about alcohol or drug treatment" in phone.page.text
    assert "He takes methadone." in phone.html and "checked" in phone.html
    phone.keep(at, note="He takes methadone.", apart="1", sign="1")
    assert ApartNote.objects.get().signed_at


def test_words_that_look_like_it_are_asked_about_once(night):
    phone = night.phone().post(night.met() + "note/", note="Back in detox since May.", status=422)
    assert "you decide" in phone.page.text and "Back in detox since May." in phone.html
    assert not Note.objects.exists() and not ApartNote.objects.exists()
    phone.keep(phone.url, note="Back in detox since May.", asked="1")
    assert Note.objects.get().text == "Back in detox since May.", "the author decides"
