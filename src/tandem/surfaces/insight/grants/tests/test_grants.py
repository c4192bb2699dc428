"""A grant through its pages: money against time, promises counted and never typed, what is due, and bad input."""

from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation import clock
from tandem.measures.grants.models import Draw, Grant, GrantEdition
from tandem.surfaces.insight.tests.conftest import facts, signed_in  # noqa: F401
from tandem.vocabulary.terms import Role
from tests.made import user_with_job

NOW = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)
TYPED = {
    "name": "Crisis response 2026",
    "funder": "Bureau of Justice Assistance",
    "number": "15PBJA-26-GG-00001",
    "first_day": "2026-09-01",
    "last_day": "2027-08-31",
    "amount": "$600,000",
    "match": "150000",
    "remind_days": "30",
    "lines.0.category": "personnel",
    "lines.0.amount": "500,000",
    "lines.0.words": "Two clinicians",
    "lines.1.category": "travel",
    "lines.1.amount": "20000",
    "deliverables.0.words": "Meet 40 people face to face",
    "deliverables.0.measure": "contact_outcome_mix",
    "deliverables.0.counted": "count",
    "deliverables.0.way": "at_least",
    "deliverables.0.target": "40",
    "deliverables.0.due": "2027-08-31",
    "deliverables.1.words": "Half of calls reached in 20 minutes",
    "deliverables.1.measure": "request_to_arrival",
    "deliverables.1.counted": "value",
    "deliverables.1.way": "at_most",
    "deliverables.1.target": "20",
    "deliverables.1.due": "2026-10-31",
    "reports.0.words": "First quarter, performance",
    "reports.0.due": "2026-12-01",
}


@pytest.fixture
def desk(facts):  # noqa: F811
    with clock.at(NOW):
        for day in range(25):
            at = datetime(2026, 9, 10, 15, 7, tzinfo=UTC) + timedelta(days=day)
            facts.call(at, 30)
            facts.encounter(at)
        facts.fill()
        yield signed_in(user_with_job(Role.EVALUATOR))


def entered(desk, **other) -> str:
    answer = desk.post("/reports/grants/new/", {**TYPED, **other})
    assert answer.status_code == 302, answer.context["errors"]
    return answer["Location"]


def read(desk, url: str) -> str:
    return desk.get(url).content.decode()


def test_a_grant_says_its_pace_and_counts_its_promises(desk):
    url = entered(desk)
    desk.post(f"{url}money/", {"kind": "drawn", "line": "line-1", "on": "2026-11-02", "amount": "240000", "note": ""})
    page = read(desk, url)
    assert "Money goes faster than time: $360,000 of $600,000 is left." in page
    assert "21 % of the time is over and 40 % of the money is drawn." in page
    assert "the money would end before Aug 31, 2027" in page
    # 25 of 40 people, with most of the year to come; and a median of 30 minutes, whose day is over.
    assert page.index("on the way") < page.index("not met") and "not met so far" not in page
    assert "30 minutes" in page and "of 25, edition " in page and ", edition 2" in page and "/2<" not in page
    # A promise that is a plain count is of nothing.
    assert "25 of 25" not in page and page.count("of 25, edition") == 1
    assert "$80,000" in page and "In no line yet" in page


def test_what_is_due_waits_at_the_managers_door_until_it_went_out(desk):
    url = entered(desk)
    for page in (read(desk, "/reports/"), read(desk, "/reports/grants/"), read(desk, url)):
        assert "in 15 days" in page and "First quarter, performance" in page
    assert "1 waits" in read(desk, "/reports/goals/")
    wrong = desk.post(url, {"report": "report-1", "sent.report-1": "2027-01-01"})
    assert wrong.status_code == 422 and "has not come yet" in wrong.content.decode()
    desk.post(url, {"report": "report-1", "sent.report-1": "2026-11-15"})
    assert "sent Nov 15, 2026" in read(desk, url) and "1 waits" not in read(desk, "/reports/goals/")
    assert desk.post(url, {"report": "report-9", "sent.report-9": "2026-11-15"}).status_code == 404


