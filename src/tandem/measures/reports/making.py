"""Packs, goals, reports and extracts: what is made inside and handed on. Each is one act."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.attachments import store
from tandem.foundation.audit.record import record
from tandem.foundation.marts import Mart
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants.records import GrantRow, today
from tandem.measures.grants.records import grant as grant_row
from tandem.measures.measure import SHARES
from tandem.measures.period import month_words
from tandem.measures.reports import counting, custom, extract
from tandem.measures.reports.freezing import counted, first_month, freeze, packs_out, published_figures, ready_month
from tandem.measures.reports.granted import part
from tandem.measures.reports.models import CountedReport, Extract, Goal, Pack, Report, ReportEdition, Schedule
from tandem.measures.reports.overlap import span, span_back, weigh
from tandem.measures.reports.pack import build
from tandem.measures.reports.page import NotSafe
from tandem.measures.reports.records import goals, report
from tandem.measures.tables import ENCOUNTERS
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

MONTH = re.compile(r"20\d{2}-(0[1-9]|1[0-2])")
MOST_MONTHS = 36
LONGEST_ASK, LONGEST_NAME, LONGEST_REASON = 600, 120, 200
WAYS = ("at_least", "at_most")
# The file of an extract is deleted after this long; it can be made again from the facts.
KEPT_HOURS = 72
NOTHING_YET = "No closed contact is counted yet, so there is nothing to extract. Come back later."
ALL_RARE = "No row may leave: fewer than 11 people share what each says. No file was made."


def make_pack(
    *, actor: Actor, mart: Mart, title: str, ask: str, first: str, last: str, zone: str, now: datetime,
    say: Callable[[int, str], None], grant: str = "",
) -> UUID:  # fmt: skip
    """Count a pack of the months first to last and keep it; with the id of a grant, that grant's part in it.

    Raises Refusal, NotAllowed, and what `say` raises.
    """
    check_pack(title, ask, first, last)
    funded = _grant(grant) if grant else None
    check_over(mart, last, zone=zone)
    # What was never recorded is no zero: such months are not counted, nor frozen, for their facts may still come.
    months = tuple(month for month in span(first, last) if month >= first_month(mart))
    quiet = tuple(month for month in months if month < first_month(mart, ENCOUNTERS))
    earlier = packs_out()
    say(0, "The way from a call to a service")
    held, fresh = counted(mart, months, zone=zone, now=now)
    try:
        weighed = weigh(months, held | fresh, published_figures(), earlier, quiet)
    except NotSafe as unsafe:
        raise Refusal(
            ("first", "With the packs that are out, a pack of these months would let somebody find a small group.")
        ) from unsafe
    content = build(mart, first, last, goals(), weighed, earlier, zone=zone, now=now, say=say)
    if funded:
        content["grant"] = part(funded, mart, last, earlier, zone=zone, now=now, today=today())
        title = title.strip() or f"{funded.terms.name}, {month_words(last)}"[:LONGEST_NAME]
    with act(actor, Permission.REPORT_WRITE, kind="pack") as doing:
        freeze(fresh, counting.snapshot(mart), doing.at)
        made = Pack.objects.create(
            title=title.strip() or f"Review pack, {month_words(last)}", ask=ask.strip(), first_month=first,
            last_month=last, content=content, made_at=doing.at, made_by_name=actor.name,
        )  # fmt: skip
        doing.about("pack", made.pk)
    return made.pk


def check_pack(title: str, ask: str, first: str, last: str) -> None:
    """Raises Refusal naming the field of what a pack cannot be made of."""
    clean("title", title, LONGEST_NAME)
    clean("ask", ask, LONGEST_ASK)
    check_months(first, last)


def months_of_grant(grant: str, mart: Mart, *, zone: str) -> tuple[str, str]:
    """The months of a grant that can be counted: its first to its last, or the newest that is ready. Raises Refusal."""
    terms = _grant(grant).terms
    ready = ready_month(mart, zone=zone)
    if ready is None or ready < terms.first_month:
        raise Refusal(("grant", "No whole month of this grant is over for seven days and counted yet."))
    last = min(terms.last_month, ready)
    return max(terms.first_month, span_back(last, MOST_MONTHS)), last


def _grant(id: str) -> GrantRow:
    try:
        return grant_row(UUID(id))
    except (ValueError, Absent) as missing:
        raise Refusal(("grant", "Choose a grant of the list, or none.")) from missing


def check_over(mart: Mart, last: str, *, zone: str) -> None:
    """Raises Refusal for a month that is not over for seven days, or before anything was recorded.

    The contacts of a month that is hardly over have not been watched long enough.
    """
    ready = ready_month(mart, zone=zone)
    if ready is None or last > ready:
        newest = f" The newest that can be counted is {month_words(ready)}." if ready else ""
        raise Refusal(("last", f"{month_words(last)} is not over for seven days yet.{newest}"))
    if last < (begun := first_month(mart)):
        raise Refusal(("last", f"Nothing was recorded before {month_words(begun)}. Choose a later month."))


def check_months(first: str, last: str) -> None:
    for field, month in (("first", first), ("last", last)):
        if not MONTH.fullmatch(month):
            raise Refusal((field, "Write a month like 2026-10."))
    if last < first:
        raise Refusal(("last", "The last month comes before the first one."))
    if (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) >= MOST_MONTHS:
        raise Refusal(("first", f"Choose at most {MOST_MONTHS} months."))


def schedule(*, actor: Actor, wanted: bool) -> None:
    """Have a pack of each month made by itself, or not."""
    with act(actor, Permission.REPORT_WRITE, kind="pack_schedule") as doing:
        Schedule.objects.update_or_create(
            pk=1, defaults={"wanted": wanted, "decided_at": doing.at, "decided_by_name": actor.name}
        )
        doing.detail |= {"wanted": wanted}


def set_goal(*, actor: Actor, measure: str, target: str, way: str, first: str, last: str) -> UUID:
    """Set a target. Shares are given in percent, waits in minutes. Raises Refusal naming the field, NotAllowed."""
    if measure not in CATALOGUE:
        raise Refusal(("measure", "Choose a measure of the list."))
    if way not in WAYS:
        raise Refusal(("way", "Choose “at least” or “at most”."))
    check_months(first, last)
    unit = CATALOGUE[measure].unit
    try:
        number = float(target.strip().rstrip("%").strip())
    except ValueError:
        number = -1.0
    if not 0 <= number <= (100 if unit in SHARES else 100_000):
        raise Refusal(("target", "Write a number: percent from 0 to 100, or minutes."))
    with act(actor, Permission.REPORT_WRITE, kind="goal") as doing:
        made = Goal.objects.create(
            measure=measure, target=number / 100 if unit in SHARES else number, way=way, first_month=first,
            last_month=last, set_at=doing.at, set_by_name=actor.name,
        )  # fmt: skip
        doing.about("goal", made.pk)
    return made.pk


def end_goal(goal_id: UUID, *, actor: Actor) -> None:
    """Aim at it no more. Doing it twice changes nothing. Raises Absent, NotAllowed."""
    with act(actor, Permission.REPORT_WRITE, kind="goal", subject=goal_id) as doing:
        goal = Goal.objects.select_for_update().filter(pk=goal_id).first()
        if goal is None:
            raise Absent
        if goal.ended_at is None:
            goal.ended_at = doing.at
            goal.save()


def save_report(
    *, actor: Actor, name: str, shared: bool, measures: list[str], split: str, first: str, last: str,
    report_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Save a report, or a new edition of one's own. Raises Refusal naming the field, Absent, NotAllowed."""
    clean("name", name, LONGEST_NAME)
    if not name.strip():
        raise Refusal(("name", "Give the report a name."))
    wanted = [one for one in CATALOGUE if one in measures]
    if not wanted or len(wanted) < len(set(measures)):
        raise Refusal(("measures", "Choose at least one measure of the list."))
    if split and split not in custom.SPLITS:
        raise Refusal(("split", "Choose a split of the list, or none."))
    check_months(first, last)
    spec = {"measures": wanted, "split": split, "first": first, "last": last}
    with act(actor, Permission.REPORT_WRITE, kind="report", subject=report_id) as doing:
        if report_id is None:
            held = Report(owner_id=actor.id, written_by_name=actor.name)
        else:
            held = Report.objects.select_for_update().filter(pk=report_id, owner_id=actor.id).first()
            if held is None:
                raise Absent
        held.name, held.shared = name.strip(), shared
        held.save()
        number = (held.editions.aggregate(last=Max("number"))["last"] or 0) + 1
        ReportEdition.objects.create(report=held, number=number, spec=spec, saved_at=doing.at, saved_by_name=actor.name)
        doing.about("report", held.pk)
    return held.pk


