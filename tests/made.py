"""Small makers for tests: each builds through the real actions, so that a test never meets a row the app can't make.

Names are invented. Every maker takes what the test cares about and invents the rest.
"""

import dataclasses
from datetime import timedelta
from itertools import count
from uuid import UUID

from tandem.disclosure import issue
from tandem.disclosure.answer import Answer
from tandem.disclosure.release import ListRelease, Release
from tandem.domain.incidents.actions import Call, add_person, assign, receive
from tandem.domain.incidents.records import AssignmentSummary, my_assignments
from tandem.domain.people.actions import describe
from tandem.domain.staffing.actions import sign_on
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.editions.records import forget as forget_editions
from tandem.foundation.organizations.models import Membership, Organization, Pact, PactSide, Program
from tandem.foundation.organizations.program import date_here, forget
from tandem.vocabulary.law import LAW_CATEGORIES, Category, LawRole, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Origin, Profession, Role

_next = count(1)
PROFESSIONS = {
    Role.OFFICER: Profession.OFFICER,
    Role.CLINICIAN: Profession.CLINICIAN,
    Role.PEER: Profession.PEER,
    Role.CLINICAL_SUPERVISOR: Profession.CLINICIAN,
}


def program() -> Program:
    """The program of a made-up county, with the criteria that ship."""
    found, _ = Program.objects.get_or_create(
        pk=1,
        defaults={
            "name": "Demo County Crisis Response",
            "state": "OH",
            "time_zone": "America/New_York",
            "edition": "demo-county/1",
            "set_up_at": clock.now(),
        },
    )
    forget()
    forget_editions()
    return found


def organization(kind: OrganizationKind = OrganizationKind.PROVIDER, **values) -> Organization:
    """A police agency, dispatch center, provider or partner."""
    number = next(_next)
    names = {"name": f"{kind} {number} of Demo County", "short_name": f"{kind}-{number}"}
    provider = kind == OrganizationKind.PROVIDER
    made = Organization.objects.create(**{**names, "kind": kind, "registered_provider": provider, **values})
    if made.in_program:
        _join(made)
    return made


def _join(organization: Organization) -> None:
    """A member of the program shares with every other member, as their one agreement says."""
    pact = Pact.objects.filter(name="Of the whole program").first() or _pact("Of the whole program")
    PactSide.objects.create(pact=pact, organization=organization, signed_by="Robin Chief", signed_on=date_here())


def pact(*sides: Organization, **values) -> Pact:
    """An agreement between these organizations, in force, for everything unless told otherwise."""
    made = _pact(f"Agreement {next(_next)}", **values)
    day = date_here()
    PactSide.objects.bulk_create(
        PactSide(pact=made, organization=one, signed_by="Robin Chief", signed_on=day) for one in sides
    )
    return made


def _pact(name: str, **values) -> Pact:
    told = {
        "name": name,
        "reference": "MOU 7",
        "categories": list(LAW_CATEGORIES),
        "purposes": list(Purpose),
        "starts_at": clock.now() - timedelta(days=800),
        "ends_at": clock.now() + timedelta(days=800),
        "recorded_at": clock.now(),
        **values,
    }
    return Pact.objects.create(**told)


def user_with_job(role: Role, profession: Profession | None = None, of: Organization | None = None) -> Actor:
    """Somebody signed in for one job. Officers work for police, dispatchers for dispatch, the rest for a provider."""
    kinds = {Role.OFFICER: OrganizationKind.POLICE, Role.DISPATCHER: OrganizationKind.PSAP}
    employer = of or organization(kinds.get(role, OrganizationKind.PROVIDER))
    profession = profession or PROFESSIONS.get(role)
    number = next(_next)
    user = User.objects.create_user(f"user-{number}", f"Robin Made{number}", None)
    Membership.objects.create(user=user, organization=employer, role=role, profession=profession or "")
    return Actor(
        kind="user",
        id=user.pk,
        name=user.name,
        role=role,
        profession=profession,
        organization_id=employer.pk,
        organization_kind=OrganizationKind(employer.kind),
    )


