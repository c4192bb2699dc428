"""The lines of runs as this process has read them. A timeline only grows, so that each look reads what is new alone.

What is kept was committed when it was read; after a restart it is read again.
"""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from django.db.models import Q

from tandem.training.sessions.models import Happening, Run
from tandem.training.sessions.records.values import HappeningRow

# As many runs as one process shows at a time, with room for what was just left.
KEPT = 48
FIELDS = ("number", "at_ms", "recorded_at", "seat", "kind", "detail", "has")

_kept: OrderedDict[UUID, tuple[HappeningRow, ...]] = OrderedDict()
_lock = Lock()


def lines_of(run: Run, *, keep: bool) -> tuple[HappeningRow, ...]:
    """Every line of a run up to the last one that `run` knows, in order, none folded.

    `keep` them only in a transaction that wrote nothing: what is rolled back was never there.
    """
    with _lock:
        known = _kept.get(run.pk, ())
    lines = tuple(one for one in known if one.number <= run.last_number)
    if len(lines) == run.last_number:
        return lines
    found = Happening.objects.filter(run=run, number__gt=len(lines), number__lte=run.last_number).order_by("number")
    lines += tuple(HappeningRow(*row) for row in found.annotate(has=Q(moment__isnull=False)).values_list(*FIELDS))
    # Lines are numbered without a gap; whoever finds one takes what is there, and keeps nothing.
    if keep and len(lines) == run.last_number:
        with _lock:
            _kept[run.pk] = lines
            _kept.move_to_end(run.pk)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return lines
