"""Accounts end by themselves at ninety idle days or past their last day, told by a frozen clock (CJIS AC-2(3))."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.foundation import clock
from tandem.foundation.accounts.activity import Over, over
from tandem.foundation.accounts.models import OneTimeLink, User
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.actions import end_idle_accounts
from tandem.foundation.organizations.models import AccessEnded, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
START = datetime(2026, 6, 1, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def program(db):
    made.program()
    yield
    forget()


def somebody(**values) -> User:
    with clock.at(START):
        actor = made.user_with_job(Role.OFFICER)
    User.objects.filter(pk=actor.id).update(**values)
    return User.objects.get(pk=actor.id)


def a_night(days: float) -> list[str]:
    with clock.at(START + timedelta(days=days)):
        return end_idle_accounts()


@pytest.mark.parametrize(("days", "ends"), [(89, False), (89.99, False), (90, True), (91, True)])
def test_c5_ninety_days_without_a_sign_in(days, ends):
    idle = somebody(last_login=START)
    assert a_night(days) == ([idle.username] if ends else [])
    idle.refresh_from_db()
    assert idle.is_active is not ends
    if ends:
        assert idle.disabled_why == f"No sign-in for {int(days)} days"
        assert Entry.objects.get(action="people:manage").detail == {"verb": "disable", "why": "idle"}


def test_a_sign_in_or_a_return_starts_the_count_again():
    signed_in = somebody(last_login=START + timedelta(days=40))
    returned = somebody(last_login=START, enabled_at=START + timedelta(days=50))
    never = somebody()
    assert a_night(90) == [never.username]
    assert a_night(130) == [signed_in.username]
    assert a_night(140) == [returned.username]
    assert a_night(141) == []


def test_the_last_day_is_still_a_day_of_work_where_the_program_is():
    placement = somebody(last_login=START, expires_on=date(2026, 6, 10))
    # Half past eleven at night in New York is the next day in UTC.
    with clock.at(datetime(2026, 6, 11, 3, 30, tzinfo=UTC)):
        assert end_idle_accounts() == []
    with clock.at(datetime(2026, 6, 11, 4, 30, tzinfo=UTC)):
        assert end_idle_accounts() == [placement.username]
    placement.refresh_from_db()
    assert placement.disabled_why == "The last day has passed"


def test_an_ended_account_takes_its_link_and_partners_are_told():
    made.organization(OrganizationKind.POLICE, in_program=True)
    from tandem.foundation.accounts.links import issue

    idle = somebody()
    with clock.at(START + timedelta(days=89)):
        issue(idle)
    assert a_night(90) == [idle.username]
    assert OneTimeLink.objects.get().ended_at
    assert AccessEnded.objects.filter(user=idle).exists()


def test_the_last_administrator_is_kept():
    with clock.at(START):
        first, second = (made.user_with_job(Role.ADMIN) for _ in range(2))
    gone = a_night(200)
    assert len(gone) == 1
    assert User.objects.filter(pk__in=[first.id, second.id], is_active=True).count() == 1
    assert a_night(400) == []


def test_a_program_may_be_stricter_never_laxer():
    Program.objects.update(idle_days=30)
    forget()
    idle = somebody(last_login=START)
    assert a_night(29) == []
    assert a_night(30) == [idle.username]


@pytest.mark.parametrize(
    ("idle", "expires_on", "found"),
    [
        (89, None, None),
        (90, None, Over.IDLE),
        (0, date(2026, 6, 1), None),
        (0, date(2026, 5, 31), Over.EXPIRED),
        (90, date(2026, 5, 31), Over.EXPIRED),
    ],
)
def test_why(idle, expires_on, found):
    assert over(idle=idle, limit=90, expires_on=expires_on, today=date(2026, 6, 1)) == found
