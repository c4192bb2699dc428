"""Recorded decisions and shifts out of the facts, in the shape a replay wants them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.utils.functional import cached_property

from tandem.foundation.marts import Mart
from tandem.measures import fill, spans
from tandem.measures.period import elapsed
from tandem.measures.tables import DECISIONS, INCIDENTS, SHIFTS, TABLES
from tandem.planning.replay.load import Teams
from tandem.planning.replay.replay import OF_THEMSELVES, WAIT
from tandem.vocabulary.facts import World

# What a replay reads of a decision; `inputs` comes dictionary-encoded, for a year of calls repeats few mixes of answers.
READ = ("received_at", "area", "edition", "rule", "response", "stood", "served", "unserved")
_SIGNLESS = (1 << 63) - 1
HOUR = timedelta(hours=1)
DAY_MINUTES = 24 * 60


class FactsMoved(Exception):
    """The facts were filled again between two looks, so that the second look does not fit the first; or, what nobody
    will ever see, two mixes of answers share one mark."""


@dataclass(frozen=True)
class Stretch:
    """Calls received in [since, until)."""

    since: datetime
    until: datetime

    @classmethod
    def back(cls, days: int, now: datetime) -> Self:
        return cls(now - timedelta(days=days), now)


class Facts:
    """The program's mart as the lab reads it."""

    def __init__(self, folder: Path | None = None):
        self.mart: Mart = fill.mart(folder or settings.MART_DIR)

    @property
    def filled_to(self) -> datetime | None:
        return self.mart.ledger().filled_to(DECISIONS)

    @cached_property
    def recorded(self) -> int:
        """How many decisions the facts hold at all."""
        return sum(self.mart.ledger().rows(DECISIONS).values())

    def decisions(self, stretch: Stretch, *more: str) -> pa.Table:
        """The decisions of calls of a stretch, oldest first, with `READ` and the columns named, and `inputs`."""
        rows = self._table(DECISIONS, "received_at", stretch)
        texts = self.mart.run(_hashed(rows.select("inputs").distinct()))
        if pc.count_distinct(texts["mark"]).as_py() != texts.num_rows:
            raise FactsMoved
        columns = (*READ, *more)
        # A mart gives its months in order and a month's rows as they were filled, oldest first: nothing is sorted again.
        found = self.mart.run(_hashed(rows.select(*columns, "inputs")).select(*columns, "mark"))
        codes = pc.index_in(found["mark"], value_set=texts["mark"].combine_chunks())
        if codes.null_count:
            raise FactsMoved
        inputs = pa.DictionaryArray.from_arrays(codes.combine_chunks(), texts["inputs"].combine_chunks())
        return found.drop_columns(["mark"]).append_column("inputs", inputs)

    def told(self, stretch: Stretch) -> pa.Table:
        """The decisions of a stretch, each with what the facts of its call say: who it was about (`OF_THEMSELVES`), and
        the minutes until a team was sent. Null where they don't say."""
        decisions = self.decisions(stretch, "record")
        calls = self._table(INCIDENTS, "received_at", stretch)
        wait = elapsed(spans.asked_at(calls), calls.dispatched_at) / float(spans.MINUTE)
        honest = (wait >= 0) & (wait <= DAY_MINUTES) & ~spans.ran_ahead(calls)
        known = self.mart.run(calls.select("record", *OF_THEMSELVES, **{WAIT: honest.ifelse(wait, ibis.null())}))
        at = pc.index_in(decisions["record"], value_set=known["record"].combine_chunks())
        for name in (*OF_THEMSELVES, WAIT):
            decisions = decisions.append_column(name, pc.take(known[name].combine_chunks(), at))
        return decisions.drop_columns(["record"])

    def teams(self, stretch: Stretch) -> Teams | None:
        """The teams on shift in a stretch, and how long a call keeps one; None where either is not known."""
        shifts = self.mart.run(
            self._table(SHIFTS, "started_at", stretch).select("started_at", "until_at", "ended_at", "busy_minutes")
        ).to_pylist()
        calls = self._table(INCIDENTS, "received_at", stretch)
        sent = calls.filter(calls.dispatched_at.notnull() & calls.cleared_at.notnull())
        length = sent.cleared_at.epoch_seconds() - sent.dispatched_at.epoch_seconds()
        found = (
            sent.mutate(seconds=length)
            .filter((length > 0) & (length < 24 * 3600))
            .aggregate(seconds=ibis._.seconds.mean())
        )
        seconds = self.mart.run(found)["seconds"][0].as_py()
        if not shifts or not seconds:
            return None
        spans = [(one["started_at"], one["ended_at"] or one["until_at"]) for one in shifts]
        known = [one for one in shifts if one["busy_minutes"] is not None and one["ended_at"]]
        hours = sum((one["ended_at"] - one["started_at"]) / HOUR for one in known)
        busy = sum(one["busy_minutes"] for one in known) / 60 / hours if hours else None
        return Teams([(_hours(start), _hours(end)) for start, end in spans], seconds / 60, busy)

    def _table(self, name: str, at: str, stretch: Stretch) -> ibis.Table:
        table = self.mart.read(name, TABLES[name].schema)
        since, until = (ibis.literal(one, "timestamp('UTC', 6)") for one in (stretch.since, stretch.until))
        return table.filter((table.world == World.REAL.value) & (table[at] >= since) & (table[at] < until))


def _hashed(rows: ibis.Table) -> ibis.Table:
    """With a number that stands for the text of the inputs while one engine runs: a tenth of what the text weighs."""
    return rows.mutate(mark=rows.inputs.hash() & _SIGNLESS)


def _hours(at: datetime) -> float:
    return at.astimezone(UTC).timestamp() / 3600
