"""What happens on one call of the live shift, told as a generator that yields the seconds until its next step.

Every step is a real action by a real sign-in, so that it may be refused: then the story is over, and somebody else,
like a newcomer at the board, has taken the call. A story can be told again from its start; done steps change nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from tandem.demo import calibration as k
from tandem.demo import calls, words
from tandem.demo.names import FAMILY, GIVEN_HE, GIVEN_SHE
from tandem.demo.screening import INSTRUMENT, answer_for
from tandem.demo.stage import NEWCOMERS, PREFIX, Stage, untouched
from tandem.demo.taking_there import taken_there
from tandem.domain.consents import actions as consents
from tandem.domain.consents.rules import SPOKEN
from tandem.domain.directory.models import Service
from tandem.domain.encounters import actions as encounters
from tandem.domain.encounters.rules import NOT_MET, met
from tandem.domain.incidents import actions as incidents
from tandem.domain.incidents.models import Assignment, Incident, Involvement
from tandem.domain.people.actions import describe
from tandem.domain.referrals import actions as referrals
from tandem.domain.referrals.rules import LINK_CATEGORIES
from tandem.domain.releases import referring
from tandem.domain.screenings import actions as screenings
from tandem.domain.screenings.instruments import newest
from tandem.domain.screenings.models import Screening
from tandem.domain.staffing import actions as staffing
from tandem.domain.staffing.models import TeamMember
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.questionnaires.flow import next_item
from tandem.standards.eido import intake
from tandem.standards.eido.make import make
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.terms import ContactOutcome, Disposition, Origin, UnitTime

type Story = Iterator[float]
CAD, DESK = "Demo CAD", "Demo County 911 desk"
_PATIENCE = timedelta(minutes=4)


def call_in(stage: Stage) -> tuple[UUID, calls.Drawn]:
    """A new call, by the machine's EIDO document or the desk's form."""
    dice, now = stage.dice, clock.now()
    drawn = calls.draw(now.astimezone(stage.zone).date(), dice, stage.zone)
    # Seeded ids would meet those of an earlier run.
    source_id = f"{PREFIX}{now:%Y%m%d%H%M%S%f}"
    if dice.happens(0.5):
        document = make(
            source_name=CAD,
            source_id=source_id,
            agency=stage.cast.dispatch.name,
            received_at=now,
            call_type=drawn.call_type,
            incident_number=source_id.removeprefix(PREFIX)[-8:],
            place=drawn.place,
            area=drawn.area,
            latitude=drawn.latitude,
            longitude=drawn.longitude,
            callback=drawn.callback or None,
            notes=(drawn.narrative,),
            persons=(("Involved", words.appearance(dice)),),
        )
        return intake.take(document, actor=stage.machine).id, drawn
    origin = dice.weighted({Origin.CALL_911: 0.5, Origin.OFFICER_REQUEST: 0.25, Origin.TRANSFER_988: 0.25})
    received = incidents.receive(
        incidents.Call(
            source=DESK,
            source_id=source_id,
            agency_id=stage.cast.organizations[drawn.area].pk,
            origin=origin,
            received_at=now,
            call_type=drawn.call_type,
            place=drawn.place,
            area=drawn.area,
            latitude=drawn.latitude,
            longitude=drawn.longitude,
            narrative=drawn.narrative,
            callback=drawn.callback,
        ),
        actor=stage.dispatcher,
    )
    return received.id, drawn


def asked(stage: Stage, incident_id: UUID, drawn: calls.Drawn) -> Story:
    """The caller answers, one question after another; then somebody is sent, or nobody is."""
    known = Incident.objects.values_list("inputs", flat=True).get(pk=incident_id)
    for name, value in drawn.answers.items():
        yield stage.dice.between(1, 6)
        if name not in known:
            incidents.answer(incident_id, actor=stage.dispatcher, name=name, value=value)
    yield stage.dice.between(5, 20)
    # One call in four is left on the board for whoever sits there.
    yield from left_alone(stage, incident_id) if stage.dice.happens(0.25) else sent(stage, incident_id)


def sent(stage: Stage, incident_id: UUID) -> Story:
    """Send the next free crew; after some minutes without one, patrol handles the call."""
    until = clock.now() + _PATIENCE
    while clock.now() < until:
        if not untouched(incident_id):
            return
        crew = stage.free_crew()
        if crew:
            unit, team_id = crew
            assignment_id = incidents.assign(incident_id, actor=stage.dispatcher, team_id=team_id)
            yield from on_the_way(stage, assignment_id, unit)
            return
        yield 10.0
    yield from left_alone(stage, incident_id)


def left_alone(stage: Stage, incident_id: UUID) -> Story:
    """Nobody is sent for some minutes; then the call is closed, unless somebody took it."""
    yield stage.dice.between(150, 330)
    if untouched(incident_id):
        incidents.close(incident_id, actor=stage.dispatcher, reason=stage.dice.one(words.CLOSED_WITHOUT_TEAM))


def waiting_for_newcomer(stage: Stage, incident_id: UUID, team_id: UUID) -> Story:
    """The newcomer's call: answered, assigned to their team, and left on the way. From here on it is theirs."""
    for name in ("weapon", "violence", "medical", "suicide", "will_talk"):
        yield 1.5
        value = {"suicide": "thoughts", "will_talk": "yes"}.get(name, "none")
        incidents.answer(incident_id, actor=stage.dispatcher, name=name, value=value)
    yield 1.0
    if untouched(incident_id):
        incidents.assign(incident_id, actor=stage.dispatcher, team_id=team_id)


