"""AUDIT-C and DAST-10: scored against sums written out by hand, kept apart, and asked of the team as tasks."""

from itertools import product
from pathlib import Path

import pytest

from tandem.domain.part2 import actions, instruments
from tandem.domain.part2 import program as setting
from tandem.domain.part2.models import SubstanceScreening, SubstanceTask
from tandem.domain.part2.shelf import APART, shelf_for
from tandem.domain.releases.opening import open_release
from tandem.domain.screenings import actions as screenings
from tandem.domain.screenings import records
from tandem.domain.screenings.instruments import newest
from tandem.domain.screenings.models import Screening
from tandem.foundation.acts.models import Log
from tandem.foundation.questionnaires.answers import BadAnswers, check
from tandem.foundation.questionnaires.flow import next_item
from tandem.foundation.questionnaires.score import score
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Unanswered
from tandem.vocabulary.timeline import Kind

CONTENT = Path(__file__).parents[5] / "content" / "instruments"
AUDIT, DAST = "audit-c", "dast-10"


def _audit(*points):
    return {str(number): str(one) for number, one in enumerate(points, 1)}


def test_audit_c_adds_up_for_every_way_through():
    given = instruments.to_give(AUDIT)
    for first, second, third in product(range(5), repeat=3):
        answers = _audit(first, second, third) if first else _audit(0)
        total = first + second + third if first else 0
        found = score(given, answers)
        # Bush 1998 for men, Bradley 2007 for women: the same sum, two cut points.
        tier = "positive" if total >= 4 else "positive_women" if total == 3 else "below"
        assert (found.total, found.least, found.most, found.tier) == (total, total, total, tier)


def test_audit_c_says_which_cut_point_three_points_reach_and_asks_no_sex():
    given = instruments.to_give(AUDIT)
    three, four = score(given, _audit(1, 1, 1)), score(given, _audit(2, 1, 1))
    assert "for women" in three.label and "below the one for men" in three.label
    assert "for men and for women" in four.label
    assert not [item for item in given.items if "sex" in item.text.default.lower()]
    assert not score(given, _audit(2, 0, 0)).tasks and three.tasks and four.tasks


def test_never_drinking_skips_the_rest_and_a_refusal_does_not():
    given = instruments.to_give(AUDIT)
    assert next_item(given, {"1": "0"}) is None
    assert next_item(given, {"1": Unanswered.DECLINED}).link_id == "2"
    with pytest.raises(BadAnswers):
        check(given, {"1": "0", "2": "1"})


def test_missing_answers_are_a_range_and_never_prorated():
    given = instruments.to_give(AUDIT)
    found = score(given, {"1": "1", "2": "declined", "3": "1"})
    assert (found.total, found.least, found.most, found.complete) == (None, 2, 6, False)
    assert found.label == "Not known yet" and "at or above the cut point for men" in found.sentence
    half = {str(number): "yes" for number in range(4, 7)} | {
        str(number): "not_asked" for number in (1, 2, 3, 7, 8, 9, 10)
    }
    found = score(instruments.to_give(DAST), half)
    assert (found.total, found.least, found.most) == (None, 3, 10)


def test_dast_10_item_3_is_the_one_that_counts_the_other_way():
    given = instruments.to_give(DAST)
    for number in range(1, 11):
        item = given.item(str(number))
        assert {option.code: option.weight for option in item.options} == (
            {"no": 1, "yes": 0} if number == 3 else {"no": 0, "yes": 1}
        )


def test_dast_10_adds_up_for_every_way_through():
    given = instruments.to_give(DAST)
    tiers = {0: "none", 1: "low", 2: "low", 3: "moderate", 4: "moderate", 5: "moderate"}
    tiers |= {6: "substantial", 7: "substantial", 8: "substantial", 9: "severe", 10: "severe"}
    for said in product(("no", "yes"), repeat=10):
        total = sum((one == "yes") != (number == 3) for number, one in enumerate(said, 1))
        found = score(given, {str(number): one for number, one in enumerate(said, 1)})
        assert (found.total, found.tier) == (total, tiers[total])
        assert bool(found.tasks) == (total >= 3)


def test_the_trap_of_the_example_is_not_copied():
    for name in (AUDIT, DAST):
        text = (CONTENT / name / "edition-1.json").read_text()
        assert '"code": "68517-2"' not in text and "How many times in the past year" not in text
    first = instruments.to_give(AUDIT).items[0]
    assert first.text.default == "How often do you have a drink containing alcohol?" and len(first.options) == 5


@pytest.mark.parametrize("name", [AUDIT, DAST])
def test_each_says_its_licence_and_that_its_spanish_is_unreviewed(name):
    given = instruments.to_give(name)
    assert "public domain" in given.licence or "non-commercial" in given.licence
    assert [(one.language, one.reviewed) for one in given.translations] == [("es", False)]
    assert all(item.text.say("es") != item.text.default for item in given.items)
    assert given.unverified


def test_the_offer_and_what_is_not_on_it():
    assert [one.id for one in instruments.offered()] == [AUDIT, DAST]
    for name in ("phq-9", "cage-aid", "../audit-c", ""):
        with pytest.raises(Refusal, match="no instrument"):
            instruments.to_give(name)
    with pytest.raises(Refusal, match="records of their own"):
        newest(AUDIT)


def _given(met, name=AUDIT, *points):
    made = actions.begin(met.encounter, actor=met.clinician, instrument=name)
    for link_id, value in _audit(*points).items():
        screenings.answer(made, actor=met.clinician, link_id=link_id, value=value, shelf=APART)
    screenings.complete(made, actor=met.clinician, shelf=APART)
    return made


def test_p16_answers_stand_in_the_part_2_table_where_nothing_is_decided(met):
    _given(met, AUDIT, 2, 2, 1)
    assert SubstanceScreening.objects.count() == 1 and not Screening.objects.exists()
    release = open_release(met.clinician, met.person, Purpose.TREATMENT)
    assert records.of_person(release) == []
    (found,) = records.of_person(release, APART)
    assert (found.points, found.category) == ("5", Category.PART2_RECORD)
    assert {one.code for one in found.tasks} == {"brief_talk", "further_assessment"}
    (row,) = Log.objects.filter(kind=Kind.APART_SCREENED)
    assert met.incident not in row.subjects and "5" not in str(row.detail)


def test_p16_a_provider_that_gave_a_reason_keeps_them_as_screenings(met, monkeypatch):
    monkeypatch.setattr("tandem.domain.part2.shelf.is_part2", lambda _organization: False)
    assert shelf_for(met.clinician.organization_id).category == Category.SCREENING
    actions.begin(met.encounter, actor=met.clinician, instrument=AUDIT)
    assert Screening.objects.get().instrument == AUDIT and not SubstanceScreening.objects.exists()


def test_p16_an_unknown_organization_is_a_part_2_program():
    assert setting.is_part2(None)


def test_a_positive_screen_is_a_task_and_never_a_disposition(met):
    _given(met, AUDIT, 4, 4, 4)
    task = SubstanceTask.objects.get(code="further_assessment")
    screenings.done_task(task.pk, actor=met.clinician, shelf=APART)
    assert SubstanceTask.objects.get(pk=task.pk).done_at
    from tandem.domain.encounters.models import Encounter

    assert Encounter.objects.get(pk=met.encounter).disposition == ""


def test_a_peer_sees_no_score(met):
    _given(met, AUDIT, 4, 4, 4)
    release = open_release(met.peer, met.person, Purpose.TREATMENT)
    for read in (lambda: records.of_person(release, APART), lambda: records.open_tasks(release=release, shelf=APART)):
        with pytest.raises(Absent):
            read()
