"""Follow-ups of the demo: owed within 72 hours, tried, reached or not, and a few forgotten."""

from datetime import datetime, timedelta

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.demo.visits import Visit
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.rules import ENDING, TRIES_WANTED, CloseReason, owed, window
from tandem.vocabulary.timeline import Kind

# Old and forgotten is closed at the monthly look through the list; nobody leaves a promise of last year in a queue.
_SWEPT_AFTER = timedelta(days=45)


class Promises:
    def __init__(self, cast: Cast, dice: Dice, store: Store, end: datetime):
        self._dice, self._store, self._end = dice, store, end
        self._owners = cast.doing("peer", "case_manager")

    def after(self, visit: Visit) -> None:
        """Plan the follow-up a contact owes, and tell what came of it by the end of the history."""
        dice, store = self._dice, self._store
        if not owed(visit.outcome) or not dice.happens(k.FOLLOWED_UP):
            return
        due_from, due_by = window(visit.closed_at)
        owner = dice.one(self._owners)
        row = FollowUp(
            id=dice.id(),
            person_id=visit.person.id,
            encounter_id=visit.encounter,
            organization_id=visit.writer.organization_id,
            owner=owner.user_id,
            due_from=due_from,
            due_by=due_by,
            wish=dice.one(words.WISHES),
            planned_at=visit.closed_at,
        )
        about = (row.person_id, row.pk, row.encounter_id)
        store.add(row)
        store.log(
            Kind.FOLLOWUP_PLANNED,
            visit.closed_at,
            visit.writer,
            *about,
            due_from=due_from.isoformat(),
            due_by=due_by.isoformat(),
        )
        if dice.happens(k.FORGOTTEN):
            self._end_it(row, visit.closed_at + _SWEPT_AFTER, CloseReason.COULD_NOT_REACH, owner, about)
            return
        at = due_from + timedelta(hours=dice.between(0, 44))
        for number in range(1, TRIES_WANTED + 1):
            if at >= self._end:
                row.next_try_at = at if number > 1 else None
                return
            result = dice.weighted(k.ATTEMPT_SHARE)
            store.add(
                Attempt(
                    followup_id=row.pk,
                    at=at,
                    result=result,
                    note=dice.one(words.TRY_NOTES),
                    made_by=owner.user_id,
                    made_by_name=owner.name,
                )
            )
            store.log(Kind.FOLLOWUP_ATTEMPTED, at, owner, *about, result=result)
            if result in ENDING:
                self._end_it(row, at, result, owner, about)
                return
            at += timedelta(hours=dice.between(18, 60))
        self._end_it(row, at, CloseReason.COULD_NOT_REACH, owner, about)

    def _end_it(self, row: FollowUp, at: datetime, result: str, owner, about: tuple) -> None:
        if at < self._end:
            row.closed_at, row.closed_result = at, result
            self._store.log(Kind.FOLLOWUP_CLOSED, at, owner, *about)
