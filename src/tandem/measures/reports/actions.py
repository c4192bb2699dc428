"""Decide whether there is a public page, and publish a month. Each is one act."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.marts import Mart
from tandem.measures.period import month_words
from tandem.measures.reports import counting
from tandem.measures.reports.freezing import counted, first_month, freeze, packs_out, published_figures, ready_month
from tandem.measures.reports.models import PublishedPage, Publishing
from tandem.measures.reports.overlap import out_of_packs
from tandem.measures.reports.page import MONTHS, NotSafe, figures, places_of
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal


def decide(*, actor: Actor, wanted: bool) -> None:
    """Have a public page, or none; without one its addresses don't exist. What was published stays frozen either way."""
    with act(actor, Permission.PAGE_DECIDE, kind="public_page") as doing:
        Publishing.objects.update_or_create(
            pk=1, defaults={"wanted": wanted, "decided_at": doing.at, "decided_by_name": actor.name}
        )
        doing.detail |= {"wanted": wanted}


def publish(
    *, actor: Actor, mart: Mart, zone: str, now: datetime, say: Callable[[int, int, str], None] = lambda *_told: None
) -> str:
    """Freeze the newest whole month and publish the page of the last twelve. Returns the month, "2026-10".

    `say` is told how many of how many pieces are done, and what comes next; what it raises ends the work, and nothing is
    published. Raises Refusal, NotAllowed. What is out is never changed: a late row changes no month that was counted.
    """
    month = ready_month(mart, zone=zone)
    if month is None:
        raise Refusal(("month", "No month is over for seven days and counted yet. Come back later."))
    if PublishedPage.objects.filter(last_month=month).exists():
        raise Refusal(("month", f"{month_words(month)} is published already. The next one can follow when it is over."))
    months = _months_to(month, first_month(mart))
    pieces = len(months) + 2
    held, fresh = counted(
        mart, months, zone=zone, now=now,
        say=lambda done, one: say(done, pieces, f"Counting {month_words(one)}"),
    )  # fmt: skip
    say(len(months), pieces, "Looking for what would give somebody away")
    mark, every = counting.snapshot(mart), held | fresh
    out = published_figures()
    places = places_of(every, [figure for page in out for figure in page])
    try:
        found = figures(every, out, out_of_packs(packs_out(), every, places))
    except NotSafe as unsafe:
        raise Refusal(
            ("month", "A page of this month would let somebody find a small group. Nothing was published.")
        ) from unsafe
    say(len(months) + 1, pieces, "How long people waited")
    first = found[0].months[0]
    told = {
        "cells": [one.to_json() for one in found],
        "wait": counting.wait(mart, first, month, zone=zone, now=now),
        "edition": counting.EDITION,
    }
    with act(actor, Permission.PAGE_PUBLISH, kind="public_page") as doing:
        # Two who publish at once: the second meets the first's page by its unique month.
        with transaction.atomic():
            freeze(fresh, mark, doing.at)
            page = PublishedPage.objects.create(
                last_month=month, figures=told, snapshot=mark, published_at=doing.at, published_by_name=actor.name
            )
        doing.about("public_page", page.pk)
        doing.detail |= {"month": month}
    return month


def _months_to(last: str, first: str) -> list[str]:
    year, number = map(int, last.split("-"))
    ends = [year * 12 + number - 1 - back for back in range(MONTHS)]
    names = [f"{end // 12:04d}-{end % 12 + 1:02d}" for end in reversed(ends)]
    return [name for name in names if name >= first]
