"""The counting of mixes, held against asking every mix one by one; and what findings make of it."""

from dataclasses import replace
from itertools import product

import pytest

from tandem.domain.incidents.criteria import coverage as counting
from tandem.domain.incidents.criteria.coverage import TooTangled, coverage
from tandem.domain.incidents.criteria.findings import findings, to_mend
from tandem.domain.incidents.criteria.rules import Rule, first_fit, numbered
from tandem.domain.incidents.criteria.table import draft_of
from tandem.domain.incidents.criteria.tests.test_invariants import stand_ins
from tandem.vocabulary.terms import Response

FIELDS = ("weapon", "violence", "will_talk")
ELSE = Rule("", "", (), Response.NOT_DECIDABLE, "Nothing fits.", "Near.", "Soft", "Plain", "Ask.")


def rule(response=Response.TEAM_ALONE, **conditions):
    return Rule("", "", tuple(conditions.items()), response, "Because.", "Near.", "Soft", "Plain")


TABLE = numbered(
    [
        rule(Response.POLICE_LED, weapon=("used", "in_hand")),
        rule(Response.TEAM_POLICE_STAGED, violence=("threat", "hurt"), will_talk=("no",)),
        rule(weapon=("none",), violence=("none",)),
        rule(weapon=("none",), will_talk=("yes",)),
        ELSE,
    ]
)


def by_asking(fields, rules):
    kinds = [sorted(set(stand_ins(type("E", (), {"rules": rules}), name).values())) for name in fields]
    found = [first_fit(rules, dict(zip(fields, mix, strict=True))) for mix in product(*kinds)]
    return len(found), tuple(found.count(one) for one in rules)


def test_counts_are_those_of_asking_every_mix():
    counted = coverage(FIELDS, TABLE)
    assert (counted.total, counted.decided) == by_asking(FIELDS, TABLE)
    assert counted.answered == counted.total


def test_the_shipped_city_is_counted_like_its_engine_decides(edition):
    counted = coverage(edition.fields, edition.rules)
    assert counted.total == 388_800 == counted.answered
    assert counted.decided[-1] == 0 and all(counted.decided[:-1])


def test_overlaps_are_what_the_upper_takes_from_the_lower():
    found = {(one.upper.label, one.lower.label): one for one in coverage(FIELDS, TABLE).overlaps}
    # Rules 3 and 4 send the same, so that it does not matter which of them decides.
    assert set(found) == {("Rule 1", "Rule 2")}
    assert found["Rule 1", "Rule 2"].example == (
        "Weapon: in hand or used",
        "Violence now: threat or someone is hurt",
        "Will talk: no",
    )


def draft(edition, rules):
    whole = draft_of({})
    return replace(
        whole, fields=edition.fields, rules=numbered(rules), cases=edition.cases, source_notes=("A.",), problems=()
    )


def test_rows_that_never_decide_are_named_also_where_only_several_above_cover_them(edition):
    never = rule(weapon=("none",), violence=("none",), will_talk=("yes",))
    both = [rule(weapon=("none",), will_talk=("yes",)), rule(violence=("none",), will_talk=("no",)), never, ELSE]
    assert "Rule 3 can never decide: Rule 1 above it always fits first." in findings(draft(edition, both)).must
    halves = [
        rule(will_talk=("yes", "unknown")),
        rule(will_talk=("no", "not_asked", "declined")),
        rule(Response.POLICE_LED, weapon=("none",)),
        ELSE,
    ]
    assert (
        "Rule 3 can never decide: the rows above it together always fit first." in findings(draft(edition, halves)).must
    )


def test_no_police_in_silence_is_mended_and_in_writing_is_looked_at(edition):
    silent = [rule(will_talk=("yes",)), ELSE]
    told = findings(draft(edition, silent))
    assert [one for one in told.must if "weapon" in one and "without saying so" in one]
    written = [rule(weapon=("none", "unknown"), violence=("none",)), ELSE]
    told = findings(draft(edition, written))
    assert not [one for one in told.must if "without saying so" in one]
    assert [one for one in told.look if "Unknown is not none" in one]


def test_advice_cases_and_sources_are_owed(edition):
    bare = replace(rule(weapon=("none",), violence=("none",)), attire="", car="")
    told = findings(replace(draft(edition, [bare, ELSE]), cases=(), source_notes=()))
    assert "Rule 1 doesn't say what to wear and which car and lights." in told.must
    assert any("no test cases" in one for one in told.must)
    assert any("published practice" in one for one in told.must)
    phone = rule(Response.PHONE_988, weapon=("none",), violence=("none",))
    sent_no_one = replace(phone, staging="", attire="", car="")
    assert not [one for one in findings(draft(edition, [sent_no_one, ELSE])).must if "doesn't say" in one]


def test_a_table_nobody_could_count_is_told_and_never_hangs(edition, monkeypatch):
    monkeypatch.setattr(counting, "MOST_PIECES", 1)
    with pytest.raises(TooTangled):
        coverage(FIELDS, TABLE)
    assert any("Bring rows together" in one for one in findings(draft(edition, TABLE)).must)


@pytest.mark.parametrize("content", [{}, {"edition": []}, {"nodes": 5}, {"edition": {}, "nodes": [], "edges": []}])
def test_what_is_no_table_is_told_and_never_signed(content):
    assert to_mend(content)
