"""The whole way of one contact, as taps on what the pages really show."""

from uuid import UUID

import pytest

from tandem.domain.encounters.actions import set_disposition, write_note
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.records import for_assignment
from tandem.domain.incidents.records import assignment
from tandem.domain.referrals.records import of_person
from tandem.domain.releases.opening import open_list, open_release
from tandem.domain.screenings.records import open_tasks
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import UnitTime

MOST_TAPS = 20
QUESTION = "screen/cssrs-screener/question/1/"


def _written(night):
    release = open_release(night.clinician, night.person, Purpose.TREATMENT)
    return for_assignment(night.assignment, release=release), release


# In its place in `bin/test`: tests/journeys/test_one_call.py, the same call with its taps counted.
@pytest.mark.whole
def test_from_arrived_to_closed_is_at_most_twenty_taps(night):
    phone = night.phone().open("/field/")
    assert "He is on the stairs" in phone.page.text
    phone.tap("Arrived").tap("Engaged now").tap("Write it up").tap("Engaged")
    phone.tap("No").tap("No").tap("No")
    phone.choose("distress_before", "8").choose("distress_after", "4").tap("Continue")
    phone.tap("Stays with a support person").tap("Add a referral")
    phone.tap("Lakeside Walk-in").tap("They said yes, I heard it")
    assert "/r/" in phone.html
    phone.tap("To the note").type("note", "Sat with him on the steps.").tap("Review")
    assert "8 to 4, down by 4" in phone.page.text
    phone.tap("Clear and close")
    assert phone.url == "/field/"
    assert phone.taps <= MOST_TAPS

    written, release = _written(night)
    assert (written.contact_outcome, written.disposition) == ("engaged", "stays_with_support")
    assert (written.distress_before, written.distress_after) == (8, 4)
    assert written.closed_at and written.notes[0].text == "Sat with him on the steps."
    assert [one.state for one in of_person(release)] == ["sent"]
    mine, _team = assignment(
        night.assignment, user_id=night.clinician.id, release=open_list(night.clinician, "my_call")
    )
    assert mine.times[UnitTime.CLEAR]


