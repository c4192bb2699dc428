"""The same law as a function of the database: the text of `tandem_decide`, written from the loaded rules and forbids.

The second wall asks the database itself, so that a forgotten filter shows nothing. One source, two readers: this file
turns the values that `combine.decide` walks through into PL/pgSQL, line by line, and a differential test compares the
two on random questions. Only text is made here; `domain.releases.wall` installs and calls it.

Each rule is one bit. A rule that holds sets its bit; a forbid that holds leaves only the bits of the rules it spares;
what is left at the end is a yes. NULL in a question is a no, because the function is STRICT.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields

from tandem.disclosure import arrival, break_glass, hipaa, part2
from tandem.disclosure.columns import CATEGORIES
from tandem.disclosure.forbids import FORBIDS, STRICTNESS, TESTS, Forbid
from tandem.disclosure.question import Facts
from tandem.disclosure.table import RULES, Rule
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

NAME = "tandem_decide"
MOST_RULES = 62  # The bits of a bigint that need no sign.


def told(facts: Facts) -> dict[str, bool | list[str]]:
    """The facts of a question as the database takes them: those that are true, and the categories mixed in."""
    found: dict[str, bool | list[str]] = {
        one.name: True for one in fields(facts) if one.name != "mixed_with" and getattr(facts, one.name)
    }
    if facts.mixed_with:
        found["mixed_with"] = sorted(facts.mixed_with)
    return found


def function(rules: Sequence[Rule] = RULES, forbids: Sequence[Forbid] = FORBIDS, name: str = NAME) -> str:
    """CREATE FUNCTION for (role, category, purpose, basis, relationship, scopes, facts) → boolean.

    ValueError where there are more rules than bits. `name` is another one for a test that plants a difference.
    """
    everything = (*rules, hipaa.AUTHOR)
    if len(everything) > MOST_RULES:
        raise ValueError(f"{len(everything)} rules do not fit into {MOST_RULES} bits")
    bits = {rule.id: 1 << place for place, rule in enumerate(everything)}
    return f"""
CREATE OR REPLACE FUNCTION {name}(
  reader text, category text, purpose text, basis text, related boolean, scopes text[], facts jsonb
) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $law$
DECLARE
  allows bigint := 0;
  mixed jsonb := coalesce(facts -> 'mixed_with', '[]');
  origin boolean := {_fact("part2_origin")} OR {_in("category", part2.PART2_CATEGORIES)}
    OR {_mixed_with(part2.PART2_CATEGORIES)};
  inside boolean := scopes @> '{{same_part2_program}}' AND purpose <> '{Purpose.RELEASE}';
  spoken boolean := {_fact("agreement_spoken")};
  by_link boolean := {_fact("by_link")};
  stranger boolean := {_fact("by_link")} AND {_fact("link_not_provider")};
  police_medic boolean := {_fact("police_medic")};
BEGIN
  CASE reader
{"".join(_of_role(role, everything, bits) for role in LawRole)}
    ELSE RETURN false;
  END CASE;
  IF allows = 0 THEN RETURN false; END IF;
{"".join(_forbid(forbid, everything, bits) for forbid in forbids)}
  RETURN allows <> 0;
