"""Follow-ups of the demo: owed within 72 hours, tried, reached or not, and a few forgotten."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.cast import ZONE, Cast
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.demo.visits import Visit
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.followups.rules import ENDING, SHIPPED, TRIES_WANTED, CloseReason, Span, owed, window
from tandem.vocabulary.followups import MessageSafe, PartOfDay, Way
from tandem.vocabulary.terms import AttemptResult
from tandem.vocabulary.timeline import Kind

# Old and forgotten is closed at the monthly look through the list; nobody leaves a promise of last year in a queue.
_SWEPT_AFTER = timedelta(days=45)
# The program began the later windows this long before the end of the history; who missed one, and what each brings,
# is thrown with dice of its own, so that the calls of the city stay as they were.
_LATER_SINCE = timedelta(days=75)
_LATER_SEED, _LATER_MISSED, _LATER_REACHED, _ASKED = 17, 0.05, 0.6, 0.5


class Promises:
    def __init__(self, cast: Cast, dice: Dice, store: Store, end: datetime):
        self._dice, self._store, self._end = dice, store, end
        self._owners = cast.doing("peer", "case_manager")
        self._later, self._zone = Dice(_LATER_SEED), ZoneInfo(ZONE)

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
        self._asked(row)
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
            self._go_on(visit, row, owner)
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
                if result == AttemptResult.REACHED:
                    self._go_on(visit, row, owner)
                return
            at += timedelta(hours=dice.between(18, 60))
        self._end_it(row, at, CloseReason.COULD_NOT_REACH, owner, about)
        self._go_on(visit, row, owner)

    def _asked(self, row: FollowUp) -> None:
        """How the person wants to be reached, where somebody asked."""
        dice = self._later
        if dice.happens(_ASKED):
            row.way = dice.one((Way.CALL, Way.TEXT, Way.VISIT)).value
            row.part_of_day = dice.one((PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.EVENING)).value
            row.message_safe = dice.one((MessageSafe.YES, MessageSafe.YES, MessageSafe.NO)).value

    def _go_on(self, visit: Visit, first: FollowUp, owner) -> None:
        """The 7-day and 30-day windows of a recent contact, each planned when the one before was done or missed."""
        before = first
        if self._end - visit.closed_at > _LATER_SINCE:
            return
        for span in SHIPPED.spans[1:]:
            begins = window(visit.closed_at, span, self._zone)[0]
            if before.closed_at is None:
                # Nobody was reached: the next window overtakes it, once that has begun.
                if begins > self._end:
                    return
                before.closed_at, before.closed_result, before.missed_at = begins, CloseReason.MISSED, before.due_by
            before = self._window(visit, span, before, owner)

    def _window(self, visit: Visit, span: Span, before: FollowUp, owner) -> FollowUp:
        dice, store = self._later, self._store
        due_from, due_by = window(visit.closed_at, span, self._zone)
        row = FollowUp(
            id=dice.id(),
            person_id=visit.person.id,
            encounter_id=visit.encounter,
            organization_id=visit.writer.organization_id,
            owner=owner.user_id,
            window=span.window,
            tries_wanted=span.tries,
            due_from=due_from,
            due_by=due_by,
            planned_at=before.closed_at,
            **{name: getattr(before, name) for name in ("wish", "way", "part_of_day", "message_safe")},
        )
        about = (row.person_id, row.pk, row.encounter_id)
        store.add(row)
        dates = {"due_from": due_from.isoformat(), "due_by": due_by.isoformat(), "window": span.window}
        store.log(Kind.FOLLOWUP_PLANNED, row.planned_at, visit.writer, *about, **dates)
        at = due_from + timedelta(hours=dice.between(9, 60))
        if dice.happens(_LATER_MISSED) or at >= self._end:
            return row
        reached = dice.happens(_LATER_REACHED)
        result = AttemptResult.REACHED if reached else AttemptResult.NO_ANSWER
        store.add(Attempt(followup_id=row.pk, at=at, result=result, made_by=owner.user_id, made_by_name=owner.name))
        store.log(Kind.FOLLOWUP_ATTEMPTED, at, owner, *about, result=result)
        if reached:
            self._end_it(row, at, result, owner, about)
        else:
            # Tried without an answer, and ended at the end of the window: missed, and said so.
            self._end_it(row, due_by + timedelta(hours=1), CloseReason.COULD_NOT_REACH, owner, about)
            row.missed_at = due_by if row.closed_at else None
        return row

    def _end_it(self, row: FollowUp, at: datetime, result: str, owner, about: tuple) -> None:
        if at < self._end:
            row.closed_at, row.closed_result = at, result
            self._store.log(Kind.FOLLOWUP_CLOSED, at, owner, *about)
