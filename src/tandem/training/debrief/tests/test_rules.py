"""When a room may be recorded, what a piece may be, and where on the run's clock a moment of the world lies."""

import pytest

from tandem.training.debrief.rules import (
    MOST_BYTES,
    MOST_PIECES,
    MOST_TOTAL_BYTES,
    Asking,
    Clocked,
    Seated,
    asking,
    bytes_wanted,
    check_size,
    on_the_clock,
    type_of,
)
from tandem.vocabulary.refusal import Refusal

EBML = b"\x1a\x45\xdf\xa3rest"
FTYP = b"\x00\x00\x00\x18ftypisom"


def one(said, *, guest=False, left=False) -> Seated:
    return Seated("h", "Vega", "clinician", guest, left, said)


@pytest.mark.parametrize(
    ("seated", "stands"),
    [
        ([], Asking.WAITING),
        ([one(None)], Asking.WAITING),
        ([one(True), one(None)], Asking.WAITING),
        ([one(True), one(True, guest=True)], Asking.AGREED),
        ([one(True), one(False), one(None)], Asking.REFUSED),
        # A no stays a no, also of somebody who left.
        ([one(True), one(False, left=True)], Asking.REFUSED),
        ([one(True), one(True, guest=True, left=True)], Asking.REFUSED),
        # A guest who left without ever having been asked is not in the picture.
        ([one(True), one(None, guest=True, left=True)], Asking.AGREED),
        ([one(True), one(True, left=True)], Asking.AGREED),
        ([one(True, left=True)], Asking.WAITING),
    ],
)
def test_everybody_agrees_or_nothing_is_recorded(seated, stands):
    assert asking(seated) == stands


def test_a_piece_is_what_it_begins_with():
    assert type_of("video/webm;codecs=vp8,opus", EBML) == "video/webm"
    assert type_of("video/mp4", FTYP) == "video/mp4"
    for said, first in [
        ("video/webm", FTYP),
        ("video/mp4", EBML),
        ("text/html", b"<html>"),
        ("image/png", EBML),
        ("", b""),
    ]:
        with pytest.raises(Refusal):
            type_of(said, first)


@pytest.mark.parametrize(
    ("size", "total", "pieces"), [(0, 0, 0), (MOST_BYTES + 1, 0, 0), (1, 0, MOST_PIECES), (1, MOST_TOTAL_BYTES, 1)]
)
def test_a_piece_has_a_size_and_a_recording_an_end(size, total, pieces):
    check_size(MOST_BYTES, 0, 0)
    with pytest.raises(Refusal):
        check_size(size, total, pieces)


def test_the_run_s_clock_stands_while_paused_and_before_it_began():
    lines = [
        Clocked(1_000, 0, False),
        Clocked(11_000, 10_000, True),
        Clocked(61_000, 10_000, False),
        Clocked(71_000, 20_000, True),
    ]
    assert [on_the_clock(lines, at) for at in (0, 1_000, 6_000, 11_000, 40_000, 61_000, 66_000, 90_000)] == [
        *(0, 0, 5_000, 10_000, 10_000, 10_000, 15_000, 20_000)
    ]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        # Not asked for in a way we serve: everything is sent (RFC 9110).
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=a-b", None),
        ("bytes=-", None),
        ("", None),
    ],
)
def test_a_part_of_a_piece_is_sent_where_a_browser_asks_for_it(header, wanted):
    assert bytes_wanted(header, 100) == wanted


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=50-10", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(header):
    with pytest.raises(Refusal):
        bytes_wanted(header, 100)
