"""What a program offers, the language a screening is given in, and screenings given at a desk."""

import pytest

from tandem.domain.screenings import actions, instruments, records
from tandem.domain.screenings.models import Screening
from tandem.foundation.organizations.models import Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tests import made


@pytest.fixture
def release(met):
    return made.release(met.clinician, met.person, Category.SCREENING)


def offer(*names):
    Program.objects.filter(pk=1).update(instruments=list(names))
    forget()


def test_the_offer_that_ships_begins_with_the_suicide_screener(met):
    named = [f"{one.id}/{one.edition}" for one in instruments.offered()]
    assert named == ["cssrs-screener/1", "asq/1", "phq-9/1", "gad-7/1", "pc-ptsd-5/1"]


def test_the_program_chooses_which_and_in_which_edition(met):
    offer("phq-9/1", "pc-ptsd-5/2", "audit-c/1", "nonsense")
    assert [one.id for one in instruments.offered()] == ["phq-9", "pc-ptsd-5"], "what can't be given is left out"
    begun = actions.begin(met.encounter, actor=met.clinician, instrument="pc-ptsd-5")
    assert Screening.objects.get(pk=begun).edition == "2"
    offer("pc-ptsd-5/1")
    assert instruments.to_give("pc-ptsd-5").edition == "1"
    assert instruments.to_give("gad-7").edition == "1", "what is not offered is given in its newest edition"


def test_the_language_is_kept_with_the_screening(met, release):
    actions.speak(met.screening, actor=met.clinician, language="es")
    actions.answer(met.screening, actor=met.clinician, link_id="1", value="no")
    [shown] = records.of_person(release)
    assert shown.language == "es"
    assert shown.answers[0].text.startswith("¿Ha deseado")
    with pytest.raises(Refusal, match="English or Spanish"):
        actions.speak(met.screening, actor=met.clinician, language="fr")


def test_missing_answers_are_kept_as_a_range(met, release):
    begun = actions.begin(met.encounter, actor=met.clinician, instrument="phq-9")
    for question in range(1, 8):
        actions.answer(begun, actor=met.clinician, link_id=str(question), value="1")
    actions.answer(begun, actor=met.clinician, link_id="8", value="declined")
    actions.answer(begun, actor=met.clinician, link_id="9", value="0")
    actions.complete(begun, actor=met.clinician)
    shown = next(one for one in records.of_person(release) if one.instrument == "phq-9")
    assert (shown.points, shown.complete) == ("7 to 10", False)
    assert "it could be 7 to 10 points" in shown.sentence


def test_a_screening_at_a_desk_stands_with_the_person(met, release):
    given = {"actor": met.clinician, "instrument": "gad-7", "language": "es"}
    begun = actions.begin_at_desk(met.person, **given)
    assert actions.begin_at_desk(met.person, **given) == begun, "one under way is gone on with"
    for question in range(1, 8):
        actions.answer(begun, actor=met.clinician, link_id=str(question), value="2")
    actions.complete(begun, actor=met.clinician)
    shown = records.of_desk(begun, release=release)
    assert (shown.points, shown.tier, shown.encounter_id) == ("14", "moderate", None)
    assert [task.code for task in records.open_tasks(release=release)] == ["further_assessment"]
    assert actions.begin_at_desk(met.person, **given) != begun, "a finished one is not written over"


def test_a_desk_of_another_provider_or_another_colleague_writes_nothing(met):
    elsewhere = made.user_with_job(Role.CLINICIAN)
    with pytest.raises(Absent):
        actions.begin_at_desk(met.person, actor=elsewhere, instrument="gad-7")
    begun = actions.begin_at_desk(met.person, actor=met.clinician, instrument="gad-7")
    for other in (elsewhere, made.user_with_job(Role.CLINICIAN)):
        with pytest.raises(Absent):
            actions.answer(begun, actor=other, link_id="1", value="0")


def test_a_desk_screening_of_somebody_else_is_absent(met):
    begun = actions.begin_at_desk(met.person, actor=met.clinician, instrument="gad-7")
    other = made.release(met.clinician, made.person(), Category.SCREENING)
    assert records.of_person(other) == []
    with pytest.raises(Absent):
        records.of_desk(begun, release=other)
    with pytest.raises(Absent):
        records.of_desk(met.screening, release=other)
