"""An SOS: once however often it is sent, heard by name, stood down with a reason, its place wiped."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tandem.domain.incidents.actions import share_place
from tandem.domain.releases import timeline
from tandem.domain.safety import actions, records
from tandem.domain.safety.models import Sos
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import Kind
from tests import made


def test_it_says_who_which_unit_which_call_and_where(night):
    share_place(night.assignment, actor=night.clinician, latitude=39.71, longitude=-105.01)
    sos, pressed = uuid4(), clock.now() - timedelta(seconds=30)
    for _try in range(3):
        actions.raise_sos(sos, actor=night.clinician, at=pressed)
    (found,) = records.open_sos()
    assert (found.name, found.team_id, found.incident_id) == (night.clinician.name, night.team, night.incident)
    assert (found.latitude, found.longitude, found.pressed_at) == (39.71, -105.01, pressed)
    assert found.unit and found.state == "waiting"
    assert Log.objects.get(kind=Kind.SOS_RAISED).detail["place"] is True
    assert [one.id for one in records.open_sos(night.team)] == [sos] and records.open_sos(uuid4()) == []


def test_heard_by_a_named_dispatcher_then_stood_down(night):
    sos = uuid4()
    share_place(night.assignment, actor=night.officer, latitude=39.71, longitude=-105.01)
    actions.raise_sos(sos, actor=night.officer)
    with pytest.raises(Refusal, match="heard"):
        actions.stand_down(sos, actor=night.dispatcher, reason="Officer is fine")
    for nobody in (night.clinician, night.supervisor):
        with pytest.raises(NotAllowed):
            actions.hear(sos, actor=nobody)
    actions.hear(sos, actor=night.dispatcher)
    actions.hear(sos, actor=made.user_with_job(Role.DISPATCHER))
    assert records.my_sos(night.officer.id, sos).heard_by == night.dispatcher.name
    assert records.my_sos(night.clinician.id, sos) is None
    with pytest.raises(Refusal, match="empty"):
        actions.stand_down(sos, actor=night.dispatcher, reason=" ")
    actions.stand_down(sos, actor=night.dispatcher, reason="Spoke by radio, safe in the car")
    actions.stand_down(sos, actor=night.dispatcher, reason="Again")
    (past,) = records.past_sos(clock.now() - timedelta(hours=1))
    assert past.ended_reason == "Spoke by radio, safe in the car" and past.state == "over"
    row = Sos.objects.get()
    assert (row.latitude, row.longitude) == (None, None) and row.place_at
    actions.raise_sos(sos, actor=night.officer)
    assert records.open_sos() == [], "a late repeat of an old press raises nothing"
    actions.hear(sos, actor=night.dispatcher)
    release = made.list_release(night.dispatcher, "board", Category.CAD_FACTS)
    shown = [one.kind for one in timeline.of_incident(night.incident, release=release)]
    assert {Kind.SOS_RAISED, Kind.SOS_HEARD, Kind.SOS_STOOD_DOWN} <= set(shown)


def test_the_one_who_pressed_may_say_it_was_a_mistake(night):
    sos = uuid4()
    actions.raise_sos(sos, actor=night.clinician)
    with pytest.raises(Absent):
        actions.stand_down(sos, actor=night.officer, reason="Not mine to end")
    actions.stand_down(sos, actor=night.clinician, reason="Pressed by mistake")
    assert records.open_sos() == []


def test_somebody_off_shift_is_heard_too(night):
    sos, peer = uuid4(), made.user_with_job(Role.PEER)
    actions.raise_sos(sos, actor=peer)
    (found,) = records.open_sos()
    assert (found.name, found.unit, found.team_id, found.incident_id) == (peer.name, "", None, None)
    with pytest.raises(Absent):
        actions.raise_sos(sos, actor=night.clinician)
    with pytest.raises(NotAllowed):
        actions.raise_sos(uuid4(), actor=night.dispatcher)
    for act in (actions.hear, lambda one, actor: actions.stand_down(one, actor=actor, reason="x")):
        with pytest.raises(Absent):
            act(uuid4(), actor=night.dispatcher)


def test_no_act_of_safety_stands_on_a_persons_timeline(night):
    from tandem.domain.incidents.actions import add_person

    person = made.person(night.clinician, family_name="Ballard")
    add_person(night.incident, actor=night.clinician, person_id=person)
    actions.raise_sos(uuid4(), actor=night.clinician)
    release = made.release(night.clinician, person, Category.CAD_FACTS)
    kinds = [one.kind for one in timeline.of_person(release=release)]
    assert Kind.TEAM_ASSIGNED in kinds and not any(kind.startswith("safety.") for kind in kinds)
