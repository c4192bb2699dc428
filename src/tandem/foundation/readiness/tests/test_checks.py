"""Each point of the list: what it sees, when a human's word counts, and when it has gone stale."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.actions.part2 import set_part2_program
from tandem.foundation.organizations.models import Membership, Organization, Pact
from tandem.foundation.organizations.program import date_here
from tandem.foundation.readiness import actions, checks, standing
from tandem.foundation.readiness.models import Signature, Vouch
from tandem.vocabulary.readiness import BEFORE_REAL_PEOPLE, SETTLED_DAYS, TO_DO_LABELS, VOUCHED_DAYS, Point, State
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import give_app

NOTE = "Read by counsel on paper, folder 7."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    standing.forget()
    yield
    standing.forget()


@pytest.fixture
def people():
    """An administrator and a privacy officer of one provider, with the program set up."""
    made.program()
    provider = made.organization(OrganizationKind.PROVIDER, in_program=True)
    return made.user_with_job(Role.ADMIN, of=provider), made.user_with_job(Role.PRIVACY_OFFICER, of=provider)


def state(point):
    return {one.point: one for one in checks.look()}[point].state


def settle(admin, settings):
    """Do everything that stands before real people."""
    made.organization(OrganizationKind.POLICE, in_program=True)
    settings.PUBLIC_URL, settings.EMAIL_URL = "https://tandem.example.org", "smtp://mail.example.org"
    for one in Organization.objects.filter(kind=OrganizationKind.PROVIDER, in_program=True):
        set_part2_program(one.pk, actor=admin, program=False, reason="No unit gives substance use care.")
    for job in Membership.objects.select_related("user"):
        give_app(job.user)
    for point in [*VOUCHED_DAYS, *SETTLED_DAYS]:
        actions.vouch(point, actor=admin, done_on=date_here(), note=NOTE)


def test_every_point_says_what_to_do_and_can_be_done():
    assert set(TO_DO_LABELS) == set(Point) == {*checks.SEEN, *VOUCHED_DAYS}
    # In an empty installation everything that stands before real people is open, or needs nobody.
    assert {one.point for one in checks.look() if not one.open} <= {Point.SECOND_FACTORS, Point.FIPS}


def test_what_tandem_sees(people, settings):
    admin, _officer = people
    provider = Organization.objects.get(pk=admin.organization_id)
    assert state(Point.PRIVACY_OFFICER) == State.DONE and state(Point.TIME_ZONE) == State.DONE
    assert "Missing for 2" in checks.second_factors().words
    assert not checks.agreements().done and not checks.part2().done and provider.name in checks.part2().words
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    assert checks.agreements().done
    Pact.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert not checks.agreements().done and police.name in checks.agreements().words
    settings.PUBLIC_URL = "http://tandem.example.org"
    assert not checks.https().done
    settings.PUBLIC_URL = "https://tandem.example.org"
    assert checks.https().done
    Membership.objects.filter(role=Role.PRIVACY_OFFICER).update(active=False)
    assert not checks.privacy_officer().done


def test_a_word_counts_until_its_day_and_can_be_taken_back(people):
    admin, officer = people
    assert state(Point.RESTORE) == State.OPEN
    today = date_here()
    actions.vouch(Point.RESTORE, actor=admin, done_on=today - timedelta(days=182), note=NOTE)
    assert state(Point.RESTORE) == State.DONE
    actions.vouch(Point.RESTORE, actor=admin, done_on=today - timedelta(days=183), note=NOTE)
    assert state(Point.RESTORE) == State.STALE
    actions.vouch(Point.RESTORE, actor=officer, done_on=today, note=NOTE)
    actions.vouch(Point.RESTORE, actor=officer, done_on=today, note="It was the wrong folder.", holds=False)
    assert state(Point.RESTORE) == State.OPEN and Vouch.objects.count() == 4
    told = Entry.objects.filter(action="readiness:sign", outcome="ok").order_by("id").last()
    assert (told.actor_id, told.detail["point"], told.detail["holds"]) == (officer.id, "restore", False)


@pytest.mark.parametrize(
    ("point", "told", "refused"),
    [
        (Point.HTTPS, {}, Absent),
        ("no_such_point", {}, Absent),
        (Point.COUNSEL, {"note": "ok"}, Refusal),
        (Point.COUNSEL, {"note": "x" * 401}, Refusal),
        (Point.COUNSEL, {"note": "nul \x00 in a long note"}, Refusal),
        (Point.COUNSEL, {"done_on": 1}, Refusal),
        (Point.COUNSEL, {"done_on": -20_000}, Refusal),
    ],
)
def test_a_word_that_says_nothing_is_refused(people, point, told, refused):
    told = {"note": NOTE, "done_on": 0} | told
    with pytest.raises(refused):
        actions.vouch(point, actor=people[0], done_on=date_here() + timedelta(days=told["done_on"]), note=told["note"])
    assert not Vouch.objects.exists()


def test_only_two_roles_vouch_and_rows_are_never_changed(people):
    with pytest.raises(NotAllowed):
        actions.vouch(Point.KEYS, actor=made.user_with_job(Role.EVALUATOR), done_on=date_here(), note=NOTE)
    for write in (lambda: Vouch.objects.update(note="x"), lambda: Vouch.objects.create(point="keys")):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_two_people_release_when_nothing_is_open_and_either_takes_it_back(people, settings):
    admin, officer = people
    with pytest.raises(Conflict):
        actions.sign(actor=admin, note=NOTE)
    assert not Signature.objects.exists()
    settle(admin, settings)
    assert standing.still_open(checks.look()) == [] and standing.left_to_do() == 0
    actions.sign(actor=admin, note=NOTE)
    actions.sign(actor=admin, note=NOTE)
    assert not standing.released()
    actions.sign(actor=officer, note=NOTE)
    assert standing.released() and standing.standing().released
    actions.sign(actor=officer, note="An agreement has lapsed.", holds=False)
    assert not standing.released() and standing.signatures() == {}
    with pytest.raises(Conflict):
        actions.sign(actor=officer, note="Taken back twice.", holds=False)


def test_nobody_signs_twice_in_two_roles(people, settings):
    admin, _officer = people
    settle(admin, settings)
    both = made.dataclasses.replace(admin, role=Role.PRIVACY_OFFICER)
    actions.sign(actor=admin, note=NOTE)
    with pytest.raises(Conflict):
        actions.sign(actor=both, note=NOTE)
    assert not standing.released()


def test_the_command_says_each_point_and_fails_while_any_is_open(people, settings, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("check")
    printed = capsys.readouterr().out
    assert ended.value.code == 1 and "To do" in printed and "restore" in printed
    call_command("check", "--brief")
    assert "Not yet released for real people. Things to do:" in capsys.readouterr().out
    admin, officer = people
    settle(admin, settings)
    call_command("check", "--brief")
    assert "sign at /program/ready/" in capsys.readouterr().out
    for one in (admin, officer):
        actions.sign(actor=one, note=NOTE)
    call_command("check")
    assert "Released for real people. Nothing is left to do." in capsys.readouterr().out
    assert len(BEFORE_REAL_PEOPLE) == 14
