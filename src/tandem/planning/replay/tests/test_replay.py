"""A replay says what a live call would have got: call by call, for any table and any inputs, or it says nothing."""

import random

import pytest

from tandem.domain.incidents.criteria import BY_NAME, Edition, evaluate
from tandem.planning.replay import CannotReplay, as_json, from_json, replay
from tandem.planning.replay.mixes import Mixes
from tandem.planning.replay.tests.cases import CALM, any_edition, any_inputs, city, decided, table
from tandem.vocabulary.criteria import FOR_THE_TEAM
from tandem.vocabulary.terms import Response


@pytest.mark.parametrize("seed", range(6))
def test_every_decision_is_the_live_one_whatever_the_table(seed):
    dice = random.Random(seed)
    edition, other = any_edition(dice, 1), any_edition(dice, 2)
    known = [any_inputs(dice) for _ in range(60)]
    picked = [dice.choice(known) for _ in range(200)]
    rows = table(decided(edition, inputs) for inputs in picked)
    mixes = Mixes(rows["inputs"])
    for one in (edition, other):
        places = mixes.decided(one)
        for row, inputs in enumerate(picked):
            found, live = one.rules[places[mixes.codes[row].as_py()]], evaluate(one, inputs)
            assert (found.id, found.response) == (live.rule_id, live.response)
    told = replay(rows, edition, other)
    assert (told.proof.same, told.proof.by_in_force, told.proof.differences) == (200, 200, 0)
    assert told.compared + told.undecided.total == told.calls == 200
    assert told.gain - told.lose == told.eligible_draft - told.eligible
    live = [(evaluate(edition, one).response, evaluate(other, one).response) for one in picked]
    both = [pair for pair in live if Response.NOT_DECIDABLE not in pair]
    assert told.compared == len(both)
    assert told.eligible == sum(was in FOR_THE_TEAM for was, _now in both)
    assert told.eligible_draft == sum(now in FOR_THE_TEAM for _was, now in both)
    assert sum(move.calls for move in told.moves) == sum(was != now for was, now in live)
    for counted in (told.hours, told.places, *(one.groups for one in told.people)):
        assert sum(one.draft for one in counted) == told.eligible_draft


def test_text_and_dictionaries_are_read_alike():
    rows = table(decided(city(), CALM | {"language": word}) for word in ("english", "spanish", "english"))
    kept = rows.set_column(rows.schema.get_field_index("inputs"), "inputs", rows["inputs"].dictionary_encode())
    assert replay(kept, city(), city("harbor-city")) == replay(rows, city(), city("harbor-city"))


def test_an_evaluator_that_changed_is_caught(monkeypatch):
    edition = city()
    rows = table(decided(edition, any_inputs(random.Random(3))) for _ in range(40))
    honest = Edition.deciding_rules

    def faulty(self, vectors):
        found = honest(self, vectors)
        return [self.rules[-1] if rule.response == self.rules[0].response else rule for rule in found]

    monkeypatch.setattr(Edition, "deciding_rules", faulty)
    proof = replay(rows, edition, city("harbor-city")).proof
    assert proof.differences == 40 - proof.same > 0
    assert proof.different[0].first == 1 and "not_decidable" in proof.different[0].replayed


def test_what_an_older_edition_decided_is_proved_by_that_edition():
    new, old = city(), city("harbor-city")
    rows = [decided(old, CALM | {"weapon": "somewhere"})] * 3 + [decided(new, CALM)] * 2
    rows.append(decided(new, CALM) | {"edition": "nowhere/9"})
    proof = replay(table(rows), new, old, past={old.id: old}).proof
    assert (proof.decisions, proof.by_in_force, proof.same, proof.differences) == (6, 2, 2, 0)
    assert [(one.edition, one.decisions, one.same) for one in proof.older] == [("harbor-city/1", 3, 3)]
    assert proof.gone == (("nowhere/9", 1),)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ('{"weapon":"sword"}', "“sword” is not a choice"),
        ('{"moon":"full"}', "no input called “moon”"),
        ("[]", "can't be read"),
        ("{", "can't be read"),
    ],
)
def test_a_decision_that_cannot_be_read_stops_the_whole_and_is_named(inputs, words):
    rows = [decided(city(), CALM)] * 3 + [decided(city(), CALM) | {"inputs": inputs}]
    with pytest.raises(CannotReplay, match="Stopped at call 4: ") as stopped:
        replay(table(rows), city(), city("harbor-city"))
    assert words in stopped.value.why


def test_no_calls_is_a_replay_of_none():
    told = replay(table([]), city(), city("harbor-city"))
    assert told.calls == told.compared == 0 and told.since is None and told.load is None
    assert from_json(as_json(told)) == told


def test_calls_that_cannot_be_decided_are_in_no_share():
    rows = [decided(city(), CALM)] * 4 + [decided(city(), {})] * 3
    told = replay(table(rows), city(), city("harbor-city"))
    assert (told.calls, told.compared, told.undecided.neither) == (7, 4, 3)
    assert told.undecided.open[0][1] == 3 and {name for name, _count in told.undecided.open} <= set(BY_NAME)
    assert all(sum(group.calls for group in one.groups) == 4 for one in told.people)
    assert from_json(as_json(told)) == told
