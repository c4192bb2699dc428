"""What an EIDO told, as values. None or an empty tuple means that the document doesn't state it, never "no"."""

from dataclasses import dataclass, field
from datetime import datetime

from tandem.vocabulary.terms import Origin


@dataclass(frozen=True)
class Note:
    """A note or comment. `text` is as it came (the standard says HTML5) and must be shown as text, never as HTML."""

    author: str | None
    at: datetime
    text: str


@dataclass(frozen=True)
class Caution:
    """What the sender says might threaten somebody's safety. `severity` is highest, high, normal, low or lowest."""

    text: str
    severity: str
    source: str | None


@dataclass(frozen=True)
class Described:
    """A person the incident concerns. `role` is the sender's words, such as "Caller"; `text` describes appearance.

    `key` is the sender's own id of the component, so that a later document tells more of the same person.
    """

    role: str
    name: str | None
    text: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True)
class Report:
    """One EIDO. Times are aware, with the offset the sender wrote; latitude and longitude are WGS 84 degrees.

    `inputs` are criteria inputs the document itself states: `language` (the caller's, in the sender's words) and
    `minors` ("yes"). `unread` lists parts that couldn't be read as (JSON pointer, sentence): the call is kept, and
    a screen says what is missing.
    """

    source_name: str
    source_id: str
    received_at: datetime
    updated_at: datetime
    has_incident: bool
    origin: Origin
    call_type: str | None
    incident_number: str | None
    status: str | None
    priority: str | None
    queue: str | None
    place: str | None
    place_kind: str | None
    area: str | None
    latitude: float | None
    longitude: float | None
    callbacks: tuple[str, ...]
    notes: tuple[Note, ...]
    persons: tuple[Described, ...]
    cautions: tuple[Caution, ...]
    inputs: dict[str, str]
    unread: tuple[tuple[str, str], ...]
    # Whether a call says when it started; else `received_at` is when the document was written.
    received_stated: bool = True

    @property
    def narrative(self) -> str:
        """All notes, oldest first. A single note is its own text; of several each says its time, as sent, and author."""
        if len(self.notes) == 1:
            return self.notes[0].text
        return "\n".join(
            f"{note.at:%Y-%m-%d %H:%M}{f' {note.author}' if note.author else ''}: {note.text}" for note in self.notes
        )
