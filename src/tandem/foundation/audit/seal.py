"""The sealer: links entries that committed into the chain, and signs a checkpoint for each batch, within a second.

One works at a time (an advisory lock of the transaction). Entries are taken in the order of their ids; one whose
transaction commits later is linked later. `floor` says below which id none can come any more: every transaction that
could have taken such an id is over. It is signed, so that an entry slipped in below it later is found.
"""

import json
import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections, connection, transaction

from tandem.foundation import clock
from tandem.foundation.audit import canonical, signing, sinks, spool
from tandem.foundation.audit.alerts import alert
from tandem.foundation.audit.models import Checkpoint, Entry, Link
from tandem.vocabulary.permissions import Permission

FIELDS = [field.attname for field in Entry._meta.concrete_fields]
LOCK = "tandem.audit.seal"
MOST = 5_000
EVERY_SECONDS = 0.7
# Between an id being taken and its transaction having a number of its own lie microseconds; this is ample.
MARGIN_SECONDS = 0.5
LATE = timedelta(seconds=60)
# An entry of these begins a new segment: the next checkpoint is of this kind and vouches for the key before.
SEGMENTS = {Permission.ARCHIVE_RESTORE: "restored", "audit.new_key": "new key"}

log = logging.getLogger(__name__)


@dataclass
class _Watermark:
    """Ids up to `high` were handed out at `seen_at`; their transactions are over once all below `xid` are."""

    high: int
    seen_at: float
    xid: int | None = None


class Sealer:
    """Seals batch after batch. It holds nothing that another one, or the next start, could not find out again."""

    def __init__(self, margin: float = MARGIN_SECONDS):
        self._margin = margin
        self._mark: _Watermark | None = None
        self._settled = 0

    def tick(self) -> int:
        """Seal everything that is there; returns how many entries. Errors of the database are the caller's."""
        try:
            spool.take_in()
        except Exception as error:
            # What waits in the spool goes on waiting; the chain doesn't.
            log.warning("the audit spool waits: %s", type(error).__name__)
        sealed, after = 0, 0
        while True:
            with transaction.atomic():
                if not _mine_to_seal():
                    return sealed
                count, after = self._batch(after)
            sealed += count
            if count < MOST:
                break
        for failed in sinks.append(checkpoints_after):
            alert("sink", failed)
        return sealed

    def _batch(self, after: int) -> tuple[int, int]:
        last = Checkpoint.objects.order_by("-number").first()
        told = json.loads(last.body) if last else None
        floor = told["floor"] if told else 0
        # Asked before the entries are read: whoever was over by then is seen by the reading.
        settled = self._settle()
        rows = list(_unlinked(max(floor, after)))
        if not rows:
            return 0, after
        kind = next(
            (SEGMENTS[row["action"]] for row in rows if row["action"] in SEGMENTS and row["outcome"] == "ok"), ""
        )
        key = _key(told, kind)
        if len(rows) == MOST or after:
            settled = floor
        before = Link.objects.order_by("-seq").first()
        seq, head = (before.seq, before.hash) if before else (0, canonical.BEGINNING)
        links = []
        for row in rows:
            leaf = canonical.leaf_of(canonical.canonical(row))
            head, seq = canonical.link_of(head, leaf), seq + 1
            links.append(Link(seq=seq, entry_id=row["id"], leaf=leaf, hash=head))
        Link.objects.bulk_create(links)
        body = {
            "form": canonical.FORM,
            "number": last.number + 1 if last else 1,
            "kind": kind or "sealed",
            "at": canonical.written(clock.now()),
            "first": links[0].seq,
            "last": seq,
            "count": len(links),
            "root": canonical.root_of(link.leaf for link in links),
            "head": head,
            "previous": canonical.body_hash(last.body) if last else canonical.BEGINNING,
            "floor": max(floor, settled),
            "key": signing.public_of(key),
        }
        if kind and told:
            body |= {"old_head": before.hash if before else "", "vouches": told["key"]}
        text = canonical.as_json(body).decode()
        Checkpoint.objects.create(
            number=body["number"], at=clock.now(), last_seq=seq, body=text, signature=key.sign(text.encode()).hex()
        )
        return len(links), rows[-1]["id"]

    def _settle(self) -> int:
        """The highest id below which no transaction is open any more, as far as is known."""
        high, oldest, newest = self._seen()
        mark = self._mark
        if mark and mark.xid is None and time.monotonic() - mark.seen_at >= self._margin:
            mark.xid = newest
        if mark and mark.xid is not None and oldest >= mark.xid:
            self._settled, mark = mark.high, None
        self._mark = mark or _Watermark(high, time.monotonic())
        return self._settled

    def _seen(self) -> tuple[int, int, int]:
        """The highest id taken, the oldest transaction still open anywhere on the server, and the next one's number."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END,"
                " pg_snapshot_xmin(pg_current_snapshot())::text::bigint,"
                " pg_snapshot_xmax(pg_current_snapshot())::text::bigint FROM audit_entry_id_seq"
            )
            return cursor.fetchone()


def _mine_to_seal() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [LOCK])
        return cursor.fetchone()[0]


def _unlinked(above: int):
    linked = "SELECT 1 FROM audit_link WHERE audit_link.entry_id = audit_entry.id"
    rows = Entry.objects.filter(id__gt=above).extra(where=[f"NOT EXISTS ({linked})"])
    return rows.order_by("id").values(*FIELDS)[:MOST]


def _key(told: dict | None, kind: str):
    """The key to sign with. Raises KeyUnusable where the chain was signed with another one and nothing says why."""
    found = signing.key()
    if found is None and (told is None or kind):
        found = signing.made_key()
    if found is None:
        raise signing.KeyUnusable(
            f"The audit's signing key {signing.place()} is gone. Put it back, or say `bin/tandem audit new-key`."
        )
    if told and not kind and told["key"] != signing.public_of(found):
        raise signing.KeyUnusable(
            f"The audit's signing key {signing.place()} is not the one that signed before. Put that one back, or say "
            "`bin/tandem audit new-key`."
        )
    return found


def checkpoints_after(number: int):
    """(number, body, signature) of every checkpoint above `number`, in order."""
    found = Checkpoint.objects.filter(number__gt=number).order_by("number")
    return list(found.values_list("number", "body", "signature"))


def behind() -> str:
    """A sentence where the table holds less than was signed and written outside, else nothing."""
    newest = Checkpoint.objects.order_by("-number").values_list("number", flat=True).first() or 0
    for file in sinks.files():
        outside = sinks.last_number(file)
        if outside > newest:
            return f"{file} holds checkpoint {outside}, the database only {newest}."
    return ""


def oldest_unsealed():
    """When the oldest entry was written that is not in the chain yet; None where all are."""
    last = Checkpoint.objects.order_by("-number").values_list("body", flat=True).first()
    row = _unlinked(json.loads(last)["floor"] if last else 0).first()
    return row["at"] if row else None


def run(stop: threading.Event) -> None:
    """Seal until told to stop; the worker starts it in a thread. Nothing that happens here ends it."""
    sealer, looked_at = Sealer(), float("-inf")
    while not stop.is_set():
        try:
            sealer.tick()
            if time.monotonic() - looked_at > 30:
                looked_at = time.monotonic()
                if gone := behind():
                    alert("rolled_back", gone)
                oldest = oldest_unsealed()
                if oldest and clock.now() - oldest > LATE:
                    alert("late")
        except signing.KeyUnusable as reason:
            alert("key", str(reason))
        except Exception as error:
            log.warning("the sealer tries again: %s", type(error).__name__)
            close_old_connections()
        stop.wait(EVERY_SECONDS)
    connection.close()
