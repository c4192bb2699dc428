"""A start with made-up processes in the places of the real ones: `python -m tests.launch.rehearsal FAULT OPTION…`."""

import sys

from tandem.launch.__main__ import run
from tandem.launch.plan import Plan, parse

IDLE = "import time; time.sleep(600)"
# Deaf to a request to stop, and with a child of its own: the worst a server can be.
STUBBORN = (
    "import signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    f"subprocess.Popen([sys.executable, '-c', '{IDLE}']).wait()"
)
# A migration that makes what a start looks at before it serves: one walled table, and an audit trail that is empty.
MIGRATION = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
    owner.execute("CREATE TABLE people_person (id uuid)")
    owner.execute("ALTER TABLE people_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    owner.execute("CREATE POLICY wall ON people_person USING (false)")
    owner.execute("CREATE FUNCTION tandem_walled() RETURNS text[] LANGUAGE sql AS $$ SELECT ARRAY['people_person'] $$")
    owner.execute("CREATE TABLE audit_checkpoint (number bigint)")
    owner.execute("GRANT SELECT ON audit_checkpoint TO PUBLIC")
    # One that was broken off, or a restored copy: the wall no longer binds who owns the table.
    if FAULT == "wall":
        owner.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")
print("migrated")
"""
SIGN_INS = """{"sign_ins": [{"role": "dispatcher", "username": "dana", "password": "four plain words"}],
"tokens": {"intake": "t-1"}, "links": {"partner": "http://localhost/r/1"}}"""


def python(code):
    return [sys.executable, "-c", code]


def main(fault, *arguments):
    options = parse(list(arguments))
    server = [sys.executable, "-m", "http.server", str(options.port), "--bind", "127.0.0.1"]
    worker = {"worker": "import sys; sys.exit('the reason')", "stubborn": STUBBORN}.get(fault, IDLE)
    plan = Plan(
        migrate=python(f"FAULT = {fault!r}\n{MIGRATION}"),
        demo=None if options.empty else python("print('demo made')"),
        children={"server": server, "worker": python(worker)},
        sign_ins=python(f"print({SIGN_INS!r})"),
        check=python("print('Things to do: 3')") if options.empty else None,
    )
    return run(options, plan)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
