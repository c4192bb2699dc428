"""What the doors accept and refuse, and that every refusal says what and where."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.foundation.strict_json import BadJSON, loads, pointer, printable
from tests.short import tries

REFUSED = [
    (b"", "empty", ""),
    (b" \n ", "empty", ""),
    (b'\xef\xbb\xbf{"a": 1}', "byte order mark", "byte 0"),
    (b'{"a": "\xff"}', "UTF-8", "byte 7"),
    ('{"a": 1}'.encode("utf-16"), "UTF-8", "byte 0"),
    (b'{"a": 1,\n  "b": 2\n "c": 3}', "comma or a closing bracket is missing", "line 3, column 2"),
    (b'{"a" 1}', "colon", "line 1, column 6"),
    (b'{"a": }', "value is missing", "line 1, column 7"),
    (b"{a: 1}", "name in double quotes", "line 1, column 2"),
    (b'{"a": "x', "isn't closed", "line 1, column 7"),
    (b'{"a": "x\ny"}', "control character", "line 1, column 9"),
    (b'{"a": "\\q"}', "backslash", "line 1, column 8"),
    (b'{"a": "\\u12"}', "four hexadecimal digits", "line 1, column 9"),
    (b'{"a": 1} {}', "after the end", "line 1, column 10"),
    (b'{"a": 1}\x00', "NUL", "line 1, column 9"),
    (b'{"role": "a", "role": "b"}', 'The name "role" appears twice in one object.', ""),
    (b'{"a": [1, {"b": 1, "\\u0062": 2}]}', 'The name "b" appears twice', "/a/1"),
    (b'{"a": NaN}', "NaN isn't JSON", "/a"),
    (b'{"a": [-Infinity]}', "-Infinity isn't JSON", "/a/0"),
    (b'{"a": 9223372036854775808}', "too large", "/a"),
    (b'{"a": -9223372036854775809}', "too large", "/a"),
    (b'{"a": 1e400}', "too large", "/a"),
    (b'{"a": ' + b"9" * 100_000 + b"}", "too large", "/a"),
    (b'{"narrative": "a\\u0000b"}', "Text contains a NUL character at /narrative.", "/narrative"),
    (b'{"a/b~": {"\\u0000": 1}}', "NUL", "/a~1b~0/\\u0000"),
    (b'{"a": "\\ud800"}', "lone surrogate", "/a"),
    (b'"\\udc00\\ud800"', "lone surrogate", ""),
    (b"[" * 65 + b"]" * 65, "more than 64 levels", "line 1, column 65"),
    (b'\n[{"a":' * 100_000, "more than 64 levels", "line 34, column 1"),
]


@pytest.mark.parametrize(("body", "reason", "where"), REFUSED, ids=range(len(REFUSED)))
def test_a_refusal_says_what_and_where(body, reason, where):
    with pytest.raises(BadJSON) as refusal:
        loads(body)
    assert reason in refusal.value.reason
    assert refusal.value.where == where
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": [1, 2.5, true, null, "x"]}', {"a": [1, 2.5, True, None, "x"]}),
        (b" 7 ", 7),
        (b"[9223372036854775807, -9223372036854775808]", [2**63 - 1, -(2**63)]),
        (b"[1e-400]", [0.0]),
        (b'"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        ('"\u202egnp.exe\u202c"'.encode(), "\u202egnp.exe\u202c"),
        (b'"[[{{\\"[["', '[[{{"[['),
        (b"[" * 64 + b"]" * 64, json.loads("[" * 64 + "]" * 64)),
        (b'{"__proto__": {"is_admin": true}}', {"__proto__": {"is_admin": True}}),
    ],
)
def test_what_is_sound_is_read(body, value):
    assert loads(body) == value


def test_the_limit_is_counted_in_bytes_and_named():
    body = json.dumps("x" * 1_048_574).encode()
    assert loads(body) == "x" * 1_048_574
    with pytest.raises(BadJSON, match="larger than 1 MB"):
        loads(body + b" ")
    with pytest.raises(BadJSON, match="larger than 1,000 bytes"):
        loads(body, limit=1000)


def test_names_in_messages_are_short_and_printable():
    assert printable("a\nb\u202e\ud800") == "a\\u000ab\\u202e\\ud800"
    assert len(printable("x" * 1000)) == 61
    assert pointer("/a", "b/~") == "/a/b~1~0"
    with pytest.raises(BadJSON) as refusal:
        loads(b'{"\\ud800\\n": 1, "\\ud800\\n": 2}')
    assert 'name "\\ud800\\u000a" appears twice' in refusal.value.reason


@settings(max_examples=tries(300), deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:\\u0d8e1-nNaI \n', max_size=80).map(str.encode))
def test_nothing_but_a_value_or_a_refusal_comes_out(body):
    try:
        value = loads(body)
    except BadJSON as refusal:
        assert refusal.reason
        assert refusal.where.isprintable()
    else:
        assert loads(json.dumps(value).encode()) == value


def _outcome(path):
    """Return whether the file was read, after checking that a refusal has a reason and that it was quick."""
    body = path.read_bytes()
    started = time.perf_counter()
    try:
        loads(body)
        read = True
    except BadJSON as refusal:
        assert refusal.reason, path.name
        assert str(refusal).isprintable(), path.name
        read = False
    assert time.perf_counter() - started < 1, path.name
    return read


@pytest.mark.shared
def test_the_parsing_suite(shared):
    paths = sorted((shared / "data/hostile/json-parsing").glob("*.json"))
    assert len(paths) > 300
    outcomes = {path.name: _outcome(path) for path in paths}
    assert [name for name, read in outcomes.items() if name.startswith("n_") and read] == []
    # The suite's own right answers that this door refuses on purpose.
    assert [name for name, read in outcomes.items() if name.startswith("y_") and not read] == [
        "y_object_duplicated_key.json",
        "y_object_duplicated_key_and_value.json",
        "y_object_escaped_null_in_key.json",
        "y_string_null_escape.json",
    ]


@pytest.mark.shared
def test_the_hostile_documents(shared):
    outcomes = {path.name: _outcome(path) for path in (shared / "data/hostile/json").glob("*.json")}
    assert sorted(name for name, read in outcomes.items() if read) == ["bidi.json", "mass_assign.json", "proto.json"]
    assert len(outcomes) == 10
