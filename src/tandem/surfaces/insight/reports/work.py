"""The long work of reports, done by the worker: each tells how far it is, and can be stopped between its pieces."""

from uuid import UUID

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.jobs.work import Doing
from tandem.foundation.organizations.program import zone
from tandem.measures.reports import actions, making, records
from tandem.measures.reports.freezing import ready_month
from tandem.surfaces.insight.facts import mart
from tandem.vocabulary.permissions import Permission

PUBLISH, PACK, COUNT, EXTRACT = "reports.publish", "reports.pack", "reports.count", "reports.extract"
# From this day of a month on, the month before has been watched for a week.
DUE_DAY = 8


def publish(doing: Doing) -> dict:
    """Freeze the newest whole month and publish its page."""
    month = actions.publish(
        actor=doing.actor, mart=mart(), zone=str(zone()), now=clock.now(),
        say=lambda done, total, words: (doing.say(done, total, words), doing.listen()),
    )  # fmt: skip
    return {"month": month}


def pack(doing: Doing) -> dict:
    """Count a review pack, piece by piece."""
    made = making.make_pack(
        actor=doing.actor, mart=mart(), zone=str(zone()), now=clock.now(), **doing.arguments,
        say=lambda done, words: (doing.say(done, 4, words), doing.listen()),
    )  # fmt: skip
    return {"pack": str(made)}


def count(doing: Doing) -> dict:
    """Count a report of somebody's own, measure by measure."""
    report = UUID(doing.arguments["report"])
    made = making.count_report(
        report, actor=doing.actor, mart=mart(), zone=str(zone()), now=clock.now(),
        say=lambda done, words: (doing.say(done, words=words), doing.listen()),
    )  # fmt: skip
    return {"report": str(report), "counted": str(made)}


def extract(doing: Doing) -> dict:
    """Make a de-identified extract, piece by piece."""
    made = making.make_extract(
        actor=doing.actor, mart=mart(), reason=doing.arguments["reason"],
        say=lambda done, words: (doing.say(done, words=words), doing.listen()),
    )  # fmt: skip
    return {"extract": str(made)}


def due() -> None:
    """Make the pack of the twelve months before, once a month, where the program wants it. Safe to repeat."""
    today = clock.now().astimezone(zone())
    if not records.scheduled().wanted or today.day < DUE_DAY:
        return
    index = today.year * 12 + today.month - 1
    last, first = (f"{i // 12:04d}-{i % 12 + 1:02d}" for i in (index - 1, index - 12))
    ready = ready_month(mart(), zone=str(zone()))
    if ready is not None and last <= ready and not records.pack_of(first, last):
        making.make_pack(
            actor=Actor.system("Pack of the month", Permission.REPORT_WRITE), mart=mart(), zone=str(zone()),
            now=clock.now(), title="", ask="", first=first, last=last, say=lambda _done, _words: None,
        )  # fmt: skip
