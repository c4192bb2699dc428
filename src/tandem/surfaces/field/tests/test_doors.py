"""Who finds which page. What is not yours is not there: one and the same answer."""

import uuid

import pytest
from django.test import Client

from tandem.foundation.organizations.models import Organization
from tandem.surfaces.field.tests.phone import Phone
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

STEPS = ("outcome/", "screen/", "distress/", "disposition/", "refer/", "note/", "review/", "reopen/")


@pytest.mark.fuzz
@pytest.mark.parametrize("role", [Role.OFFICER, Role.PEER])
def test_officers_and_peers_have_no_clinical_pages(night, role):
    contact = night.begun()
    other = night.officer if role == Role.OFFICER else made.user_with_job(Role.PEER)
    phone = Phone(other)
    for step in few(STEPS, every=2 if role == Role.OFFICER else 4):
        phone.open(contact + step, status=404)
    phone.open("/field/new/", status=404)
    phone.open(f"/field/call/{night.assignment}/who/", status=404)
    phone.post(contact + "outcome/", status=404, contact_outcome="engaged")
    phone.post(f"/field/call/{night.assignment}/write/", status=404)


def test_an_officer_sees_the_scene_without_a_way_to_write(night):
    phone = Phone(night.officer).open(night.arrived(night.officer))
    assert "Write it up" not in phone.page.text


@pytest.mark.fuzz
def test_another_clinician_finds_nothing(night):
    contact = night.begun()
    phone = Phone(made.user_with_job(Role.CLINICIAN))
    for step in few(STEPS[1:], every=2):
        phone.open(contact + step, status=404)
    phone.open(f"/field/call/{night.assignment}/", status=404)
    phone.post(f"/field/call/{night.assignment}/stamp/", status=404, which="clear")
    phone.post(f"/field/call/{night.assignment}/hand-over/", status=404, reason="weapon")


def test_a_colleague_of_the_same_agency_reads_but_does_not_write(night):
    contact = night.begun()
    colleague = made.user_with_job(Role.CLINICIAN, of=Organization.objects.get(pk=night.clinician.organization_id))
    Phone(colleague).post(contact + "outcome/", status=404, contact_outcome="engaged")


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.DISPATCHER, Role.EVALUATOR, Role.PRIVACY_OFFICER, Role.ADMIN], every=2))
def test_other_roles_have_no_phone(night, role):
    Phone(made.user_with_job(role)).open("/field/", status=404)


def test_a_stranger_is_asked_to_sign_in(db):
    assert Client().get("/field/").headers["Location"].startswith("/sign-in/")


def test_ids_that_name_nothing_are_absent(night):
    phone = night.phone()
    nothing = uuid.uuid4()
    phone.open(f"/field/call/{nothing}/", status=404)
    phone.open(f"/field/contact/{nothing}/{nothing}/outcome/", status=404)
    phone.open(f"/field/contact/{night.person}/{nothing}/review/", status=404)


def test_nobody_is_put_on_a_call_by_guessing_an_id(night):
    stranger = made.person(made.user_with_job(Role.CLINICIAN), given_name="Not", family_name="Ours")
    for url in (f"/field/call/{night.assignment}/who/", "/field/new/"):
        night.phone().post(url, status=404, person=str(stranger))


def test_a_bad_id_is_refused_in_words(night):
    phone = night.phone().post("/field/new/", status=422, person="\x00")
    assert "Choose a person from the list." in phone.page.text
