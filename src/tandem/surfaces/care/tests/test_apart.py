"""What is kept apart, at the desk: whole for the program's care team, the plan for its peers, own notes for an author."""

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.models import Note
from tandem.domain.part2 import actions
from tandem.domain.part2.models import ApartNote, CounselingNote, PsychotherapyNote
from tandem.domain.part2.shelf import APART
from tandem.domain.screenings import actions as screenings
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.care.tests.conftest import browser
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture
def told(known):
    encounters.reopen(known.encounter, actor=known.clinician, reason="More to write")
    actions.tell(
        known.encounter,
        actor=known.clinician,
        told={"substances": ["alcohol"], "goals": ["Fewer evenings alone"], "words": ["Since his job ended."]},
    )
    return known


def _page(actor, known, more="") -> str:
    return browser(actor).get(f"/people/{known.person}/{more}").content.decode()


def test_r11_r42_the_person_page_shows_each_as_much_as_the_rule_opens(told):
    whole = _page(told.clinician, told)
    assert "Kept apart" in whole and "Since his job ended." in whole and "Fewer evenings alone" in whole
    peer = _page(told.peer, told)
    assert "Fewer evenings alone" in peer and "Since his job ended." not in peer and "Alcohol</dd>" not in peer


def test_the_section_is_not_there_where_nothing_was_written(known):
    assert "Kept apart" not in _page(known.clinician, known)


def test_a_task_of_a_screening_kept_apart_is_ticked(told):
    begun = actions.begin(told.encounter, actor=told.clinician, instrument="audit-c")
    for link_id, value in {"1": "4", "2": "2", "3": "3"}.items():
        screenings.answer(begun, actor=told.clinician, link_id=link_id, value=value, shelf=APART)
    screenings.complete(begun, actor=told.clinician, shelf=APART)
    page = _page(told.clinician, told)
    assert "Asked by a screening that is kept apart" in page and "AUDIT-C" in page
    task = APART.tasks.objects.first()
    address = f"/people/{told.person}/tasks/{task.pk}/"
    assert browser(told.peer).post(address).status_code == 404
    assert browser(made.user_with_job(Role.CLINICIAN)).post(address).status_code == 404
    assert browser(told.clinician).post(address).status_code == 303
    assert APART.tasks.objects.get(pk=task.pk).done_at


def test_p5_counseling_notes_are_written_changed_and_moved_by_their_author(told):
    client, address = (
        browser(told.clinician),
        f"/people/{told.person}/encounters/{told.encounter}/own-notes/counseling/",
    )
    assert client.post(address, {"note": "The session about his job."}).status_code == 303
    note = CounselingNote.objects.get()
    body = client.get(address).content.decode()
    assert "The session about his job." in body
    assert "The session about his job." not in _page(told.clinician, told)
    assert client.post(address, {"move": str(note.note), "why": ""}).status_code == 422
    assert not ApartNote.objects.exists()
    assert client.post(address, {"move": str(note.note), "why": "The next counselor"}).status_code == 303
    assert ApartNote.objects.get().text == "The session about his job."
    for bad in ("x", "0" * 8, str(told.person)):
        assert client.post(address, {"move": bad, "why": "x"}).status_code == 404


def test_h14_the_form_asks_for_what_belongs_in_the_ordinary_record(told):
    client = browser(told.clinician)
    address = f"/people/{told.person}/encounters/{told.encounter}/own-notes/psychotherapy/"
    assert "never here alone" in client.get(address).content.decode()
    refused = client.post(address, {"note": "Sertraline 50 mg. His father again."})
    body = refused.content.decode()
    assert refused.status_code == 422 and "stand in a psychotherapy note alone" in body
    assert "Sertraline 50 mg. His father again." in body and not PsychotherapyNote.objects.exists()
    sent = {"note": "Sertraline 50 mg. His father again.", "medication": "Sertraline 50 mg daily"}
    assert client.post(address, sent).status_code == 303
    assert "Sertraline 50 mg daily" in Note.objects.order_by("-id").first().text


def test_h14_nobody_else_has_that_page(told):
    house = Organization.objects.get(pk=told.clinician.organization_id)
    for kind in ("counseling", "psychotherapy", "other"):
        address = f"/people/{told.person}/encounters/{told.encounter}/own-notes/{kind}/"
        for reader in (told.peer, told.supervisor, made.user_with_job(Role.CLINICIAN, of=house)):
            assert browser(reader).get(address).status_code == 404
