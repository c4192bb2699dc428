"""What a recording of the room may be, and when everybody has agreed to it. Pure.

The file of one piece begins with what a browser's recorder writes (WebM: RFC 8794; MP4: ISO/IEC 14496-12), whatever it
is called. Pieces come in their order, each a whole small film, so that one that is lost takes nothing else with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tandem.vocabulary.refusal import Refusal

MOST_BYTES = 6 * 1_048_576
MOST_PIECES = 900
MOST_TOTAL_BYTES = 3 * 1024 * 1_048_576
LONGEST_PIECE_MS = 60_000
WEBM, MP4 = "video/webm", "video/mp4"
TYPES = (WEBM, MP4)


class Asking(StrEnum):
    """Where the question to everybody stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"


class RecordingState(StrEnum):
    ASKED = "asked"
    RECORDING = "recording"
    STOPPED = "stopped"
    # Somebody said no, or a guest left: nothing is kept.
    REFUSED = "refused"
    DELETED = "deleted"


class Gone(StrEnum):
    """Why a recording is no longer there."""

    POLICY = "policy"
    WITHDRAWN = "withdrawn"
    GUEST_LEFT = "guest_left"


GONE_LABELS = {
    Gone.POLICY: "Its days were over.",
    Gone.WITHDRAWN: "Somebody who had agreed took it back.",
    Gone.GUEST_LEFT: "A guest left before the end.",
}


@dataclass(frozen=True)
class Seated:
    """One person in the room. `said` is None before an answer. `left`: their place was given back."""

    hold: str
    name: str
    seat: str
    guest: bool
    left: bool
    said: bool | None


def asking(seated: Iterable[Seated]) -> Asking:
    """Whether everybody in the room agreed. One no is a no, and so is a guest who left: they can't take it back.

    Somebody with an account who left can still be asked, or come back to delete it: they need not answer any more.
    """
    everybody = list(seated)
    if any(one.said is False or (one.guest and one.left and one.said is not None) for one in everybody):
        return Asking.REFUSED
    here = [one for one in everybody if not one.left]
    if not here or any(one.said is None for one in here):
        return Asking.WAITING
    return Asking.AGREED


def type_of(said: str, first: bytes) -> str:
    """The type of a piece, by what it is called and what it begins with. Raises Refusal for field `piece`."""
    called = said.partition(";")[0].strip().lower()
    is_one = {WEBM: first[:4] == b"\x1a\x45\xdf\xa3", MP4: first[4:8] == b"ftyp"}
    if called not in TYPES or not is_one[called]:
        raise Refusal(("piece", "This is no film of a browser's recorder (WebM or MP4). It was not kept."))
    return called


def check_size(size: int, total: int, pieces: int) -> None:
    """Raises Refusal for a piece that is empty or too large, or one too many."""
    if size == 0:
        raise Refusal(("piece", "This piece is empty."))
    if size > MOST_BYTES:
        raise Refusal(("piece", f"A piece holds at most {MOST_BYTES // 1_048_576} MB. Record shorter pieces."))
    if pieces >= MOST_PIECES or total + size > MOST_TOTAL_BYTES:
        raise Refusal(("piece", "The recording is as long as it may be. Stop it, and begin another one."))


@dataclass(frozen=True)
class Clocked:
    """A line of the run with both of its times: the world's in milliseconds, and the run's own."""

    real_ms: int
    at_ms: int
    stands: bool


def on_the_clock(lines: Iterable[Clocked], real_ms: int) -> int:
    """Where the run's clock stood at a moment of the world. It stands still while paused, and before it began.

    `lines` in order; `stands` says that the clock does not run after this line.
    """
    before = None
    for line in lines:
        if line.real_ms > real_ms:
            break
        before = line
    if before is None:
        return 0
    return before.at_ms if before.stands else before.at_ms + real_ms - before.real_ms


def bytes_wanted(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte a `Range` header asks for (RFC 9110, 14.2); None to send everything.

    Raises Refusal where nothing of it is there.
    """
    unit, _, wanted = header.partition("=")
    if unit.strip() != "bytes" or "," in wanted:
        return None
    start, dash, end = wanted.strip().partition("-")
    if not dash or not all(one == "" or (one.isascii() and one.isdecimal() and len(one) < 16) for one in (start, end)):
        return None
    if start == "" and end == "":
        return None
    if start == "":
        first, last = max(0, size - int(end)), size - 1
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
    if first > last or first >= size:
        raise Refusal(("range", "There is nothing at this place of the piece."))
    return first, last
