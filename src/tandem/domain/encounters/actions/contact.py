"""Start a contact, find it again for a later word, and put it under the right person."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q

from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import OLDEST_CONTACT, REASON_LIMIT
from tandem.domain.incidents.models import Assignment, Incident, Involvement
from tandem.domain.incidents.rules import CLOCK_SKEW
from tandem.domain.incidents.tele import by_phone
from tandem.domain.people.actions import CALL_SIDE
from tandem.domain.people.models import Person
from tandem.domain.staffing.models import TeamMember
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def _on_team(actor: Actor, assignment_id: UUID, team_id: UUID) -> bool:
    """Whether the actor is on the team that was sent, or was there by phone."""
    if actor.kind == "system" or TeamMember.objects.filter(team_id=team_id, user_id=actor.id).exists():
        return True
    return by_phone(assignment_id, actor.id)


def held(encounter_id: UUID, actor: Actor) -> Encounter:
    """The encounter, locked until this transaction ends, for the team or the starter of its organization. Else Absent.

    For actions of this room and of the rooms above it that hang on an encounter.
    """
    encounter = Encounter.objects.select_for_update().filter(pk=encounter_id).first()
    if encounter is None:
        raise Absent
    if actor.kind == "system":
        return encounter
    if encounter.organization_id != actor.organization_id:
        raise Absent
    if encounter.started_by is not None and encounter.started_by == actor.id:
        return encounter
    team_id = Assignment.objects.filter(pk=encounter.assignment_id).values_list("team_id", flat=True).first()
    if team_id is None or not _on_team(actor, encounter.assignment_id, team_id):
        raise Absent
    return encounter


def still_open(encounter: Encounter) -> None:
    """Raise Refusal if the encounter is closed: what is closed changes only after it was reopened with a reason."""
    if encounter.closed_at:
        raise Refusal(("closed", "This encounter is closed. Reopen it to change it."))


def changed(doing: Act, encounter: Encounter) -> None:
    """Tell the outbox and, where a call is concerned, the board."""
    doing.publish("encounter.changed", encounter=encounter.pk)
    if encounter.incident_id:
        doing.tell("board", encounter.incident_id)


def _must_be_on_call(incident_id: UUID | None, person_id: UUID) -> None:
    # Another report of the call may be the one that named the person.
    on_it = Q(incident_id=incident_id) | Q(incident__primary_id=incident_id)
    if incident_id and not Involvement.objects.filter(on_it, person_id=person_id, removed_at=None).exists():
        raise Refusal(("person", "This person is not on the call. Add them to the call first."))


def _person(person_id: UUID, actor: Actor, *, sent: bool) -> Person:
    """The person, locked so that two taps wait for each other and become one encounter. Raises Absent.

    Only a team `sent` to a call meets another provider's person: nobody makes one their own by starting a contact.
    """
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is None or not (sent or person.organization_id in (None, actor.organization_id)):
        raise Absent
    return person


def _make_known(person: Person, actor: Actor) -> None:
    """With the first contact the provider knows the person, so that the record is theirs from here on."""
    if person.organization_id is None and actor.organization_kind not in CALL_SIDE:
        person.organization_id = actor.organization_id
        person.save()


def start(
    *,
    actor: Actor,
    person_id: UUID,
    incident_id: UUID | None = None,
    assignment_id: UUID | None = None,
    at: datetime | None = None,
    new_id: UUID | None = None,
) -> UUID:
    """Start writing down one contact with one person, and return its id; a second tap returns the first one's.

    `assignment_id` says which team on which call; without it the contact is the actor's own, with or without a call.
    `at` (aware) is when the contact began, else now; `new_id` the id a phone gave it, if nothing has that id. Raises
    Absent off the team, Refusal for a person not on the call.
    """
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter") as doing:
        if actor.organization_id is None:
            raise Refusal(("organization", "An encounter belongs to an organization. Sign in for one."))
        if assignment_id:
            assignment = Assignment.objects.filter(pk=assignment_id).first()
            if assignment is None or not _on_team(actor, assignment.pk, assignment.team_id):
                raise Absent
            if incident_id and incident_id != assignment.incident_id:
                raise Refusal(("assignment", "This team was sent to another call."))
            incident_id = assignment.incident_id
        elif incident_id and not Incident.objects.filter(pk=incident_id).exists():
            raise Absent
        person = _person(person_id, actor, sent=bool(assignment_id))
        _must_be_on_call(incident_id, person_id)
        known = Encounter.objects.filter(person_id=person_id, assignment_id=assignment_id)
        if not assignment_id:
            known = known.filter(incident_id=incident_id, started_by=actor.id, closed_at=None)
        found = known.first()
        if found:
            doing.about("encounter", found.pk)
            return found.pk
        _make_known(person, actor)
        began = at or doing.at
        if began.tzinfo is None or began.year < OLDEST_CONTACT or began > doing.at + CLOCK_SKEW:
            raise Refusal(("at", "This time can't be right: it is in the future, or too long ago."))
        free = new_id and not Encounter.objects.filter(pk=new_id).exists()
        encounter = Encounter.objects.create(
            id=new_id if free else uuid4(),
            incident_id=incident_id,
            assignment_id=assignment_id,
            person_id=person_id,
            organization_id=actor.organization_id,
            started_at=began,
            started_by=actor.id,
        )
        doing.about("encounter", encounter.pk)
        doing.log(Kind.ENCOUNTER_STARTED, incident_id, person_id, encounter.pk, at=began)
        changed(doing, encounter)
        return encounter.pk


def move_to_person(encounter_id: UUID, *, actor: Actor, person_id: UUID, reason: str) -> None:
    """The contact was with somebody else: put it, note and all, under that person. The log keeps the first one.

    Publishes `encounter.moved` besides, for the rooms above that hold a row of their own under the first person.
    """
    clean("reason", reason, REASON_LIMIT, required=True)
    with act(actor, Permission.ENCOUNTER_WRITE, kind="encounter", subject=encounter_id) as doing:
        encounter = held(encounter_id, actor)
        before = encounter.person_id
        if before == person_id:
            return
        person = _person(person_id, actor, sent=bool(encounter.assignment_id))
        _must_be_on_call(encounter.incident_id, person_id)
        if (
            encounter.assignment_id
            and Encounter.objects.filter(assignment_id=encounter.assignment_id, person_id=person_id).exists()
        ):
            raise Refusal(("person", "Your team already has an encounter with this person on this call."))
        _make_known(person, actor)
        encounter.person_id = person_id
        encounter.save()
        doing.log(
            Kind.ENCOUNTER_MOVED,
            encounter.incident_id,
            before,
            person_id,
            encounter.pk,
            old=str(before),
            new=str(person_id),
            reason=reason,
        )
        doing.publish("encounter.moved", encounter=encounter.pk, old=before, new=person_id)
        changed(doing, encounter)