def on_the_way(stage: Stage, assignment_id: UUID, unit: str) -> Story:
    """A crew drives, arrives, meets the person or not, writes it down, and is free again."""
    dice, actor = stage.dice, stage.writer(unit).actor()
    row = Assignment.objects.select_related("incident").get(pk=assignment_id)
    outcome = dice.weighted(k.CONTACT_SHARE)
    yield dice.between(60, 140)
    if outcome == ContactOutcome.CANCELLED:
        incidents.cancel(row.incident_id, actor=stage.dispatcher, reason=dice.one(words.CANCELLED))
        return
    incidents.stamp(assignment_id, actor=actor, which=UnitTime.ARRIVAL)
    if row.incident.latitude is not None:
        staffing.move(row.team_id, actor=actor, latitude=row.incident.latitude, longitude=row.incident.longitude)
    yield dice.between(20, 60)
    person_id = _person(stage, row, actor, outcome)
    if met(outcome):
        incidents.stamp(assignment_id, actor=actor, which=UnitTime.ENGAGEMENT)
    encounter_id = encounters.start(actor=actor, person_id=person_id, assignment_id=assignment_id)
    yield dice.between(15, 40)
    encounters.set_outcome(encounter_id, actor=actor, outcome=outcome)
    if met(outcome):
        yield from _talk(stage, row, encounter_id, actor)
    else:
        allowed = NOT_MET[outcome]
        nothing = Disposition.NO_SERVICE_NEEDED
        disposition = nothing if nothing in allowed else Disposition.POLICE_CONTINUED
        encounters.set_disposition(encounter_id, actor=actor, disposition=disposition)
    if outcome == ContactOutcome.ENGAGED and dice.happens(k.REFERRED):
        yield from _refer(stage, encounter_id, person_id, actor)
    yield from taken_there(stage, encounter_id, actor)
    encounters.write_note(encounter_id, actor=actor, text=words.note(dice, met=met(outcome)), sign=dice.happens(0.8))
    yield dice.between(5, 20)
    encounters.close(encounter_id, actor=actor, clear_team=True)


def _person(stage: Stage, row: Assignment, actor: Actor, outcome: str) -> UUID:
    """The person on the call, made if nobody named one, and by name where the two talk."""
    dice = stage.dice
    found = Involvement.objects.filter(incident_id=row.incident_id, removed_at=None).first()
    person_id = found.person_id if found else None
    if met(outcome) and dice.happens(0.8):
        named = {"given_name": dice.one((*GIVEN_SHE, *GIVEN_HE)), "family_name": dice.one(FAMILY)}
        person_id = describe(actor=actor, person_id=person_id, told_on=row.incident_id, **named)
    elif person_id is None:
        person_id = describe(actor=actor, told_on=row.incident_id, appearance=words.appearance(dice))
    incidents.add_person(row.incident_id, actor=actor, person_id=person_id)
    return person_id


