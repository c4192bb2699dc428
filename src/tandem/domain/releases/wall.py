"""Opening the second wall: the database decides again, from the facts of the question, and opens what it allows.

Python's answer is never passed on. `tandem_open_person` gets who asks, for what, on which bases, and the facts; it asks
`tandem_decide` (written from the same rules by `disclosure.sql`) for each category and, where that says yes, adds the
person and the calls they were on to what this transaction may see. If the two answers ever differ, nobody gets in.
"""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from tandem.disclosure import Answer, Facts, Question, decide, sql
from tandem.foundation.database.journey import Statement
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose

OPENING = """
-- Opens one person, category by category, and answers which.
CREATE OR REPLACE FUNCTION tandem_open_person(
  person uuid, reader text, purpose text, related boolean, scopes text[], facts jsonb, asked jsonb
) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  opened text[] := tandem_allowed(reader, purpose, related, scopes, facts, asked);
  reached text := coalesce(current_setting('tandem.reach', true), '');
  each text;
  calls uuid[];
BEGIN
  IF opened = '{}' THEN RETURN opened; END IF;
  PERFORM set_config('tandem.reach', 'the calls a person was on', true);
  SELECT coalesce(array_agg(DISTINCT id), '{}') INTO calls FROM (
    SELECT unnest(ARRAY[i.id, i.primary_id]) AS id FROM incidents_involvement v
    JOIN incidents_incident i ON i.id = v.incident_id
    WHERE v.person_id = person AND v.removed_at IS NULL
  ) AS met WHERE id IS NOT NULL;
  PERFORM set_config('tandem.reach', reached, true);
  FOREACH each IN ARRAY opened LOOP
    PERFORM set_config('tandem.people_' || each, (tandem_people(each) || person)::text, true),
            set_config('tandem.calls_' || each, (tandem_calls(each) || calls)::text, true);
  END LOOP;
  RETURN opened;
END $$;
-- Opens one kind of list: every row of the categories allowed, as the list's own query selects them.
CREATE OR REPLACE FUNCTION tandem_open_list(
  reader text, purpose text, related boolean, scopes text[], facts jsonb, asked jsonb
) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  opened text[] := tandem_allowed(reader, purpose, related, scopes, facts, asked);
  before text[] := coalesce(nullif(current_setting('tandem.lists', true), ''), '{}')::text[];
BEGIN
  PERFORM set_config('tandem.lists', (before || opened)::text, true);
  RETURN opened;
END $$;
"""
RENEWED = """
-- A function whose parameter got another name or type can't be replaced in place.
DO $$ DECLARE old regprocedure;
BEGIN
  FOR old IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND proname IN ('tandem_decide', 'tandem_allowed', 'tandem_open_person', 'tandem_open_list')
  LOOP EXECUTE 'DROP FUNCTION ' || old; END LOOP;
END $$;
"""
ALLOWED = """
-- The categories of `asked` that some basis opens: {category: {basis: what is true of this one beside the facts}}.
CREATE OR REPLACE FUNCTION tandem_allowed(
  reader text, purpose text, related boolean, scopes text[], facts jsonb, asked jsonb
) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE category text; grounds jsonb; ground text; own jsonb; opened text[] := '{}';
BEGIN
  FOR category, grounds IN SELECT * FROM jsonb_each(asked) LOOP
    FOR ground, own IN SELECT * FROM jsonb_each(grounds) LOOP
      IF tandem_decide(reader, category, purpose, ground, related, scopes, facts || own) THEN
        opened := opened || category;
        EXIT;
      END IF;
    END LOOP;
  END LOOP;
  RETURN opened;
END $$;
"""


class WallsDiffer(RuntimeError):
    """The two readers of the law disagree: a fault of the program, never of the reader. Nothing is shown."""


def functions() -> str:
    """Everything the law needs in the database."""
    return RENEWED + sql.function() + ALLOWED + OPENING


def opening_person(
    person_id: UUID,
    role: LawRole,
    purpose: Purpose,
    related: bool,
    scopes: frozenset[str],
    facts: Facts,
    asked: Mapping[Category, Mapping[Basis, Facts]],
) -> Statement:
    """The statement that lets the database decide about one person, to go along with the access entry.

    `facts` hold everywhere; `asked` has each category's bases, with the facts as they are for it.
    """
    return Statement(
        "SELECT tandem_open_person(%s::uuid, %s, %s, %s, %s::text[], %s::jsonb, %s::jsonb)",
        [person_id, *_question(role, purpose, related, scopes, facts, asked)],
    )


def opening_list(
    role: LawRole,
    purpose: Purpose,
    related: bool,
    scopes: frozenset[str],
    facts: Facts,
    asked: Mapping[Category, Mapping[Basis, Facts]],
) -> Statement:
    """The statement that lets the database decide about one kind of list. Arguments as those of `opening_person`."""
    return Statement(
        "SELECT tandem_open_list(%s, %s, %s, %s::text[], %s::jsonb, %s::jsonb)",
        _question(role, purpose, related, scopes, facts, asked),
    )


def _question(role: LawRole, purpose: Purpose, related: bool, scopes: frozenset[str], facts: Facts, asked) -> list:
    own = {
        category: {basis: {} if one is facts else sql.told(one) for basis, one in bases.items()}
        for category, bases in asked.items()
    }
    told = json.dumps(sql.told(facts))
    return [str(role), str(purpose), related, sorted(scopes), told, json.dumps(own)]


def same(opened: Sequence[str], answers: Mapping[Category, Answer]) -> None:
    """Raises WallsDiffer, naming categories only, unless the database opened exactly what Python allows."""
    python = {category for category, answer in answers.items() if answer.allowed}
    if set(opened) != python:
        raise WallsDiffer(f"the database and the program decided differently: {sorted(set(opened) ^ python)}")


def differences(questions: Sequence[Question], name: str = sql.NAME, using=connection) -> list[tuple[Question, bool]]:
    """The questions that the database answers otherwise than `decide`, with its answer.

    `name` is another function and `using` another connection, for a test that plants a difference to be found.
    """
    with using.cursor() as cursor:
        rows = [
            [q.role, q.category, q.purpose, q.basis, q.relationship, sorted(q.scopes), sql.told(q.facts)]
            for q in questions
        ]
        cursor.execute(
            f"SELECT {name}(q ->> 0, q ->> 1, q ->> 2, q ->> 3, (q -> 4)::boolean,"
            " ARRAY(SELECT jsonb_array_elements_text(q -> 5)), q -> 6)"
            " FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS asked (q, place) ORDER BY place",
            [json.dumps(rows)],
        )
        answers = [found for (found,) in cursor.fetchall()]
    return [(one, found) for one, found in zip(questions, answers, strict=True) if found is not decide(one).allowed]
