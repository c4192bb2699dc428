"""The cadence: which windows follow which contacts, in the program's zone over both changes of the clocks; done, missed,
given to a colleague; overdue by person and team; and the facts of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tandem.domain.encounters import actions as encounters
from tandem.domain.followups import records
from tandem.domain.followups.actions import (
    attempt,
    close,
    pass_missed,
    plan,
    reassign,
    set_cadence,
    set_wishes,
    take,
)
from tandem.domain.followups.cadence import cadence_in_force
from tandem.domain.followups.facts import facts
from tandem.domain.followups.models import FollowUp
from tandem.domain.followups.rules import SHIPPED, Cadence, Span, cadence_problems, next_span, owed, window
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.models import Log
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.followups import Window
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

SYSTEM = Actor.system("follow-up", Permission.FOLLOWUP_WRITE)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST, WEEK, MONTH = SHIPPED.spans
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("closed", "begins", "ends"),
    [
        # Clocks go forward on March 8, 2026: the 6th to 8th day after March 4 still begin and end at midnight.
        (
            datetime(2026, 3, 4, 23, 0, tzinfo=UTC),
            datetime(2026, 3, 10, 4, tzinfo=UTC),
            datetime(2026, 3, 13, 4, tzinfo=UTC),
        ),
        # Back on November 1, 2026: a day of 25 hours lies before the window.
        (
            datetime(2026, 10, 29, 12, tzinfo=UTC),
            datetime(2026, 11, 4, 5, tzinfo=UTC),
            datetime(2026, 11, 7, 5, tzinfo=UTC),
        ),
        # Late in the evening in New York, the next day in UTC.
        (
            datetime(2026, 6, 2, 3, 30, tzinfo=UTC),
            datetime(2026, 6, 7, 4, tzinfo=UTC),
            datetime(2026, 6, 10, 4, tzinfo=UTC),
        ),
    ],
)
def test_days_run_from_midnight_to_midnight_of_the_zone(closed, begins, ends):
    assert window(closed, WEEK, NEW_YORK) == (begins, ends)


@pytest.mark.parametrize("closed", [datetime(2026, 3, 7, 20, tzinfo=UTC), datetime(2026, 10, 31, 20, tzinfo=UTC)])
def test_hours_are_counted_through_a_change_of_the_clocks(closed):
    assert window(closed, FIRST, NEW_YORK) == (closed + 24 * HOUR, closed + 72 * HOUR)


def test_which_window_comes_next_and_after_which_contact():
    assert [next_span(SHIPPED, one.window) for one in SHIPPED.spans] == [WEEK, MONTH, None]
    only = Cadence((MONTH,), ("engaged",), ("safety_plan",))
    assert next_span(only, Window.FIRST) is None
    assert (owed("engaged", "safety_plan", only), owed("engaged", "arrest", only)) == (True, False)
    assert not owed("phone_only", "safety_plan", only) and not owed("engaged", "", Cadence((), ()))


@pytest.mark.parametrize(
    ("cadence", "field"),
    [
        (Cadence((Span(Window.FIRST, "hours", 72, 24, 3),), ("engaged",)), "first_start"),
        (Cadence((Span(Window.FIRST, "weeks", 1, 2, 3),), ("engaged",)), "first_start"),
        (Cadence((FIRST, Span(Window.WEEK, "days", 2, 8, 3)), ("engaged",)), "week_start"),
        (Cadence((Span(Window.MONTH, "days", 30, 91, 3),), ("engaged",)), "month_start"),
        (Cadence((Span(Window.FIRST, "hours", 24, 72, 0),), ("engaged",)), "first_tries"),
        (Cadence((FIRST,), ()), "outcomes"),
        (Cadence((FIRST,), ("deceased",)), "outcomes"),
        (Cadence((FIRST,), ("engaged",), ("gone",)), "dispositions"),
    ],
)
def test_a_cadence_that_can_not_stand(cadence, field):
    assert field in [name for name, _ in cadence_problems(cadence)]
    assert cadence_problems(SHIPPED) == [] and cadence_problems(Cadence((), ())) == []


@pytest.fixture
def clinician(db):
    made.program()
    return made.user_with_job(Role.CLINICIAN)


def met(actor, ago=timedelta(0), *, disposition="stays_with_support"):
    with clock.at(clock.now() - ago):
        encounter = encounters.start(actor=actor, person_id=made.person(actor, given_name="Ana", family_name="Made"))
        encounters.set_outcome(encounter, actor=actor, outcome="engaged")
        encounters.set_disposition(encounter, actor=actor, disposition=disposition)
        encounters.close(encounter, actor=actor)
    return encounter


def planned(actor, ago=timedelta(0), **told):
    encounter = met(actor, ago)
    with clock.at(clock.now() - ago):
        return plan(actor=SYSTEM, encounter_id=encounter, **told)


def care(actor, *categories):
    return made.list_release(actor, "care", *(categories or (Category.REFERRAL_STATUS, Category.CLINICAL_NOTE)))


def chain(one) -> list[FollowUp]:
    encounter = FollowUp.objects.get(pk=one).encounter_id
    return list(FollowUp.objects.filter(encounter_id=encounter).order_by("due_from"))


def test_done_plans_the_next_until_the_last_and_wishes_go_along(clinician):
    one = planned(clinician, 2 * DAY, wish="after noon")
    take(one, actor=clinician)
    set_wishes(one, actor=clinician, way="text", part_of_day="evening", message_safe="no", wish="after noon")
    attempt(one, actor=clinician, result="reached")
    first, week = chain(one)
    assert (week.window, week.tries_wanted, week.owner, week.wish) == ("week", 2, clinician.id, "after noon")
    assert (week.way, week.part_of_day, week.message_safe) == ("text", "evening", "no")
    assert week.due_from.astimezone(NEW_YORK).hour == week.due_by.astimezone(NEW_YORK).hour == 0
    attempt(week.pk, actor=clinician, result="reached")
    assert [row.window for row in chain(one)] == ["first", "week", "month"]
    attempt(chain(one)[2].pk, actor=clinician, result="reached")
    assert len(chain(one)) == 3 and not any(row.missed_at for row in chain(one))


@pytest.mark.parametrize("end", ["declined", "died", "moved_away", "not_needed"])
def test_who_wants_no_more_or_needs_none_is_owed_no_more(clinician, end):
    one = planned(clinician, 2 * DAY)
    if end == "declined":
        attempt(one, actor=clinician, result=end)
    else:
        close(one, actor=clinician, reason=end)
    assert len(chain(one)) == 1


def test_a_window_the_next_one_overtook_is_missed_by_the_clock_and_a_try_does_not_save_it(clinician):
    one, young = planned(clinician, 9 * DAY), planned(clinician, 4 * DAY)
    attempt(one, actor=clinician, result="message_left")
    assert pass_missed(actor=SYSTEM) == 1 and pass_missed(actor=SYSTEM) == 0
    first, week = chain(one)
    assert (first.closed_result, first.missed_at) == ("missed", first.due_by) and week.closed_at is None
    assert FollowUp.objects.get(pk=young).closed_at is None
    row = records.due(care(clinician)).rows[0]
    assert records.due(care(clinician)).total == 2 and row.missed_at == row.due_by
    # Weeks later both have gone on to their last window, which stays overdue until somebody ends it.
    with clock.at(clock.now() + 60 * DAY):
        while pass_missed(actor=SYSTEM):
            pass
        assert [each.window for each in chain(one)] == ["first", "week", "month"]
        assert chain(one)[2].closed_at is None
    with pytest.raises(Refusal):
        close(young, actor=clinician, reason="missed")


def test_an_edition_in_force_applies_to_new_chains_only(clinician):
    old = planned(clinician, 2 * DAY)
    admin = made.user_with_job(Role.ADMIN)
    set_cadence(actor=admin, spans=(MONTH,), outcomes=("engaged",), dispositions=("safety_plan",))
    assert plan(actor=SYSTEM, encounter_id=met(clinician)) is None
    new = plan(actor=SYSTEM, encounter_id=met(clinician, disposition="safety_plan"))
    assert FollowUp.objects.get(pk=new).window == "month" and FollowUp.objects.get(pk=new).cadence
    attempt(old, actor=clinician, result="reached")
    assert [row.window for row in chain(old)] == ["first", "week"]
    with pytest.raises(Refusal):
        set_cadence(actor=admin, spans=(FIRST, FIRST), outcomes=("engaged",))
    assert cadence_in_force().spans == (MONTH,)


def test_given_to_a_colleague_who_does_such_work(clinician):
    house = Organization.objects.get(pk=clinician.organization_id)
    peer = made.user_with_job(Role.PEER, of=house)
    one = planned(clinician, 2 * DAY)
    reassign(one, actor=clinician, to=peer.id)
    reassign(one, actor=clinician, to=peer.id)
    assert FollowUp.objects.get().owner == peer.id
    assert Log.objects.get(kind="followup.given").detail == {"old": "", "new": str(peer.id)}
    for stranger in (made.user_with_job(Role.PEER), made.user_with_job(Role.EVALUATOR, of=house)):
        with pytest.raises(Refusal):
            reassign(one, actor=clinician, to=stranger.id)
    assert {who for who, _name in records.caregivers(care(clinician))} == {clinician.id, peer.id}
    attempt(one, actor=clinician, result="reached")
    with pytest.raises(Conflict):
        reassign(one, actor=clinician, to=clinician.id)


def test_what_a_wish_refuses(clinician):
    one = planned(clinician)
    for told in ({"way": "fax"}, {"part_of_day": "night"}, {"message_safe": "maybe"}, {"wish": "x" * 121}):
        with pytest.raises(Refusal) as refused:
            set_wishes(one, actor=clinician, **told)
        assert refused.value.errors[0][0] in told


def test_a_peer_sees_that_no_message_may_be_left(clinician):
    one = planned(clinician, 2 * DAY)
    set_wishes(one, actor=clinician, way="call", message_safe="no", wish="his brother listens in")
    (row,) = records.due(care(clinician, Category.REFERRAL_STATUS, Category.DEMOGRAPHICS)).rows
    assert (row.message_safe, row.reach, row.wish) == ("no", ("A call",), "")
    (row,) = records.due(care(clinician, Category.REFERRAL_STATUS)).rows
    assert (row.message_safe, row.way) == ("", "")


def test_overdue_by_person_and_team_adds_up(clinician):
    peer = made.user_with_job(Role.PEER, of=Organization.objects.get(pk=clinician.organization_id))
    mine, theirs, nobodys = (planned(clinician, ago) for ago in (4 * DAY, 5 * DAY, 5 * DAY))
    planned(clinician, 2 * DAY)
    take(mine, actor=clinician)
    take(theirs, actor=peer)
    found = records.overdue_by(care(clinician))
    assert found.total == 3
    assert {(one.key, one.name, one.count) for one in found.people} == {
        (clinician.id, clinician.name, 1),
        (peer.id, peer.name, 1),
        (None, "", 1),
    }
    assert [(one.key, one.count) for one in found.teams] == [("", 3)]
    queue = records.overdue_queue(care(clinician), owner=peer.id)
    assert [row.id for row in queue.rows] == [theirs] and queue.total == 1
    assert [row.id for row in records.overdue_queue(care(clinician), owner=UUID(int=0)).rows] == [nobodys]
    assert records.overdue_queue(care(clinician), unit="").total == 3
    assert records.overdue_queue(care(clinician), unit="CR9").total == 0


def test_the_facts_name_nobody_and_say_what_was_missed(clinician):
    late, kept = planned(clinician, 9 * DAY), planned(clinician, 2 * DAY)
    attempt(late, actor=clinician, result="no_answer")
    attempt(kept, actor=clinician, result="reached")
    pass_missed(actor=SYSTEM)
    found = {one.record: one for one in facts(lambda kind, one: f"{kind}-key")}
    assert len(found) == 4
    missed, reached = found[str(late)], found[str(kept)]
    assert (missed.window, missed.attempts, missed.reached_at, missed.missed) == ("first", 1, None, True)
    assert (reached.attempts, reached.missed, reached.person) == (1, False, "person-key") and reached.reached_at
    # The next window of the missed one is under way, the other's has not begun.
    assert [one.missed for one in found.values()].count(True) == 1 + (clock.now() > chain(late)[1].due_by)
    assert "Ana" not in repr(found)
    assert list(facts(lambda kind, one: "", until=clock.now() - 30 * DAY)) == []