def _talk(stage: Stage, row: Assignment, encounter_id: UUID, actor: Actor) -> Story:
    """Distress, perhaps a hand-off, perhaps the screener, and how it ended."""
    dice = stage.dice
    before = max(0, min(10, round(dice.normal(*k.DISTRESS_BEFORE))))
    encounters.rate_distress(encounter_id, actor=actor, before=before)
    yield dice.between(20, 60)
    if dice.happens(k.HAND_OVER):
        members = list(TeamMember.objects.filter(team_id=row.team_id).values_list("pk", flat=True))
        incidents.hand_over(row.pk, actor=actor, member_id=dice.one(members), reason=dice.one(words.CLEARED_HAND_OFF))
        yield dice.between(10, 30)
    if dice.happens(k.SCREENED["other"]):
        screening_id = screenings.begin(encounter_id, actor=actor, instrument=INSTRUMENT)
        given = newest(INSTRUMENT)
        while item := next_item(given, Screening.objects.get(pk=screening_id).answers):
            yield dice.between(3, 7)
            value = answer_for(item.link_id, row.incident.call_type, dice)
            screenings.answer(screening_id, actor=actor, link_id=item.link_id, value=value)
        screenings.complete(screening_id, actor=actor)
    yield dice.between(20, 60)
    after = max(0, min(10, before - round(dice.normal(*k.DISTRESS_FALL))))
    encounters.rate_distress(encounter_id, actor=actor, after=after)
    disposition = dice.weighted(k.DISPOSITION_SHARE)
    detail = dice.one(words.DISPOSITION_DETAIL.get(disposition, ("",)))
    encounters.set_disposition(encounter_id, actor=actor, disposition=disposition, detail=detail)


def _refer(stage: Stage, encounter_id: UUID, person_id: UUID, actor: Actor) -> Story:
    """The person agrees aloud, and the referral goes out by link. Registered providers only: nobody here signs."""
    need = stage.dice.weighted(k.NEED_SHARE)
    places = Service.objects.filter(
        active=True, needs__contains=[need], organization__registered_provider=True
    ).exclude(organization_id=actor.organization_id)
    if not places:
        return
    service = stage.dice.one(list(places))
    why = stage.dice.one(words.REFERRAL_WHY[need])
    referral_id = referrals.create(
        actor=actor, person_id=person_id, service_id=service.pk, need=need, why=why, encounter_id=encounter_id
    )
    yield stage.dice.between(5, 20)
    if stage.dice.happens(k.AGREED):
        consents.agree(
            actor=actor,
            person_id=person_id,
            recipient_id=service.organization_id,
            categories=sorted(LINK_CATEGORIES),
            purpose=Purpose.REFERRAL,
            until=clock.now() + timedelta(days=180),
            how=SPOKEN,
            heard_by=actor.name,
            told_on=encounter_id,
        )
    # Without an agreement nothing leaves, and the referral says so.
    referring.send(referral_id, actor=actor)


def taken_up(stage: Stage, incident: Incident) -> Story | None:
    """The story of a call left open by an earlier run; None where it is somebody else's to work on."""
    row = incident.assignments.select_related("team").filter(cleared_at=None, released_at=None).first()
    if row is None:
        return left_alone(stage, incident.pk) if untouched(incident.pk) else None
    if row.team.unit == NEWCOMERS:
        return _stale(stage, incident) if row.team.until <= clock.now() else None
    own = row.assigned_by == stage.dispatcher.id
    return on_the_way(stage, row.pk, row.team.unit) if own else None


def _stale(stage: Stage, incident: Incident) -> Story:
    """The newcomer's call of a shift that is over."""
    yield 1.0
    incidents.close(incident.pk, actor=stage.dispatcher, reason="Shift ended; patrol checked on the person")
