"""Enter a grant, change its terms into a new edition, enter money, replace what was wrong, say that a report went out."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.grants import records
from tandem.measures.grants.models import Draw, Grant, GrantEdition, ReportSent
from tandem.measures.grants.money import CLOSING_DAYS
from tandem.measures.grants.records import today
from tandem.measures.grants.terms import MOST_CENTS, Terms, check, stored
from tandem.measures.measure import MINUTES, SHARES
from tandem.vocabulary.grants import Money
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

# Costs of the ninety days before an award may be drawn (2 CFR 200.308).
BEFORE_DAYS = 90
# Of these a count says something; hours are a sum already.
COUNTS = frozenset(id for id, one in CATALOGUE.items() if one.unit in SHARES or one.unit == MINUTES)


def enter(terms: Terms, *, actor: Actor) -> UUID:
    """Enter a grant. Raises Refusal naming each field that can't stand, NotAllowed."""
    with act(actor, Permission.GRANT_WRITE, kind="grant") as doing:
        _check(terms, {})
        made = Grant.objects.create(entered_at=doing.at, entered_by_name=actor.name)
        _edition(doing, made, terms, 1, "")
    return made.pk


def change(grant_id: UUID, terms: Terms, *, actor: Actor, seen: int, why: str) -> None:
    """Change the terms into a new edition. `seen` is the number of the edition the writer had before them.

    Raises Refusal naming each field, Conflict if somebody wrote meanwhile, Absent, NotAllowed.
    """
    clean("why", why, 200, required=True)
    with act(actor, Permission.GRANT_WRITE, kind="grant", subject=grant_id) as doing:
        held = _locked(grant_id)
        before = records.grant(grant_id)
        if before.edition.number != seen:
            raise Conflict(("why", "Somebody changed this grant after you opened it. Look at it, then change again."))
        _check(terms, _by_line(before))
        _edition(doing, held, terms, seen + 1, why.strip())


def draw(
    grant_id: UUID, *, actor: Actor, line: str, kind: str, on: date, cents: int, note: str, replaces: UUID | None = None
) -> UUID:
    """Enter money of a day, or what stands instead of an entry that was wrong (0: there was none).

    Raises Refusal naming the field, Absent, NotAllowed; Conflict if the entry was replaced already.
    """
    clean("note", note, 200, required=replaces is not None)
    with act(actor, Permission.GRANT_WRITE, kind="grant", subject=grant_id) as doing:
        held = _locked(grant_id)
        now = records.grant(grant_id)
        if replaces is not None and replaces not in {one.id for one in now.draws}:
            raise Absent
        wrong = list(_wrong_draw(now, line, kind, on, cents, replaces))
        if wrong:
            raise Refusal(*wrong)
        try:
            with transaction.atomic():
                made = Draw.objects.create(
                    grant=held, line=line, kind=kind, on_day=on, cents=cents, note=note.strip(), replaces_id=replaces,
                    entered_at=doing.at, entered_by_name=actor.name,
                )  # fmt: skip
        except IntegrityError as twice:
            raise Conflict(("amount", "Somebody replaced this entry already. Look at the list.")) from twice
        doing.detail |= {"draw": str(made.pk)}
    return made.pk


def say_sent(grant_id: UUID, report: str, *, actor: Actor, on: date) -> None:
    """Say that a report went to the funder. A second time changes nothing. Raises Refusal, Absent, NotAllowed."""
    with act(actor, Permission.GRANT_WRITE, kind="grant", subject=grant_id) as doing:
        held = _locked(grant_id)
        now = records.grant(grant_id)
        if report not in {one.id for one in now.terms.reports}:
            raise Absent
        if on > today():
            raise Refusal((f"sent.{report}", "This day has not come yet."))
        if report not in now.sent:
            ReportSent.objects.create(
                grant=held, report=report, on_day=on, entered_at=doing.at, entered_by_name=actor.name
            )
            doing.detail |= {"report": report}


def _locked(grant_id: UUID) -> Grant:
    held = Grant.objects.select_for_update().filter(pk=grant_id).first()
    if held is None:
        raise Absent
    return held


def _check(terms: Terms, drawn: Mapping[str, int]) -> None:
    wrong = list(check(terms, CATALOGUE, COUNTS, drawn))
    if wrong:
        raise Refusal(*wrong)


def _edition(doing: Act, grant: Grant, terms: Terms, number: int, why: str) -> None:
    GrantEdition.objects.create(
        grant=grant, number=number, content=stored(terms), why=why, saved_at=doing.at, saved_by_name=doing.actor.name
    )
    doing.about("grant", grant.pk)
    doing.detail |= {"edition": number}


def _by_line(now: records.GrantRow) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in now.draws:
        if one.standing:
            found[one.line] = found.get(one.line, 0) + one.cents
    return found


def _wrong_draw(now: records.GrantRow, line: str, kind: str, on: date, cents: int, replaces: UUID | None):
    terms = now.terms
    if terms.line(line) is None:
        yield "line", "Choose a line of the budget."
    if kind not in set(Money):
        yield "kind", "Choose whether it was drawn, or is the own share."
    if not (0 if replaces else 1) <= cents <= MOST_CENTS:
        yield "amount", "Write an amount in dollars, more than 0."
    if on > today():
        yield "on", "This day has not come yet."
    elif not terms.first_day - timedelta(days=BEFORE_DAYS) <= on <= terms.last_day + timedelta(days=CLOSING_DAYS):
        yield "on", "This is outside the grant: 90 days before its first day to 120 days after its last."
    others = sum(d.cents for d in now.draws if d.standing and d.kind == Money.DRAWN and d.id != replaces)
    if kind == Money.DRAWN and others + cents > terms.cents:
        yield "amount", "With this, more would be drawn than was awarded."
