"""Forms of a contact: kept version by version, apart by category, and codes as facts."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tandem.domain.encounters import actions
from tandem.domain.encounters.facts import facts, interventions
from tandem.domain.encounters.models import PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.scene_records import of_person, police_endings, police_reports, told
from tandem.domain.people.actions import describe
from tandem.domain.releases.opening import open_list
from tandem.domain.releases.timeline import of_incident
from tandem.domain.releases.timeline import of_person as timeline
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.acts.models import Log
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.timeline import KINDS, Kind
from tests import made


def _tell(night, form, **sent):
    actions.tell(night.encounter, actor=night.clinician, form=form, told=sent)


def _release(night, *categories):
    return made.release(night.clinician, night.person, *categories)


def _report(night, actor=None, **sent):
    actions.report(night.assignment, actor=actor or night.officer, person_id=night.person, told=sent)


def test_the_newest_version_counts_and_every_version_stays(night):
    _tell(night, "cues", cues=["pacing"], words=["Slow down first."])
    _tell(night, "cues", cues=["pacing"], words=["Slow down first."])
    _tell(night, "cues", cues=["crying"])
    found = told(night.encounter, release=_release(night, Category.CLINICAL_NOTE))["cues"]
    assert (found.answers, found.earlier, found.short) == ({"cues": ["crying"]}, 1, "Crying")
    assert SceneForm.objects.count() == 2
    _tell(night, "cues")
    assert of_person(release=_release(night, Category.CLINICAL_NOTE)) == {}
    assert SceneForm.objects.count() == 3


def test_no_answer_reaches_the_log(night):
    _tell(night, "force", force=["hands"], words=["SECRET"])
    _report(night, force=["hands"], words=["SECRET"], arrest=["yes"])
    for row in Log.objects.filter(kind__in=(Kind.SCENE_TOLD, Kind.POLICE_TOLD, Kind.POLICE_ENDED)):
        assert set(row.detail) <= {"form", "again"} and "hands" not in str(row.detail)
    assert KINDS[Kind.POLICE_TOLD].category == Category.LE_NARRATIVE


def test_without_the_category_there_is_nothing(night):
    _tell(night, "force", force=["none"])
    for closed in (_release(night), _release(night, Category.LE_NARRATIVE, Category.CAD_FACTS)):
        with pytest.raises(Absent):
            told(night.encounter, release=closed)
    other = made.release(night.clinician, made.person(), Category.CLINICAL_NOTE)
    assert told(night.encounter, release=other) == {}


def test_each_side_reads_its_own_account_and_never_the_other(night):
    _tell(night, "force", force=["hands"])
    _report(night, force=["none"], hurt=["nobody"], citation=["yes"])
    police, clinical = open_list(night.officer, "my_call"), open_list(night.clinician, "my_call")
    assert police.allows(Category.LE_NARRATIVE) and not police.allows(Category.CLINICAL_NOTE)
    assert not clinical.allows(Category.LE_NARRATIVE)
    with pytest.raises(PermissionError):
        police_reports(night.assignment, release=clinical)
    assert police_reports(night.assignment, release=police)[0].answers == {"force": ["none"], "hurt": ["nobody"]}
    # How it ended for police is a call fact: the team reads it.
    assert police_endings(night.assignment, release=clinical)[0].answers == {"citation": "yes"}


def test_another_agency_reads_no_report(night):
    _report(night, force=["hands"])
    stranger = made.user_with_job(Role.OFFICER)
    assert police_reports(night.assignment, release=open_list(stranger, "my_call")) == []
    colleague = made.user_with_job(Role.OFFICER, of=Organization.objects.get(pk=night.officer.organization_id))
    assert len(police_reports(night.assignment, release=open_list(colleague, "my_call"))) == 1


def test_only_an_officer_of_the_team_reports(night):
    with pytest.raises(NotAllowed):
        _report(night, actor=night.clinician, arrest=["no"])
    with pytest.raises(Absent):
        _report(night, actor=made.user_with_job(Role.OFFICER), arrest=["no"])
    for nobody in (made.person(), None):
        with pytest.raises(Refusal, match="somebody on this call"):
            actions.report(night.assignment, actor=night.officer, person_id=nobody, told={"arrest": ["no"]})
    with pytest.raises(Absent):
        actions.report(uuid4(), actor=night.officer, person_id=None, told={})
    assert not PoliceEnding.objects.exists() and not PoliceForm.objects.exists()


def test_a_half_that_cannot_be_stores_neither(night):
    with pytest.raises(Refusal):
        _report(night, arrest=["yes"], force=["none", "hands"])
    assert not PoliceEnding.objects.exists()


def test_the_timeline_says_that_something_was_told(night):
    _tell(night, "supplies", **{"left.food": ["2"]})
    _tell(night, "supplies", **{"left.food": ["3"]})
    _report(night, arrest=["no"], force=["none"])
    release = _release(night, Category.CLINICAL_NOTE, Category.CAD_FACTS)
    texts = [entry.text for entry in timeline(release=release) if entry.kind == Kind.SCENE_TOLD]
    assert sorted(texts) == ["Supplies left", "Supplies left, changed"]
    kinds = {entry.kind for entry in of_incident(night.incident, release=release)}
    assert Kind.POLICE_ENDED in kinds and Kind.POLICE_TOLD not in kinds


def test_a_closed_contact_takes_no_form_before_it_is_reopened(night):
    actions.set_outcome(night.encounter, actor=night.clinician, outcome="unable_to_locate")
    actions.close(night.encounter, actor=night.clinician)
    with pytest.raises(Refusal, match="Reopen"):
        _tell(night, "force", force=["none"])


def test_nobody_else_tells(night):
    with pytest.raises(Absent):
        actions.tell(night.encounter, actor=made.user_with_job(Role.CLINICIAN), form="cues", told={"cues": ["crying"]})
    with pytest.raises(NotAllowed):
        actions.tell(night.encounter, actor=night.officer, form="cues", told={"cues": ["crying"]})
    with pytest.raises(Absent):
        _tell(night, "nonsense")


def test_a_version_is_never_rewritten(night):
    _tell(night, "cues", cues=["crying"])
    with pytest.raises(DatabaseError), transaction.atomic():
        SceneForm.objects.update(answers={})


def _fact():
    (found,) = facts(lambda kind, one: f"{kind}-key")
    return found


def test_nothing_told_is_none_and_never_no(night):
    found = _fact()
    told_of = ("force", "person_injury", "other_injury", "arrested", "cited", "rights", "interpreter", "children")
    assert all(getattr(found, name) is None for name in (*told_of, "items_left"))


def test_facts_take_the_newest_version_and_the_highest_account(night):
    _tell(night, "force", force=["spray"])
    _tell(night, "force", force=["none"], hurt=["nobody"])
    assert (_fact().force, _fact().person_injury, _fact().other_injury) == ("none", "none", "none")
    _report(night, force=["handcuffs", "hands"], hurt=["person", "officer"], other_injury=["minor"], citation=["yes"])
    found = _fact()
    assert (found.force, found.person_injury, found.other_injury) == ("hands", "minor", "minor")
    assert (found.arrested, found.cited) == (None, True)
    _tell(night, "supplies", **{"left.food": ["2"], "left.water": ["1"]})
    _tell(night, "family", children=["unknown"])
    assert (_fact().items_left, _fact().children) == (3, None)


def test_a_time_lands_on_the_day_of_the_contact_across_midnight_and_both_clock_changes():
    from tandem.domain.encounters.forms import checked, form_named

    zone = ZoneInfo("America/Denver")
    for began, said, at in (
        (datetime(2026, 3, 8, 0, 10, tzinfo=zone), "23:50", "2026-03-07T23:50:00-07:00"),
        (datetime(2026, 3, 8, 1, 30, tzinfo=zone), "03:10", "2026-03-08T03:10:00-06:00"),
        (datetime(2026, 11, 1, 23, 55, tzinfo=zone), "00:20", "2026-11-02T00:20:00-07:00"),
    ):
        assert checked(form_named("hold"), {"signed_at": [said]}, began)["signed_at"] == at


def test_facts_carry_the_groups_of_the_person_and_one_row_for_each_way_of_calming(night):
    describe(actor=night.clinician, person_id=night.person, gender="man", race="asian", language="Spanish")
    _tell(night, "cues", used=["time", "listened"], worked=["yes"])
    found = _fact()
    assert (found.gender, found.race, found.language, found.veteran) == ("man", "asian", "es", None)
    assert found.shift in ("day", "evening", "night") and found.past is None
    assert (found.calmed, found.worked) == (2, "yes")
    ways = list(interventions(lambda kind, one: f"{kind}-key"))
    assert {one.intervention for one in ways} == {"time", "listened"}
    assert {(one.record, one.gender, one.worked) for one in ways} == {(found.record, "man", "yes")}
