"""Words of a brought past: what became of a row of an old file, and why. Pure.

A row is kept or refused as a whole. Within a kept row, a cell may be mended (read another way, and said so), set aside
(it can't be right, so nothing is averaged over it) or left unknown (a spelling nobody gave a meaning).
"""

from enum import StrEnum


class Became(StrEnum):
    MENDED = "mended"
    SET_ASIDE = "set_aside"
    UNKNOWN = "unknown"
    REFUSED = "refused"


BECAME_LABELS = {
    Became.MENDED: "Mended",
    Became.SET_ASIDE: "Set aside",
    Became.UNKNOWN: "Left unknown",
    Became.REFUSED: "Refused",
}


class Reason(StrEnum):
    """Why. The label is a sentence that says what was done."""

    SPELLING = "spelling"
    SERIAL = "serial"
    LETTERS = "letters"
    NEXT_DAY = "next_day"
    LATER = "later"
    WHICH_HOUR = "which_hour"
    TURNED = "turned"
    SAME_CALL = "same_call"
    SHORT = "short"
    NEGATIVE = "negative"
    OVER_A_DAY = "over_a_day"
    DATE_ONLY = "date_only"
    MANGLED_TIME = "mangled_time"
    MANGLED_ID = "mangled_id"
    NO_TIME = "no_time"
    NO_SUCH_DAY = "no_such_day"
    SKIPPED_HOUR = "skipped_hour"
    TWICE = "twice"
    SERIAL_ASIDE = "serial_aside"
    BEFORE_CALL = "before_call"
    FUTURE = "future"
    LONG_AGO = "long_ago"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_NUMBER = "not_a_number"
    NOT_MAPPED = "not_mapped"
    NO_DATE = "no_date"
    TORN = "torn"
    TOO_WIDE = "too_wide"
    HEADER_AGAIN = "header_again"
    REPEAT = "repeat"
    ALREADY_IN = "already_in"


REASON_LABELS = {
    Reason.SPELLING: "Spelled another way; read as you said",
    Reason.SERIAL: "A spreadsheet's day number, read as a date as you said",
    Reason.LETTERS: "Letters of Windows in a file of UTF-8, read as Windows letters",
    Reason.NEXT_DAY: "A time of day earlier than the call, read as the next day as you said",
    Reason.LATER: "A time the clocks skipped, read one hour later as you said",
    Reason.WHICH_HOUR: "A time the clocks showed twice, read as the one you chose",
    Reason.TURNED: "Day and month were exchanged by the spreadsheet and are turned back, as you said",
    Reason.SAME_CALL: "Another contact on a call that stands in an earlier row: one call, two contacts",
    Reason.SHORT: "Fewer cells than columns; what is missing at the end is unknown",
    Reason.NEGATIVE: "Ends before it begins; no minutes are counted",
    Reason.OVER_A_DAY: "Over a day; no minutes are counted",
    Reason.DATE_ONLY: "A date without a time (midnight); it counts by month, and no minutes are counted",
    Reason.MANGLED_TIME: "A spreadsheet cut the hour off (MM:SS.s); the time is unknown",
    Reason.MANGLED_ID: "A spreadsheet made a number of the id (like 5.00E+93); whose it was is unknown",
    Reason.NO_TIME: "Not a date or time; it is unknown",
    Reason.NO_SUCH_DAY: "No such day in the order you chose; it is unknown",
    Reason.SKIPPED_HOUR: "A time the clocks skipped; it is unknown",
    Reason.TWICE: "A time the clocks showed twice; which one is unknown",
    Reason.SERIAL_ASIDE: "A number where a date should be; it is unknown",
    Reason.BEFORE_CALL: "A time of day earlier than the call; which day is unknown",
    Reason.FUTURE: "After today; it is unknown",
    Reason.LONG_AGO: "Before 1990; it is unknown",
    Reason.OUT_OF_RANGE: "Outside the scale; it is unknown",
    Reason.NOT_A_NUMBER: "Not a number; it is unknown",
    Reason.NOT_MAPPED: "A spelling without a meaning; it stays unknown",
    Reason.NO_DATE: "Without the day of the call nothing can be counted; totals and notes end up here too",
    Reason.TORN: "The row can't be split into cells",
    Reason.TOO_WIDE: "More cells than columns: a comma inside a cell, most often",
    Reason.HEADER_AGAIN: "The names of the columns once more",
    Reason.REPEAT: "The same row again, cell for cell",
    Reason.ALREADY_IN: "A call of this number is in already, from an earlier file of this source",
}
