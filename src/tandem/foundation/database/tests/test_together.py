"""Tables made together are the tables that the same steps make one by one."""

import pytest
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState

from tandem.foundation.database.together import Together

STEPS = [
    migrations.CreateModel(
        "Shelf", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
    ),
    migrations.CreateModel("Book", [("id", models.BigAutoField(primary_key=True))]),
    migrations.AddField("book", "shelf", models.ForeignKey("together.Shelf", models.PROTECT)),
    migrations.AddIndex("book", models.Index(fields=["shelf"], name="together_by_shelf")),
    migrations.AddConstraint("shelf", models.UniqueConstraint(fields=["name"], name="together_one_name")),
]
ASKED = """
SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE conrelid::regclass::text LIKE 'together%'
UNION ALL SELECT tablename::text, 'index', indexdef FROM pg_indexes WHERE tablename LIKE 'together%'
UNION ALL SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
  WHERE table_name LIKE 'together%'
ORDER BY 1, 2, 3
"""


class Undone(Exception):
    """What was made is taken back."""


def tables(*steps) -> list[tuple]:
    """What the database has after these steps; nothing of it stays."""
    owner, found = connections["owner"], []
    state = ProjectState()
    state.apps  # noqa: B018  drawn before, as in the middle of a migration
    with pytest.raises(Undone), owner.schema_editor(atomic=True) as editor:
        for one in steps:
            before = state.clone()
            one.state_forwards("together", state)
            one.database_forwards("together", editor, before, state)
        for sql in editor.deferred_sql:
            editor.execute(sql)
        with owner.cursor() as cursor:
            cursor.execute(ASKED)
            found = cursor.fetchall()
        raise Undone
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Book"}
    return found


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_same_tables_as_step_by_step():
    found = tables(Together(STEPS))
    assert len(found) > 6
    assert found == tables(*STEPS)
    assert found != tables(*STEPS[:-1])