def team(*members: Actor, hours: int = 8, station: int | None = None) -> UUID:
    """These people on shift as one team. Returns the team's id."""
    jobs = [Membership.objects.get(user_id=one.id, organization_id=one.organization_id).pk for one in members]
    unit = f"CR{next(_next)}"
    until = clock.now() + timedelta(hours=hours)
    return sign_on(actor=members[0], unit=unit, member_ids=jobs, until=until, station_id=station)


def call(*people: UUID, agency: Organization | None = None, **values) -> UUID:
    """A 911 call, with these persons on it. Returns the incident's id."""
    program()
    told = {
        "source": "test",
        "source_id": str(next(_next)),
        "agency_id": (agency or organization(OrganizationKind.POLICE)).pk,
        "origin": Origin.CALL_911,
        "received_at": clock.now(),
        "call_type": "Welfare check",
        "place": "Bus stop, Elm Street",
        **values,
    }
    system = Actor.system("test", Permission.INCIDENT_RECEIVE, Permission.PERSON_DESCRIBE)
    received = receive(Call(**told), actor=system)
    for one in people:
        add_person(received.id, actor=system, person_id=one)
    return received.id


def sent(incident_id: UUID, team_id: UUID) -> UUID:
    """This team sent to this call. Returns the assignment's id."""
    return assign(incident_id, actor=Actor.system("test", Permission.INCIDENT_ASSIGN), team_id=team_id)


def my(actor: Actor) -> list[AssignmentSummary]:
    """The calls this human's team is on now."""
    release = list_release(actor, "my_call", Category.CAD_FACTS)
    return [one for one, _team in my_assignments(actor.id, release=release)]


def person(actor: Actor | None = None, **told) -> UUID:
    """Somebody described by `actor`, else as a caller told it: unknown unless a name is given. Returns their id."""
    by = actor or Actor(
        kind="token", id=None, name="CAD of the test", grants=frozenset({Permission.PERSON_DESCRIBE})
    )  # fmt: skip
    return describe(actor=by, **(told or {"appearance": "About 30, red jacket"}))


def _answers(categories: tuple[Category, ...]) -> dict[Category, Answer]:
    return {one: Answer(True, ("made",), "whole") for one in categories}


def release(actor: Actor, person_id: UUID, *categories: Category) -> Release:
    """A release that opens exactly these categories, as the law's table would; for tests of what a record shows."""
    return issue.release(
        id=UUID(int=next(_next)),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=LawRole.CLINICIAN_SAME,
        person_id=person_id,
        purpose=Purpose.TREATMENT,
        opened_at=clock.now(),
        expires_at=clock.now() + timedelta(minutes=5),
        answers=_answers(categories),
    )


def officers_release(actor: Actor, person_id: UUID) -> Release:
    """What a privacy officer reads in a case that opens everything outside Part 2."""
    held = release(actor, person_id, Category.DEMOGRAPHICS, Category.SAFETY_FLAGS, Category.CLINICAL_NOTE)
    return dataclasses.replace(held, role=LawRole.PRIVACY_OFFICER, purpose=Purpose.RELEASE)


def list_release(actor: Actor, kind: str, *categories: Category) -> ListRelease:
    """A list release that opens exactly these categories."""
    return issue.list_release(
        id=UUID(int=next(_next)),
        actor_user_id=actor.id,
        organization_id=actor.organization_id,
        role=LawRole.CLINICIAN_SAME,
        purpose=Purpose.OPERATIONS,
        kind=kind,
        answers=_answers(categories),
    )


def row[Row](model: type[Row], **told) -> Row:
    """The one row that says this, in sealed columns too, which SQL can't look for."""
    [found] = [one for one in model.objects.all() if all(getattr(one, name) == value for name, value in told.items())]
    return found


def told(model: type, *names: str) -> list[tuple]:
    """These columns of every row, opened, in the order of the keys."""
    return [tuple(getattr(one, name) for name in names) for one in model.objects.order_by("pk")]
