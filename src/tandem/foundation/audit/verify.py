"""Check an export of the audit trail: `bin/tandem audit verify FILE --key PUBLIC [--checkpoints FILE …]`.

It needs the export, the public key, and the checkpoints that were kept elsewhere: no database, no running Tandem. It
finds and locates an entry that was changed, deleted, slipped in or swapped, a chain hashed anew, checkpoints signed by
somebody else, and, with the checkpoints kept elsewhere, a tail cut off or a return to yesterday.

Exit codes: 0 whole, 1 not whole, 2 nothing could be checked.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tandem.foundation.audit.canonical import BEGINNING, body_hash, canonical, leaf_of, link_of, root_of
from tandem.foundation.audit.keeping import KEPT_DAYS

WHOLE, BROKEN, UNREADABLE = 0, 1, 2
# So many findings are told one by one.
TOLD = 50


class Unreadable(Exception):
    """This is no export, or no key. The message is a sentence."""


@dataclass(frozen=True)
class Finding:
    """`kind` is one word for programs, `words` a sentence that says where."""

    kind: str
    words: str


@dataclass
class Report:
    """What was checked and what was found. `notes` are no faults."""

    entries: int = 0
    checkpoints: int = 0
    pending: int = 0
    last: str = ""
    head: str = ""
    compared: bool = False
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.findings

    def words(self) -> Iterator[str]:
        """What the command prints."""
        yield f"{self.entries:,} entries in the chain, {self.checkpoints:,} checkpoints; the newest of {self.last or 'never'}."
        if self.pending:
            yield f"{self.pending:,} entries wait for their seal."
        yield from self.notes
        if not self.compared:
            yield "No checkpoints from elsewhere were compared, so that a cut tail or a return to yesterday can't be seen."
        for one in self.findings[:TOLD]:
            yield f"{one.kind.upper()}: {one.words}"
        if len(self.findings) > TOLD:
            yield f"… and {len(self.findings) - TOLD:,} more."
        yield "The chain is whole." if self.whole else "The audit trail was tampered with, or is damaged."


def check(lines: Iterable[bytes], keys: Iterable[str], elsewhere: Iterable[Iterable[bytes]] = ()) -> Report:
    """Check every line of an export. `elsewhere` are the lines of files of checkpoints. Raises Unreadable."""
    return _Check(keys).run(lines, list(elsewhere))


class _Check:
    def __init__(self, keys: Iterable[str]):
        self.report = Report()
        self._trusted = {one.lower() for one in keys}
        self._checkpoints: list[dict] = []
        self._bodies: dict[int, str] = {}
        self._seq, self._head, self._floor, self._at = 0, BEGINNING, 0, 0
        self._leaves: list[str] = []
        self._sound = True
        self._missing: list[tuple[int, int, str]] = []
        # By the hash that was sealed: place, id, and what stands there now.
        self._changed: dict[str, tuple[int, int, dict]] = {}
        self._purged: list[tuple[str, int]] = []

    def run(self, lines: Iterable[bytes], elsewhere: list[Iterable[bytes]]) -> Report:
        stream = iter(lines)
        told = _object(next(stream, b"")).get("export")
        if not isinstance(told, dict) or not str(told.get("form", "")).startswith("tandem-audit-export/"):
            raise Unreadable("This is no export of an audit trail: its first line doesn't say so.")
        raw = self._read_checkpoints(stream)
        self._trust()
        self._check_checkpoints(int(told.get("from", 1)))
        while raw is not None:
            self._line(raw)
            raw = next(stream, None)
        self._end()
        self._compare(elsewhere)
        return self.report

    # Checkpoints

    def _read_checkpoints(self, stream: Iterator[bytes]) -> bytes | None:
        """Takes them in and returns the first line after them."""
        for raw in stream:
            if not raw.startswith(b'{"checkpoint"'):
                return raw
            self._checkpoints.append(_signed(_object(raw)["checkpoint"]))
        return None

    def _trust(self) -> None:
        """A checkpoint that begins a new segment vouches for the key before it."""
        for one in reversed(self._checkpoints):
            told = one["told"]
            if told.get("vouches") and told.get("key") in self._trusted and _holds(one):
                self._trusted.add(told["vouches"])

    def _check_checkpoints(self, since: int) -> None:
        before = None
        for one in self._checkpoints:
            told, name = one["told"], f"checkpoint {one['told'].get('number')}"
            number = told.get("number")
            self._bodies[number] = one["body"]
            if told.get("key") not in self._trusted:
                self._say("signature", f"{name} was signed with another key than yours.")
            elif not _holds(one):
                self._say("signature", f"{name} does not carry the signature of its text.")
            if before is None:
                if since > 1:
                    # It anchors those after it; its own batch is not here.
                    self._seq, self._head, self._floor = told["last"], told["head"], told["floor"]
                elif number != 1 or told.get("previous") != BEGINNING:
                    self._say("checkpoint", f"the checkpoints begin with {name}; those before it are gone.")
            elif number != before["told"]["number"] + 1:
                self._say("checkpoint", f"between checkpoint {before['told']['number']} and {name} some are gone.")
            elif told.get("previous") != body_hash(before["body"]) or told["first"] != before["told"]["last"] + 1:
                self._say("checkpoint", f"{name} does not follow from the one before it.")
            before = one
        self.report.checkpoints = len(self._checkpoints)
        if since > 1 and self._checkpoints:
            self._at = 1
        if before:
            self.report.last = before["told"]["at"]

    def _batch(self) -> dict | None:
        """The checkpoint whose batch is being read."""
        return self._checkpoints[self._at]["told"] if self._at < len(self._checkpoints) else None

    # Entries and links

    def _line(self, raw: bytes) -> None:
        raw = raw.rstrip(b"\n")
        if not raw.startswith(b'{"entry":'):
            raise Unreadable("A line of the export is neither a checkpoint nor an entry.")
        cut = raw.rfind(b',"link":{')
        if cut < 0:
            self._unlinked(_object(raw)["entry"])
            return
        entry, link = raw[9:cut], _object(raw[cut + 8 : -1])
        self._linked(entry, link)

    def _linked(self, entry: bytes, link: dict) -> None:
        seq, entry_id, stored = link["seq"], link["entry"], link["leaf"]
        if seq != self._seq + 1:
            self._gap(seq)
        batch = self._batch()
        if entry == b"null":
            self._missing.append((seq, entry_id, batch["at"] if batch else ""))
        else:
            if leaf_of(entry) != stored and leaf_of(canonical(now := _object(entry))) != stored:
                self._changed[stored] = (seq, entry_id, now)
            if b'"audit.purge"' in entry:
                self._note_purge(_object(entry))
        if entry_id <= self._floor and batch and seq >= batch["first"]:
            self._say("inserted", f"entry {entry_id} (place {seq}) came after its time: it was slipped in.")
        if self._sound and link_of(self._head, stored) != link["hash"]:
            self._say("link", f"the link of entry {entry_id} (place {seq}) does not follow from the one before it.")
        self._seq, self._head, self._sound = seq, link["hash"], True
        self._leaves.append(stored)
        self.report.entries += 1
        while (batch := self._batch()) and batch["last"] <= seq:
            self._close(batch)

    def _gap(self, seq: int) -> None:
        if seq > self._seq + 1:
            self._say("deleted", f"the places {self._seq + 1} to {seq - 1} of the chain are gone, entry and link.")
        else:
            self._say("link", f"place {seq} of the chain comes after place {self._seq}: the order was changed.")
        self._sound = False
        while (batch := self._batch()) and batch["last"] < seq:
            self._close(batch)

    def _close(self, batch: dict) -> None:
        """At the end of a batch, what was read must be what was signed."""
        where = f"places {batch['first']} to {batch['last']}, signed at {batch['at']} (checkpoint {batch['number']})"
        if root_of(self._leaves) != batch["root"] or len(self._leaves) != batch["count"]:
            self._say("rehashed", f"the entries of {where} are not those that were signed.")
        elif self._head != batch["head"] and self._sound:
            self._say("rehashed", f"the chain up to {where} is not the one that was signed.")
        self._leaves, self._floor = [], max(self._floor, batch["floor"])
        self._at += 1

    def _unlinked(self, entry: dict) -> None:
        floor = self._checkpoints[-1]["told"]["floor"] if self._checkpoints else 0
        if entry["id"] <= floor:
            self._say("inserted", f"entry {entry['id']} was slipped in: it was not there when its place was sealed.")
        else:
            self.report.pending += 1

    def _end(self) -> None:
        report = self.report
        while batch := self._batch():
            words = f"places {batch['first']} to {batch['last']}, signed at {batch['at']}"
            self._say("cut", f"the end of the chain is gone: {words} (checkpoint {batch['number']}).")
            self._leaves = []
            self._at += 1
        last = self._checkpoints[-1]["told"]["last"] if self._checkpoints else 0
        if self._seq > last:
            self._say("unsigned", f"no checkpoint covers the places {last + 1} to {self._seq}: it was taken away.")
        self._say_changed()
        self._say_missing()
        report.head = self._head

    def _say_changed(self) -> None:
        """Two that changed places are told as one; only so many are compared with each other."""
        swapped: dict[int, int] = {}
        few = list(self._changed.items())[:TOLD]
        for stored, (seq, entry_id, _now) in few:
            for _other, (_seq, _id, now) in few:
                if _seq != seq and leaf_of(canonical({**now, "id": entry_id})) == stored:
                    swapped[seq] = _seq
        for seq, entry_id, _now in self._changed.values():
            other = swapped.get(seq)
            if other is None or swapped.get(other) != seq:
                self._say("changed", f"entry {entry_id} (place {seq}) is not as it was written.")
            elif seq < other:
                self._say("swapped", f"the entries at the places {seq} and {other} changed places.")

    def _note_purge(self, entry: dict) -> None:
        detail = entry.get("detail", {})
        if entry.get("action") == "audit.purge" and entry.get("outcome") == "ok" and "to_seq" in detail:
            self._purged.append((entry["at"], int(detail["to_seq"])))

    def _say_missing(self) -> None:
        kept = timedelta(days=KEPT_DAYS)
        purged = 0
        for seq, entry_id, at in self._missing:
            old = at and any(
                seq <= to and datetime.fromisoformat(done) - datetime.fromisoformat(at) >= kept
                for done, to in self._purged
            )
            if old:
                purged += 1
            else:
                self._say("deleted", f"entry {entry_id} (place {seq}) is gone.")
        if purged:
            self.report.notes.append(f"{purged:,} entries were purged after six years; their links are whole.")

    # Elsewhere

    def _compare(self, elsewhere: list[Iterable[bytes]]) -> None:
        """What was signed and kept elsewhere must be here, word for word."""
        first = min(self._bodies, default=0)
        last = max(self._bodies, default=0)
        gone: dict[int, dict] = {}
        odd: set[int] = set()
        for lines in elsewhere:
            for raw in lines:
                one = _read_signed(raw)
                if one is None or one["told"].get("key") not in self._trusted or not _holds(one):
                    continue
                self.report.compared = True
                number = one["told"]["number"]
                if number > last or (number >= first and number not in self._bodies):
                    gone[number] = one["told"]
                elif number >= first and self._bodies[number] != one["body"]:
                    odd.add(number)
        if odd:
            self._say(
                "replaced", f"checkpoint {min(odd)} and {len(odd) - 1} later ones are not those that were signed then."
            )
        if gone:
            low, high = gone[min(gone)], gone[max(gone)]
            self._say(
                "rolled back",
                f"the places {low['first']} to {high['last']}, signed from {low['at']} to {high['at']}, are gone.",
            )

    def _say(self, kind: str, words: str) -> None:
        self.report.findings.append(Finding(kind, words))


def _object(raw: bytes) -> dict:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreadable("A line of the export can't be read as JSON.")
    return found


def _signed(told: dict) -> dict:
    one = {"body": told["body"], "signature": told["signature"], "told": json.loads(told["body"])}
    if not {"number", "at", "first", "last", "count", "root", "head", "previous", "floor", "key"} <= set(one["told"]):
        raise ValueError("a checkpoint lacks a part")
    return one


def _read_signed(raw: bytes) -> dict | None:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return _signed(json.loads(raw))
    return None


def _holds(one: dict) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one["told"]["key"]))
        key.verify(bytes.fromhex(one["signature"]), one["body"].encode())
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def main(arguments: list[str]) -> int:
    """The command: prints what it found in plain words and returns the exit code."""
    parser = argparse.ArgumentParser(prog="bin/tandem audit verify", description="Checks an export of the audit trail.")
    parser.add_argument("file", help="what `bin/tandem audit export` wrote")
    parser.add_argument(
        "--key", action="append", required=True, metavar="PUBLIC", help="64 hex digits, or a file of them"
    )
    parser.add_argument("--checkpoints", nargs="*", default=[], metavar="FILE", help="checkpoints kept elsewhere")
    options = parser.parse_args(arguments)
    with contextlib.ExitStack() as stack:
        try:
            keys = [_public(one) for one in options.key]
            elsewhere = [stack.enter_context(open(one, "rb")) for one in options.checkpoints]
            report = check(stack.enter_context(open(options.file, "rb")), keys, elsewhere)
        except (OSError, Unreadable, ValueError, KeyError, TypeError) as reason:
            print(f"Nothing could be checked: {_reason(reason)}", file=sys.stderr)
            return UNREADABLE
    for line in report.words():
        print(line)
    return WHOLE if report.whole else BROKEN


def _reason(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    return f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else "a line of the export is damaged."


def _public(text: str) -> str:
    text = text.strip()
    if len(text) != 64:
        with open(text) as file:
            text = file.read().strip()
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
    except ValueError:
        raise Unreadable("The public key is not 64 hex digits of an Ed25519 key.") from None
    return text.lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
