"""What happened on scene, through the phone: optional, by taps, kept version by version, and each side apart."""

from uuid import UUID

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.records import for_assignment
from tandem.domain.encounters.scene_records import police_endings, police_reports, told
from tandem.domain.people.records import summary
from tandem.domain.releases.opening import open_list, open_release
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.law import Purpose
from tests.short import few


def _told(night):
    release = open_release(night.clinician, night.person, Purpose.TREATMENT)
    one = for_assignment(night.assignment, release=release)
    return told(one.id, release=release)


@pytest.fixture
def colorado():
    Program.objects.update(state="CO")
    forget()


@pytest.mark.whole
def test_the_pages_are_reached_from_scene_and_review_and_nothing_is_chosen(night):
    phone = night.phone().open(night.arrived(night.clinician)).tap("What happened on scene")
    menu = phone.url
    assert menu.endswith("/scene/") and "Involuntary hold" not in phone.page.text
    for title in ("Force and injuries", "Cues and de-escalation", "Risk and what protects", "Language and access"):
        phone.open(menu).tap(title)
        assert " checked" not in phone.html
    phone.open(menu).tap("Write it up").tap("Declined").tap("No service needed").tap("Skip").tap("Review")
    phone.tap("Change: On scene")
    assert phone.url == menu


# In its place in `bin/test`: test_an_officer_taps_for_their_own_agency_only, the same quick tap; domain/encounters,
# test_the_newest_version_counts_and_every_version_stays.
@pytest.mark.whole
def test_no_force_is_one_tap_and_a_change_keeps_the_earlier_version(night, contact):
    phone, at = contact
    phone.open(at + "scene/force/").tap("No force, nobody hurt")
    assert "Force: none; Hurt: nobody" in phone.page.text
    assert _told(night)["force"].answers == {"force": ["none"], "hurt": ["nobody"]}
    changed = {"force": ["handcuffs", "hands"], "hurt": ["person"], "person_injury": ["minor"]}
    encounters.tell(UUID(at.split("/")[4]), actor=night.clinician, form="force", told=changed)
    found = _told(night)["force"]
    assert found.answers["force"] == ["handcuffs", "hands"] and found.earlier == 1
    phone.open(at + "scene/force/")
    assert "One earlier version is kept" in phone.page.text


CANNOT_BE = [
    ("force", {"force": ["none", "hands"]}, "force"),
    ("force", {"force": ["laser"]}, "force"),
    ("force", {"hurt": ["nobody"], "person_injury": "serious"}, "person_injury"),
    ("risk", {"firearm": ["yes", "no"]}, "firearm"),
    ("risk", {"words": "x" * 2001}, "words"),
    ("cues", {"words": "nul \x00"}, "words"),
    ("supplies", {"left.food": "many"}, "left.food"),
    ("family", {"report": "made"}, "report_to"),
    ("family", {"report_at": "25:00"}, "report_at"),
    ("access", {"language": "other"}, "language_other"),
    ("hold", {"rights": "not_possible"}, "rights_why"),
    ("hold", {"contact": "objected", "contact_told": "His sister"}, "contact"),
]


@pytest.mark.fuzz
@pytest.mark.parametrize(("form", "sent", "field"), few(CANNOT_BE, every=7))
def test_what_cannot_be_is_refused_beside_its_field_and_kept_on_the_page(night, contact, form, sent, field):
    phone, at = contact
    encounters.set_disposition(UUID(at.split("/")[4]), actor=night.clinician, disposition="involuntary_hold")
    phone.post(at + f"scene/{form}/", status=422, **(sent | {"words": sent.get("words", "typed before")}))
    assert f'href="#id_{field}"' in phone.html or f"id_{field}-error" in phone.html
    assert _told(night) == {}
    if form != "supplies" and "words" not in sent:
        assert "typed before" in phone.html


@pytest.mark.fuzz
def test_unknown_pages_are_absent(night, contact):
    phone, at = contact
    for page in few(("nonsense", "hold", "police", "ending"), every=2):
        phone.open(at + f"scene/{page}/", status=404)
    phone.open(at + "scene/hold/print/", status=404)


