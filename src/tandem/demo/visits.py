"""What a team did on a call: its times, who led, whom it met, and what was written down."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.demo import calibration as k
from tandem.demo import scene, words
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.people import Met, People
from tandem.demo.screening import screen
from tandem.demo.shifts import OnShift
from tandem.demo.signing import TRAINING_SEED, in_training
from tandem.demo.store import Store
from tandem.demo.taking import Taken, end, involve
from tandem.demo.transfers import went
from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.encounters.rules import NOT_MET, close_problem, met
from tandem.domain.incidents.models import Assignment, Lead
from tandem.domain.incidents.rules import TIME_FIELD, first_lead
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.scene import TransportBy
from tandem.vocabulary.terms import ContactOutcome, Disposition, Profession, Unanswered, UnitTime
from tandem.vocabulary.timeline import Kind

C, D = ContactOutcome, Disposition
_TO = {
    D.VOLUNTARY_TRANSPORT: k.TAKEN_BY_CHOICE,
    D.INVOLUNTARY_HOLD: k.TAKEN_ON_HOLD,
    D.EMS_MEDICAL: k.TAKEN_BY_EMS,
    D.ARREST: k.TAKEN_IN_ARREST,
}
_BY = {
    D.VOLUNTARY_TRANSPORT: (TransportBy.TEAM_CAR, TransportBy.TEAM_CAR, TransportBy.TEAM_CAR, TransportBy.FAMILY),
    D.INVOLUNTARY_HOLD: (TransportBy.AMBULANCE, TransportBy.POLICE, TransportBy.SECURE_TRANSPORT),
    D.EMS_MEDICAL: (TransportBy.AMBULANCE,),
    D.ARREST: (TransportBy.POLICE,),
}
_NO_ARRIVAL = frozenset({C.CANCELLED, C.PHONE_ONLY})


@dataclass(frozen=True)
class Visit:
    """One contact, as the loops above it need it. `row` is not copied yet, so that they may still say what was needed."""

    row: Encounter
    encounter: UUID
    incident: UUID
    person: Met
    outcome: ContactOutcome
    disposition: str
    writer: Worker
    closed_at: datetime


def _officer(team: OnShift, outcome: ContactOutcome) -> Worker | None:
    """The officer who was there; nobody is there on the phone."""
    workers = [worker for _member, worker in team.members if worker.profession == Profession.OFFICER]
    return workers[0] if workers and outcome == C.ENGAGED else None


class Visits:
    def __init__(self, cast: Cast, dice: Dice, store: Store, people: People, zone: ZoneInfo, end: datetime):
        self._cast, self._dice, self._store, self._people = cast, dice, store, people
        self._zone, self._end = zone, end
        self._training = Dice(TRAINING_SEED)

    def send(self, taken: Taken, team: OnShift) -> list[Visit]:
        """Send `team`, and tell what came of it; one visit a person."""
        dice, store = self._dice, self._store
        outcome = dice.weighted(k.CONTACT_SHARE)
        times = self._in_time(taken.row.received_at, self._times(taken.row.received_at, outcome))
        row = Assignment(
            id=dice.id(),
            incident_id=taken.row.pk,
            team_id=team.id,
            assigned_by=taken.taker.user_id,
            **{TIME_FIELD[which]: at for which, at in times.items()},
        )
        store.add(row)
        clear = times[UnitTime.CLEAR]
        team.busy_until = clear
        store.log(
            Kind.TEAM_ASSIGNED,
            times[UnitTime.DISPATCH],
            taken.taker,
            taken.row.pk,
            team.id,
            unit=team.unit,
            recorded_for=False,
        )
        for which, at in times.items():
            if which != UnitTime.DISPATCH:
                store.log(Kind.TIME_STAMPED, at, team.clinician, taken.row.pk, team.id, which=which, unit=team.unit)
        if UnitTime.ARRIVAL in times:
            self._lead(taken, team, row, times[UnitTime.ARRIVAL], clear)
            if dice.happens(k.DIRTY_TIMES):
                self._spoil(row, taken.row.received_at)
        visits = [self._visit(taken, team, row, times, outcome)]
        if met(outcome) and dice.happens(k.SECOND_PERSON):
            visits.append(self._visit(taken, team, row, times, C.ENGAGED, fresh=True))
        if outcome == C.CANCELLED:
            end(taken, clear, Kind.INCIDENT_CANCELLED, dice.one(words.CANCELLED), store)
        else:
            end(taken, clear, Kind.INCIDENT_CLOSED, "", store, team.clinician)
        return visits

    def _times(self, received: datetime, outcome: ContactOutcome) -> dict[UnitTime, datetime]:
        dice = self._dice
        dispatch = received + dice.minutes(k.DISPATCH_MEDIAN, k.DISPATCH_SPREAD)
        if outcome in _NO_ARRIVAL:
            if outcome == C.CANCELLED:
                return {UnitTime.DISPATCH: dispatch, UnitTime.CLEAR: dice.later(dispatch, 3, 12)}
            return {UnitTime.DISPATCH: dispatch, UnitTime.CLEAR: dispatch + dice.minutes(28, k.SCENE_SPREAD)}
        arrival = dispatch + dice.minutes(k.TRAVEL_MEDIAN, k.TRAVEL_SPREAD)
        times = {UnitTime.DISPATCH: dispatch, UnitTime.ARRIVAL: arrival}
        if not met(outcome):
            return times | {UnitTime.CLEAR: arrival + dice.minutes(16, k.SCENE_SPREAD)}
        engaged = arrival + dice.minutes(k.ENGAGE_MEDIAN, k.ENGAGE_SPREAD)
        clear = engaged + dice.minutes(k.SCENE_MEDIAN, k.SCENE_SPREAD)
        return times | {UnitTime.ENGAGEMENT: engaged, UnitTime.CLEAR: clear}

    def _in_time(self, received: datetime, times: dict[UnitTime, datetime]) -> dict[UnitTime, datetime]:
        """The same times, drawn together where the last one would be after the end of the history."""
        last = self._end - timedelta(minutes=5)
        over = times[UnitTime.CLEAR]
        if over <= last:
            return times
        share = (last - received) / (over - received)
        return {which: received + (at - received) * share for which, at in times.items()}

    def _spoil(self, row: Assignment, received: datetime) -> None:
        """A time as some systems send it. The act log keeps the true one, as it would for a corrected time."""
        match self._dice.whole(0, 2):
            case 0:
                row.arrived_at = received - timedelta(minutes=self._dice.whole(4, 55))
            case 1:
                row.arrived_at += timedelta(days=self._dice.whole(1, 3), minutes=7)
            case _:
                day = row.arrived_at.astimezone(self._zone).date()
                row.arrived_at = datetime.combine(day, time(0), self._zone)

    def _lead(self, taken: Taken, team: OnShift, row: Assignment, arrival: datetime, clear: datetime) -> None:
        dice, store = self._dice, self._store
        profession = first_lead(taken.response, [Profession(worker.profession) for _, worker in team.members])
        member, worker = team.doing(profession)
        store.add(Lead(assignment_id=row.pk, member_id=member, since=arrival))
        store.log(Kind.LEAD_TAKEN, arrival, worker, taken.row.pk, team.id, profession=profession, member=str(member))
        others = [one for one in team.members if one[0] != member]
        if dice.happens(k.HAND_OVER):
            at = arrival + (clear - arrival) * dice.between(0.2, 0.7)
            to, other = dice.one(others)
            reason = dice.one(words.CLEARED_HAND_OFF)
            store.add(Lead(assignment_id=row.pk, member_id=to, since=at, reason=reason))
            store.log(
                Kind.LEAD_HANDED_OVER,
                at,
                worker,
                taken.row.pk,
                team.id,
                old=profession,
                new=other.profession,
                reason=reason,
            )

    def _visit(self, taken, team: OnShift, row: Assignment, times: dict, outcome: C, *, fresh: bool = False) -> Visit:
        dice, store, writer = self._dice, self._store, team.clinician
        start = times.get(UnitTime.ENGAGEMENT) or times.get(UnitTime.ARRIVAL) or times[UnitTime.DISPATCH]
        clear = times[UnitTime.CLEAR]
        person = None if fresh else self._people.due(taken.row.received_at)
        if person is None:
            person = self._people.made(
                at=start, met=met(outcome), area=taken.drawn.area, call=taken.row.pk, taker=taken.taker, team=writer
            )
        involve(taken.row.pk, person.id, taken.row.received_at, taken.taker, dice, store)
        disposition = self._disposition(taken, outcome)
        closed = min(dice.later(clear, 1, 18), self._end)
        encounter = Encounter(
            id=dice.id(),
            incident_id=taken.row.pk,
            assignment_id=row.pk,
            person_id=person.id,
            organization_id=self._cast.provider.pk,
            started_at=start,
            started_by=writer.user_id,
            contact_outcome=outcome,
            outcome_at=closed - timedelta(minutes=1),
            disposition=disposition,
            disposition_detail=dice.one(words.DISPOSITION_DETAIL.get(disposition, ("",))),
            closed_at=closed,
            closed_by=writer.user_id,
        )
        about = (taken.row.pk, person.id, encounter.pk)
        store.add(encounter)
        store.log(Kind.ENCOUNTER_STARTED, start, writer, *about)
        store.log(Kind.CONTACT_OUTCOME, encounter.outcome_at, writer, *about, old="", new=str(outcome))
        if met(outcome):
            self._distress(encounter, about, writer)
            share = k.SCREENED.get(taken.drawn.call_type, k.SCREENED["other"])
            if outcome == C.ENGAGED and dice.happens(share):
                screen(encounter, taken.drawn.call_type, writer, about, dice, store)
        if disposition:
            self._taken(encounter, about, writer)
            went(encounter, about, writer, clear, _officer(team, outcome) is not None, self._cast, dice, store)
        told = {}
        if met(outcome):
            told = scene.told(encounter, taken.drawn.call_type, about, writer, _officer(team, outcome), dice, store)
        if problem := close_problem(outcome, disposition, told):
            raise Refusal(problem)
        if disposition:
            store.log(Kind.DISPOSITION_SET, encounter.outcome_at, writer, *about, old="", new=disposition)
        self._note(encounter, about, writer)
        store.log(Kind.ENCOUNTER_CLOSED, closed, writer, *about)
        if outcome == C.ENGAGED and person.known_at and person.known_at <= closed + timedelta(hours=1):
            self._people.comes_back(person, start)
        return Visit(encounter, encounter.pk, taken.row.pk, person, outcome, disposition, writer, closed)

    def _disposition(self, taken: Taken, outcome: ContactOutcome) -> str:
        dice = self._dice
        if not met(outcome):
            if dice.happens(k.NOT_MET_WITHOUT_DISPOSITION):
                return ""
            allowed = NOT_MET[outcome]
            return D.NO_SERVICE_NEEDED if D.NO_SERVICE_NEEDED in allowed else D.POLICE_CONTINUED
        if outcome == C.PHONE_ONLY:
            return dice.one((D.RESOLVED_ON_SCENE, D.STAYS_WITH_SUPPORT, D.NO_SERVICE_NEEDED))
        apprehension = k.APPREHENSION.get(taken.drawn.call_type, k.APPREHENSION["other"])
        if dice.happens(apprehension * k.HOLD_PER_APPREHENSION):
            return D.INVOLUNTARY_HOLD
        return dice.weighted(k.DISPOSITION_SHARE)

    def _taken(self, encounter: Encounter, about: tuple, writer: Worker) -> None:
        dice = self._dice
        shares = _TO.get(encounter.disposition)
        if shares is None or dice.happens(k.TAKEN_NOT_SAID):
            return
        encounter.transported_to = to = dice.weighted(shares)
        encounter.transported_by = by = dice.one(_BY[encounter.disposition])
        self._store.log(Kind.TRANSPORTED, encounter.outcome_at, writer, *about, old="", new=str(to), by=str(by))

    def _distress(self, encounter: Encounter, about: tuple, writer: Worker) -> None:
        dice = self._dice
        before = round(dice.normal(*k.DISTRESS_BEFORE))
        after = before - round(dice.normal(*k.DISTRESS_FALL))
        for which, value in (("before", before), ("after", after)):
            if dice.happens(k.DISTRESS_NOT_RATED):
                why = dice.one((Unanswered.NOT_ASKED, Unanswered.DECLINED)).value
                setattr(encounter, f"distress_{which}_unanswered", why)
            else:
                why = max(0, min(10, value))
                setattr(encounter, f"distress_{which}", why)
            self._store.log(Kind.DISTRESS_RATED, encounter.outcome_at, writer, *about, which=which, old="", new=why)

    def _note(self, encounter: Encounter, about: tuple, writer: Worker) -> None:
        dice = self._dice
        was_met = met(encounter.contact_outcome)
        if not dice.happens(k.NOTED_WHEN_MET if was_met else k.NOTED_WHEN_NOT):
            return
        closed = encounter.closed_at
        recent = self._end - closed < timedelta(days=k.SIGNED_LATE_DAYS)
        unsigned = recent and dice.happens(k.UNSIGNED_WHEN_RECENT)
        note = Note(
            encounter_id=encounter.pk,
            text=words.note(dice, met=was_met),
            written_at=closed,
            written_by=writer.user_id,
            written_by_name=writer.name,
            written_as=writer.profession,
            signed_at=None if unsigned else closed,
        )
        in_training(self._cast, self._training, encounter, note, self._end)
        self._store.add(note)
        self._store.log(Kind.NOTE_WRITTEN, closed, writer, *about, signed=not unsigned, addendum=False)
