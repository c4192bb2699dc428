"""Whether a document is an EIDO, as far as Tandem reads one, and if not, what its sender should change.

The schema beside this file was written from NENA-STA-021.1. Where the standard's own schema says nothing, ours is
silent too: a call isn't refused over a member nobody reads.
"""

import json
from collections.abc import Iterable
from importlib.resources import files
from itertools import islice

import jsonschema_rs

MOST_ERRORS = 50

_SCHEMA = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
_VALIDATOR = jsonschema_rs.Draft202012Validator(_SCHEMA, validate_formats=True)

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "an object",
    "integer": "a whole number",
    "number": "a number",
}
_FORMATS = {
    "date-time": "a date and time with its offset, such as 2026-03-01T21:04:05-05:00",
    "uri": "an address (URI), such as tel:+15555550123",
}


class BadEIDO(Exception):
    """A document that can't be read as an EIDO. `errors` are (JSON pointer, sentence), at most 50, no value quoted."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__(" ".join(message for _, message in errors))
        self.errors = errors


def validate(document: object) -> list[tuple[str, str]]:
    """Return what is wrong with the document as (JSON pointer, sentence), in reading order; empty if nothing is.

    `document` is a value of `strict_json.loads`. At most 50 errors are told.
    """
    return [_told(error) for error in islice(_VALIDATOR.iter_errors(document), MOST_ERRORS)]


def _told(error: jsonschema_rs.ValidationError) -> tuple[str, str]:
    steps = list(error.instance_path)
    kind = error.kind
    if kind.name == "required":
        steps.append(kind.property)
        return pointer(steps), f"{_named(steps)} is missing. Add it."
    if kind.name == "type":
        must = " or ".join(_TYPES[name] for name in kind.types)
    elif kind.name == "format":
        must = _FORMATS[kind.format]
    elif kind.name == "enum":
        must = "one of: " + ", ".join(map(str, kind.options))
    elif kind.name == "minItems":
        must = f"a list of {kind.limit} or more"
    else:
        must = f"{'at least' if kind.name == 'minimum' else 'at most'} {kind.limit}"
    return pointer(steps), f"{_named(steps)} must be {must}."


def _named(steps: list[str | int]) -> str:
    """Return what the path ends in, in words: '"direction" of item 1 of "callComponent"'."""
    words = [f'"{step}"' if isinstance(step, str) else f"item {step + 1}" for step in reversed(steps[-3:])]
    said = " of ".join(words) or "the document"
    return said[0].upper() + said[1:]


def pointer(steps: Iterable[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) of a path through members this schema names and list positions."""
    return "".join(f"/{step}" for step in steps)
