"""The role facts are read by: what it may read and what PostgreSQL refuses it, asked of the database itself."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Description, Person
from tandem.foundation.database import facts
from tandem.foundation.database.walls import categories
from tandem.vocabulary.law import Category

pytestmark = pytest.mark.django_db


def refused(sql: str) -> bool:
    """Whether the database refuses this statement to the role of the facts."""
    try:
        with facts.reading(), connection.cursor() as cursor:
            cursor.execute(sql)
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return True
    return False


READS = (
    "SELECT family_name FROM people_description",
    "SELECT address, phone FROM people_description",
    "SELECT * FROM people_description",
    "SELECT count(phone) FROM people_description",
    "SELECT disposition_detail FROM encounters_encounter",
    "SELECT narrative FROM incidents_incident",
    "SELECT place, latitude FROM incidents_incident",
    "SELECT note FROM followups_attempt",
    "SELECT wish FROM followups_followup",
    "SELECT words FROM people_opinion",
    "SELECT why FROM referrals_referral",
    "SELECT name FROM rehearsals_seathold",
    "SELECT 1 FROM part2_substancescreening",
    "SELECT 1 FROM accounts_user",
    "SELECT 1 FROM acts_log",
    "SELECT 1 FROM audit_entry",
)
WRITES = (
    "UPDATE people_person SET sealed_at = NULL",
    "DELETE FROM followups_attempt",
    "INSERT INTO people_person (id) VALUES (gen_random_uuid())",
    "TRUNCATE people_person",
    "CREATE TABLE mine ()",
    "CREATE TEMPORARY TABLE mine ()",
    "SELECT nextval('followups_attempt_id_seq')",
)


def test_the_database_refuses_names_notes_and_what_is_kept_apart():
    assert [sql for sql in READS if not refused(sql)] == []


def test_the_database_refuses_every_writing():
    assert [sql for sql in WRITES if not refused(sql)] == []


def test_what_a_count_needs_is_read():
    assert not refused("SELECT id, identified_at FROM people_person")
    with facts.reading():
        assert list(facts.read(Encounter, "person", "incident__agency", "incident")) == []
        # The whole row is refused, so that a forgotten `read` fails in every test of facts.
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Description.objects.all())


def test_the_role_is_laid_down_again():
    def role():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            return cursor.fetchone()[0]

    before = role()
    with facts.reading():
        assert role() == facts.ROLE
        with facts.reading():
            assert role() == facts.ROLE
        assert role() == facts.ROLE
    assert role() == before != facts.ROLE
    with pytest.raises(ZeroDivisionError), facts.reading():
        raise ZeroDivisionError
    assert role() == before


def test_no_part_2_table_and_no_text_of_a_person_is_for_facts():
    told = {model: set(facts.names_of(model)) for model in apps.get_models() if facts.names_of(model)}
    for model, names in told.items():
        assert Category.PART2_RECORD not in categories(model), model
        # Of what is sealed: the birth date, of which the age band is made, and answers to forms, of which codes are.
        sealed = {field.name for field in model._meta.concrete_fields if hasattr(field, "kept_as")}
        assert names & sealed <= {"birth_date", "answers"}, model
        # A name that would be silently ignored.
        assert all(model._meta.get_field(name) for name in names), model
    assert Person in told and len(told) > 20


def test_nothing_else_was_given():
    """What the database says the role may do is what the models say, to the column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p') AND NOT a.attisdropped"
            " AND has_column_privilege(%s, c.oid, a.attname, 'SELECT')",
            [facts.ROLE],
        )
        readable = set(cursor.fetchall())
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relkind IN ('r', 'v', 'm', 'p')"
            " AND has_table_privilege(%s, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')",
            [facts.ROLE],
        )
        assert cursor.fetchall() == []
    assert readable == {
        (model._meta.db_table, model._meta.get_field(name).column)
        for model in apps.get_models()
        for name in facts.names_of(model)
    }


def test_without_the_role_it_is_said_what_to_do(monkeypatch):
    """A server of the agency's own, where the owning role may make none: nothing is granted, nothing is read."""
    monkeypatch.setattr(facts, "ROLE", "tandem_nobody")
    assert facts.grant(connection, "tandem_app") is False
    with pytest.raises(facts.NoFactsRole, match="CREATE ROLE tandem_facts NOLOGIN"), facts.reading():
        pass
