"""What is nowhere in the sources: code out of text, a shell, weak hashes, guessable secrets, calls to anywhere."""

import ast
import csv
import functools
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import nodes

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/tandem"
FILES = [one for one in SOURCE.rglob("*.py") if "tests" not in one.parts and "node_modules" not in one.parts]
ASSETS = [one for one in (SOURCE / "surfaces/shared/assets/src").rglob("*.ts")]
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"pickle", "marshal", "shelve", "dill", "yaml", "telnetlib", "ftplib"}
# Where something of the outside may be asked: single sign-on, mail, the checkpoints' places, the start's own look.
OUTSIDE = {"http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "smtplib"}
MAY_ASK = {"launch", "foundation/mail", "foundation/accounts/issuer.py", "surfaces/entry", "foundation/database"}
WEAK = {"md5", "sha1", "new"}
# The demo city, a rehearsal whose seed is kept so that the same call can be played again, the seeded runs of the cost
# model, and the rows of a made sample.
MAY_GUESS = ("demo/", "training/engine/", "measures/cost/model.py", "measures/past/sample.py")


def faults(text: str) -> set[str]:
    """Names of what a module must not do."""
    found = set()
    for node in nodes(text, ast.Call):
        name = getattr(node.func, "id", "")
        attribute = getattr(node.func, "attr", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if name in RUNS_TEXT:
            found.add(name)
        if owner == "os" and attribute in ("system", "popen"):
            found.add(f"os.{attribute}")
        if any(one.arg == "shell" for one in node.keywords):
            found.add("shell")
        if owner == "hashlib" and attribute in WEAK:
            found.add(f"hashlib.{attribute}")
    return found | ({one.split(".")[0] for one in modules_of(text)} & UNSAFE)


@functools.cache
def found() -> dict[str, tuple[set[str], set[str]]]:
    """By file of the program: names of what it must not do, and the modules it imports. Walked through once."""
    return {place(one): (faults(text := one.read_text()), modules_of(text)) for one in FILES}


def modules_of(text: str) -> set[str]:
    plain = {one.name for node in nodes(text, ast.Import) for one in node.names}
    return plain | {node.module or "" for node in nodes(text, ast.ImportFrom)}


def place(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def test_v1_3_2_nothing_is_evaluated_or_run_by_a_shell():
    assert {one: left for one, (wrong, _) in found().items() if (left := wrong - {"hashlib.md5"})} == {}


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("eval('1')", "eval"),
        ("import os\nos.system('ls')", "os.system"),
        ("import subprocess\nsubprocess.run('ls', shell=True)", "shell"),
        ("from pickle import loads", "pickle"),
        ("import hashlib\nhashlib.sha1(b'')", "hashlib.sha1"),
    ],
)
def test_a_planted_fault_is_caught(text, caught):
    assert caught in faults(text)


def test_v11_4_1_no_weak_hash_is_used():
    """The only call of MD5 asks whether the system refuses it."""
    asked = [one for one, (wrong, _) in found().items() if "hashlib.md5" in wrong]
    assert asked in ([], ["foundation/readiness/checks.py"])


def test_v11_5_1_secrets_come_from_the_systems_own_randomness():
    guessing = {one for one, (_, modules) in found().items() if {"random", "numpy.random"} & modules}
    assert {one for one in guessing if not one.startswith(MAY_GUESS)} == set()


def test_v1_3_6_only_named_rooms_reach_the_network():
    asking = {one for one, (_, modules) in found().items() if OUTSIDE & modules}
    assert {one for one in asking if not one.startswith(tuple(MAY_ASK))} == set()


def test_v1_2_2_links_of_pages_come_from_named_routes():
    for file in SOURCE.rglob("templates/**/*.html"):
        if "node_modules" not in file.parts:
            assert not re.search(r"(?i)href=\"\s*(javascript|data|vbscript):", file.read_text()), file.name


def test_v14_3_3_the_browser_keeps_no_record():
    """Theme, sound and the reader's keys may be kept in the browser; nothing that a page shows of a person."""
    kept = set()
    for file in ASSETS:
        kept |= set(re.findall(r"(?:localStorage|sessionStorage)\.setItem\(\s*([^,]+),", file.read_text()))
        assert "indexedDB" not in file.read_text()
    assert len(kept) <= 6 and not [one for one in kept if re.search("person|note|name|call", one, re.I)], kept


def test_v11_3_2_sealing_is_by_aes_256_gcm():
    text = "".join(one.read_text() for one in (SOURCE / "foundation/keys").glob("*.py"))
    assert "AESGCM" in text
    for weak in ("ECB", "CBC", "PKCS1v15", "3DES", "RC4"):
        assert weak not in text


def test_v15_1_2_every_component_is_named_with_its_version():
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    for one in lock["package"]:
        assert one["name"] and (one.get("version") or one["name"] == "tandem")
        files = [*one.get("wheels", []), *([one["sdist"]] if "sdist" in one else [])]
        assert all(each.get("hash", "").startswith("sha256:") for each in files), one["name"]


def test_v15_1_1_times_to_mend_are_written_down():
    text = (ROOT / "SECURITY.md").read_text()
    assert re.search(r"critical.*days", text) and "uv lock --upgrade" in text


def test_v13_1_1_data_flows_are_written_down():
    with (ROOT / "content/data-flows.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 8
    for one in rows:
        assert all(one[name] for name in ("from", "to", "what", "by", "protected_by"))
