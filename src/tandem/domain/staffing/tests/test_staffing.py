"""Teams sign on and off: whole, once, with the right people, within their hours."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tandem.domain.staffing import actions, records
from tandem.domain.staffing.models import Team
from tandem.domain.staffing.rules import team_problems
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.accounts.models import User
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Profession, Role
from tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(db):
    return made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER)


def jobs(*people):
    return [Membership.objects.get(user_id=one.id, organization_id=one.organization_id).pk for one in people]


def on(pair, *, unit="CR-A", hours=8, members=None, actor=None, **more):
    return actions.sign_on(
        actor=actor or pair[0],
        unit=unit,
        member_ids=jobs(*pair) if members is None else members,
        until=clock.now() + timedelta(hours=hours),
        **more,
    )


def test_a_team_is_on_shift_until_its_time(pair):
    team = on(pair, vehicle="Van 2", phone="555-0101", latitude=41.5, longitude=-81.7)
    (shown,) = records.on_shift()
    assert (shown.id, shown.unit, shown.vehicle) == (team, "CR-A", "Van 2")
    assert [one.profession for one in shown.members] == ["clinician", "officer"]
    assert "(officer)" in shown.names()
    assert records.team_of(pair[1].id).id == team
    later = clock.now() + timedelta(hours=9)
    assert records.on_shift(later) == []
    assert records.team_of(pair[0].id, later) is None
    assert records.team(team).unit == "CR-A"
    assert records.team(uuid4()) is None
    actions.move(team, actor=pair[0], latitude=41.6, longitude=-81.6)
    assert records.team(team).latitude == 41.6
    with pytest.raises(Refusal):
        actions.move(team, actor=pair[0], latitude=float("nan"), longitude=0)


def test_nobody_is_on_two_teams(pair):
    on(pair)
    with pytest.raises(Conflict, match="CR-A"):
        on(pair, unit="CR-B")
    others = (made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))
    with pytest.raises(Conflict) as conflict:
        on(others)
    assert conflict.value.errors[0][0] == "unit"
    assert Team.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sign_ons_at_once_have_one_winner():
    pair = (made.user_with_job(Role.CLINICIAN), made.user_with_job(Role.OFFICER))
    ready = threading.Barrier(2)

    def sign(unit):
        try:
            ready.wait()
            return on(pair, unit=unit)
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(sign, ("CR-A", "CR-B")))
    assert sum(isinstance(one, Conflict) for one in answers) == 1
    assert Team.objects.count() == 1


def test_what_is_no_team(pair):
    now, long = clock.now(), clock.now() + timedelta(hours=17)
    P = Profession
    assert [f for f, _ in team_problems([P.OFFICER], now, long)] == ["members", "until"]
    assert [f for f, _ in team_problems([P.OFFICER] * 2, now, now)] == ["members", "until"]
    assert [f for f, _ in team_problems([P.PEER] * 5, now, now + timedelta(hours=16))] == ["members"]
    assert team_problems([P.PEER, P.OFFICER], now, now + timedelta(hours=16)) == []
    clinician = User.objects.get(pk=pair[0].id)
    second = Membership.objects.create(
        user=clinician, organization=made.organization(), role=Role.CLINICIAN, profession="clinician"
    )
    with pytest.raises(Refusal, match="twice"):
        on(pair, members=[*jobs(*pair), second.pk])
    driver = Membership.objects.create(user=clinician, organization=made.organization(), role=Role.PEER)
    with pytest.raises(Refusal, match="does not go on scene"):
        on(pair, members=[driver.pk, jobs(pair[1])[0]])
    User.objects.filter(pk=pair[0].id).update(is_active=False)
    with pytest.raises(Refusal, match="2 to 4"):
        on(pair)
    with pytest.raises(NotAllowed):
        on(pair, actor=made.user_with_job(Role.EVALUATOR))
    assert not Team.objects.exists()


def test_signing_off_and_on_again(pair):
    team = on(pair)
    assert {one.on_shift_with for one in records.people_for_a_team()} == {"CR-A"}
    actions.sign_off(team, actor=pair[1])
    assert records.on_shift() == []
    assert {one.on_shift_with for one in records.people_for_a_team()} == {""}
    for gone in (team, uuid4()):
        with pytest.raises(Absent):
            actions.sign_off(gone, actor=pair[1])
    assert on(pair) != team


def test_who_has_read_the_hand_over(pair):
    actions.read_handover(actor=pair[0])
    actions.read_handover(actor=Actor.system("test", Permission.HANDOVER_READ))
    assert [name for name, _ in records.handover_read_by()] == [pair[0].name]
    with clock.at(clock.now() + timedelta(hours=13)):
        assert records.handover_read_by() == []
