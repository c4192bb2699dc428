"""Before anything is served: the schema, the role, the walls, the keys, what a court had destroyed, the demo city."""

import os
import sys
from pathlib import Path

import psycopg

from tandem.foundation.audit import at_start as audit_at_start
from tandem.foundation.audit.signing import KeyUnusable
from tandem.foundation.database.roles import check_app_role
from tandem.foundation.database.standing import check_walls
from tandem.foundation.database.version import bring_up_to_date
from tandem.foundation.keys.place import key_file
from tandem.foundation.keys.start import check as check_keys
from tandem.launch.children import Children
from tandem.launch.plan import Plan


def say(step: int, what: str) -> None:
    """A line of progress; the steps before were `bin/start`'s own."""
    print(f"{step}/6 {what}", flush=True)


def prepare(children: Children, plan: Plan, data_dir: Path, *, embedded: bool) -> None:
    """Migrates, refuses a role that could get around the database's rules, and makes the demo city once."""
    url = children.environment["DATABASE_URL"]
    if embedded:
        bring_up_to_date(data_dir, url, lambda: children.finish("The migration", plan.migrate))
    else:
        children.finish("The migration", plan.migrate)
    with psycopg.connect(url, connect_timeout=10) as connection:
        check_app_role(connection)
        check_walls(connection)
        # Before anything is written: what this database holds must open, and what comes must be sealed.
        check_keys(connection, key_file(data_dir))
    # A restored backup holds again what a court had destroyed: the journal beside the database is carried out first.
    journals = (data_dir / "audit" / "expunged.jsonl").exists() or os.environ.get("TANDEM_AUDIT_SINKS")
    if plan.expunge and journals:
        children.finish("The expungements", plan.expunge)
    _look_at_the_trail(url, data_dir)
    made = data_dir / "demo-city"
    if plan.demo and not (embedded and made.exists()):
        say(5, "Demo city")
        children.finish("The demo city", plan.demo)
        made.touch()


def _look_at_the_trail(url: str, data_dir: Path) -> None:
    """Says where the audit trail is not whole. It starts all the same: a team at night needs it, and the proof stays."""
    try:
        told = audit_at_start.warning(url, data_dir)
    except KeyUnusable as reason:
        told = str(reason)
    if told:
        print(f"\n{told}\n", file=sys.stderr, flush=True)
