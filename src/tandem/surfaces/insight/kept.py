"""Results kept for as long as the facts they are made from stand, so that a page of all measures asks only for what changed.

A result follows from the files in force, the time the table is filled to and the month it is: all three are in its key.
Sealing and expungement rewrite a file and so end every result that was made from it.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from zoneinfo import ZoneInfo

from tandem.foundation.marts import Mart
from tandem.measures import results
from tandem.measures.measure import Measure
from tandem.measures.result import Result

MOST = 400
_kept: OrderedDict[Hashable, Result] = OrderedDict()
_lock = threading.Lock()


def compute(measure: Measure, mart: Mart, *, start_month: str, end_month: str, zone: str, now: datetime) -> Result:
    """What `results.compute` returns for these arguments; counted again only where something it rests on has changed."""
    ledger = mart.ledger()
    filled_to = results.filled(measure, ledger)
    asked = {"start_month": start_month, "end_month": end_month, "zone": zone, "now": now}
    if filled_to is None or filled_to > now:
        # Outcomes are then known up to this very moment, which is another one each time.
        return results.compute(measure, mart, **asked)
    month = now.astimezone(ZoneInfo(zone)).strftime("%Y-%m")
    files = tuple(file for table in measure.tables for file in ledger.files(table))
    key = (mart.folder, measure.id, measure.edition, start_month, end_month, zone, month, filled_to, files)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    found = results.compute(measure, mart, **asked)
    # A month rewritten meanwhile: what was counted may be newer than the key says, and is not kept.
    if mart.ledger() == ledger:
        with _lock:
            _kept[key] = found
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    return found
