"""What must hold for every call, walked over the full product of the inputs.

Answers that stand together in every cell of the table can't be told apart by it, so one of each kind stands for all:
the product of the kinds is the full product. That the engine reads the cells as this does is shown in `test_edition`.
"""

from itertools import pairwise, product
from operator import le

import pytest

from tandem.domain.incidents.criteria.inputs import BY_NAME
from tandem.domain.incidents.criteria.questions import PROTECTION
from tandem.vocabulary.terms import Response, Unanswered

UNKNOWN = frozenset(Unanswered)
NO_POLICE = {Response.TEAM_ALONE, Response.PHONE_988}
# From the least danger to the most. Not the order of the screen, and not every input has one.
DANGER = {
    "weapon": ("none", "somewhere", "in_reach", "in_hand", "used"),
    "violence": ("none", "threat", "hurt", "happening_now"),
    "suicide": ("none", "thoughts", "plan", "acted"),
    "intoxication": ("none", "alcohol", "drugs", "overdose_possible"),
    "medical": ("none", "chest_pain"),
    "crime_complaint": ("none", "minor", "serious"),
    "minors_or_vulnerable": ("no_one", "older_adult", "children"),
    "will_talk": ("yes", "no"),
    "location": ("home", "roadway", "edge"),
}


def stand_ins(edition, name: str) -> dict[str, str]:
    """Each value of an input, with the value that stands for all of its kind."""
    cells = [set(values) for rule in edition.rules for field, values in rule.conditions if field == name]
    first: dict[tuple[bool, ...], str] = {}
    return {value: first.setdefault(tuple(value in cell for cell in cells), value) for value in BY_NAME[name].labels}


@pytest.fixture(scope="module")
def world(edition):
    """Every call the table can tell from another, as {vector: rule}."""
    vectors = list(product(*(dict.fromkeys(stand_ins(edition, name).values()) for name in edition.fields)))
    return dict(zip(vectors, first_fits(edition, vectors), strict=True))


def first_fits(edition, vectors):
    positions = {name: at for at, name in enumerate(edition.fields)}
    tests = [[(positions[name], frozenset(values)) for name, values in rule.conditions] for rule in edition.rules]
    for vector in vectors:
        yield next(
            rule
            for rule, test in zip(edition.rules, tests, strict=True)
            if all(vector[at] in values for at, values in test)
        )


def known(edition, vector):
    return dict(zip(edition.fields, vector, strict=True))


def test_every_call_is_decided_by_a_written_rule_and_each_rule_decides_some(edition, world):
    assert len(world) > 100_000
    assert set(world.values()) == set(edition.rules[:-1])


@pytest.mark.whole
def test_the_engine_decides_the_safety_inputs_in_full_and_only_by_written_rules(edition):
    """Every value of the five safety inputs with each other, nothing else known: 21,952 calls through the engine."""
    safety = ("weapon", "violence", "medical", "intoxication", "suicide")
    values = [BY_NAME[name].labels if name in safety else ("not_asked",) for name in edition.fields]
    vectors = list(product(*values))
    assert len(vectors) == 8 * 7 * 8 * 7 * 7
    assert edition.deciding_rules(vectors) == list(first_fits(edition, vectors))
    assert edition.rules[-1] not in edition.deciding_rules(vectors)


def test_danger_is_never_met_without_police_or_medics(edition, world):
    for vector, rule in world.items():
        call = known(edition, vector)
        if call["weapon"] in ("in_hand", "used") or call["violence"] in ("hurt", "happening_now"):
            assert rule.response is Response.POLICE_LED
        elif (
            call["medical"] not in UNKNOWN | {"none"}
            or call["intoxication"] == "overdose_possible"
            or call["suicide"] == "acted"
        ):
            assert rule.response is Response.EMS_WITH_TEAM
        if call["weapon"] != "none" or call["violence"] != "none":
            assert rule.response not in NO_POLICE


def test_unknown_weapon_violence_or_medical_is_never_read_as_safe(edition, world):
    for vector, rule in world.items():
        call = known(edition, vector)
        if UNKNOWN & {call["weapon"], call["violence"], call["medical"]}:
            assert rule.response not in NO_POLICE


def test_988_by_phone_needs_every_safety_fact_known(edition, world):
    phone = [known(edition, vector) for vector, rule in world.items() if rule.response is Response.PHONE_988]
    assert phone
    for call in phone:
        for name in ("weapon", "violence", "medical", "suicide", "intoxication", "crime_complaint", "will_talk"):
            assert call[name] not in UNKNOWN
        assert call["suicide"] in ("none", "thoughts")
        assert call["minors_or_vulnerable"] in ("no_one", "pets")


def test_more_danger_never_brings_less_protection(edition, world):
    """The calls of one answer lie in the product as far from those of the next as the inputs behind it span."""
    kind = {name: stand_ins(edition, name) for name in edition.fields}
    calls, protection = list(world), [PROTECTION[rule.response] for rule in world.values()]
    span = len(calls)
    for at, name in enumerate(edition.fields):
        there = list(dict.fromkeys(kind[name].values()))
        round_, span = span, span // len(there)
        steps = list(dict.fromkeys(kind[name][value] for value in DANGER.get(name, ())))
        for less, worse in pairwise(steps):
            for start in range(0, len(calls), round_):
                one, two = (start + there.index(value) * span for value in (less, worse))
                before, after = protection[one : one + span], protection[two : two + span]
                assert calls[one][at] == less and calls[two][at] == worse
                if not all(map(le, before, after)):
                    number = one + next(n for n in range(span) if before[n] > after[n])
                    raise AssertionError((name, worse, calls[number], world[calls[number]].label))


@pytest.mark.whole
def test_not_knowing_stands_between_the_safest_and_the_most_dangerous_answer(edition, world):
    kind = {name: stand_ins(edition, name) for name in edition.fields}
    for name, order in DANGER.items():
        at = edition.fields.index(name)
        unanswered = {kind[name][value] for value in UNKNOWN}
        safest, worst = kind[name][order[0]], kind[name][order[-1]]
        for vector, rule in world.items():
            if vector[at] in unanswered:
                least = world[vector[:at] + (safest,) + vector[at + 1 :]]
                most = world[vector[:at] + (worst,) + vector[at + 1 :]]
                now = PROTECTION[rule.response]
                assert PROTECTION[least.response] <= now <= PROTECTION[most.response], (name, vector, rule.label)


def test_undecided_always_says_what_to_do_meanwhile_and_leaves_a_question(edition, world):
    undecided = [vector for vector, rule in world.items() if rule.response is Response.NOT_DECIDABLE]
    assert undecided
    for vector in undecided:
        assert world[vector].meanwhile
        assert known(edition, vector)["medical"] in UNKNOWN
