"""Results kept for as long as the facts they are made from stand, so that a page of all measures asks only for what changed.

This process's memory first, then what any process kept beside the facts (`measures/counted.py`).

A result follows from the files in force, the time the table is filled to and the month it is: all three are in its key.
Sealing and expungement rewrite a file and so end every result that was made from it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tandem.foundation.marts import Mart
from tandem.measures import results
from tandem.measures.measure import Measure
from tandem.measures.result import Result

MOST = 400
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def page[Made](name: str, tables: Iterable[str], make: Callable[[], Made], mart: Mart, **of) -> Made:
    """What `make` counts for a page of several measures; counted again only where the facts of its `tables` have changed.

    `of` are the months, zone and moment, as for `compute`. `name` tells one page, and one way to ask for it, from others.
    """
    ledger = mart.ledger()
    times = [ledger.filled_to(table) for table in tables]
    files = tuple(file for table in tables for file in ledger.files(table))
    month = of["now"].astimezone(ZoneInfo(of["zone"])).strftime("%Y-%m")
    key = (mart.folder, name, of["start_month"], of["end_month"], of["zone"], month, tuple(times), files)
    # As for one measure: what is filled to no time is known up to this very moment, which is another one each time.
    lasting = all(time is not None and time <= of["now"] for time in times)
    with _lock:
        if lasting and key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    if lasting and mart.ledger() == ledger:
        with _lock:
            _kept[key] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def compute(measure: Measure, mart: Mart, *, start_month: str, end_month: str, zone: str, now: datetime) -> Result:
    """What `results.compute` returns for these arguments; counted again only where something it rests on has changed."""
    asked = {"start_month": start_month, "end_month": end_month, "zone": zone, "now": now}
    return compute_all([measure], mart, **asked)[measure.id]


def compute_all(
    measures: Iterable[Measure], mart: Mart, *, start_month: str, end_month: str, zone: str, now: datetime
) -> dict[str, Result]:
    """What `results.compute_all` returns; those measures are counted again of which something has changed."""
    ledger = mart.ledger()
    asked = {"start_month": start_month, "end_month": end_month, "zone": zone, "now": now}
    month = now.astimezone(ZoneInfo(zone)).strftime("%Y-%m")
    found: dict[str, Result] = {}
    keys: dict[str, Hashable] = {}
    missing = []
    for measure in measures:
        filled_to = results.filled(measure, ledger)
        files = tuple(file for table in measure.tables for file in ledger.files(table))
        # Filled to later than now, or never: outcomes are known up to this very moment, which is another one each time.
        if filled_to is not None and filled_to <= now:
            keys[measure.id] = (
                mart.folder, measure.id, measure.edition, start_month, end_month, zone, month, filled_to, files,
            )  # fmt: skip
        with _lock:
            kept = _kept.get(keys.get(measure.id))
            if kept is None:
                missing.append(measure)
                continue
            _kept.move_to_end(keys[measure.id])
            found[measure.id] = kept
    fresh = results.compute_all(missing, mart, **asked, keep=True) if missing else {}
    # A month rewritten meanwhile: what was counted may be newer than the key says, and is not kept.
    if fresh and mart.ledger() == ledger:
        with _lock:
            _kept.update({keys[id]: result for id, result in fresh.items() if id in keys})
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return found | fresh
