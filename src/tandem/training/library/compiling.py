"""Compiles what an author wrote in ink, in a program of its own with little time and little memory.

Node is needed for this alone. Scenarios that are shipped were compiled when Tandem was set up, so a place without Node
plays them all the same.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tandem.training.engine.reading import LARGEST

COMPILER = settings.REPOSITORY / "clients" / "ink"
BUILT = Path(__file__).parent / "built"
SECONDS, MEGABYTES = 10, 512
NO_NODE = (
    "Scenarios are compiled by Node.js, and it is not on this machine. Install Node.js 22 and run bin/start once; "
    "the scenarios that are shipped play without it."
)


class CannotCompile(RuntimeError):
    """Nothing is wrong with the scenario: this machine cannot compile. The message says what to do."""


class BadInk(ValueError):
    """The text is no ink. `problems` is a list of (line or None, sentence)."""

    def __init__(self, problems: list[tuple[int | None, str]]):
        super().__init__("; ".join(f"line {line}: {what}" if line else what for line, what in problems))
        self.problems = problems


# Who saves a text, has it checked and plays it compiles it once.
@lru_cache(maxsize=8)
def compiled(source: str) -> str:
    """The compiled story of an ink source. Raises BadInk, or CannotCompile where there is no Node."""
    _must_be_text(source)
    node = find_node()
    if node is None or not (COMPILER / "node_modules" / "inkjs").is_dir():
        raise CannotCompile(NO_NODE)
    # The processor's own seconds: on a busy machine a good scenario is not refused. The clock's are the last resort.
    limited = ["/bin/sh", "-c", f'ulimit -t {SECONDS} && exec "$@"', "sh"]
    options = [f"--max-old-space-size={MEGABYTES}", "--max-semi-space-size=64"]
    command = [*limited, node, *options, str(COMPILER / "compile.mjs")]
    try:
        done = subprocess.run(command, input=source.encode(), capture_output=True, timeout=6 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise BadInk([(None, "It takes too long to read. Make it shorter or simpler.")]) from None
    if done.returncode != 0:
        raise BadInk([(None, "It is too large or too deeply nested to be read. Make it shorter or simpler.")])
    told = json.loads(done.stdout)
    if told["problems"]:
        raise BadInk([(line, sentence) for line, sentence in told["problems"]])
    return told["compiled"]


def built(name: str, source: str) -> str:
    """The compiled story of a scenario that is shipped: what was built, or compiled now if its source has changed.

    Raises BadInk or CannotCompile.
    """
    file = BUILT / f"{name}.json"
    fingerprint = hashlib.sha256(source.encode()).hexdigest()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["source"] == fingerprint:
            return kept["compiled"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    made = compiled(source)
    # Where the program's own folder is not to be written, it is compiled anew each time.
    with suppress(OSError):
        BUILT.mkdir(exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps({"source": fingerprint, "compiled": made}), encoding="utf-8")
        part.replace(file)
    return made


def find_node() -> str | None:
    """Node from the PATH, or the one that set-up put beside this Python; None where there is neither."""
    beside = Path(sys.executable).with_name("node")
    return shutil.which("node") or (str(beside) if os.access(beside, os.X_OK) else None)


def _must_be_text(source: str) -> None:
    if len(source) > LARGEST:
        raise BadInk([(None, f"It has more than {LARGEST:,} characters. Make it shorter, or two scenarios.")])
    for number, line in enumerate(source.split("\n"), 1):
        if "\0" in line or any("\ud800" <= letter <= "\udfff" for letter in line):
            raise BadInk([(number, "It holds a character that no text has. Take it out.")])
        if line.strip().startswith("INCLUDE"):
            raise BadInk([(number, "A scenario is one file and includes no other. Put the text here.")])