def count_report(
    report_id: UUID, *, actor: Actor, mart: Mart, zone: str, now: datetime, say: Callable[[int, str], None]
) -> UUID:
    """Count a report in its newest edition and keep its lines. Raises Absent, NotAllowed, and what `say` raises."""
    held = report(report_id, actor.id)
    lines = custom.lines(mart, held.spec, zone=zone, now=now, say=say)
    with act(actor, Permission.REPORT_WRITE, kind="report", subject=report_id) as doing:
        made = CountedReport.objects.create(
            report_id=report_id, number=held.number, lines=[list(one.__dict__.values()) for one in lines],
            counted_at=doing.at, counted_by_name=actor.name,
        )  # fmt: skip
        doing.detail |= {"counted": str(made.pk)}
    return made.pk


def check_extract(mart: Mart, reason: str) -> None:
    """Raises Refusal for a reason that is missing or too long, and where no contact was ever counted."""
    clean("reason", reason, LONGEST_REASON)
    if not reason.strip():
        raise Refusal(("reason", "Write what the extract is for and who receives it."))
    if not mart.ledger().files(ENCOUNTERS):
        raise Refusal(("reason", NOTHING_YET))


def make_extract(*, actor: Actor, mart: Mart, reason: str, say: Callable[[int, str], None]) -> UUID:
    """Make a de-identified extract and keep its file for KEPT_HOURS, written down with its reason and fingerprint.

    Raises Refusal, NotAllowed, and what `say` raises: nothing is kept then.
    """
    check_extract(mart, reason)
    made = extract.make(mart, say)
    if not made.rows:
        raise Refusal(("reason", ALL_RARE if made.left_out else NOTHING_YET))
    with act(actor, Permission.EXTRACT_MAKE, kind="extract") as doing:
        file = store.keep(
            [made.text.encode()], "contacts-de-identified.csv", category=Category.DEID_AGGREGATE, owner_id=actor.id,
            expires_at=doing.at + timedelta(hours=KEPT_HOURS),
        )  # fmt: skip
        row = Extract.objects.create(
            reason=reason.strip(), rows=made.rows, left_out=made.left_out, digest=file.sha256, file_id=file.id,
            made_at=doing.at, made_by_name=actor.name,
        )  # fmt: skip
        doing.about("extract", row.pk)
        doing.detail |= {"rows": made.rows}
    return row.pk


def fetch_extract(extract_id: UUID, *, actor: Actor) -> UUID:
    """The id of an extract's file, for who made it, while it is kept; each fetch is in the audit trail. Raises Absent.

    Nobody can be found in it, so that it discloses nobody's record; the trail says what left, and how much.
    """
    row = Extract.objects.select_related("file").filter(pk=extract_id, file__owner_id=actor.id).first()
    if row is None or not actor.may(Permission.EXTRACT_MAKE) or not store.kept(row.file_id).there:
        raise Absent
    record(
        actor, "extract.fetch", object_kind="extract", object_id=row.pk, count=row.rows, size=row.file.size,
        categories=(Category.DEID_AGGREGATE,), detail={"sha256": row.digest},
    )  # fmt: skip
    return row.file_id
