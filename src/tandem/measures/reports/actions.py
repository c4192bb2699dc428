"""Decide whether there is a public page, and publish a month. Each is one act."""

from datetime import datetime, timedelta

from django.db import transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.marts import Mart
from tandem.measures.funnel import WINDOW
from tandem.measures.period import Period, month_words
from tandem.measures.reports import counting
from tandem.measures.reports.models import FrozenMonth, PublishedPage, Publishing
from tandem.measures.reports.page import MONTHS, Figure, NotSafe, figures
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal


def decide(*, actor: Actor, wanted: bool) -> None:
    """Have a public page, or none; without one its addresses don't exist. What was published stays frozen either way."""
    with act(actor, Permission.PAGE_DECIDE, kind="public_page") as doing:
        Publishing.objects.update_or_create(
            pk=1, defaults={"wanted": wanted, "decided_at": doing.at, "decided_by_name": actor.name}
        )
        doing.detail |= {"wanted": wanted}


def ready_month(mart: Mart, *, zone: str) -> str | None:
    """The newest month that may be published: over, watched for seven days more, and filled. None where there is none."""
    filled = counting.filled_to(mart)
    if filled is None:
        return None
    here = Period.of(filled.strftime("%Y-%m"), filled.strftime("%Y-%m"), zone=zone, as_of=filled)
    for _ in range(2):
        before = (here.start - timedelta(days=1)).strftime("%Y-%m")
        here = Period.of(before, before, zone=zone, as_of=filled)
        if here.end + WINDOW <= filled:
            return before if before >= _first_month(mart) else None
    return None


def publish(*, actor: Actor, mart: Mart, zone: str, now: datetime) -> str:
    """Freeze the newest whole month and publish the page of the last twelve. Returns the month, "2026-10".

    Raises Refusal, NotAllowed. What is out is never changed: a late row changes no month that was counted.
    """
    month = ready_month(mart, zone=zone)
    if month is None:
        raise Refusal(("month", "No month is over for seven days and counted yet. Come back later."))
    if PublishedPage.objects.filter(last_month=month).exists():
        raise Refusal(("month", f"{month_words(month)} is published already. The next one can follow when it is over."))
    held = {row.month: row.counts for row in FrozenMonth.objects.all()}
    fresh = {
        one: counting.month_counts(mart, one, zone=zone, now=now)
        for one in _months_to(month, _first_month(mart))
        if one not in held
    }
    mark = counting.snapshot(mart)
    try:
        found = figures(held | fresh, [[Figure.of_json(one) for one in page.figures["cells"]] for page in _pages()])
    except NotSafe as unsafe:
        raise Refusal(
            ("month", "A page of this month would let somebody find a small group. Nothing was published.")
        ) from unsafe
    first = found[0].months[0]
    told = {
        "cells": [one.to_json() for one in found],
        "wait": counting.wait(mart, first, month, zone=zone, now=now),
        "edition": counting.EDITION,
    }
    with act(actor, Permission.PAGE_PUBLISH, kind="public_page") as doing:
        # Two who publish at once: the second meets the first's page by its unique month.
        with transaction.atomic():
            FrozenMonth.objects.bulk_create(
                FrozenMonth(month=one, counts=counts, edition=counting.EDITION, snapshot=mark, frozen_at=doing.at)
                for one, counts in fresh.items()
            )
            page = PublishedPage.objects.create(
                last_month=month, figures=told, snapshot=mark, published_at=doing.at, published_by_name=actor.name
            )
        doing.about("public_page", page.pk)
        doing.detail |= {"month": month}
    return month


def _pages():
    return PublishedPage.objects.order_by("last_month")


def _first_month(mart: Mart) -> str:
    months = mart.ledger().rows(counting.INCIDENTS)
    return min(months, default="9999-12")


def _months_to(last: str, first: str) -> list[str]:
    year, number = map(int, last.split("-"))
    ends = [year * 12 + number - 1 - back for back in range(MONTHS)]
    names = [f"{end // 12:04d}-{end % 12 + 1:02d}" for end in reversed(ends)]
    return [name for name in names if name >= first]
