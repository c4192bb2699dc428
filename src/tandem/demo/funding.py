"""One grant of the demo city, entered and drawn on through the acts that people's clicks go through. All of it is made up."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tandem.demo import cast
from tandem.demo.cast import Cast
from tandem.foundation import clock
from tandem.measures.grants import actions
from tandem.measures.grants.terms import Deliverable, Line, ReportDue, Terms
from tandem.vocabulary.grants import Budget, Counted, Money

MONTHS_GONE = 5
CENTS = 100


def fund(company: Cast, end: datetime) -> UUID:
    """A grant in its sixth month: what was drawn each month, a half-year report that is due soon, one that went out."""
    manager = company.named("manager").actor()
    today = end.astimezone(ZoneInfo(cast.ZONE)).date()
    first = _month(today, -MONTHS_GONE)
    with clock.at(end - timedelta(days=30 * MONTHS_GONE - 4)):
        made = actions.enter(_terms(first), actor=manager)
    for number in range(MONTHS_GONE):
        on = _month(first, number + 1) - timedelta(days=1)
        with clock.at(datetime.combine(on, end.timetz()) if on < today else end):
            for line, cents, kind in (("line-1", 29_400 + 350 * number, Money.DRAWN), ("line-2", 7_900, Money.DRAWN),
                                      ("line-5", 9_000, Money.MATCH)):  # fmt: skip
                actions.draw(
                    made, actor=manager, line=line, kind=kind, on=on, cents=cents * CENTS, note=f"Request {number + 1}"
                )
    with clock.at(end - timedelta(days=2)):
        actions.say_sent(made, "report-1", actor=manager, on=min(_month(first, 3) + timedelta(days=20), today))
    return made


def _month(day: date, ahead: int) -> date:
    """The first day of the month so many months ahead of a day's."""
    index = day.year * 12 + day.month - 1 + ahead
    return date(index // 12, index % 12 + 1, 1)


def _terms(first: date) -> Terms:
    last = _month(first, 12) - timedelta(days=1)
    half = _month(first, 6) - timedelta(days=1)
    return Terms(
        name="Crisis response, evening team",
        funder="State Office of Behavioral Health (made up)",
        number="SOBH-CR-0412",
        first_day=first,
        last_day=last,
        cents=520_000 * CENTS,
        match_cents=130_000 * CENTS,
        remind_days=45,
        lines=(
            Line("line-1", Budget.PERSONNEL, "Three clinicians, evenings", 352_000 * CENTS),
            Line("line-2", Budget.FRINGE, "", 95_000 * CENTS),
            Line("line-3", Budget.EQUIPMENT, "Phones and a car", 34_000 * CENTS),
            Line("line-4", Budget.CONTRACTUAL, "Training by people with lived experience", 14_000 * CENTS),
            Line("line-5", Budget.INDIRECT, "", 25_000 * CENTS),
        ),
        deliverables=(
            Deliverable(
                "promise-1", "Speak with 1,500 people in crisis", "contact_outcome_mix", Counted.COUNT, "at_least", 1500, last
            ),
            Deliverable(
                "promise-2", "Half of the calls reached within 20 minutes", "request_to_arrival", Counted.VALUE,
                "at_most", 20, half,
            ),
            Deliverable(
                "promise-3", "Half of the needs we refer are seen by the service within a month", "seen_30_days",
                Counted.VALUE, "at_least", 0.5, last,
            ),
        ),
        reports=(
            ReportDue("report-1", "First quarter, performance and money", _month(first, 3) + timedelta(days=29)),
            ReportDue("report-2", "Half year, performance and money", _month(first, 6) + timedelta(days=29)),
            ReportDue("report-3", "Final report", _month(first, 12) + timedelta(days=89)),
        ),
    )  # fmt: skip
