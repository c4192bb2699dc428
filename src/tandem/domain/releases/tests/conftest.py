"""One person on a live call, with everybody who might want to know about them."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made


@dataclass(frozen=True)
class Scene:
    person: UUID
    incident: UUID
    assignment: UUID
    provider: Organization
    actors: dict[str, Actor]

    def put(self, **values) -> None:
        """Set a fact of the person that no verb of this edition sets."""
        with act(Actor.system("test", Permission.DEMO_BUILD), Permission.DEMO_BUILD):
            Person.objects.filter(pk=self.person).update(**values)


@pytest.fixture(scope="module")
def scene(file_db) -> Scene:
    return on_a_call()


def on_a_call() -> Scene:
    # Membership in the program is the agreement between its organizations; `other` is no member.
    kinds = (OrganizationKind.PROVIDER, OrganizationKind.POLICE, OrganizationKind.PSAP)
    provider, police, psap = (made.organization(kind, in_program=True) for kind in kinds)
    other = made.organization()
    actors = {
        "dispatcher": made.user_with_job(Role.DISPATCHER, of=psap),
        "officer on the team": made.user_with_job(Role.OFFICER, of=police),
        "officer elsewhere": made.user_with_job(Role.OFFICER, of=police),
        "clinician on the team": made.user_with_job(Role.CLINICIAN, of=provider),
        "clinician not related": made.user_with_job(Role.CLINICIAN, of=provider),
        "clinician elsewhere": made.user_with_job(Role.CLINICIAN, of=other),
        "supervisor": made.user_with_job(Role.CLINICAL_SUPERVISOR, of=provider),
        "peer on the team": made.user_with_job(Role.PEER, of=provider),
        "peer not related": made.user_with_job(Role.PEER, of=provider),
        "evaluator": made.user_with_job(Role.EVALUATOR, of=provider),
        "admin": made.user_with_job(Role.ADMIN, of=provider),
        "privacy officer": made.user_with_job(Role.PRIVACY_OFFICER, of=provider),
        "machine": Actor.system("test"),
    }
    person = made.person(actors["clinician on the team"], given_name="Theo", family_name="Ballard")
    incident = made.call(person, agency=police)
    on = ("clinician on the team", "officer on the team", "peer on the team")
    assignment = made.sent(incident, made.team(*(actors[name] for name in on)))
    return Scene(person, incident, assignment, provider, actors)
