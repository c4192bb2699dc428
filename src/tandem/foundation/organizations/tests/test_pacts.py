"""Agreements between organizations: dated, covering what they name, lapsing by themselves, told of in time."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from tandem.foundation import clock, mail
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations import pacts
from tandem.foundation.organizations.actions import (
    Signed,
    end_pact,
    read_notice,
    record_pact,
    review_part2_setting,
    set_part2_program,
    warn_of_ends,
)
from tandem.foundation.organizations.models import Organization, Pact, PactNotice, Part2Setting
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made

pytestmark = pytest.mark.django_db
C, P = Category, Purpose
TICK = timedelta(microseconds=1)


@pytest.fixture
def admin():
    made.program()
    return made.user_with_job(Role.ADMIN)


@pytest.fixture
def two():
    return made.organization(), made.organization(OrganizationKind.POLICE)


def write(actor, two, **changes):
    told = {
        "name": "Crisis response",
        "reference": "MOU 12",
        "categories": [C.SAFETY_FLAGS, C.DEMOGRAPHICS],
        "purposes": [P.SCENE],
        "starts_on": date(2026, 1, 1),
        "last_day": date(2026, 12, 31),
        "sides": [Signed(one.pk, "Robin Chief", date(2025, 12, 20)) for one in two],
    }
    return record_pact(actor=actor, **{**told, **changes})


def new_york(*parts):
    """2026-12-31 23:59 in the program's zone, and the like."""
    from zoneinfo import ZoneInfo

    return datetime(*parts, tzinfo=ZoneInfo("America/New_York"))


def test_c11_a_pact_covers_what_it_names_from_its_first_day_to_the_end_of_its_last(admin, two):
    with clock.at(new_york(2026, 6, 1, 12)):
        write(admin, two)
    one, other = (each.pk for each in two)
    whole = frozenset({C.SAFETY_FLAGS, C.DEMOGRAPHICS})
    for moment, covered in (
        (new_york(2026, 1, 1) - TICK, frozenset()),
        (new_york(2026, 1, 1), whole),
        (new_york(2027, 1, 1) - TICK, whole),
        (new_york(2027, 1, 1), frozenset()),
    ):
        assert pacts.covered(one, other, P.SCENE, moment) == pacts.covered(other, one, P.SCENE, moment) == covered
    noon = new_york(2026, 6, 1, 12)
    assert pacts.covers(one, other, whole, P.SCENE, noon)
    assert not pacts.covers(one, other, [C.CLINICAL_NOTE], P.SCENE, noon)
    assert not pacts.covers(one, other, whole, P.TREATMENT, noon)
    assert not pacts.covers(one, made.organization().pk, whole, P.SCENE, noon)
    assert pacts.covers(one, one, [C.CLINICAL_NOTE], P.TREATMENT, noon)


def test_c11_ending_one_closes_the_pipe_at_once(admin, two):
    with clock.at(new_york(2026, 6, 1, 12)):
        pact = write(admin, two)
        end_pact(pact, actor=admin, why="Replaced by a new one")
        assert not pacts.covered(two[0].pk, two[1].pk, P.SCENE, clock.now())
        assert pacts.state(Pact.objects.get(), clock.now()) == pacts.PactState.ENDED
        with pytest.raises(Conflict):
            end_pact(pact, actor=admin, why="Again")
    with pytest.raises(Absent):
        end_pact(uuid4(), actor=admin, why="No such one")


def test_c11_both_sides_are_told_30_7_and_1_days_before_and_when_it_lapsed(admin, two, monkeypatch):
    out = mail.Kept()
    monkeypatch.setattr(mail, "mailer", lambda: out)
    chief = made.user_with_job(Role.AGENCY_ADMIN, of=two[1])
    User.objects.filter(pk=chief.id).update(email="chief@police.example")
    start = new_york(2026, 6, 1, 12)
    with clock.at(start):
        write(admin, two)
    end = new_york(2027, 1, 1)
    days = {30: timedelta(days=30), 7: timedelta(days=7), 1: timedelta(days=1), 0: timedelta()}
    for number, left in days.items():
        with clock.at(end - left - TICK):
            assert warn_of_ends() == 0
        for _again in range(2):
            with clock.at(end - left + timedelta(minutes=10)):
                warn_of_ends()
        told = PactNotice.objects.filter(days=number)
        assert {one.organization_id for one in told} == {each.pk for each in two}
    assert PactNotice.objects.count() == 8
    assert [subject for _to, subject, _text in out.messages] == [
        "An agreement ends in 30 days",
        "An agreement ends in 7 days",
        "An agreement ends tomorrow",
        "An agreement has ended",
    ]
    notice = PactNotice.objects.get(days=7, organization=two[1])
    assert notice.mailed == 1
    with pytest.raises(Absent):
        read_notice(notice.pk, actor=made.user_with_job(Role.AGENCY_ADMIN))
    read_notice(notice.pk, actor=chief)
    with pytest.raises(Absent):
        read_notice(notice.pk, actor=chief)


