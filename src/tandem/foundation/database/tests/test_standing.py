"""Nobody is served while a walled table stands open: each way to open one is planted, and found."""

import pytest
from django.db import connections

from tandem.foundation.database import walls
from tandem.foundation.database.standing import NoWall, check_walls

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_the_wall_stands_as_migrated():
    check_walls(connections["default"])
    assert {"people_person", "encounters_note", "incidents_incident"} <= {
        model._meta.db_table for model in walls.walled()
    }


@pytest.mark.parametrize(
    "planted",
    [
        "ALTER TABLE people_caution NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE people_caution DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall ON people_caution",
        "CREATE POLICY wider ON people_caution USING (true)",
    ],
)
def test_a5_an_open_table_is_named_and_nothing_is_served(planted):
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(planted)
    with pytest.raises(NoWall, match="people_caution"):
        check_walls(owner)
    walls.install(owner)
    if "wider" not in planted:
        check_walls(owner)


def test_a5_a_database_without_any_wall_is_refused():
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("DROP FUNCTION tandem_walled()")
    with pytest.raises(NoWall, match="no second wall"):
        check_walls(owner)


def test_functions_of_an_earlier_version_are_replaced_whatever_their_parameters_were_called():
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("DROP FUNCTION tandem_allowed(text, text, boolean, text[], jsonb, jsonb)")
        cursor.execute(
            "CREATE FUNCTION tandem_allowed(a text, b text, c boolean, d text[], e jsonb, earlier jsonb)"
            " RETURNS text[] LANGUAGE sql AS $$ SELECT '{demographics}'::text[] $$"
        )
    walls.install(owner)
    with owner.cursor() as cursor:
        cursor.execute("SELECT tandem_allowed('nobody', 'treatment', false, '{}', '{}', '{}')")
        assert cursor.fetchone() == ([],)
