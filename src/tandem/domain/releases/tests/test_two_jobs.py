"""One human who is an officer and a clinician: what was met in the one job is not read in the other (law.md 1.7)."""

from dataclasses import replace

import pytest

from tandem.domain.releases.opening import open_release
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership, Organization
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import OrganizationKind, Profession, Role
from tests import made

pytestmark = pytest.mark.django_db


def test_a_person_met_as_an_officer_is_not_read_about_as_a_clinician():
    officer = made.user_with_job(Role.OFFICER)
    colleague = made.user_with_job(Role.CLINICIAN)
    clinic = Organization.objects.get(pk=colleague.organization_id)
    Membership.objects.create(
        user=User.objects.get(pk=officer.id), organization=clinic, role=Role.CLINICIAN, profession=Profession.CLINICIAN
    )
    person = made.person(colleague, given_name="Ada", family_name="Made")
    team = made.team(colleague, officer)
    made.sent(made.call(person), team)
    as_clinician = replace(
        officer,
        role=Role.CLINICIAN,
        profession=Profession.CLINICIAN,
        organization_id=clinic.pk,
        organization_kind=OrganizationKind.PROVIDER,
    )
    assert open_release(colleague, person, Purpose.TREATMENT)
    with pytest.raises(Absent):
        open_release(as_clinician, person, Purpose.TREATMENT)
