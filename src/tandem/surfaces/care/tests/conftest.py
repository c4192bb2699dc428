"""A browser for care staff, somebody they know, and what two pages have in common once their clocks are put aside."""

import re
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from tandem.domain.directory.actions import add
from tandem.domain.encounters import actions as encounters
from tandem.domain.followups import actions as followups
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import sit


def browser(actor: Actor) -> Client:
    """Signed in, acting as this actor's one job."""
    client = Client()
    sit(client, actor)
    return client


def still(response) -> bytes:
    """The body without what every answer has of its own: the moment and the masked form token."""
    body = re.sub(rb'data-now="[^"]*"', b"", response.content)
    body = re.sub(rb'clock-now">[^<]*', b"", body)
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]+', b"", body)


def place(name: str, *needs: str, registered: bool = True) -> UUID:
    """A listed service of an organization of its own."""
    kind = OrganizationKind.CRISIS_CENTER if registered else OrganizationKind.SHELTER
    where = made.organization(kind, name=f"{name} Inc", registered_provider=registered)
    system = Actor.system("test", Permission.DIRECTORY_WRITE)
    return add(actor=system, organization_id=where.pk, name=name, needs=list(needs), phone="555-0141")


@dataclass(frozen=True)
class Known:
    """Somebody a clinician met five days ago, with a follow-up that is overdue, a peer and a supervisor beside."""

    clinician: Actor
    peer: Actor
    supervisor: Actor
    person: UUID
    encounter: UUID
    followup: UUID


@pytest.fixture(scope="module")
def known(file_db) -> Known:
    made.program()
    clinician = made.user_with_job(Role.CLINICIAN)
    house = made.Organization.objects.get(pk=clinician.organization_id)
    told = {"given_name": "Theo", "family_name": "Brand", "phone": "555-0123", "phone_rule": "texts are fine"}
    person = made.person(clinician, **told)
    with clock.at(clock.now() - made.timedelta(days=5)):
        encounter = encounters.start(actor=clinician, person_id=person)
        encounters.set_outcome(encounter, actor=clinician, outcome="engaged")
        encounters.set_disposition(encounter, actor=clinician, disposition="stays_with_support")
        encounters.write_note(encounter, actor=clinician, text="Calm at the end. <b>Sister</b> stays.", sign=True)
        encounters.close(encounter, actor=clinician)
        followup = followups.plan(actor=clinician, encounter_id=encounter, wish="after noon")
    return Known(
        clinician,
        made.user_with_job(Role.PEER, of=house),
        made.user_with_job(Role.CLINICAL_SUPERVISOR, of=house),
        person,
        encounter,
        followup,
    )
