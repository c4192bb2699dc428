"""Where the person was taken: only under an ending that takes somebody somewhere, and never a guess."""

import pytest

from tandem.domain.encounters import actions
from tandem.domain.encounters.facts import facts
from tandem.domain.encounters.models import Encounter
from tandem.domain.encounters.rules import destinations
from tandem.foundation.acts.models import Log
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import Disposition, Unanswered
from tandem.vocabulary.timeline import Kind


def test_only_four_endings_take_somebody_somewhere():
    leads = {one for one in Disposition if destinations(one)}
    assert leads == {"voluntary_transport", "involuntary_hold", "ems_medical", "arrest"}
    assert TransportTo.JAIL not in destinations("voluntary_transport") + destinations("involuntary_hold")
    assert destinations("") == ()


@pytest.fixture
def ended(night):
    actions.set_outcome(night.encounter, actor=night.clinician, outcome="engaged")

    def end(disposition):
        actions.set_disposition(night.encounter, actor=night.clinician, disposition=disposition)

    end("voluntary_transport")
    return end


def _take(night, **told):
    actions.set_transport(night.encounter, actor=night.clinician, **told)


def _fact():
    (found,) = facts(lambda kind, one: f"{kind}-key")
    return found.transported_to, found.held


def test_the_place_is_kept_logged_and_a_fact(night, ended):
    assert _fact() == (None, False)
    _take(night, to="crisis_center", by="team_car")
    _take(night, to="crisis_center", by="team_car")
    assert _fact() == ("crisis_center", False)
    assert [row.detail for row in Log.objects.filter(kind=Kind.TRANSPORTED)] == [
        {"old": "", "new": "crisis_center", "by": "team_car"}
    ]
    _take(night, to=Unanswered.UNKNOWN, by=Unanswered.UNKNOWN)
    assert Encounter.objects.get().transported_to == "unknown" and _fact() == (None, False)


def test_another_ending_takes_back_a_place_it_cannot_lead_to(night, ended):
    _take(night, to="home", by="family")
    ended("involuntary_hold")
    assert Encounter.objects.get().transported_to == "" and _fact() == (None, True)
    _take(night, to="emergency_department", by="ambulance")
    ended("ems_medical")
    assert _fact() == ("emergency_department", False)
    ended("resolved_on_scene")
    assert (Encounter.objects.get().transported_to, Encounter.objects.get().transported_by) == ("", "")
    assert Log.objects.filter(kind=Kind.TRANSPORTED).last().detail["old"] == "emergency_department"


def test_a_place_that_cannot_be_is_refused(night, ended):
    for wrong, field in (({"to": "jail"}, "transported_to"), ({"to": "home", "by": "horse"}, "transported_by")):
        with pytest.raises(Refusal) as refused:
            _take(night, **wrong)
        assert refused.value.errors[0][0] == field
    ended("safety_plan")
    with pytest.raises(Refusal, match="taken somewhere"):
        _take(night, to="home")


def test_nothing_is_said_of_a_hold_before_the_end_is(night):
    assert _fact() == (None, None)
