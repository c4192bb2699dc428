"""What must hold for every call, walked over the full product of the inputs.

Answers that stand together in every cell of the table can't be told apart by it, so one of each kind stands for all:
the product of the kinds is the full product. That the engine reads the cells as this does is shown in `test_edition`.
"""

from itertools import pairwise, product
from operator import itemgetter, le

import pytest

from tandem.domain.incidents.criteria.inputs import BY_NAME
from tandem.domain.incidents.criteria.questions import PROTECTION
from tandem.vocabulary.terms import Response, Unanswered

UNKNOWN = frozenset(Unanswered)
SAFETY = ("weapon", "violence", "medical", "intoxication", "suicide")
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
    kinds = [list(dict.fromkeys(stand_ins(edition, name).values())) for name in edition.fields]
    left = [(rule, {name: frozenset(values) for name, values in rule.conditions}) for rule in edition.rules]
    return dict(decided(edition.fields, kinds, left, ()))


def decided(fields, kinds, left, done):
    """Each vector that begins with `done`, and its rule: the first of those `left` whose conditions on the rest hold."""
    first, conditions = left[0]
    here = len(done)
    if not conditions.keys() & set(fields[here:]):
        for rest in product(*kinds[here:]):
            yield done + rest, first
        return
    for value in kinds[here]:
        still = [one for one in left if value in one[1].get(fields[here], (value,))]
        yield from decided(fields, kinds, still, (*done, value))


def first_fits(edition, vectors):
    positions = {name: at for at, name in enumerate(edition.fields)}
    tests = [[(positions[name], frozenset(values)) for name, values in rule.conditions] for rule in edition.rules]
    for vector in vectors:
        yield next(
            rule
            for rule, test in zip(edition.rules, tests, strict=True)
            if all(vector[at] in values for at, values in test)
        )


def of_safety(edition, world):
    """What each call says of the five safety inputs, in their order, with its rule; each pair of them once."""
    read = itemgetter(*map(edition.fields.index, SAFETY))
    return {(read(vector), rule) for vector, rule in world.items()}


def known(edition, vector):
    return dict(zip(edition.fields, vector, strict=True))


def test_every_call_is_decided_by_a_written_rule_and_each_rule_decides_some(edition, world):
    assert len(world) > 100_000
    assert set(world.values()) == set(edition.rules[:-1])


@pytest.mark.whole
def test_the_engine_decides_the_safety_inputs_in_full_and_only_by_written_rules(edition):
    """Every value of the five safety inputs with each other, nothing else known: 21,952 calls through the engine."""
    values = [BY_NAME[name].labels if name in SAFETY else ("not_asked",) for name in edition.fields]
    vectors = list(product(*values))
    assert len(vectors) == 8 * 7 * 8 * 7 * 7
    assert edition.deciding_rules(vectors) == list(first_fits(edition, vectors))
    assert edition.rules[-1] not in edition.deciding_rules(vectors)


def test_danger_is_never_met_without_police_or_medics(edition, world):
    no_medics = UNKNOWN | {"none"}
    for call, rule in of_safety(edition, world):
        weapon, violence, medical, intoxication, suicide = call
        if weapon in ("in_hand", "used") or violence in ("hurt", "happening_now"):
            assert rule.response is Response.POLICE_LED, call
        elif medical not in no_medics or intoxication == "overdose_possible" or suicide == "acted":
            assert rule.response is Response.EMS_WITH_TEAM, call
        if weapon != "none" or violence != "none":
            assert rule.response not in NO_POLICE, call


def test_unknown_weapon_violence_or_medical_is_never_read_as_safe(edition, world):
    for call, rule in of_safety(edition, world):
        if not UNKNOWN.isdisjoint(call[:3]):
            assert rule.response not in NO_POLICE, call


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
