"""Every way through the ASQ and the PC-PTSD-5, against readings of their instructions written apart from the editions."""

from itertools import product

import pytest

from tandem.foundation.questionnaires.answers import BadAnswers, check, record
from tandem.foundation.questionnaires.definition import load
from tandem.foundation.questionnaires.flow import next_item, openings
from tandem.foundation.questionnaires.score import score
from tandem.foundation.questionnaires.tests.conftest import INSTRUMENTS

ASQ = load(INSTRUMENTS / "asq" / "edition-1.json")
PTSD = {cut: load(INSTRUMENTS / "pc-ptsd-5" / f"edition-{edition}.json") for edition, cut in ((1, 4), (2, 3))}
SAID = ["yes", "no", "declined", "not_asked"]


def asq_ways():
    """All sets of answers the toolkit allows: question 5 after a yes or a refusal, else not."""
    for four in product(SAID, repeat=4):
        first = dict(zip("1234", four, strict=True))
        if {"yes", "declined"} & set(four):
            yield from (first | {"5": last} for last in SAID)
        else:
            yield first


def asq_reading(way) -> str:
    if way.get("5") == "yes":
        return "acute"
    return "positive" if {"yes", "declined"} & {way[one] for one in "1234"} else "negative"


def asq_could_be(way) -> str:
    """The worst that the questions nobody asked, and an unanswered fifth, leave open."""
    open_four = "not_asked" in [way[one] for one in "1234"]
    open_five = way.get("5", "not_asked") in ("declined", "not_asked")
    asked_five = "5" in way
    if asq_reading(way) == "acute" or (asked_five and open_five) or (not asked_five and open_four):
        return "acute"
    return asq_reading(way)


def test_every_way_through_the_asq():
    ways = list(asq_ways())
    # 2^4 ways of no and not asked end after four questions; every other one goes on to the fifth.
    assert len(ways) == 16 + 240 * 4
    for way in ways:
        result = score(ASQ, way)
        assert (result.tier, result.could_be) == (asq_reading(way), asq_could_be(way)), way
        assert result.complete is not bool({"declined", "not_asked"} & set(way.values()))
        assert result.total is None


def test_the_fifth_question_comes_after_a_yes_or_a_refusal_only():
    for way in asq_ways():
        answers = {}
        while item := next_item(ASQ, answers):
            answers[item.link_id] = way[item.link_id]
        assert answers == way == check(ASQ, way)
        assert (openings(ASQ, way)["5"] is True) is ("5" in way)


def test_a_positive_screen_asks_for_something_and_disposes_of_nothing():
    quiet = dict.fromkeys("1234", "no")
    assert score(ASQ, quiet).tasks == () and "does not rule it out" in score(ASQ, quiet).advice
    positive = score(ASQ, quiet | {"4": "yes", "5": "no"})
    assert [task.code for task in positive.tasks] == ["safety_assessment", "safety_plan"]
    acute = score(ASQ, quiet | {"1": "yes", "5": "yes"})
    assert acute.tasks[0].code == "full_evaluation" and acute.advice.startswith("Stay with the person")


def test_a_refusal_is_positive_and_says_so():
    result = score(ASQ, {"1": "no", "2": "declined", "3": "no", "4": "no", "5": "no"})
    assert (result.label, result.tier) == ("Positive screen", "positive")
    assert "Question 2: no answer, which this screen counts as positive." in result.sentence


def test_a_changed_answer_closes_the_fifth():
    said = {"1": "no", "2": "no", "3": "no", "4": "declined", "5": "yes"}
    assert "5" not in record(ASQ, said, "4", "no")
    assert record(ASQ, said, "4", "yes")["5"] == "yes"
    with pytest.raises(BadAnswers):
        check(ASQ, dict.fromkeys("1234", "no") | {"5": "yes"})


def ptsd_ways():
    for exposed in SAID:
        if exposed != "yes":
            yield {"exposure": exposed}
            continue
        for five in product(SAID, repeat=5):
            yield {"exposure": "yes", **dict(zip("12345", five, strict=True))}


@pytest.mark.parametrize("cut", PTSD)
def test_every_way_through_the_pc_ptsd_5(cut):
    ways = list(ptsd_ways())
    assert len(ways) == 3 + 4**5
    for way in ways:
        yes = sum(way.get(one) == "yes" for one in "12345")
        open_ones = sum(way.get(one) in ("declined", "not_asked") for one in "12345")
        if way["exposure"] in ("declined", "not_asked"):
            open_ones = 5
        result = score(PTSD[cut], way)
        assert (result.least, result.most) == (yes, yes + open_ones), way
        assert result.tier == ("positive" if yes >= cut else "negative")
        assert result.could_be == ("positive" if yes + open_ones >= cut else "negative")
        assert bool([task for task in result.tasks if task.code == "ptsd_assessment"]) is (yes >= cut)


@pytest.mark.parametrize("cut", PTSD)
def test_no_exposure_ends_the_screen_with_nought(cut):
    result = score(PTSD[cut], {"exposure": "no"})
    assert (result.total, result.complete, result.tier) == (0, True, "negative")
    assert next_item(PTSD[cut], {"exposure": "no"}) is None
    assert next_item(PTSD[cut], {"exposure": "yes"}).link_id == "1"
    with pytest.raises(BadAnswers):
        check(PTSD[cut], {"exposure": "no", "1": "yes"})
    said = {"exposure": "yes", **dict.fromkeys("12345", "yes")}
    assert record(PTSD[cut], said, "exposure", "no") == {"exposure": "no"}


def test_the_two_editions_differ_in_their_cut_point_only():
    four, three = PTSD[4], PTSD[3]
    assert four.items == three.items and four.hash != three.hash
    assert [tier.total_at_least for tier in four.tiers] == [4, None]
    assert [tier.total_at_least for tier in three.tiers] == [3, None]
    assert any("Bovin" in line for line in four.unverified)


def test_every_word_of_the_new_instruments_is_there_in_spanish_too():
    for form in (ASQ, *PTSD.values()):
        for item in form.items:
            texts = [item.text, item.help, item.period, *(option.label for option in item.options)]
            assert all("es" in dict(text.translations) for text in texts if text), item.link_id
