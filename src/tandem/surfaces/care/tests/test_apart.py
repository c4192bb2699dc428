"""What is kept apart, at the desk: whole for the program's care team, the plan for its peers, own notes for an author."""

from datetime import date, timedelta

import pytest

from tandem.domain.consents.models import Part2Consent
from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.models import Note
from tandem.domain.part2 import actions
from tandem.domain.part2.models import ApartNote, CounselingNote, EmergencyRecord, PsychotherapyNote
from tandem.domain.part2.shelf import APART
from tandem.domain.releases.models import Disclosure
from tandem.domain.screenings import actions as screenings
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Pact, PactSide
from tandem.surfaces.care.tests.conftest import browser
from tandem.vocabulary.disclosing import NOTICE_FULL
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few


@pytest.fixture(scope="module")
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
    assert "Fewer evenings alone" in peer and "Since his job ended." not in peer and "<b>Alcohol</b>" not in peer


def test_the_section_is_not_there_where_nothing_was_written(known):
    other = made.person(known.clinician, given_name="Ana", family_name="Prado")
    encounters.start(actor=known.clinician, person_id=other)
    assert "Kept apart" not in browser(known.clinician).get(f"/people/{other}/").content.decode()


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


@pytest.mark.fuzz
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
    for bad in few(("x", "0" * 8, str(told.person)), every=2):
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


@pytest.fixture(scope="module")
def hospital(file_db) -> Organization:
    kind = OrganizationKind.HOSPITAL
    return made.organization(kind, name="St. Brigid Hospital", registered_provider=True, in_program=True)


def _consent(known, recipient: Organization) -> Part2Consent:
    """A signed consent of 42 CFR 2.31 that names the hospital, with every element."""
    system = Actor.system("test", Permission.CONSENT_RECORD)
    statements = {"right_to_revoke": "You can stop it.", "redisclosure": "They may share.", "refusing": "Care goes on."}
    pact = {"categories": [Category.PART2_RECORD], "purposes": [Purpose.TREATMENT], "starts_at": clock.now()}
    pact |= {
        "name": "Made",
        "reference": "M 1",
        "ends_at": clock.now() + timedelta(days=30),
        "recorded_at": clock.now(),
    }
    with act(system, Permission.CONSENT_RECORD, kind="person", subject=known.person):
        with_them = Pact.objects.create(**pact)
        for one in (known.clinician.organization_id, recipient.pk):
            PactSide.objects.create(pact=with_them, organization_id=one, signed_by="Robin", signed_on=date(2026, 1, 2))
        return Part2Consent.objects.create(
            person_id=known.person,
            kind=Basis.PART2_NAMED,
            discloser_id=known.clinician.organization_id,
            recipient=recipient,
            categories=[Category.PART2_RECORD],
            part="What was written of alcohol",
            purposes=[Purpose.TREATMENT],
            given_at=clock.now() - timedelta(hours=1),
            until=clock.now() + timedelta(days=90),
            signer="person",
            how="signed",
            signature="M 1 1 L 40 20 L 80 5 L 120 30 L 160 8",
            recorded_at=clock.now(),
            **statements,
        )


def test_one_note_three_texts_none_holds_what_another_may_not(told):
    actions.write_note(told.encounter, actor=told.clinician, text="Takes naltrexone.", sign=True)
    page = _page(told.clinician, told, f"encounters/{told.encounter}/texts/")
    clinical, part2 = page.split('id="t-part2"')
    assert "naltrexone" not in clinical and "alcohol" not in clinical.lower().split("</h1>")[1]
    assert "Takes naltrexone." in part2 and "42 CFR part 2 prohibits unauthorized use" in part2
    plain = _page(told.clinician, told, f"encounters/{told.encounter}/copy/")
    assert "naltrexone" not in plain
    assert browser(told.peer).get(f"/people/{told.person}/encounters/{told.encounter}/copy/apart/").status_code == 404


def test_p3_what_leaves_by_consent_carries_notice_and_copy_inside(told, hospital):
    address = f"/people/{told.person}/encounters/{told.encounter}/copy/apart/"
    client = browser(told.clinician)
    sent = {"way": "copied", "recipient": str(hospital.pk)}
    refused = client.post(address, sent, headers={"accept": "application/json"})
    assert refused.status_code == 422 and not Disclosure.objects.exists(), "P2: nothing without a consent that names it"
    _consent(told, hospital)
    page = _page(told.clinician, told, f"encounters/{told.encounter}/texts/")
    assert "Put inside it for St. Brigid Hospital" in page
    body = client.post(address, sent, headers={"accept": "application/json"}).json()["text"]
    assert "Since his job ended." in body and NOTICE_FULL in body and "COPY OF THE CONSENT" in body
    left = Disclosure.objects.get()
    assert {"part2_notice", "consent_copy", "accounting"} <= set(left.obligations) and left.basis == "part2_named"


def _emergency(hospital, **changes):
    told = {"facility": str(hospital.pk), "recipient_name": "Dr. Upton", "discloser_name": "Robin Made"}
    told |= {
        "told_on": "2026-01-05",
        "told_clock": "21:54",
        "nature": "Does not wake",
        "why_no_consent": "Not conscious",
    }
    return told | changes


@pytest.mark.fuzz
def test_p10_r24_the_extract_is_told_once_everything_is_written(told, hospital):
    address, client = f"/people/{told.person}/emergency/", browser(told.clinician)
    page = client.get(address).content.decode()
    shown = page.split("id_extract")[1].split("</dl>")[0]
    assert "Alcohol" in shown and "Since his job ended." not in shown and "Fewer evenings" not in shown
    for missing in few(
        ("facility", "recipient_name", "discloser_name", "nature", "told_on", "why_no_consent"), every=3
    ):
        refused = client.post(address, _emergency(hospital, **{missing: ""}))
        assert refused.status_code == 422, missing
    police = made.organization(OrganizationKind.POLICE, registered_provider=True)
    assert f'value="{police.pk}"' not in page
    assert client.post(address, _emergency(police)).status_code == 422
    assert not EmergencyRecord.objects.exists() and not Disclosure.objects.exists()
    assert client.post(address, _emergency(hospital)).status_code == 303
    left, written = Disclosure.objects.get(), EmergencyRecord.objects.get()
    assert written.disclosure_id == left.pk and left.rules == ["R24"] and left.recipient_name == "St. Brigid Hospital"
    assert {"emergency_record", "accounting"} <= set(left.obligations)
    for reader in (told.peer, made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)):
        assert browser(reader).get(address).status_code == 404


@pytest.mark.fuzz
def test_h14_nobody_else_has_that_page(told):
    house = Organization.objects.get(pk=told.clinician.organization_id)
    for reader in (told.supervisor, made.user_with_job(Role.CLINICIAN, of=house), told.peer):
        client = browser(reader)
        for kind in few(("psychotherapy", "counseling", "other"), every=2 if reader == told.supervisor else 3):
            address = f"/people/{told.person}/encounters/{told.encounter}/own-notes/{kind}/"
            assert client.get(address).status_code == 404, kind