def test_c11_a_week_without_the_job_tells_only_what_is_nearest(admin, two):
    with clock.at(new_york(2026, 6, 1, 12)):
        write(admin, two)
    with clock.at(new_york(2026, 12, 29)):
        assert warn_of_ends() == 2
        assert set(PactNotice.objects.values_list("days", flat=True)) == {7}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"reference": "x" * 161}, "reference"),
        ({"categories": ["gossip"]}, "categories"),
        ({"purposes": []}, "purposes"),
        ({"last_day": date(2025, 12, 31)}, "last_day"),
        ({"last_day": date(2033, 12, 31)}, "last_day"),
        ({"sides": []}, "sides"),
        (
            {"sides": [Signed(uuid4(), "Robin Chief", date(2025, 1, 1)), Signed(uuid4(), "A", date(2025, 1, 1))]},
            "sides",
        ),
    ],
)
def test_a_pact_that_is_none_is_refused_by_field(admin, two, changes, field):
    with pytest.raises(Refusal) as refused:
        write(admin, two, **changes)
    assert [name for name, _ in refused.value.errors] == [field]
    assert not Pact.objects.exists()


def test_sides_that_are_wrong_are_refused(admin, two):
    for signed_by, day in (("", date(2025, 1, 1)), ("Robin Chief", date_here() + timedelta(days=2))):
        with pytest.raises(Refusal) as refused:
            write(admin, two, sides=[Signed(one.pk, signed_by, day) for one in two])
        assert refused.value.errors[0][0] == "sides"
    with pytest.raises(NotAllowed):
        write(made.user_with_job(Role.CLINICIAN), two)


def test_pairs_without_a_pact_are_named(admin):
    one, other = (made.organization(in_program=True) for _ in range(2))
    assert (one.name, other.name) not in pacts.without(clock.now())
    Pact.objects.all().update(ended_at=clock.now())
    assert len(pacts.without(clock.now())) == 1
    assert {row.state for row in pacts.pacts(clock.now(), of=one.pk)} == {pacts.PactState.ENDED}


def test_p16_turning_it_off_needs_a_reason_and_makes_a_review(admin):
    clinic = made.organization()
    long = "We hold ourselves out as giving substance use treatment."
    set_part2_program(clinic.pk, actor=admin, program=True, reason=long)
    assert Organization.objects.get(pk=clinic.pk).part2_program
    assert Part2Setting.objects.get().review_due_at is None
    for reason in ("", "no", "x" * 401):
        with pytest.raises(Refusal) as refused:
            set_part2_program(clinic.pk, actor=admin, program=False, reason=reason)
        assert refused.value.errors[0][0] == "reason"
    with pytest.raises(Conflict):
        set_part2_program(clinic.pk, actor=admin, program=True, reason=long)
    with pytest.raises(Refusal):
        set_part2_program(clinic.pk, actor=admin, program=False, unit="Detox", reason=long)
    set_part2_program(clinic.pk, actor=admin, program=True, unit="Detox", reason="Only the detox unit is one.")
    set_part2_program(clinic.pk, actor=admin, program=False, reason="The unit closed; counsel has confirmed it.")
    due = Part2Setting.objects.exclude(review_due_at=None).order_by("pk")
    assert [one.program for one in due] == [True, False]
    owner = made.user_with_job(Role.PRIVACY_OFFICER)
    with pytest.raises(NotAllowed):
        review_part2_setting(due[0].pk, actor=admin, review="Fine")
    review_part2_setting(due[0].pk, actor=owner, review="Read the letter of counsel.")
    with pytest.raises(Absent):
        review_part2_setting(due[0].pk, actor=owner, review="Twice")
    with pytest.raises(NotAllowed):
        set_part2_program(clinic.pk, actor=owner, program=True, reason=long)
    with pytest.raises(Absent):
        set_part2_program(uuid4(), actor=admin, program=True, reason=long)
