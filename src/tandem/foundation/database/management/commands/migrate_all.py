"""Bring the database to this version: migrations, guards, walls, grants. Run by the owning role; safe to run again."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from tandem.foundation.database import facts, walls
from tandem.foundation.database.roles import grant


class Command(BaseCommand):
    help = "Bring the database to this version: migrations, guards, walls, grants."

    def handle(self, *args, **options):
        from tandem.foundation.acts.guards import append_only_models, install
        from tandem.foundation.audit import guard

        call_command("migrate", database="owner", interactive=False, verbosity=min(options["verbosity"], 0))
        owner = connections["owner"]
        install(owner)
        guard.install(owner)
        walls.install(owner)
        grant(owner, [model._meta.db_table for model in append_only_models()], app_role())
        if not facts.grant(owner, app_role()):
            self.stderr.write(facts.missing(app_role()))
        owner.close()
        if options["verbosity"]:
            self.stdout.write(f"Database is at this version: {len(apps.get_models())} tables.")


def app_role() -> str:
    """The plain role the application connects as."""
    return connections["default"].settings_dict["USER"]
