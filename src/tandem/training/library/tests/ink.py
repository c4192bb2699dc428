"""Small scenarios for tests, compiled many at once: starting Node takes longer than compiling."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tandem.training.library.compiling import COMPILER, find_node

TOP = """# title: A test
# person: Rosa Lind
# seats: officer clinician
# minutes: 5
VAR arousal = 50
VAR trust = 50
VAR danger = 50
-> a
"""
GOOD = "It is quiet. # ends: good quiet\n-> END\n"


def need_node() -> str:
    """Node, or the test is skipped; where nothing may be skipped, it fails."""
    node = find_node()
    if node is None or not (COMPILER / "node_modules" / "inkjs").is_dir():
        if os.environ.get("TANDEM_STRICT") == "1":
            pytest.fail("clients/ink is not built: bin/test builds it")
        pytest.skip("clients/ink is not built: bin/test builds it")
    return node


def compile_all(sources: dict[str, str], folder: Path) -> dict[str, str]:
    """{name: compiled story} of sources by name; what is no ink is left out."""
    node = need_node()
    for name, text in sources.items():
        (folder / "in" / name).mkdir(parents=True)
        (folder / "in" / name / "scenario.ink").write_text(text, encoding="utf-8")
    command = [node, str(COMPILER / "compile.mjs"), "--all", str(folder / "in"), str(folder / "out")]
    subprocess.run(command, capture_output=True, check=False, timeout=60)
    return {file.stem: json.loads(file.read_text())["compiled"] for file in (folder / "out").glob("*.json")}
