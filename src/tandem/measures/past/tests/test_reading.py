"""How an old file is read, without a database: its names, its times, its spellings, and what becomes of a row."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tandem.measures import spans
from tandem.measures.past import heading
from tandem.measures.past.fields import SPANS
from tandem.measures.past.mapping import Past
from tandem.measures.past.proposing import propose
from tandem.measures.past.sifting import Sifted, groups, held, place, repaired, sift
from tandem.measures.past.spelling import CLOSE, KNOWN, SAME, spellings
from tandem.measures.past.tally import Tally
from tandem.measures.past.times import Answers, Orders, harmless, parts, read
from tandem.standards.tabular.table import Moment
from tandem.vocabulary.past import Became, Reason
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 27, tzinfo=UTC)
AGENCIES = {"Juniper": "Juniper House"}
OPEN = Answers({}, {})


def said(cell, answers=OPEN, **more):
    return read(parts(cell), "Date", answers, ZONE, NOW, **more)


# Names.


def test_names_under_titles_on_one_row():
    rows = [["Call log 2023"], ["printed Tuesday"], ["Date", "Outcome", "City"], ["2023-01-01", "Engaged", "Elmview"]]

    found = heading.find(rows)
    assert (found.row, found.rows) == (2, 1) and heading.names(rows, found, 3) == ["Date", "Outcome", "City"]


def test_names_on_two_rows_with_merged_cells():
    rows = [
        ["Call", "", "Times", "", "Result"],
        ["Date", "Type", "Sent", "Arrived", ""],
        ["2023-01-01", "x", "10:00", "10:10", "Engaged"],
        ["2023-01-02", "x", "10:00", "10:10", "Engaged"],
    ]
    found = heading.find(rows)
    assert (found.row, found.rows) == (0, 2)
    assert heading.names(rows, found, 6) == [
        "Call / Date", "Call / Type", "Times / Sent", "Times / Arrived", "Result", "Column 6",
    ]  # fmt: skip


def test_a_file_without_names_and_names_that_repeat():
    rows = [["2023-01-01", "Engaged"], ["2023-01-02", "Refused"]]
    assert heading.find(rows).rows == 0
    again = [["Date", "Date", "Date"], ["1", "2", "3"]]
    assert heading.names(again, heading.find(again), 3) == ["Date", "Date (2)", "Date (3)"]


# Times.


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2024-03-04 21:41", "2024-03-05T02:41"),
        ("2024-03-04T21:41:10Z", "2024-03-04T21:41:10"),
        ("2024-03-04 21:41 -0800", "2024-03-05T05:41"),
        ("4-Mar-24 9:41 PM", "2024-03-05T02:41"),
        ("Mar 4, 2024 21:41", "2024-03-05T02:41"),
        ("20240304214100", "2024-03-05T02:41"),
        ("2024-03-04", "2024-03-04T05:00"),
        (Moment("t", "2024-03-04T21:41:00"), "2024-03-05T02:41"),
        (Moment("d", "2024-03-04"), "2024-03-04T05:00"),
    ],
)
def test_a_time_that_can_be_read_one_way_is_read(cell, expected):
    assert said(cell).at == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("41:07.0", Reason.MANGLED_TIME),
        ("n/a", Reason.NO_TIME),
        ("2024-02-30", Reason.NO_SUCH_DAY),
        ("2027-03-04 10:00", Reason.FUTURE),
        ("1899-12-31", Reason.LONG_AGO),
        ("9999-12-31 23:59", Reason.FUTURE),
        ("0000-00-00", Reason.NO_SUCH_DAY),
        ("24:00", Reason.NO_TIME),
        ("=NOW()", Reason.NO_TIME),
        ("२०२४-०३-०४", Reason.NO_TIME),
        ("2024-03-04 99:99", Reason.NO_TIME),
        (Moment("h", "21:41:00"), Reason.NO_TIME),
        (Moment("d", "1900-01-02"), Reason.LONG_AGO),
        ("x" * 5000, Reason.NO_TIME),
    ],
)
def test_what_is_no_time_is_set_aside_with_its_reason(cell, why):
    found = said(cell)
    assert (found.at, found.why, found.open) == (None, why, "")


@pytest.mark.parametrize(
    ("cell", "question"),
    [
        ("03/04/2024", "order:Date"),
        ("31/12/2024", "order:Date"),
        ("45231.5", "serial"),
        ("2024-03-10 02:30", "gap"),
        ("2024-11-03 01:30", "fold"),
    ],
)
def test_what_can_be_read_in_two_ways_asks(cell, question):
    found = said(cell)
    assert (found.at, found.why, found.open) == (None, None, question)


def test_answers_decide_and_are_told_as_mended():
    answers = Answers({"Date": "day"}, {"Date": "turn"}, "1904", "aside", "first", "next")
    assert said("03/04/2024", answers).at == datetime(2024, 4, 3, 4, tzinfo=UTC)
    assert said("13/25/2024", answers).why == Reason.NO_SUCH_DAY
    assert said("2024-03-10 02:30", answers).why == Reason.SKIPPED_HOUR
    first = said("2024-11-03 01:30", answers)
    assert (first.at, first.mended) == (datetime(2024, 11, 3, 5, 30, tzinfo=UTC), (Reason.WHICH_HOUR,))
    turned = said(Moment("d", "2024-03-04"), answers)
    assert (turned.at, turned.mended) == (datetime(2024, 4, 3, 4, tzinfo=UTC), (Reason.TURNED,))
    call = datetime(2024, 3, 5, 4, 50, tzinfo=UTC)
    assert said("23:55", OPEN, call_at=call).at == datetime(2024, 3, 5, 4, 55, tzinfo=UTC)
    assert said("00:15", OPEN, call_at=call).open == "next_day"
    assert said("00:15", answers, call_at=call).at == datetime(2024, 3, 5, 5, 15, tzinfo=UTC)


def test_what_a_column_says_of_its_order():
    def orders(*cells):
        found = Orders()
        for row, cell in enumerate(cells):
            found.see(row, str(cell), parts(cell))
        return found

    assert orders("03/04/2024", "25/04/2024").known == "day" and not orders("03/04/2024", "25/04/2024").asks
    assert orders("03/04/2024", "04/25/2024").known == "month"
    assert orders("03/04/2024").asks and orders("25/04/2024", "04/25/2024").mixed
    assert orders("25/04/2024", Moment("d", "2024-03-04")).may_be_turned
    assert not orders("25/04/2024", Moment("d", "2024-03-24")).may_be_turned
    assert not orders("2024-03-04").asks


# Spellings.


def test_spellings_are_proposed_with_their_reason_and_a_stranger_is_left_alone():
    terms = {str(code): label for code, label in CONTACT_OUTCOME_LABELS.items()}
    counted = {
        w: (1, (2,)) for w in ("Refused", "refused", "REFUSD", "Pt. refused", "ENGAGED", "GOA", "Ms. Alder", "x")
    }
    found = {one.text: (one.term, one.why) for one in spellings("contact_outcome", counted, terms)}
    assert found["ENGAGED"] == ("engaged", SAME)
    assert found["Refused"] == found["Pt. refused"] == ("declined", KNOWN)
    assert found["REFUSD"] == ("declined", CLOSE)
    assert found["GOA"] == ("left_before_arrival", KNOWN)
    assert found["Ms. Alder"] == found["x"] == ("", "")


def test_spellings_of_a_town_are_proposed_as_its_most_frequent_one():
    counted = {"Elmview": (9, (2,)), "ELM VIEW": (1, (3,)), "Elmveiw": (1, (4,)), "Oakton": (5, (5,))}
    found = {one.text: (one.term, one.why) for one in spellings("area", counted, {})}
    assert found["ELM VIEW"] == ("Elmview", SAME) and found["Elmveiw"] == ("Elmview", CLOSE)
    assert found["Oakton"] == ("Oakton", "") and found["Elmview"] == ("Elmview", "")


def test_columns_are_proposed_by_names_and_by_what_stands_in_them():
    names = ["When", "Result of it", "Client name", "Time"]
    rows = [["2024-03-04 10:00", "Refused", "Ada Alder", "2024-03-04"], ["2024-03-05 10:00", "GOA", "Ben Birch", ""]]
    assert propose(names, rows, AGENCIES) == {"received": "When", "contact_outcome": "Result of it"}


# Rows.


def sifted(rows, words=None, names=("Date", "Arrived", "Outcome", "Id"), **told) -> tuple[list[Sifted], Tally]:
    columns = dict(zip(("received", "arrived", "contact_outcome", "person"), names, strict=True))
    mapping = Past("list", "America/New_York", 1, 1, columns, {"agency": "Juniper"}, words or {}, **told)
    found = list(sift(enumerate(rows, start=2), mapping.plan(list(names), len(names), AGENCIES), NOW))
    tally = Tally()
    for one in found:
        tally.add(one)
    return found, tally


def reasons(tally):
    return {(became, field, reason): rows for (became, field, reason), rows in tally.found.items()}


def test_intervals_that_cant_be_right_are_set_aside_by_the_rules_of_the_measures():
    _found, tally = sifted(
        [
            ["2024-03-04 10:00", "2024-03-04 09:00", "engaged", ""],
            ["2024-03-04 10:00", "2024-03-06 10:00", "engaged", ""],
            ["2024-03-04", "2024-03-04 10:00", "engaged", ""],
            ["2024-03-04 10:00", "2024-03-04 00:00", "engaged", ""],
            ["2024-03-04 10:00", "", "engaged", ""],
            ["2024-03-05", "", "engaged", ""],
        ]
    )
    aside = Became.SET_ASIDE
    assert reasons(tally) == {
        (aside, "received>arrived", Reason.NEGATIVE): [2],
        (aside, "received>arrived", Reason.OVER_A_DAY): [3],
        (aside, "received>arrived", Reason.DATE_ONLY): [4, 5],
        (aside, "received", Reason.DATE_ONLY): [7],
    }
    assert tally.kept == 6
    # The words of the reasons are those of the exclusions.
    assert {spans.DATE_ONLY.id, spans.OVER_A_DAY.id} < {str(one) for one in Reason}
    assert ("received", "arrived") in SPANS


def test_a_spelling_is_never_merged_unless_it_was_said():
    rows = [["2024-03-04 10:00", "", "Refused", ""], ["2024-03-04 11:00", "", "declined", ""]]
    found, tally = sifted(rows)
    assert [one.values.get("contact_outcome") for one in found] == [None, "declined"]
    assert reasons(tally) == {(Became.UNKNOWN, "contact_outcome", Reason.NOT_MAPPED): [2]}
    found, tally = sifted(rows, {"contact_outcome": {"Refused": "declined"}})
    assert [one.values.get("contact_outcome") for one in found] == ["declined", "declined"]
    assert reasons(tally) == {(Became.MENDED, "contact_outcome", Reason.SPELLING): [2]}


def test_rows_that_are_no_rows_are_refused_with_their_numbers():
    row = ["2024-03-04 10:00", "", "engaged", "A"]
    _found, tally = sifted(
        [row, ["Date", "Arrived", "Outcome", "Id"], ["", "", "", ""], row, ["Total", "", "", "12"], [*row, "x"],
         Refusal(("row", "torn")), row[:3]]
    )  # fmt: skip
    assert reasons(tally) == {
        (Became.REFUSED, "", Reason.HEADER_AGAIN): [3],
        (Became.REFUSED, "", Reason.REPEAT): [5],
        (Became.REFUSED, "received", Reason.NO_TIME): [6],
        (Became.REFUSED, "", Reason.TOO_WIDE): [7],
        (Became.REFUSED, "", Reason.TORN): [8],
    }
    assert (tally.rows, tally.kept) == (7, 2)


def test_an_id_that_a_spreadsheet_mangled_is_nobodys():
    found, tally = sifted([["2024-03-04 10:00", "", "", "5.00E+93"], ["2024-03-04 10:00", "", "", "5E93"]])
    assert [one.values.get("person") for one in found] == [None, "5e93"]
    assert reasons(tally) == {(Became.SET_ASIDE, "person", Reason.MANGLED_ID): [2]}


def test_letters_of_windows_in_a_file_of_utf_8():
    torn = b"Jos\xe9".decode("utf-8", "surrogateescape")
    assert repaired(torn) == ("José", True) and repaired("José") == ("José", False)
    _found, tally = sifted([["2024-03-04 10:00", "", torn, ""]])
    assert (Became.MENDED, "", Reason.LETTERS) in tally.found


def test_a_report_repeats_digits_and_no_words():
    assert harmless("41:07.0") and harmless("2024-03-04 9:41 PM") and harmless("4-Mar-24")
    for words in ("Ada Alder", "Alder 12", "12 Elm St", "=1+cmd|' /C calc'!A0", "ada@example.org", "", "no"):
        assert not harmless(words), words


def test_what_follows_from_what_was_said_and_no_more():
    assert place({"ed": "yes"}) == "emergency_department" and place({"ed": "no"}) is None
    assert place({"ed": "yes", "transported_to": "jail"}) == "jail"
    assert held({"disposition": "involuntary_hold"}) is True and held({"disposition": "arrest"}) is False
    assert held({}) is None and held({"held": "no", "disposition": "involuntary_hold"}) is False
    told = {"received": datetime(2024, 3, 5, 4, 30, tzinfo=UTC), "veteran": "no", "age_band": "18_24"}
    assert groups(told, ZONE) == {"age_band": "18_24", "veteran": False, "shift": "night"}
    assert "shift" not in groups({"received": datetime(2024, 3, 5, 5, tzinfo=UTC)}, ZONE)
