"""`python -m tandem.launch`: one start, from the options to the end."""

import argparse
import contextlib
import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tandem.foundation.database.access import data_folder, opened, require_owner
from tandem.foundation.database.account import DatabaseUnavailable
from tandem.foundation.database.roles import UnsafeRole
from tandem.foundation.database.standing import NoWall
from tandem.foundation.keys.top import WrongKey
from tandem.foundation.tls.certificate import Serving
from tandem.launch.alone import check_port, only_start
from tandem.launch.children import CannotStart, Children
from tandem.launch.plan import LOOPBACK, SERVER, Plan, parse, serving_of, trust_url, url_of
from tandem.launch.preparing import prepare, say

ANSWER_SECONDS = 90


def main(arguments: list[str]) -> int:
    """Starts, serves until Ctrl-C or SIGTERM, stops. Returns 0, 1 when something failed, 2 when the port is taken."""
    options = parse(arguments)
    return run(options)


def run(options: argparse.Namespace, plan: Plan | None = None) -> int:
    """Carries out a plan, which is made of the options unless one is given. Exit codes as `main`."""
    # A start in the background of a script inherits an ignored Ctrl-C; it must stop all the same.
    for heard in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(heard, _interrupt)
    try:
        data_dir = data_folder(options.data)
        require_owner()
        with contextlib.ExitStack() as stack:
            lock = stack.enter_context(only_start(data_dir, options.port))
            check_port(options.port)
            serving = serving_of(options, data_dir)
            if serving and serving.authority:
                check_port(options.port + 1)
            plan = plan or Plan.of(options, serving)
            if options.ready_file:
                options.ready_file.unlink(missing_ok=True)
            say(4, "Database")
            environment = stack.enter_context(opened(data_dir))
            logs = data_dir / "logs"
            logs.mkdir(mode=0o700, exist_ok=True)
            whole = os.environ | environment | {"TANDEM_PORT": str(options.port), "PYTHONUNBUFFERED": "1"}
            if serving:
                whole |= {"TANDEM_URL": url_of(options), "TANDEM_HOSTS": options.host}
                # A name that browsers were told to open by HTTPS only would be lost to everything else on this machine.
                whole |= {"TANDEM_LOCAL_AUTHORITY": "1"} if serving.authority else {}
            children = stack.enter_context(Children(lock, logs, whole))
            prepare(children, plan, data_dir, embedded="DATABASE_URL" in environment)
            say(6, "Server")
            # The server comes first: the others would only take the processors from it while it starts.
            children.spawn(SERVER, plan.children[SERVER])
            ready = _sign_ins(children, plan, url_of(options))
            _wait_for_answer(children, options, serving)
            for name, command in plan.children.items():
                if name != SERVER:
                    children.spawn(name, command)
            if options.ready_file:
                _write_whole(options.ready_file, json.dumps(ready, indent=2) + "\n")
            announce(ready, logs)
            if serving and serving.authority:
                print(f"\n  Phones learn to trust this Tandem at {trust_url(options)}")
                print(f"  The fingerprint they must show: {serving.fingerprint}\n", flush=True)
            if plan.check:
                print(children.finish("The check list", plan.check, stdout=subprocess.PIPE, text=True), flush=True)
            while True:
                children.check()
                time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nTandem has stopped.", flush=True)
        return 0
    except CannotStart as reason:
        print(f"bin/start: {reason}", file=sys.stderr)
        return reason.code
    except (DatabaseUnavailable, UnsafeRole, NoWall, WrongKey, psycopg.OperationalError) as reason:
        print(f"bin/start: {reason}", file=sys.stderr)
        return 1


def announce(ready: dict, logs: Path) -> None:
    """Prints the address, one sign-in per role in a table, and the links that need none."""
    print(f"\nTandem is at {ready['url']}  (logs in {logs}; Ctrl-C stops it)\n")
    rows = [("role", "user name", "password")]
    rows += [(each["role"], each["username"], each["password"]) for each in ready.get("sign_ins", [])]
    if len(rows) > 1:
        widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
        for row in rows:
            print("  " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        print("\n  Then a code is asked for. Of these made-up accounts, the page that asks shows it.\n")
    for kind in ("links", "tokens"):
        for name, value in (ready.get(kind) or {}).items():
            print(f"  {name.replace('_', ' ')}: {value}")
    sys.stdout.flush()


def _interrupt(*_signal) -> None:
    raise KeyboardInterrupt


def _sign_ins(children: Children, plan: Plan, url: str) -> dict:
    printed = children.finish("The list of sign-ins", plan.sign_ins, stdout=subprocess.PIPE, text=True)
    return {"url": url} | json.loads(printed)


def _connection(options: argparse.Namespace, serving: Serving | None) -> http.client.HTTPConnection:
    if serving is None:
        return http.client.HTTPConnection(LOOPBACK, options.port, timeout=10)
    # The certificate itself is what this one connection trusts, whoever signed it.
    trusted = ssl.create_default_context(cafile=str(serving.certificate))
    trusted.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    trusted.check_hostname = False
    return http.client.HTTPSConnection(LOOPBACK, options.port, timeout=10, context=trusted)


def _wait_for_answer(children: Children, options: argparse.Namespace, serving: Serving | None) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        children.check()
        connection = _connection(options, serving)
        try:
            connection.request("GET", "/", headers={"Host": f"{options.host}:{options.port}"})
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise CannotStart(f"The server gave no answer in {ANSWER_SECONDS} s; see {children.log('server')}")


def _write_whole(file: Path, text: str) -> None:
    """Writes beside the file and renames, so that a reader never sees half; the words are for the starter only."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as new:
        new.write(text)
    draft.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
