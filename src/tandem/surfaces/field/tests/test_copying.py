"""Police-safe text for the RMS: the call's facts and nothing a provider wrote, for the call's own team."""

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.incidents import actions as incidents
from tandem.domain.releases.models import Copy, Disclosure
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.terms import Role, UnitTime
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


def browser(reader):
    return Phone(reader).client


# What a provider wrote about the night. None of it may stand in the police text.
CLINICAL = ("Engaged", "Stays with a support person", "CANARY-note", "CANARY-detail", "9 of 10", "Calderwick")


@pytest.fixture(scope="module")
def on_scene(file_db):
    clinician, officer = made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)
    person = made.person(clinician, given_name="Rae", family_name="Calderwick")
    incident = made.call(person, narrative="CANARY-caller says he shouts", callback="555-0142")
    assignment = made.sent(incident, made.team(clinician, officer))
    for which in (UnitTime.ARRIVAL, UnitTime.ENGAGEMENT):
        incidents.stamp(assignment, actor=officer, which=which)
    encounter = encounters.start(actor=clinician, person_id=person, assignment_id=assignment)
    encounters.set_outcome(encounter, actor=clinician, outcome="engaged")
    encounters.rate_distress(encounter, actor=clinician, before=9, after=4)
    encounters.set_disposition(encounter, actor=clinician, disposition="stays_with_support", detail="CANARY-detail")
    encounters.write_note(encounter, actor=clinician, text="CANARY-note", sign=True)
    encounters.close(encounter, actor=clinician)
    return clinician, officer, incident, f"/field/call/{assignment}/"


def test_only_facts_of_the_call_for_officer_and_clinician_alike(on_scene):
    clinician, officer, _incident, call = on_scene
    texts = []
    for reader in (officer, clinician):
        shown = browser(reader).get(f"{call}copy/").content.decode()
        assert "Police-safe text for your RMS" in shown and "It holds: Call facts." in shown
        texts.append(shown.split('id="id_text"')[1].split("</textarea>")[0])
    assert texts[0] == texts[1]
    assert "Welfare check" in texts[0] and "Arrived:" in texts[0] and " leads." in texts[0]
    assert [word for word in (*CLINICAL, "CANARY-caller", "555-0142") if word in texts[0]] == []
    assert "Police-safe text" in browser(officer).get(f"{call}scene/").content.decode()


def test_copied_into_the_own_rms_is_written_down_as_a_use_and_is_no_disclosure(on_scene):
    _clinician, officer, incident, call = on_scene
    client = browser(officer)
    answer = client.post(f"{call}copy/", {"way": "copied"}, headers={"Accept": "application/json"})
    assert answer.status_code == 200 and "Welfare check" in answer.json()["text"]
    kept = Copy.objects.get()
    assert (kept.kind, kept.way, kept.categories, kept.subject_id) == ("police", "copied", ["cad_facts"], incident)
    assert (kept.recipient_id, kept.actor_id, kept.disclosure) == (officer.organization_id, officer.id, None)
    assert not Disclosure.objects.exists()
    privacy = browser(made.user_with_job(Role.PRIVACY_OFFICER)).get("/program/access/").content.decode()
    assert "Police-safe text for your RMS, copied for" in privacy and "left the organization" not in privacy
    # Without a script the page comes back and says that it is written down.
    assert "Written down as copied" in client.post(f"{call}copy/", {"way": "copied"}).content.decode()


def test_printed_with_a_line_saying_what_and_who(on_scene):
    _clinician, officer, _incident, call = on_scene
    shown = browser(officer).post(f"{call}copy/", {"way": "printed"}).content.decode()
    assert f"Police-safe text for your RMS. Printed by {officer.name}" in shown
    assert Copy.objects.get().way == "printed"


@pytest.mark.fuzz
def test_nothing_else_and_nobody_else(on_scene):
    clinician, officer, _incident, call = on_scene
    other = made.organization()
    own = browser(officer)
    wrong = ({"way": "copied", "recipient": other.pk}, {"way": "mailed"}, {}, {"way": "copied", "recipient": "x"})
    for sent in few(wrong, every=2):
        assert own.post(f"{call}copy/", sent).status_code == 422
    assert not Copy.objects.exists()
    assert browser(made.user_with_job(Role.OFFICER)).get(f"{call}copy/").status_code == 404
    # The clinical text has no page for an officer, whatever the address.
    person = encounters.contact.Encounter.objects.get()
    path = f"/people/{person.person_id}/encounters/{person.pk}/copy/"
    assert own.get(path).status_code == 404 and own.post(path).status_code == 404
    assert browser(clinician).get(path).status_code == 200 and not Copy.objects.exists()