def test_supplies_are_counted_and_hold_no_substance_use(night, contact):
    phone, at = contact
    phone.open(at + "scene/supplies/").type("left.food", "2").type("left.blanket", "1")
    assert not any(word in phone.page.text.lower() for word in ("naloxone", "narcan", "test strip", "syringe"))
    phone.tap("Keep")
    assert "Food: 2, Blanket, sleeping bag: 1" in phone.page.text


def test_the_language_is_demographics_and_the_next_team_sees_it(night, contact):
    phone, at = contact
    phone.open(at + "scene/access/").choose("language", "Spanish").choose("interpreter_needed", "Yes")
    phone.choose("interpreter", "By phone").tap("Keep")
    release = open_release(night.clinician, night.person, Purpose.TREATMENT)
    assert summary(release=release).language == "Spanish, with an interpreter"
    assert _told(night)["access"].answers == {"interpreter": "phone"}
    phone.open(at + "scene/access/")
    assert 'id="id_language-es" name="language" value="es" checked' in phone.html


def test_a_hold_is_not_closed_without_basis_and_signer_and_prints_with_the_rights(night, contact, colorado):
    phone, at = contact
    phone.open(at + "disposition/").tap("Involuntary hold")
    assert phone.url.endswith("/scene/hold/") and "27-65-106" in phone.page.text
    phone.open(at + "review/")
    assert "Needed before closing" in phone.page.text
    assert "Say on the hold page what it rests on and who signed it before you close." in phone.page.text
    phone.tap("Clear and close", status=422)
    phone.open(at + "scene/hold/").choose("basis", "Certified peace officer, probable cause")
    phone.type("signer", "Sgt Dana Fairweather").choose("signer_as", "Certified peace officer")
    phone.type("signed_at", "21:54").choose("rights", "Said, and copy given").tap("Keep")
    assert _told(night)["hold"].edition == "co/1"
    phone.open(at + "scene/hold/print/")
    for words in ("Not your state's official form", "Sgt Dana Fairweather", "Usted puede pedir un intérprete"):
        assert words in phone.page.text
    assert 'lang="es"' in phone.html and "Theo" not in phone.page.title
    assert phone.client.post(at + "close/", {"clear": "1"}).url == "/field/"


# In its place in `bin/test`: test_a_hold_is_not_closed_without_basis_and_signer_and_prints_with_the_rights.
@pytest.mark.whole
def test_a_state_without_a_file_gets_free_words_and_a_warning(night, contact):
    phone, at = contact
    phone.open(at + "disposition/").tap("Involuntary hold")
    assert "Your state's law isn't entered here" in phone.page.text
    phone.type("basis", "R.C. 5122.10").type("signer", "Dr. Ada Penrose").type("signer_as", "MD").tap("Keep")
    phone.open(at + "review/").tap("Clear and close")
    assert phone.url == "/field/"


@pytest.mark.fuzz
def test_an_officer_taps_for_their_own_agency_only(night, contact):
    clinician, at = contact
    held = {"force": ["hands"], "words": ["He was held by the arm."]}
    encounters.tell(UUID(at.split("/")[4]), actor=night.clinician, form="force", told=held)
    phone = Phone(night.officer).open("/field/").tap("Arrest, force, injuries")
    assert "held by the arm" not in phone.html and " checked" not in phone.html
    phone.choose("arrest", "No").choose("citation", "Yes").tap("No force, nobody hurt, no charges")
    release = open_list(night.officer, "my_call")
    (wrote,) = police_reports(night.assignment, release=release)
    assert wrote.answers == {"force": ["none"], "hurt": ["nobody"], "charges": "none"}
    (ended,) = police_endings(night.assignment, release=release)
    assert ended.answers == {"arrest": "no", "citation": "yes"}
    # The clinician's account stands beside it, untouched.
    assert _told(night)["force"].answers["force"] == ["hands"]
    clinician.open(f"/field/call/{night.assignment}/report/", status=404)
    for page in few(("scene/force/", "scene/hold/", "scene/", "scene/hold/print/"), every=2):
        phone.open(at + page, status=404)
