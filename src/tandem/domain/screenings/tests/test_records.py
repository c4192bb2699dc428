"""What a release shows of screenings: everything as it was said, or nothing."""

from uuid import uuid4

import pytest

from tandem.domain.screenings import actions, records
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Unanswered
from tests import made


@pytest.fixture
def release(met):
    return made.release(met.clinician, met.person, Category.SCREENING)


def test_one_question_at_a_time_and_back(met, release):
    first = records.next_question(met.screening, release=release)
    assert (first.link_id, first.given, first.back, first.progress.of) == ("1", None, None, 6)
    assert first.choices == (("no", "No"), ("yes", "Yes"))
    assert "Columbia Lighthouse Project" in first.licence
    actions.answer(met.screening, actor=met.clinician, link_id="1", value="no")
    assert records.next_question(met.screening, release=release).link_id == "2"
    assert records.next_question(met.screening, release=release, link_id="1").given == "no"
    actions.speak(met.screening, actor=met.clinician, language="es")
    assert records.next_question(met.screening, release=release).text.startswith("¿Ha tenido")
    actions.complete(met.screening, actor=met.clinician)
    assert records.next_question(met.screening, release=release) is None


def test_a_summary_says_what_was_asked_and_answered(met, release):
    for link_id, value in (("1", "yes"), ("2", Unanswered.DECLINED)):
        actions.answer(met.screening, actor=met.clinician, link_id=link_id, value=value)
    begun = records.for_encounter(met.encounter, release=release)[0]
    assert (begun.completed_at, begun.label, begun.tier, begun.tasks) == (None, "", "", ())
    actions.complete(met.screening, actor=met.clinician)
    found = records.for_encounter(met.encounter, release=release)[0]
    assert [one.answer for one in found.answers] == ["Yes", "Didn't want to answer", "Not asked"]
    assert (found.tier, found.label, found.title) == ("low", "At least low concern", "C-SSRS screener")
    assert found.sentence and found.advice
    assert records.of_person(release) == [found]
    assert list(found.tasks) == records.open_tasks(release=release)
    assert found.tasks[0].words == "Make a safety plan now: about 10 minutes, together"


def test_a_task_done_is_open_no_more(met, release):
    actions.answer(met.screening, actor=met.clinician, link_id="1", value="yes")
    actions.complete(met.screening, actor=met.clinician)
    first, *rest = records.open_tasks(release=release)
    actions.done_task(first.id, actor=met.clinician)
    assert records.open_tasks(release=release) == rest


def test_without_the_category_or_the_person_there_is_nothing(met):
    closed = made.release(met.clinician, met.person, Category.CLINICAL_NOTE)
    for read in (
        lambda: records.of_person(closed),
        lambda: records.for_encounter(met.encounter, release=closed),
        lambda: records.next_question(met.screening, release=closed),
        lambda: records.open_tasks(release=closed),
    ):
        with pytest.raises(Absent):
            read()
    other = made.release(met.clinician, made.person(), Category.SCREENING)
    assert records.for_encounter(met.encounter, release=other) == []
    for screening in (met.screening, uuid4()):
        with pytest.raises(Absent):
            records.next_question(screening, release=other)
