"""Plans through the real actions: versions, two who write at once, and who may write at all."""

import pytest
from django.db import DatabaseError, transaction

from tandem.domain.people.models import Person
from tandem.domain.safety_plans.actions import write_plan
from tandem.domain.safety_plans.models import PlanVersion
from tandem.domain.safety_plans.records import clashes_of, plan_of, version, versions_of
from tandem.foundation.accounts.actor import NotAllowed
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role
from tests import made

PLAN = Category.SAFETY_PLAN


class Writing:
    def __init__(self):
        made.program()
        self.clinician = made.user_with_job(Role.CLINICIAN)
        self.peer = made.user_with_job(Role.PEER, of=made.Organization.objects.get(pk=self.clinician.organization_id))
        self.person = made.person(self.clinician, given_name="Theo", family_name="Brand")

    def release(self, actor=None):
        return made.release(actor or self.clinician, self.person, PLAN)

    def write(self, base=0, *, by=None, language="en", made_how="together", settles=None, **sections):
        return write_plan(
            actor=by or self.clinician,
            release=self.release(by),
            base=base,
            sections=sections,
            language=language,
            made=made_how,
            settles=settles,
        )


@pytest.fixture
def writing(db):
    return Writing()


def test_every_version_is_kept_with_its_author_and_language(writing):
    assert writing.write(by_myself=["Walk"], living_for=["My dog"]).number == 1
    assert writing.write(1, by=writing.peer, by_myself=["Walk", "Paint"], language="es").number == 2
    plan = plan_of(writing.release())
    assert plan.sections == {"by_myself": ("Walk", "Paint"), "living_for": ("My dog",)}
    assert (plan.by, plan.language, plan.number, plan.base) == (writing.peer.name, "es", 2, 1)
    assert [one.number for one in versions_of(writing.release())] == [2, 1]
    assert version(1, release=writing.release()).sections["by_myself"] == ("Walk",)
    with pytest.raises(Absent):
        version(7, release=writing.release())
    # The same words again are no new version.
    assert writing.write(2, by_myself=["Walk", "Paint"], language="es").number == 2
    assert PlanVersion.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.update(written_by_name="Nobody")


def test_f8_two_who_write_at_once_lose_nothing(writing):
    writing.write(by_myself=["Walk"], living_for=["My dog"])
    assert writing.write(1, by=writing.peer, by_myself=["Walk", "Paint"]).clashes == ()
    kept = writing.write(1, by_myself=["Walk", "Sing"], living_for=["My dog", "The garden"])
    [clash] = kept.clashes
    assert (clash.section, clash.yours, clash.stands) == ("by_myself", ("Walk", "Sing"), ("Walk", "Paint"))
    assert clash.by == writing.peer.name
    plan = plan_of(writing.release())
    # The part that nobody else touched went in; the other stands as the first one wrote it.
    assert plan.sections == {"by_myself": ("Walk", "Paint"), "living_for": ("My dog", "The garden")}
    [beside] = clashes_of(writing.release())
    assert beside.sections == {"by_myself": ("Walk", "Sing")} and beside.by == writing.clinician.name
    settled = writing.write(plan.number, settles=beside.id, by_myself=["Walk", "Paint", "Sing"])
    assert clashes_of(writing.release()) == [] and settled.number == 5
    with pytest.raises(Refusal):
        writing.write(settled.number, settles=beside.id, by_myself=["Walk"])
    assert PlanVersion.objects.count() == 5


def test_two_first_plans_meet_too(writing):
    writing.write(by_myself=["Walk"])
    kept = writing.write(by=writing.peer, by_myself=["Sing"], living_for=["My son"])
    assert [one.section for one in kept.clashes] == ["by_myself"]
    assert plan_of(writing.release()).sections == {"by_myself": ("Walk",), "living_for": ("My son",)}


def test_a_plan_is_never_overwritten_by_the_same_words_in_an_old_language(writing):
    writing.write(by_myself=["Walk"])
    writing.write(1, by=writing.peer, by_myself=["Caminar"], language="es")
    writing.write(1, living_for=["My dog"])
    assert plan_of(writing.release()).language == "es"


def test_what_is_refused(writing):
    for sections in ({}, {"by_myself": [" "]}, {"gossip": ["x"]}):
        with pytest.raises(Refusal):
            writing.write(**sections)
    with pytest.raises(Refusal):
        writing.write(3, by_myself=["Walk"])
    with pytest.raises(Refusal):
        writing.write(by_myself=["Walk"], made_how="alone")
    assert not PlanVersion.objects.exists()


def test_who_may_write(writing):
    officer = made.user_with_job(Role.OFFICER)
    with pytest.raises(NotAllowed):
        writing.write(by=officer, by_myself=["Walk"])
    stranger = made.user_with_job(Role.CLINICIAN)
    with pytest.raises(Absent):
        writing.write(by=stranger, by_myself=["Walk"])
    # A person whom nobody held becomes the provider's with their plan.
    writing.person = made.person()
    writing.write(by_myself=["Walk"])
    assert Person.objects.get(pk=writing.person).organization_id == writing.clinician.organization_id
