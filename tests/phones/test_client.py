"""The phone's own tests and types, run as the phone runs them: in Node, without a network."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.short import LONG

ROOT = Path(__file__).parents[2]
FIELD = ROOT / "clients" / "field"
TOGETHER = ("--no-isolate", "--pool=threads", "--maxWorkers=1")


def run(*command: str) -> None:
    """Run one of the phone's commands; what it said is the failure's words. Node may be the environment's own."""
    path = os.pathsep.join((str(FIELD / "node_modules" / ".bin"), os.environ["PATH"], str(ROOT / ".venv" / "bin")))
    done = subprocess.run(
        command,
        cwd=FIELD,
        env=os.environ | {"PATH": path, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"


@pytest.mark.skipif(
    not (FIELD / "node_modules").is_dir() and os.environ.get("TANDEM_STRICT") != "1",
    reason="the phone's packages are not here: bin/test installs them first",
)
@pytest.mark.parametrize(
    "command", [("vitest", "run"), pytest.param(("tsc", "--noEmit"), marks=pytest.mark.whole)], ids=["tests", "types"]
)
def test_the_phone(command):
    """In `bin/test` all tests share one world, loaded once; alone each in the long form. Types are `bin/check`'s."""
    run(*command, *(TOGETHER if command[0] == "vitest" and not LONG else ()))
