"""Bad and odd input: kept exactly, or refused in words beside its field; twice is once."""

import html
import json
from uuid import UUID

import pytest

from tandem.domain.encounters.actions import write_note
from tandem.domain.encounters.records import for_assignment
from tandem.domain.encounters.rules import NOTE_LIMIT
from tandem.domain.referrals.records import of_person
from tandem.domain.releases.opening import open_release
from tandem.vocabulary.law import Purpose
from tests.short import few

ODD = [
    "\n  <script>alert(1)</script> '; DROP TABLE encounters; -- {{ 7*7 }}  ",
    "<script>alert(1)</script>",
    "'; DROP TABLE encounters; --",
    "\ufeffبايت ‮ RTL",
    "\nfirst line empty",
    "{{ 7*7 }}{% debug %}",
    "👩‍👩‍👧 Z͑ͫ̓a͡l̷go",
    "  spaces kept  ",
]


def _release(night):
    return open_release(night.clinician, night.person, Purpose.REFERRAL)


@pytest.mark.fuzz
@pytest.mark.parametrize("text", few(ODD, every=8))
def test_a_note_is_kept_and_shown_exactly(night, contact, text):
    phone, at = contact
    phone.keep(at + "note/", note=text)
    assert for_assignment(night.assignment, release=_release(night)).notes[-1].text == text
    phone.open(at + "note/")
    shown = [value for _form, one, value in phone.page.fields if one.get("name") == "note"]
    assert shown == [text] and html.escape(text) in phone.html


@pytest.mark.parametrize("text", ["a\x00b", "x" * (NOTE_LIMIT + 1)])
def test_a_note_that_cannot_be_kept_is_refused_and_still_there(contact, text):
    phone, at = contact
    phone.post(at + "note/", status=422, note=text)
    assert "id_note-error" in phone.html and text.replace("\x00", "")[:50] in phone.html.replace("\x00", "")


# In its place in `bin/test`: test_a_note_is_kept_and_shown_exactly; tests/phones/test_bad_input.py, the same strings
# as a note.
@pytest.mark.whole
@pytest.mark.shared
@pytest.mark.fuzz
def test_naughty_strings_are_kept_exactly_or_refused(night, contact, shared):
    phone, at = contact
    for text in few(json.loads((shared / "data/hostile/blns.json").read_text()), every=60):
        answer = phone.client.post(at + "note/", {"note": text})
        assert answer.status_code in (302, 422)
        if answer.status_code == 302 and text:
            assert for_assignment(night.assignment, release=_release(night)).notes[-1].text == text


# In its place in `bin/test`: domain/encounters, where the note is signed and added to.
@pytest.mark.whole
def test_signing_ends_the_note_and_what_follows_is_an_addition(night, contact):
    phone, at = contact
    phone.open(at + "note/").type("note", "He slept.").tap("Sign")
    phone.open(at + "note/").tap("Review")
    assert "Signed" in phone.page.text
    phone.open(at + "note/").type("note", "He ate too.").tap("Review")
    parts = for_assignment(night.assignment, release=_release(night)).notes
    assert [part.text for part in parts] == ["He slept.", "He ate too."] and parts[1].addendum


def test_an_empty_note_can_not_be_signed(contact):
    phone, at = contact
    phone.open(at + "note/").tap("Sign", status=422)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("step", "data"),
    few(
        [
            ("outcome/", {"contact_outcome": "fine"}),
            ("distress/", {"distress_before": "11"}),
            ("distress/", {"distress_after": "²"}),
            ("disposition/", {"disposition": "gone"}),
            ("disposition/", {"disposition": "arrest", "disposition_detail": "x" * 201}),
            ("screen/cssrs-screener/question/1/", {"answer": "perhaps"}),
        ],
        every=3,
    ),
)
def test_a_wrong_value_is_refused_in_words(contact, step, data):
    phone, at = contact
    phone.post(at + step, status=422, **data)
    assert 'role="alert"' in phone.html


def test_closing_without_the_ending_is_refused_on_the_review_and_signs_nothing(night, contact):
    phone, at = contact
    write_note(UUID(at.split("/")[4]), actor=night.clinician, text="Still there.")
    phone.open(at + "review/").tap("Clear and close", status=422)
    assert "Say how it ended before you close." in phone.page.text
    assert for_assignment(night.assignment, release=_release(night)).notes[0].signed_at is None


def test_two_taps_make_one_person(night):
    phone = night.phone().open("/field/new/")
    word = next(value for _form, one, value in phone.page.fields if one.get("name") == "once")
    first = phone.keep("/field/new/", once=word, appearance="Blue coat")
    assert phone.keep("/field/new/", once=word, appearance="Blue coat") == first


def test_two_taps_make_one_referral(night, contact):
    phone, at = contact
    phone.open(f"{at}refer/{night.registered}/")
    word = next(value for _form, one, value in phone.page.fields if one.get("name") == "once")
    told = {"once": word, "answer": "spoken", "need": "crisis_stabilization"}
    phone.post(f"{at}refer/{night.registered}/", **told)
    assert 'data-copy="id_link"' in phone.html and "field/copy.js" in phone.html
    phone.post(f"{at}refer/{night.registered}/", **told)
    assert len(of_person(_release(night))) == 1


def test_a_no_keeps_the_referral_and_sends_nothing(night, contact):
    phone, at = contact
    phone.post(f"{at}refer/{night.registered}/", answer="no", need="crisis_stabilization")
    assert "Nothing left" in phone.page.text
    assert [one.state for one in of_person(_release(night))] == ["not_sent"]


@pytest.mark.whole
def test_a_second_referral_to_the_same_place_needs_no_second_question(night, contact):
    phone, at = contact
    phone.open(f"{at}refer/{night.registered}/").tap("They said yes, I heard it")
    phone.open(f"{at}refer/{night.registered}/")
    assert "They said yes to this on" in phone.page.text
    phone.tap("Send")
    assert [one.state for one in of_person(_release(night))] == ["sent", "sent"]


def test_an_unregistered_place_needs_a_signature_and_a_need(night, contact):
    phone, at = contact
    phone.post(f"{at}refer/{night.unregistered}/", status=422, answer="signed", signature="M1 2L3 4")
    assert "Choose what this is for." in phone.page.text and 'value="M1 2L3 4"' in phone.html
    phone.choose("need", "A place to stay").type("signature", "").tap("Signed. Send", status=422)
    assert "id_signature-error" in phone.html and of_person(_release(night)) == []
    phone.choose("need", "A place to stay").type("signature", "M10 10L60 40L90 12").tap("Signed. Send")
    assert [one.state for one in of_person(_release(night))] == ["sent"]


def test_asking_without_an_answer_is_refused(night, contact):
    phone, at = contact
    phone.post(f"{at}refer/{night.registered}/", status=422)


def test_the_directory_is_searched(night, contact):
    phone, at = contact
    phone.open(f"{at}refer/?q=harbor")
    assert "Harbor House" in phone.page.text and "Lakeside" not in phone.page.text
    phone.open(f"{at}refer/?open=on&need=food")
    assert "No service fits" in phone.page.text


def test_without_a_name_the_asking_says_so(night):
    phone = night.phone()
    contact = phone.keep("/field/new/", appearance="Blue coat").removesuffix("outcome/")
    phone.open(f"{contact}refer/{night.registered}/")
    assert "No name: it isn't known yet" in html.unescape(phone.html)
    assert "name and phone, if known by then" in phone.page.text
