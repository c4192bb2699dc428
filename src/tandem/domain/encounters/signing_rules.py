"""Where a note stands, whose turn it is, and what a co-signature needs. Pure.

A signature is its author's own act: a supervisor co-signs beside it or returns it with a comment, and never signs for
another. What is signed stays as it is; a correction is an addendum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.vocabulary.signing import NoteState, Verdict
from tandem.vocabulary.terms import Profession

LATE_AFTER_HOURS = 24
MOST_HOURS = 24 * 30
COMMENT_LIMIT = 1000
# Whose notes need a co-signature until a program says otherwise: nobody who is licensed.
UNLICENSED = (Profession.UNLICENSED_CLINICIAN, Profession.INTERN, Profession.PEER)
# An officer writes no clinical note.
WRITES_NOTES = tuple(one for one in Profession if one != Profession.OFFICER)


@dataclass(frozen=True)
class Version:
    """One stored version of a note. `cosign` says that it needs a co-signature, decided when it was signed.

    `blank`: the writer emptied the box again, so that nothing is being written.
    """

    id: int
    by: UUID | None
    written_at: datetime
    signed_at: datetime | None
    cosign: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Said:
    """One verdict. `read_to` is the newest version its reader saw; None where there was no text yet."""

    verdict: Verdict
    read_to: int | None
    at: datetime


@dataclass(frozen=True)
class Standing:
    """`since` is when it came to stand so; None where nothing is owed."""

    state: NoteState
    since: datetime | None = None


def cosigned(version: Version, said: Iterable[Said]) -> bool:
    """Whether somebody co-signed this version, alone or with the parts after it."""
    return any(one.verdict == Verdict.COSIGNED and one.read_to >= version.id for one in said)


def standing(versions: Sequence[Version], said: Sequence[Said], *, closed_at: datetime | None, owed: bool) -> Standing:
    """Where the note of one contact stands. Versions and verdicts come oldest first.

    `owed` says that this contact needs a note: team and person met, or somebody began one. An open contact is still
    being written. A returned note stays returned until its author signs again, or writes on where it was unsigned.
    """
    newest = versions[-1] if versions else None
    last = said[-1] if said else None
    if last and last.verdict == Verdict.RETURNED and not _answered(versions, last):
        return Standing(NoteState.RETURNED, last.at)
    if closed_at and newest and not newest.signed_at and not newest.blank:
        return Standing(NoteState.UNSIGNED, max(closed_at, newest.written_at))
    if closed_at and owed and not any(one.signed_at for one in versions):
        return Standing(NoteState.UNSIGNED, closed_at)
    waiting = [one.signed_at for one in versions if one.signed_at and one.cosign and not cosigned(one, said)]
    return Standing(NoteState.WAITING, min(waiting)) if waiting else Standing(NoteState.SETTLED)


def _answered(versions: Sequence[Version], returned: Said) -> bool:
    """Whether the author wrote back: a signed part is answered by a signed addendum, a draft by anything since."""
    seen = next((one for one in versions if one.id == returned.read_to), None)
    later = [
        one
        for one in versions
        if one.id > (returned.read_to or 0) or (one.signed_at is not None and one.signed_at > returned.at)
    ]
    if seen is None or seen.signed_at is None:
        return bool(later)
    return any(one.signed_at and one.by == seen.by for one in later)


def cosign_problem(
    versions: Sequence[Version], said: Sequence[Said], *, reader: UUID | None, read_to: int
) -> tuple[str, str] | None:
    """What keeps this reader from co-signing up to `read_to`, as (field, sentence), or None."""
    mine = [one for one in versions if one.by == reader]
    due = [one for one in versions if one.signed_at and one.cosign and not cosigned(one, said) and one.id <= read_to]
    if not due:
        return "note", "Nothing here waits for a co-signature."
    if any(one in mine for one in due):
        return "note", "This is your own note. Another supervisor co-signs it."
    return None


def rule_problems(professions: Sequence[str], late_after_hours: object) -> list[tuple[str, str]]:
    """What keeps a rule from standing, as (field, sentence)."""
    found = []
    if not set(professions) <= set(WRITES_NOTES):
        found.append(("professions", "Choose from the list. An officer writes no clinical note."))
    whole = isinstance(late_after_hours, int) and not isinstance(late_after_hours, bool)
    if not whole or not 1 <= late_after_hours <= MOST_HOURS:
        found.append(("late_after_hours", f"Write a whole number of hours, from 1 to {MOST_HOURS}."))
    return found
