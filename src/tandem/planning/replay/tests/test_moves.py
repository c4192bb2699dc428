"""Which row is the reason that a call moves, said of small tables where everybody can see it."""

from dataclasses import replace

from tandem.domain.incidents.criteria.rules import Rule
from tandem.domain.incidents.criteria.table import draft_of, with_cases, with_rules
from tandem.planning.replay import replay
from tandem.planning.replay.moves import pairs_of
from tandem.planning.replay.tests.cases import city, decided, document, numbered, table
from tandem.vocabulary.terms import Response

FIELDS = ("weapon", "will_talk")
LAST = city().rules[-1]
ARMED = Rule("", "", (("weapon", ("in_hand", "used")),), Response.POLICE_LED, "A weapon is in use.")
NEAR = Rule("", "", (("weapon", ("in_reach", "somewhere")),), Response.POLICE_LED, "A weapon is near.")
CALM = Rule("", "", (("weapon", ("none",)),), Response.TEAM_ALONE, "Nobody is in danger.")


def edition(number: int, *rules: Rule):
    return numbered(number, with_cases(with_rules(document(), FIELDS, [*rules, LAST]), []))


def moved(now, *known: dict, was=None):
    was = was or edition(1, ARMED, NEAR, CALM)
    return replay(table(decided(was, one) for one in known), was, now)


def test_a_changed_row_is_the_reason():
    now = edition(2, ARMED, replace(NEAR, response=Response.TEAM_POLICE_STAGED), CALM)
    told = moved(now, {"weapon": "in_reach"}, {"weapon": "in_reach"}, {"weapon": "none"})
    (move,) = told.moves
    assert (move.was, move.now, move.side, move.row, move.kind, move.calls) == (
        "police_led", "team_police_staged", "draft", "rule-2", "changed", 2,
    )  # fmt: skip
    assert "Rule 2 sends Co-responder team, police staged out of sight." in move.changes[0]
    assert (told.gain, told.lose, told.without_police, told.heavier) == (2, 0, 0, 0)
    # A weapon in use would move the same way, if rule 1 let go of one: no call here does.
    assert pairs_of((move.was, move.now, move.side, move.row), edition(1, ARMED, NEAR, CALM), now) == {(0, 1), (1, 1)}


def test_a_new_row_is_the_reason():
    fresh = Rule("", "", (("weapon", ("somewhere",)), ("will_talk", ("yes",))), Response.TEAM_ALONE, "They will talk.")
    (move,) = moved(edition(2, ARMED, fresh, NEAR, CALM), {"weapon": "somewhere", "will_talk": "yes"}).moves
    assert (move.kind, move.row, move.side) == ("new", "rule-2", "draft")
    assert move.changes[0].startswith("When weapon is somewhere in the home and will talk is yes, it sends")


def test_a_row_that_let_go_is_the_reason_where_the_row_below_is_as_it_was():
    now = edition(2, ARMED, replace(NEAR, conditions=(("weapon", ("in_reach",)),)), CALM)
    (move,) = moved(now, {"weapon": "somewhere"}).moves
    assert (move.was, move.now) == ("police_led", "not_decidable")
    assert (move.side, move.row, move.kind) == ("in_force", "rule-2", "changed")
    told = moved(edition(2, ARMED, CALM), {"weapon": "somewhere"})
    assert (told.moves[0].side, told.moves[0].kind) == ("in_force", "gone")
    assert told.undecided.only_in_force == 1 and told.compared == 0


def test_a_heavier_answer_is_counted():
    now = edition(2, ARMED, NEAR, replace(CALM, response=Response.POLICE_LED))
    told = moved(now, {"weapon": "none"}, {"weapon": "in_hand"})
    assert (told.heavier, told.lose, told.gain) == (1, 1, 0)


def test_words_alone_move_no_call():
    assert moved(edition(2, ARMED, NEAR, replace(CALM, reason="It is calm.")), {"weapon": "none"}).moves == ()
    assert draft_of(document()).rules