END $law$;
"""


def _of_role(role: LawRole, rules: Iterable[Rule], bits: dict[str, int]) -> str:
    lines = "".join(
        f"      IF {_allows(rule)} THEN allows := allows | {bits[rule.id]}; END IF;  -- {rule.id}\n"
        for rule in rules
        if role in rule.roles
    )
    return f"    WHEN '{role}' THEN\n{lines or '      NULL;' + chr(10)}"


def _allows(rule: Rule) -> str:
    parts = [_in("category", rule.categories, CATEGORIES.values()), _in("purpose", rule.purposes, Purpose)]
    parts += [_in("basis", rule.bases, Basis), _reached(rule)]
    if rule is hipaa.AUTHOR:
        return _and([_fact("author_own_note"), *parts])
    return _and([*parts, _part2(rule), _hipaa(rule), *_arrival(rule)])


def _reached(rule: Rule) -> str:
    own = _and([_related(rule.relationship), _scopes(rule.scope)])
    if rule.id not in break_glass.OBLIGATIONS:
        return own
    glass = [_fact("break_glass"), _scopes(rule.scope - break_glass.STANDS_FOR)]
    if rule.id == "R11":
        glass += [_in("purpose", {Purpose.EMERGENCY}), _fact("emergency_recorded")]
    return f"({own} OR {_and(glass)})"


def _part2(rule: Rule) -> str:
    order = "true" if Basis.COURT_ORDER not in rule.grounds else f"basis <> '{Basis.COURT_ORDER}'"
    with_order = f"WHEN NOT ({order}) THEN {_scopes(part2.ORDER_SCOPE)} "
    return (
        f"CASE WHEN NOT origin THEN true WHEN {_in('basis', rule.grounds & part2.NEVER_FOR_PART2)} THEN false "
        f"WHEN {_in('category', {*part2.PART2_CATEGORIES, Category.DEID_AGGREGATE})} THEN true "
        f"WHEN {_in('basis', rule.grounds & part2.PART2_CONSENTS)} THEN true {with_order}"
        f"ELSE {'true' if rule.id in part2.TO_THE_PERSON else 'inside'} END"
    )


def _hipaa(rule: Rule) -> str:
    if Basis.AGREE not in rule.grounds or rule.id in hipaa.SPOKEN_ENOUGH:
        return "true"
    treats = _fact("receiver_treats") if rule.id in hipaa.SPOKEN_ENOUGH_TO_TREAT else "false"
    return f"(NOT (spoken AND basis = '{Basis.AGREE}') OR {treats})"


def _arrival(rule: Rule) -> list[str]:
    medic = "true" if rule.id in arrival.POLICE_MEDIC_RULES else "NOT police_medic"
    link = f"NOT (by_link AND purpose = '{Purpose.EMERGENCY}')"
    service = "NOT (stranger AND spoken)" if rule.id in arrival.SERVICE_LINK_RULES else "NOT stranger"
    # A medic whom police employ, and a link, are each asked first; what they leave is asked of the rest.
    return [medic, link, service]


def _forbid(forbid: Forbid, rules: Sequence[Rule], bits: dict[str, int]) -> str:
    holds = [
        _in("reader", forbid.roles, LawRole),
        _in("category", forbid.categories, CATEGORIES.values()),
        _in("purpose", forbid.purposes, Purpose),
        _related(forbid.relationship),
        *(SQL_TESTS[word] for word in sorted(forbid.tests)),
    ]
    if forbid.grounds:
        # Beaten are only rules that rest on this basis; the others keep their bits.
        cases = "".join(
            f" WHEN '{basis}' THEN {sum(bits[r.id] for r in rules if basis not in r.grounds)}"
            for basis in sorted(forbid.grounds)
        )
        spared = [f"CASE basis{cases} ELSE -1 END"]
    else:
        spared = ["0"]
    for only in sorted({word for _rule, word in forbid.stands}):
        mask = sum(bits[rule] for rule, word in forbid.stands if word == only and rule in bits)
        spared.append(f"CASE WHEN purpose = '{only}' OR basis = '{only}' THEN {mask} ELSE 0 END" if only else str(mask))
    return f"  IF {_and(holds)} THEN allows := allows & ({' | '.join(spared)}); END IF;  -- {forbid.id}\n"


def _related(needed: bool | None) -> str:
    return {None: "true", True: "related", False: "NOT related"}[needed]


def _scopes(words: Iterable[str]) -> str:
    found = sorted(words)
    return f"scopes @> '{{{','.join(found)}}}'" if found else "true"


def _in(column: str, words: Iterable[str], everything: Iterable[str] = ()) -> str:
    found = sorted(words)
    if not found:
        return "false"
    if set(found) == set(everything):
        return "true"
    if len(found) == 1:
        return f"{column} = '{found[0]}'"
    return f"{column} IN ({', '.join(repr(str(word)) for word in found)})"


def _fact(name: str) -> str:
    if name not in Facts.__dataclass_fields__:
        raise KeyError(name)
    return f"facts @> '{{\"{name}\": true}}'"


def _mixed_with(categories: Iterable[Category]) -> str:
    found = ", ".join(repr(str(one)) for one in sorted(categories))
    return f"mixed ?| ARRAY[{found}]::text[]" if found else "false"


def _and(parts: Iterable[str]) -> str:
    found = [part for part in parts if part != "true"]
    return "(" + (" AND ".join(found) or "true") + ")"


def _lighter() -> str:
    cases = "".join(
        f" WHEN '{one}' THEN {_mixed_with(STRICTNESS[:place])}" for place, one in enumerate(STRICTNESS) if place
    )
    return f"CASE category{cases} ELSE false END"


def _not_fact(name: str) -> str:
    return f"NOT {_fact(name)}"


# A word of `forbids.TESTS` → the same claim about the function's arguments.
SQL_TESTS: dict[str, str] = {
    "sealed": _fact("sealed"),
    "within_sealing_order": _fact("within_sealing_order"),
    "outside_sealing_order": _not_fact("within_sealing_order"),
    "restricted": _fact("restricted"),
    "staff_outside_care_team": f"{_fact('person_is_staff')} AND {_not_fact('in_own_care_team')}",
    "guardian": _fact("guardian"),
    "representative": f"({_fact('representative')} OR {_fact('guardian')})",
    "minor_alone_consents": _fact("minor_alone_consents"),
    "age_unknown": _fact("age_unknown"),
    "papers_unproved": _fact("papers_unproved"),
    "harm_feared": _fact("harm_feared"),
    "no_agreement": _fact("between_organizations_without_agreement"),
    "named_recipient": _fact("recipient_named_in_signed_agreement"),
    "other_recipient": _not_fact("recipient_named_in_signed_agreement"),
    "actor_disabled": _fact("actor_disabled"),
    "no_second_factor": _fact("no_second_factor"),
    "role_not_chosen": _fact("role_not_chosen"),
    "lighter_than_its_entry": _lighter(),
    "from_closed_entry": _fact("from_closed_entry"),
    "consent_void": _fact("consent_void"),
    "proceeding": _fact("proceeding"),
    "not_named_by_authorization": _not_fact("authorization_names_proceeding"),
    "part2_origin": "origin",
}
if SQL_TESTS.keys() != TESTS.keys():
    raise LookupError(f"words of forbids without SQL: {sorted(SQL_TESTS.keys() ^ TESTS.keys())}")
