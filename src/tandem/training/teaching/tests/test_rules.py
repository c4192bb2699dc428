from datetime import date

from tandem.training.teaching.rules import Due, due, months_later

TODAY = date(2026, 11, 27)


def test_months_end_where_the_month_ends():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_later(date(2026, 11, 27), 14) == date(2028, 1, 27)


def test_who_is_due_is_counted_and_each_in_one_place_at_most():
    people = [
        (date(2020, 1, 1), date(2025, 11, 26)),  # a year and a day ago
        (date(2020, 1, 1), date(2025, 12, 10)),  # in two weeks
        (date(2020, 1, 1), date(2026, 10, 1)),
        (date(2026, 9, 1), None),
    ]
    told = due(people, months=12, today=TODAY, new_since=date(2026, 6, 1))
    assert told == Due(people=4, overdue=1, soon=1, never=1, new=1)


def test_nobody_is_due_where_nobody_works():
    assert due([], months=12, today=TODAY, new_since=TODAY) == Due(0, 0, 0, 0, 0)
