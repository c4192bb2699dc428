"""The safety plan and the preference card from a phone (F8): two phones, no signal, and nothing of either lost."""

import pytest

from tandem.domain.people.records import cards_of
from tandem.domain.safety_plans.actions import write_plan
from tandem.domain.safety_plans.records import plan_of, versions_of
from tandem.vocabulary.law import Category
from tests import made
from tests.phones.client import Phone


def release(night):
    return made.release(night.clinician, night.person, Category.SAFETY_PLAN)


def written(night, **sections):
    return write_plan(
        actor=night.clinician, release=release(night), base=0, sections=sections, language="en", made="together"
    )


def test_a_plan_is_made_on_the_phone_and_carried_by_the_next_shift(night, taken):
    phone, shift = taken, taken.shift
    [person] = shift["people"]
    assert (person["plan"], person["plan_may"], shift["me"]["may"]["plan"]) == (None, True, True)
    assert [one["name"] for one in shift["plan_form"]["sections"]][-1] == "living_for"
    phone.say("plan.set", night.person, fields={"plan.language": "es"})
    phone.say("plan.set", night.person, fields={"plan.by_myself": ["Caminar"], "plan.language": "es"})
    phone.say("plan.set", night.person, fields={"plan.living_for": ["Mi perro"]})
    assert phone.send() == ["applied"] * 3
    plan = plan_of(release(night))
    assert plan.sections == {"by_myself": ("Caminar",), "living_for": ("Mi perro",)} and plan.language == "es"
    [person] = phone.take_shift()["people"]
    assert person["plan"]["fields"]["plan.by_myself"] == ["Caminar"] and person["plan"]["version"] == plan.number


# In its place in `bin/test`: domain/safety_plans, test_f8_two_who_write_at_once_lose_nothing.
@pytest.mark.whole
def test_f8_two_phones_edit_one_plan_without_signal(night):
    written(night, by_myself=["Walk"], living_for=["My dog"])
    first, second = Phone(night.clinician), Phone(night.clinician)
    for one in (first, second):
        one.take_shift()
    first.say("plan.set", night.person, fields={"plan.by_myself": ["Walk", "Sing"]})
    second.say("plan.set", night.person, fields={"plan.by_myself": ["Walk", "Swim"], "plan.living_for": ["My son"]})
    assert (first.send(), second.send()) == (["applied"], ["conflict"])
    [told] = second.queue[0].receipt["conflicts"]
    assert (told["field"], told["yours"], told["stands"]) == ("plan.by_myself", ["Walk", "Swim"], ["Walk", "Sing"])
    assert told["by"] == night.clinician.name
    plan = plan_of(release(night))
    # The part nobody else touched is in; the other stands as it was said first, and the second is kept until settled.
    assert plan.sections == {"by_myself": ("Walk", "Sing"), "living_for": ("My son",)}
    piece = second.queue[0]
    second.shift["people"][0]["plan"]["fields"]["plan.by_myself"] = ["Walk", "Sing"]
    second.queue.clear()
    second.say("plan.set", night.person, settles=piece.id, fields={"plan.by_myself": ["Walk", "Sing", "Swim"]})
    assert second.send() == ["applied"]
    assert plan_of(release(night)).sections["by_myself"] == ("Walk", "Sing", "Swim")
    assert len(versions_of(release(night))) == 4


def test_the_card_from_the_phone(night, taken):
    phone = taken
    phone.say("card.set", night.person, fields={"card.helps": "Knock softly"})
    phone.say("card.set", night.person, fields={"card.comes": "no uniform first. My sister", "card.avoid": "Radios"})
    assert phone.send() == ["applied"] * 2
    card = cards_of(release(night))[0]
    assert (card.comes, card.comes_words) == (("no_uniform",), "My sister")
    assert (card.helps, card.avoid, card.by) == ("Knock softly", "Radios", night.clinician.name)
    # Said again on top of its own words, however the card keeps them: no conflict with oneself.
    phone.say("card.set", night.person, fields={"card.comes": "My sister. No uniform first. A woman"})
    assert phone.send()[-1] == "applied"
    [person] = phone.take_shift()["people"]
    assert person["card"]["comes"] == ["No uniform first", "A woman", "My sister"] and person["card"]["shared_until"]


def test_what_does_not_fit_is_refused_by_its_field_and_kept(night, taken):
    phone = taken
    phone.say("plan.set", night.person, fields={"plan.by_myself": ["x" * 300]})
    phone.say("plan.set", night.person, fields={"plan.gossip": ["x"]})
    phone.say("plan.set", night.person, fields={"plan.living_for": {"a": 1}})
    phone.say("card.set", night.person, fields={"card.helps": "x" * 301})
    assert phone.send() == ["refused"] * 4
    named = [one.receipt["problems"][0]["field"] for one in phone.queue]
    assert named == ["plan.by_myself", "plan.gossip", "plan.living_for", "card.helps"]


def test_an_officer_carries_no_plan_and_writes_none(night):
    written(night, by_myself=["Willowgate"])
    phone = Phone(night.officer)
    shift = phone.take_shift()
    assert "Willowgate" not in str(shift)
    assert not any(one["plan"] or one["plan_may"] or one["card"] for one in shift["people"])
    phone.say("plan.set", night.person, fields={"plan.by_myself": ["Nothing"]})
    assert phone.send() == ["review"]
    assert plan_of(release(night)).sections == {"by_myself": ("Willowgate",)}


def test_dictation_is_off_until_the_agency_turns_it_on(night, taken):
    assert taken.shift["settings"]["dictation"] is False
    made.Organization.objects.filter(pk=night.clinician.organization_id).update(dictation=True, sos_number="555-0170")
    made.forget()
    told = Phone(night.clinician).take_shift()["settings"]
    assert told["dictation"] and told["dictation_words"] == "Dictation may leave the phone."
    assert told["sos_number"] == "555-0170"
    assert Phone(night.officer).take_shift()["settings"]["dictation"] is False
