"""The verifier is a program of its own: an export, a public key, plain words, exit codes; no Django and no database."""

import json
import subprocess
import sys
import timeit
from time import process_time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tandem.__main__ import main as command_line
from tandem.foundation.audit.signing import public_of
from tandem.foundation.audit.verify import Unreadable, check
from tests.performance.audit import BATCH, export


@pytest.fixture
def made_up(tmp_path):
    key = Ed25519PrivateKey.generate()
    return list(export(3 * BATCH, key)), public_of(key), tmp_path / "export.jsonl"


@pytest.fixture
def verify(capsys):
    """The exit code and the words of the command, run in this process; as a program of its own it is tried below."""

    def verify(*words) -> tuple[int, str]:
        try:
            code = command_line(["audit", "verify", *map(str, words)])
        except SystemExit as left:
            code = left.code
        return code, "".join(capsys.readouterr())

    return verify


def test_h5_it_says_whole_or_where_it_is_not_by_exit_code_and_in_words(made_up, tmp_path, verify):
    lines, key, file = made_up
    file.write_bytes(b"".join(lines))
    code, words = verify(file, "--key", key)
    assert code == 0 and "300 entries in the chain, 3 checkpoints" in words and "whole" in words
    assert "cut tail or a return to yesterday can't be seen" in words
    # With what was kept elsewhere, and the key in a file.
    kept, public = tmp_path / "checkpoints.jsonl", tmp_path / "public"
    kept.write_bytes(b"".join(as_kept(one) for one in lines if one.startswith(b'{"checkpoint"')))
    public.write_text(key + "\n")
    assert verify(file, "--key", public, "--checkpoints", kept)[0] == 0
    # An export cut down to yesterday: every signature in it holds.
    file.write_bytes(b"".join([lines[0], lines[1], lines[2], *lines[4 : 4 + 2 * BATCH]]))
    assert verify(file, "--key", key)[0] == 0
    code, words = verify(file, "--key", key, "--checkpoints", kept)
    assert code == 1 and "ROLLED BACK: the places 201 to 300" in words
    # One letter, one line, one signature of somebody else.
    changed = lines[4 + 149].replace(b'"clinician"', b'"officer"')
    file.write_bytes(b"".join([*lines[: 4 + 149], changed, *lines[4 + 150 :]]))
    code, words = verify(file, "--key", key)
    assert code == 1 and "CHANGED: entry 150 (place 150)" in words
    file.write_bytes(b"".join(lines))
    code, words = verify(file, "--key", public_of(Ed25519PrivateKey.generate()))
    assert code == 1 and "signed with another key" in words


def as_kept(line: bytes) -> bytes:
    return json.dumps(json.loads(line)["checkpoint"]).encode() + b"\n"


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]\n", b'{"export": {"form": "other"}}\n', b"\xff\xfe", b'{"export": 1}\n', b"[" * 9_000]
)
def test_what_is_no_export_is_said_so_and_never_breaks(made_up, content):
    _lines, key, _file = made_up
    with pytest.raises(Unreadable):
        check(content.splitlines(keepends=True), [key])


def test_a_damaged_line_or_key_is_no_verdict(made_up, verify):
    lines, key, file = made_up
    file.write_bytes(b"".join([*lines[:50], b'{"entry":{"id":\n', *lines[50:]]))
    code, words = verify(file, "--key", key)
    assert code == 2 and "Traceback" not in words and "Nothing could be checked" in words
    assert verify(file, "--key", "f" * 63 + "x")[0] == 2
    assert verify(file.with_name("nothing"), "--key", key)[0] == 2
    assert verify(file)[0] == 2


def test_it_needs_no_framework_and_no_database(made_up):
    lines, key, file = made_up
    file.write_bytes(b"".join(lines))
    script = (
        "import sys\nfor name in ('django', 'psycopg'): sys.modules[name] = None\n"
        "from tandem.foundation.audit.verify import main\nsys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file), "--key", key], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_h5_as_a_program_it_leaves_with_its_verdict(made_up):
    lines, key, file = made_up
    file.write_bytes(b"".join([*lines[:100], *lines[101:]]))
    command = [sys.executable, "-m", "tandem", "audit", "verify", str(file), "--key", key]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "tampered with" in done.stdout, done


@pytest.mark.whole
def test_a_million_entries_take_a_minute_at_most():
    """The small form: at the speed that a million in 60 s needs. `tests/performance/audit.py` is the whole."""
    key = Ed25519PrivateKey.generate()
    lines = list(export(20_000, key))
    # The processor's time, and of three tries the quickest: other programs may be at work on the machine.
    quickest = min(timeit.repeat(lambda: check(lines, [public_of(key)]), timer=process_time, number=1, repeat=3))
    assert quickest < 60 * 20_000 / 1_000_000
