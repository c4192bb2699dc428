"""Check the running installation's own trail, all of it or its newest day, and say how it stands. Each check is on it."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit import signing, sinks
from tandem.foundation.audit.alerts import Alert, alert, alerts
from tandem.foundation.audit.lines import lines
from tandem.foundation.audit.models import Checkpoint, Entry
from tandem.foundation.audit.record import record
from tandem.foundation.audit.seal import oldest_unsealed
from tandem.foundation.audit.spool import waiting
from tandem.foundation.audit.verify import Report, check

VERIFY = "audit.verify"
# The kind of run that checks the newest day.
CHECK = "audit.check"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Checked:
    """The last check: when, of how many entries, and how many findings."""

    at: datetime
    entries: int
    findings: int


@dataclass(frozen=True)
class Standing:
    """How the trail stands now."""

    entries: int
    sealed: int
    checkpoints: int
    last_at: datetime | None
    oldest_unsealed: datetime | None
    spooled: int
    checked: Checked | None
    key: str
    places: list[str]
    alerts: list[Alert]

    @property
    def late(self) -> bool:
        """Whether an entry has waited for its seal for more than a minute."""
        return self.oldest_unsealed is not None and clock.now() - self.oldest_unsealed > timedelta(minutes=1)


def standing() -> Standing:
    """How the trail stands. What a reader sees of it names nobody."""
    last = Checkpoint.objects.order_by("-number").first()
    done = Entry.objects.filter(action=VERIFY).order_by("-id").first()
    try:
        found = signing.key()
    except signing.KeyUnusable:
        found = None
    return Standing(
        entries=Entry.objects.count(),
        sealed=last.last_seq if last else 0,
        checkpoints=last.number if last else 0,
        last_at=last.at if last else None,
        oldest_unsealed=oldest_unsealed(),
        spooled=waiting(),
        checked=Checked(done.at, done.count, done.detail.get("findings", 0)) if done else None,
        key=signing.public_of(found) if found else "",
        places=[str(one) for one in sinks.files()],
        alerts=alerts(),
    )


def last_key() -> str:
    """The public key that signed the newest checkpoint, "" before the first."""
    body = Checkpoint.objects.order_by("-number").values_list("body", flat=True).first()
    return json.loads(body)["key"] if body else ""


def check_everything(actor: Actor) -> Report:
    """Check the whole chain against the files of checkpoints. The check is an entry of its own."""
    return _checked(actor, 1, lambda _done: None)


def check_newest_day(actor: Actor, say: Callable[[int, int], None]) -> Report:
    """Check what was sealed in the last 24 hours; `say` hears entries done and in all."""
    since = Checkpoint.objects.filter(at__lt=clock.now() - DAY).order_by("-number").first()
    last = Checkpoint.objects.order_by("-number").first()
    total = (last.last_seq if last else 0) - (since.last_seq if since else 0)
    return _checked(actor, since.number if since else 1, lambda done: say(min(done, total), total))


def _checked(actor: Actor, since: int, say: Callable[[int], None]) -> Report:
    key = signing.made_key() if not last_key() else signing.key()
    keys = [signing.public_of(key)] if key else []
    with ExitStack() as stack:
        elsewhere = [stack.enter_context(one.open("rb")) for one in sinks.files() if one.is_file()]
        report = check(_told(lines(since), say), keys, elsewhere)
    kinds = sorted({one.kind for one in report.findings})
    detail = {"findings": len(report.findings), "kinds": kinds, "from": since}
    outcome = "ok" if report.whole else "broken"
    record(actor, VERIFY, object_kind="audit", outcome=outcome, count=report.entries, detail=detail)
    if not report.whole:
        alert("found", ", ".join(kinds))
    return report


def _told(every: Iterable[bytes], say: Callable[[int], None]) -> Iterator[bytes]:
    for number, line in enumerate(every):
        if number % 1_000 == 0:
            say(number)
        yield line
