"""Clinical text for the EHR: note, screening, how it ended, referral; its own organization, or another by agreement."""

from datetime import timedelta

import pytest

from tandem.domain.consents.actions import agree
from tandem.domain.encounters.actions import write_note
from tandem.domain.releases.copying import CopyKind, Section, compose
from tandem.domain.releases.models import Copy, Disclosure, Opening
from tandem.foundation import clock
from tandem.surfaces.care.tests.conftest import Known, browser
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db


def path(known: Known) -> str:
    return f"/people/{known.person}/encounters/{known.encounter}/copy/"


def text_of(shown: str) -> str:
    return shown.split('id="id_text"')[1].split("</textarea>")[0]


def test_the_text_is_the_record_as_released_and_unsigned_words_stay_out(known: Known):
    write_note(known.encounter, actor=known.clinician, text="Not signed yet.", reason="left_out")
    shown = browser(known.clinician).get(path(known)).content.decode()
    assert "Clinical text for your EHR" in shown and "It holds: Clinical notes, Referrals." in shown
    text = text_of(shown)
    assert "Calm at the end. &lt;b&gt;Sister" in text and "Stays with a support person" in text and "FOLLOW-UP" in text
    assert "Not signed yet." not in text and "Words that nobody signed yet." in shown
    assert "Theo" not in text


def test_a_use_in_the_own_organization(known: Known):
    client = browser(known.clinician)
    client.post(path(known), {"way": "copied"})
    kept = Copy.objects.get()
    assert (kept.kind, kept.person_id, kept.disclosure) == ("clinical", known.person, None)
    assert kept.categories == ["clinical_note", "referral_status"] and "R10" in kept.rules
    assert Opening.objects.filter(pk=kept.opening_id, person_id=known.person).exists()
    printed = client.post(path(known), {"way": "printed"}).content.decode()
    assert f"Clinical text for your EHR. Printed by {known.clinician.name}" in printed


def test_another_organization_gets_it_on_an_agreement_that_names_all_of_it_and_it_is_accounted_for(known: Known):
    hospital = made.organization(OrganizationKind.HOSPITAL, registered_provider=True)
    client, sent = browser(known.clinician), {"way": "copied", "recipient": str(hospital.pk)}
    assert hospital.name not in client.get(path(known)).content.decode()
    refused = client.post(path(known), sent)
    assert refused.status_code == 422 and "Not sent: no agreement" in refused.content.decode()
    assert not Copy.objects.exists() and not Disclosure.objects.exists()
    agree(
        actor=known.clinician,
        person_id=known.person,
        recipient_id=hospital.pk,
        categories=["clinical_note", "referral_status"],
        purpose="treatment",
        until=clock.now() + timedelta(days=30),
        how="spoken",
        heard_by=known.clinician.name,
    )
    assert "leaves your organization" in client.get(path(known)).content.decode()
    assert client.post(path(known), sent).status_code == 200
    left = Disclosure.objects.get()
    assert (left.recipient_id, left.medium, left.basis) == (hospital.pk, "copy", "agree")
    assert left.categories == ["clinical_note", "referral_status"] and Copy.objects.get().disclosure_id == left.pk
    log = browser(made.user_with_job(Role.PRIVACY_OFFICER)).get("/program/access/").content.decode()
    assert "left the organization" in log and hospital.name in log


def test_a_peer_has_no_such_page(known: Known):
    assert browser(known.peer).get(path(known)).status_code == 404
    assert browser(known.peer).post(path(known), {"way": "copied"}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (CopyKind.POLICE, Category.CLINICAL_NOTE),
        (CopyKind.POLICE, Category.SCREENING),
        (CopyKind.POLICE, Category.REFERRAL_STATUS),
        (CopyKind.CLINICAL, Category.LE_NARRATIVE),
        (CopyKind.CLINICAL, Category.PART2_RECORD),
    ],
)
def test_a_section_of_the_other_side_is_caught(known: Known, kind: CopyKind, category: Category):
    released = made.release(known.clinician, known.person, *Category)
    with pytest.raises(ValueError, match="never stands"):
        compose(kind, [Section(category, "Planted", ("words",))], released)