# In its place in `bin/test`: test_a_contact_without_a_call, which skips them too.
@pytest.mark.whole
def test_not_met_skips_screening_and_distress(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Couldn't find them")
    assert phone.url.endswith("/disposition/")
    phone.tap("Say it later").tap("Review")
    assert "Distress" not in phone.page.text
    phone.tap("Clear and close")
    assert _written(night)[0].closed_at


# In its place in `bin/test`: domain/screenings, test_a_concern_makes_tasks_once_and_never_a_disposition.
@pytest.mark.whole
def test_a_concern_is_shown_with_tasks_and_no_disposition(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Engaged")
    for _question in range(7):
        if "/question/" in phone.url:
            phone.tap("Yes")
    assert phone.url.endswith("/result/") and "Highest concern" in phone.page.text
    task = next(one for one in phone.page.tappable if "Tap when it is done" in one[2])
    phone.tap(phone._said(task))
    assert "Done" in phone.page.text
    assert _written(night)[0].disposition == ""


def _pressed(phone):
    return [phone._said(one) for one in phone.page.tappable if one[1].get("aria-pressed") == "true"]


def test_nothing_is_chosen_when_a_page_opens_and_back_shows_what_was_kept(night):
    contact = night.begun()
    phone = night.phone().open(contact + "outcome/")
    assert _pressed(phone) == []
    phone.tap("Engaged")
    assert phone.url == contact + QUESTION and 'aria-pressed="true"' not in phone.html
    second = phone.tap("Yes").url
    # An answer to another question than the one on the screen is not taken.
    phone.post(second, answer="yes", question="1")
    assert phone.url == second and 'aria-pressed="true"' not in phone.html
    assert "field/hold.js" in phone.html and "data-hold" in phone.html
    assert _pressed(phone.back()) == ["Yes"]
    phone.back()
    assert phone.url.endswith("/outcome/") and _pressed(phone) == ["Engaged"]
    assert " checked" not in phone.open(contact + "distress/").html


def test_somebody_unknown_is_described_right_there(night):
    who = f"/field/call/{night.assignment}/who/"
    phone = night.phone().post(who, appearance="Male, about 30, red jacket")
    assert phone.url.endswith("/outcome/") and "Male, about 30, red jacket" in phone.page.text
    phone.open(who).type("appearance", "Woman with a dog")
    assert "Begun" in phone.page.text and "Not written up yet" in phone.page.text


@pytest.mark.whole
def test_with_two_on_the_call_closing_one_leads_to_the_other(night):
    phone = night.phone().open(f"/field/call/{night.assignment}/who/")
    phone.type("appearance", "Woman with a dog").tap("Write this up").tap("Declined")
    phone.tap("No service needed").tap("Skip").tap("Review").tap("Close, then the next person")
    assert phone.url.endswith("/who/")
    phone.tap("Theo Brand").tap("Declined").tap("No service needed").tap("Skip").tap("Review").tap("Clear and close")
    assert phone.url == "/field/"


def test_a_contact_without_a_call(night):
    phone = night.phone().open("/field/new/").type("appearance", "Sat by the river").tap("Write this up")
    phone.tap("Declined")
    assert phone.url.endswith("/disposition/")
    encounter = UUID(phone.url.split("/")[4])
    set_disposition(encounter, actor=night.clinician, disposition="no_service_needed")
    phone.open(phone.url.replace("disposition", "review"))
    assert "Distress" not in phone.page.text
    phone.tap("Close")
    assert Encounter.objects.get(pk=encounter).closed_at


def test_a_known_person_is_found_without_a_name_in_the_address(night):
    night.begun()
    phone = night.phone().open("/field/new/").type("wanted", "Brand").tap("Find")
    assert phone.url == "/field/new/" and "Theo Brand" in phone.page.text
    phone.tap("Theo Brand")
    assert phone.url.endswith("/outcome/")


@pytest.mark.whole
def test_a_closed_contact_is_reopened_with_a_reason(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Declined")
    phone.tap("No service needed").tap("Skip").tap("Review")
    review = phone.url
    phone.tap("Clear and close").open(review).tap("Reopen").tap("Reopen", status=422)
    phone.type("reason", "He came back").tap("Reopen")
    assert phone.url == review and _written(night)[0].closed_at is None


# In its place in `bin/test`: the sweep, which reads the title of each page it looks at.
@pytest.mark.whole
def test_no_title_names_a_person(night):
    phone = night.phone().open("/field/")
    titles = [phone.page.title]
    for words in ("Arrived", "Write it up", "Engaged", "No", "No", "No", "Continue"):
        titles.append(phone.tap(words).page.title)
    assert not any("Theo" in title or "Brand" in title for title in titles)


# In its place in `bin/test`: test_nothing_is_chosen_when_a_page_opens_and_back_shows_what_was_kept.
@pytest.mark.whole
def test_what_was_typed_under_the_disposition_is_kept_whatever_is_tapped(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Declined").tap("No service needed")
    at = phone.url
    phone.type("disposition_detail", "With his sister").tap("Add a referral")
    assert phone.url.endswith("/refer/") and _written(night)[0].disposition_detail == "With his sister"
    phone.open(at).type("disposition_detail", "With his aunt").tap("Skip")
    assert phone.url.endswith("/note/") and _written(night)[0].disposition_detail == "With his aunt"


def test_closing_signs_ones_own_note(night):
    contact = night.ended()
    write_note(UUID(contact.split("/")[4]), actor=night.clinician, text="He went home.")
    phone = night.phone().open(contact + "review/")
    assert "Closing signs your note." in phone.page.text
    phone.tap("Clear and close")
    (part,) = _written(night)[0].notes
    assert part.signed_at and part.text == "He went home."


# In its place in `bin/test`: test_closing_signs_ones_own_note, through the same verb.
@pytest.mark.whole
def test_closing_leaves_a_colleagues_note_to_them(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Declined").tap("No service needed")
    encounter = _written(night)[0].id
    colleague = Actor.system("a colleague", Permission.ENCOUNTER_WRITE)
    write_note(encounter, actor=colleague, text="I stood by.")
    phone.tap("Skip").open(phone.url.replace("/note/", "/review/"))
    assert "Closing signs" not in phone.page.text
    phone.tap("Clear and close")
    assert _written(night)[0].notes[0].signed_at is None


@pytest.mark.whole
def test_the_review_names_open_tasks_and_closes_all_the_same(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Engaged")
    for _question in range(7):
        if "/question/" in phone.url:
            phone.tap("Yes")
    phone.open(phone.url.replace("screen/cssrs-screener/result", "disposition")).tap("Stays with a support person")
    phone.tap("Skip").tap("Review")
    release = _written(night)[1]
    words = [task.words for task in open_tasks(release=release)]
    assert words and all(each in phone.page.text for each in words)
    phone.tap("Clear and close")
    assert _written(night)[0].closed_at


@pytest.mark.whole
def test_where_they_were_taken_is_asked_only_where_somebody_went(night):
    phone = night.phone().open("/field/").tap("Arrived").tap("Write it up").tap("Engaged")
    at = phone.url.split("screen/")[0] + "disposition/"
    phone.open(at).tap("Resolved on scene")
    assert "Taken to" not in phone.page.text
    phone.tap("Went by choice")
    assert " checked" not in phone.html and "Jail" not in phone.page.text
    phone.choose("transported_to", "Shelter").choose("transported_by", "The team's car").tap("Skip").tap("Review")
    assert "Shelter, the team's car" in phone.page.text
    written, _release = _written(night)
    assert (written.transported_to, written.transported_by) == ("shelter", "team_car")
    phone.post(at, status=422, transported_to="moon", disposition_detail="kept")
    assert "id_transported_to-error" in phone.html and "kept" in phone.html
