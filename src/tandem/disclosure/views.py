"""Views: how much of a category a rule shows, from one word about a loop to the whole row.

The law cares about the minimum necessary (45 CFR 164.502(b)): a yes nearly always means a yes to a part.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.vocabulary.law import Category

ANY = frozenset(Category)


@dataclass(frozen=True)
class View:
    """`fits` are the categories the view can be cut from; `within` the other views that show all of it and more."""

    words: str
    fits: frozenset[Category]
    within: frozenset[str] = frozenset()


def _view(words: str, *fits: Category, within: Iterable[str] = ()) -> View:
    return View(words, frozenset(fits) or ANY, frozenset(within))


WHOLE = "whole"
VIEWS: dict[str, View] = {
    WHOLE: _view("in full"),
    "stub": _view("only enough to find the person"),
    "published_flags": _view("published cautions only", Category.SAFETY_FLAGS),
    "entered_statement": _view("only the statement that was sent", Category.SAFETY_FLAGS),
    "name_dob_address": _view("name, birth date and address only", Category.DEMOGRAPHICS),
    "name_address": _view("name and address only", Category.DEMOGRAPHICS, within=("name_dob_address",)),
    "responder_card": _view("the responder card only", Category.SAFETY_PLAN),
    "one_line": _view("one line only", Category.SAFETY_PLAN),
    "loop_word": _view("only connected, declined or pending, never where", Category.REFERRAL_STATUS),
    "emergency_extract": _view(
        "only substances, doses, medicines, reactions, withdrawal and overdose history", Category.PART2_RECORD
    ),
    "plan_only": _view("only goals, next steps and agreed supports", Category.PART2_RECORD),
    "k11": _view("groups of eleven or more", Category.DEID_AGGREGATE),
}


def covers(wide: str, narrow: str) -> bool:
    """Whether `wide` shows everything `narrow` shows."""
    return wide in (WHOLE, narrow) or wide in VIEWS[narrow].within


def nested(one: str, other: str) -> bool:
    """Whether one of two views shows all of the other, so that "the wider of them" means something."""
    return covers(one, other) or covers(other, one)


def widest(views: Iterable[str]) -> str:
    """The view that covers all the others; the table refuses to load where rules that can meet have none."""
    first, *rest = views
    for view in rest:
        first = view if covers(view, first) else first
    return first
