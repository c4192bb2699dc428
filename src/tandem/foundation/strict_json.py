"""Strict reading of JSON at every door that takes documents from outside.

A document means one thing or is refused: no repeated names, no NaN, no half characters, nothing the database couldn't
store or another reader would read differently. The reason of a refusal is a sentence for the person who sent it.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator

LARGEST = 2**63 - 1
SMALLEST = -(2**63)

# A string is passed over whole, so that brackets inside it don't count. An unclosed one runs to the end of the text.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_SUSPECT_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

_SYNTAX = {
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing after a name",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing",
    "Expecting value": "a value is missing or can't be read",
    "Illegal trailing comma before end of object": "the last comma of an object must go",
    "Illegal trailing comma before end of array": "the last comma of a list must go",
    "Unterminated string starting at": "a text isn't closed with a double quote",
    "Invalid control character at": "a text contains a line break, tab or other control character that must be escaped",
    "Invalid \\escape": "a backslash is followed by a letter that means nothing in JSON",
    "Invalid \\uXXXX escape": "\\u must be followed by four hexadecimal digits",
    "Extra data": "something follows after the end of the document",
}


class BadJSON(Exception):
    """A document that was refused.

    `reason` is a sentence for the sender. `where` is a JSON pointer, "line 3, column 5", "byte 17" or "". Both are
    printable text without any value of the document, only names, shortened.
    """

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason} ({where})" if where else reason)
        self.reason = reason
        self.where = where


class _Refused:
    """Stands in the tree where a value was refused, so that the walk afterwards can say where that was."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def loads(body: bytes, *, limit: int = 1_048_576, depth: int = 64) -> object:
    """Return the value of a JSON document (RFC 8259): dict, list, str, int, float, bool or None.

    `limit` is in bytes; `depth` is how many objects and lists may be nested. Raises `BadJSON`, never anything else.
    Refuses a byte order mark (RFC 8259, 8.1: must not be added), text that isn't UTF-8, repeated names, NaN and
    Infinity, integers outside 64 bits, numbers too large for a double, NUL characters and lone surrogates.
    Direction marks of right-to-left text are kept: pages isolate them.
    """
    text = _text(body, limit)
    _check_depth(text, depth)
    refused: list[_Refused] = []

    def refuse(reason: str) -> _Refused:
        refused.append(_Refused(reason))
        return refused[-1]

    def as_object(pairs: list[tuple[str, object]]) -> object:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        name = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        return refuse(f'The name "{printable(name)}" appears twice in one object.')

    def as_integer(digits: str) -> object:
        # Twenty characters hold every 64-bit integer; longer ones aren't converted, which would be slow.
        if len(digits) <= 20 and SMALLEST <= (number := int(digits)) <= LARGEST:
            return number
        return refuse("A number is too large: whole numbers must fit in 64 bits.")

    def as_float(digits: str) -> object:
        number = float(digits)
        return number if math.isfinite(number) else refuse("A number is too large: it must be below 1.8e308.")

    try:
        value = json.loads(
            text,
            object_pairs_hook=as_object,
            parse_int=as_integer,
            parse_float=as_float,
            parse_constant=lambda name: refuse(f"{name} isn't JSON. Leave the value out or send null."),
        )
    except json.JSONDecodeError as error:
        raise _syntax(error) from None
    # Only such an escape can bring in what UTF-8 text can't hold, so most documents are spared the walk.
    if refused or _SUSPECT_ESCAPE.search(text):
        for found, steps in _values(value, ()):
            _check_value(found, steps)
    return value


def printable(name: str, length: int = 60) -> str:
    """Return a name of the document so that a message can carry it: one line, at most `length` characters."""
    shown = name if len(name) <= length else name[:length] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)


def pointer(path: str, step: str | int) -> str:
    """Return the JSON pointer (RFC 6901) one step below `path`, printable."""
    return f"{path}/{printable(str(step)).replace('~', '~0').replace('/', '~1')}"


def _text(body: bytes, limit: int) -> str:
    if len(body) > limit:
        raise BadJSON(f"The document is larger than {_size(limit)}.")
    if body.startswith(b"\xef\xbb\xbf"):
        raise BadJSON("The document starts with a byte order mark. Send plain UTF-8 without it.", "byte 0")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadJSON("The document isn't UTF-8 text.", f"byte {error.start}") from None
    if not text.strip(" \t\r\n"):
        raise BadJSON("The document is empty.")
    return text


def _size(limit: int) -> str:
    return f"{limit // 1_048_576} MB" if limit % 1_048_576 == 0 else f"{limit:,} bytes"


def _check_depth(text: str, depth: int) -> None:
    level = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match[0]
        if mark in ("[", "{"):
            level += 1
            if level > depth:
                line = text.count("\n", 0, match.start()) + 1
                column = match.start() - text.rfind("\n", 0, match.start())
                raise BadJSON(f"The document is nested more than {depth} levels deep.", f"line {line}, column {column}")
        elif mark in ("]", "}"):
            level -= 1


def _syntax(error: json.JSONDecodeError) -> BadJSON:
    where = f"line {error.lineno}, column {error.colno}"
    if error.doc[error.pos : error.pos + 1] == "\0":
        return BadJSON("The document contains a NUL character.", where)
    # Python 3.12 ends some of these messages with a colon, later versions don't.
    what = _SYNTAX.get(error.msg.removesuffix(": ").removesuffix(":"), "it can't be read")
    return BadJSON(f"The document isn't valid JSON: {what} near {where}.", where)


def _values(value: object, steps: tuple) -> Iterator[tuple[object, tuple]]:
    """Yield every value and name with its path: (path above, step), () at the top. The depth was bounded before."""
    yield value, steps
    if isinstance(value, dict):
        for name, member in value.items():
            below = (steps, name)
            yield name, below
            yield from _values(member, below)
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _values(member, (steps, index))


def _check_value(value: object, steps: tuple) -> None:
    if isinstance(value, _Refused):
        raise BadJSON(value.reason, _path(steps))
    if isinstance(value, str) and (found := _UNSTORABLE.search(value)):
        where = _path(steps)
        what = "a NUL character" if found[0] == "\0" else "half of a character (a lone surrogate)"
        raise BadJSON(f"Text contains {what} at {where or 'the top'}.", where)


def _path(steps: tuple) -> str:
    return pointer(_path(steps[0]), steps[1]) if steps else ""
