"""What a piece of work is, how it is hashed, and what becomes of a field two people set. Pure.

The model is that of ODK's offline entities: the edits of one subject on one phone are a branch, each with its step, on
the version (trunk) they grew on. What decides is what the phone saw (`was`), said, and what stands now: different
fields merge, the same field said differently is a conflict with both kept, nothing is overwritten in silence.
Sources: https://docs.getodk.org/central-entities/, RFC 8785 (of which the hash takes the part without numbers in floats).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

# One piece, in bytes of its canonical form; what one request brings, in pieces and in bytes.
LARGEST = 256 * 1024
MOST_SENT = 20
LARGEST_SENT = 512 * 1024
LARGEST_KEPT_RAW = 64 * 1024
LARGEST_PHOTO = 5 * 1024 * 1024
LONGEST_CARRIED = timedelta(hours=24)
# A phone's clock may be this far off before anybody is told.
SKEW_TOLD = timedelta(minutes=2)
MOST_AFTER = 64
MOST_FIELDS = 200

_KEYS = {"id", "verb", "subject", "branch", "step", "trunk", "after", "settles", "made_at", "was", "say"}
_VERB = re.compile(r"[a-z]{2,12}\.[a-z_]{2,12}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")


class BadWork(Exception):
    """A piece that is not one. `problems` is a list of (field, sentence)."""

    def __init__(self, *problems: tuple[str, str]):
        self.problems = list(problems)
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in problems))


class TooLarge(BadWork):
    """A piece of more than `LARGEST` bytes. Only the phone keeps it."""


@dataclass(frozen=True)
class Piece:
    """One thing done on a phone. `fields` is what it sets, where its verb sets fields; `hash` is of its canonical form.

    `received` and `skew_s` say when it came and how far the phone's clock was ahead, once it has come.
    """

    id: UUID
    verb: str
    subject: UUID
    branch: UUID
    step: int
    trunk: int
    after: tuple[UUID, ...]
    settles: UUID | None
    made_at: datetime
    was: Mapping[str, object]
    say: Mapping[str, object]
    hash: str
    raw: Mapping[str, object] = field(repr=False, default_factory=dict)
    received: datetime | None = None
    skew_s: int | None = None
    # What the pieces of one request have opened already, so that it is opened and logged once.
    read: dict = field(repr=False, default_factory=dict, compare=False)

    @property
    def fields(self) -> dict[str, object]:
        found = self.say.get("fields")
        return dict(found) if isinstance(found, dict) else {}

    def at(self, told: object, earliest: datetime | None = None) -> datetime:
        """When this happened by the server's clock; a `told` that is no time counts as when the piece was made."""
        return placed(moment(told) or self.made_at, self.skew_s, earliest, self.received)


def canonical(value: object) -> bytes:
    """The one way a document is written for its hash: keys by code point, no spaces, UTF-8, no floats. Raises BadWork."""
    _no_floats(value, "")
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _sorted(value: object) -> object:
    # Python compares text by code point already; JavaScript compares by UTF-16 unit and must be told.
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _no_floats(value: object, path: str) -> None:
    if isinstance(value, float):
        raise BadWork((path or "say", "Numbers are whole here: places are millionths of a degree."))
    if isinstance(value, dict):
        for key, one in value.items():
            _no_floats(one, key)
    elif isinstance(value, list):
        for one in value:
            _no_floats(one, path)


def digest(document: object) -> str:
    """SHA-256 of the canonical form, in hex. Raises BadWork."""
    return hashlib.sha256(canonical(document)).hexdigest()


