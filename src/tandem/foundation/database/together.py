"""The tables of one room made together, with one look at its models instead of one for every step.

After each step Django draws every model again that a change could reach; where nearly everything points at people and
organizations that is most of a first start's time. New tables change nothing that was there, so drawing them is enough.
"""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """`operations` make tables and say more about these same tables: fields, indexes, constraints. For a first migration."""

    def __init__(self, operations):
        self.operations = operations

    def _made(self, app_label):
        return [(app_label, one.name_lower) for one in self.operations if isinstance(one, CreateModel)]

    def state_forwards(self, app_label, state):
        drawn = state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)
        if drawn is not None:
            drawn.render_multiple([state.models[key] for key in self._made(app_label)])
            state.__dict__["apps"] = drawn

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for key in self._made(app_label):
            model = to_state.apps.get_model(*key)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for key in reversed(self._made(app_label)):
            model = from_state.apps.get_model(*key)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self):
        return "Make the tables"