def test_a_changed_figure_keeps_the_old_one(desk):
    url = entered(desk)
    change = {**TYPED, "lines.0.id": "line-1", "lines.1.id": "line-2", "amount": "700000", "seen": "1"}
    assert desk.post(f"{url}change/", change).status_code == 422
    assert desk.post(f"{url}change/", {**change, "why": "Supplement"}).status_code == 302
    assert "$700,000" in read(desk, url) and "Supplement" in read(desk, url)
    assert "$600,000" in read(desk, f"{url}editions/1/")
    late = desk.post(f"{url}change/", {**change, "why": "Again"})
    assert late.status_code == 409 and GrantEdition.objects.count() == 2


def test_money_entered_wrong_is_replaced_and_stays_in_the_list(desk):
    url = entered(desk)
    entry = {"kind": "drawn", "line": "line-1", "on": "2026-11-02", "amount": "90000", "note": ""}
    desk.post(f"{url}money/", entry)
    first = Draw.objects.get()
    right = {**entry, "amount": "9,000", "note": "A zero too many", "replaces": str(first.pk)}
    assert desk.post(f"{url}money/", {**right, "note": ""}).status_code == 422
    assert desk.post(f"{url}money/", right).status_code == 302
    assert desk.post(f"{url}money/", right).status_code == 409
    page = read(desk, url)
    assert "<s>$90,000</s>" in page and "$591,000 of $600,000 is left" in page
    # A line on which money was drawn can't be dropped.
    dropped = {name: value for name, value in TYPED.items() if not name.startswith("lines.0")}
    answer = desk.post(f"{url}change/", {**dropped, "lines.1.id": "line-2", "seen": "1", "why": "x"})
    assert answer.status_code == 422 and "Keep the line" in answer.content.decode()


WRONG = [
    ("name", "", "be empty"),
    ("name", "a\0b", "NUL"),
    ("funder", "x" * 121, "at most 120"),
    ("first_day", "next fall", "Choose a day"),
    ("last_day", "2026-01-01", "before the first one"),
    ("amount", "a lot", "Write dollars"),
    ("amount", "500,000", "add up to more"),
    ("lines.0.amount", "nan", "Write dollars"),
    ("lines.0.category", "yachts", "Choose what the money is for"),
    ("deliverables.0.measure", "happiness", "Choose the measure"),
    ("deliverables.0.target", "many", "Write a number"),
    ("deliverables.0.due", "2026-01-01", "before the first day"),
    ("reports.0.due", "", "Choose a day"),
]


def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_stored(desk):
    for field, value, words in WRONG:
        answer = desk.post("/reports/grants/new/", {**TYPED, field: value})
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and f'id="id_{field}-error"' in page, field
        assert "Two clinicians" in page and not Grant.objects.exists()


def test_more_than_was_awarded_or_a_day_to_come_is_refused(desk):
    url = entered(desk)
    entry = {"kind": "drawn", "line": "line-1", "on": "2026-11-02", "amount": "600001", "note": ""}
    for other in ({}, {"amount": "1", "on": "2026-12-24"}, {"amount": "1", "line": "line-7"}, {"amount": "0"}):
        assert desk.post(f"{url}money/", {**entry, **other}).status_code == 422
    assert not Draw.objects.exists() and desk.get(f"{url}money/?replaces=nothing").status_code == 404


def test_who_may_read_may_not_always_write(desk):
    url = entered(desk)
    supervisor = signed_in(user_with_job(Role.CLINICAL_SUPERVISOR))
    assert "Change the grant" not in read(supervisor, url)
    assert supervisor.get(f"{url}change/").status_code == 404
    assert supervisor.post(url, {"report": "report-1", "sent.report-1": "2026-11-15"}).status_code == 404
    assert signed_in(user_with_job(Role.CLINICIAN)).get(url).status_code == 404


def test_a_small_count_goes_to_no_funder(desk):
    url = entered(desk, first_day="2026-10-01")
    assert "fewer than 11 so far" in read(desk, url)


def test_a_grant_that_has_not_begun_says_so(desk):
    days = {
        "first_day": "2027-01-01",
        "last_day": "2027-12-31",
        "deliverables.1.due": "2027-10-31",
        "reports.0.due": "2027-03-01",
    }
    page = read(desk, entered(desk, **days | {"deliverables.0.due": "2027-12-31"}))
    assert "The grant has not begun" in page and "not measurable yet" in page