def read(document: object) -> Piece:
    """A piece of work out of its JSON (`contracts/work.schema.json`). Raises BadWork naming each field that is wrong."""
    if not isinstance(document, dict):
        raise BadWork(("work", "A piece of work is a JSON object."))
    found = _Reading(document)
    unknown = sorted(set(document) - _KEYS)
    found.problems += [(str(name)[:60], "A piece of work has no such part.") for name in unknown[:5]]
    told = {
        "id": found.uuid("id"),
        "verb": found.verb(),
        "subject": found.uuid("subject"),
        "branch": found.uuid("branch"),
        "step": found.number("step", 1),
        "trunk": found.number("trunk", 0),
        "after": found.after(),
        "settles": found.uuid("settles", optional=True),
        "made_at": found.moment(),
        "was": found.object("was"),
        "say": found.object("say"),
    }
    fields = told["say"].get("fields")
    if fields is not None and (not isinstance(fields, dict) or len(fields) > MOST_FIELDS):
        found.problems.append(("say", f"Fields are an object of at most {MOST_FIELDS}."))
    if found.problems:
        raise BadWork(*found.problems)
    whole = canonical(document)
    if len(whole) > LARGEST:
        raise TooLarge(("work", "This piece is larger than 256 kB. Shorten its words."))
    return Piece(**told, hash=hashlib.sha256(whole).hexdigest(), raw=document)


class _Reading:
    def __init__(self, document: dict):
        self.document = document
        self.problems: list[tuple[str, str]] = []

    def _no(self, name: str, sentence: str) -> None:
        self.problems.append((name, sentence))

    def uuid(self, name: str, *, optional: bool = False) -> UUID | None:
        value = self.document.get(name)
        if value is None and optional:
            return None
        if not isinstance(value, str) or not _UUID.fullmatch(value):
            return self._no(name, "This must be a UUID in small letters.")
        return UUID(value)

    def verb(self) -> str:
        value = self.document.get("verb")
        if not isinstance(value, str) or not _VERB.fullmatch(value):
            self._no("verb", "This must be a verb, like call.stamp.")
            return ""
        return value

    def number(self, name: str, least: int) -> int:
        value = self.document.get(name)
        if type(value) is not int or not least <= value < 2**31:
            self._no(name, f"This must be a whole number from {least} on.")
            return least
        return value

    def after(self) -> tuple[UUID, ...]:
        value = self.document.get("after")
        fits = isinstance(value, list) and len(value) <= MOST_AFTER
        if not fits or not all(isinstance(one, str) and _UUID.fullmatch(one) for one in value):
            self._no("after", f"This must be a list of at most {MOST_AFTER} UUIDs.")
            return ()
        return tuple(UUID(one) for one in value)

    def moment(self) -> datetime:
        return moment(self.document.get("made_at")) or self._no("made_at", "This must be a time with its zone.")

    def object(self, name: str) -> dict:
        value = self.document.get(name)
        if not isinstance(value, dict):
            self._no(name, "This must be an object.")
            return {}
        return value


def moment(text: object) -> datetime | None:
    """An ISO 8601 time with a zone, as UTC; None for anything else."""
    if not isinstance(text, str) or not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class Met(StrEnum):
    """What becomes of one field of a piece."""

    SAME = "same"
    TAKE = "take"
    CONFLICT = "conflict"


def meet(was: object, said: object, stands: object) -> Met:
    """What the phone saw, what it said, what stands now. Nothing said (None, "", [], {}) is one and the same."""
    was, said, stands = (_or_nothing(one) for one in (was, said, stands))
    if stands == said:
        return Met.SAME
    return Met.TAKE if stands == was else Met.CONFLICT


def _or_nothing(value: object) -> object:
    return None if value in ("", [], {}) else value


def skew(made_at: datetime, received: datetime, phone_now: datetime | None) -> int | None:
    """Seconds a phone's clock is ahead (or, negative, behind); None where nothing says that it is wrong.

    Exact where the phone told its time as it sent; else only a piece from the future shows it.
    """
    off = max(made_at - received, timedelta(0)) if phone_now is None else phone_now - received
    return int(off.total_seconds()) if abs(off) > SKEW_TOLD else None


def placed(told: datetime, skew_s: int | None, earliest: datetime | None, latest: datetime) -> datetime:
    """When something happened by the server's clock: put right by what is known of the phone's, never after `latest`
    nor before `earliest`, so that no duration is negative."""
    at = told - timedelta(seconds=skew_s or 0)
    at = min(at, latest)
    return max(at, earliest) if earliest and earliest <= latest else at
