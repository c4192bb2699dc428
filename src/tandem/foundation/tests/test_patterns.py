"""A program's own patterns: every one answers quickly or is refused."""

import json
import time

import pytest

from tandem.foundation.patterns import any_matches, checked
from tandem.vocabulary.refusal import Refusal

# Patterns that hang backtracking engines (CWE-1333), and some that are only wrong.
EVIL = [
    "(a+)+$",
    "([a-zA-Z]+)*$",
    "(a|aa)+$",
    "(a|a?)+$",
    "(.*a){20}$",
    "(.*a){200}$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    r"(\d+)*-(\d+)*-(\d+)*$",
    r"^(?:(?:\s+)*)*$",
    "(x+x+)+y",
    "(?=a)b",
    r"(a)\1",
    "(?<name>a)(?P=name)",
    "((((a{100}){100}){100}){100})",
    "[",
    "*",
]


def seconds(pattern: str, texts: list[str]) -> float:
    """The longest that one text took; 0 for a pattern that was refused."""
    try:
        wanted = checked("pattern", pattern)
    except Refusal as refused:
        assert refused.errors[0][0] == "pattern"
        return 0
    took = []
    for text in texts:
        began = time.perf_counter()
        any_matches([wanted], text)
        took.append(time.perf_counter() - began)
    return max(took)


@pytest.mark.shared
def test_every_pattern_answers_within_a_tenth_of_a_second_or_is_refused(shared):
    hostile = json.loads((shared / "data/hostile/redos/strings.json").read_bytes())
    texts = [text if isinstance(text, str) else json.dumps(text) for text in hostile.values()]
    texts += ["a" * 5000 + "!", "x" * 5000, " " * 5000 + "\x01", "1-" * 2500]
    slow = {pattern: took for pattern in EVIL if (took := seconds(pattern, texts)) > 0.1}
    assert slow == {}


def test_case_and_place_do_not_matter_and_length_is_bounded():
    assert any_matches([checked("pattern", "mental.*")], "EMS: Mental health")
    assert not any_matches(["fire"], "x" * 1000 + "fire")
    assert not any_matches([], "fire")
