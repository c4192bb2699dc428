"""A whole run read: its end, its words, its moments to look at again."""

from tandem.training.debrief.reading import read
from tandem.training.debrief.replay import Why
from tandem.training.debrief.rows import Kept, Told, clock
from tandem.training.debrief.tests.planted import TEAM, Line
from tandem.vocabulary.training import Happened


def test_nothing_at_all_reads_as_nothing():
    found = read([], [])
    assert (found.seats, found.lasts_ms, found.outcome.sentence, found.replays) == ((), 0, "", ())


def test_a_run_ends_with_the_story_s_own_sentence():
    line = Line()
    line.ends(570)
    found = read(line.rows, TEAM)
    assert (found.outcome.kind, found.outcome.sentence) == ("good", "He walked out with the team.")
    assert found.lasts_ms == 570_000 and found.seats == TEAM


def test_a_run_that_was_stopped_has_no_outcome_and_lasts_to_its_last_line():
    line = Line()
    line.add(90, Happened.CHOSE, "officer", text="Steps in")
    assert (read(line.rows, TEAM).outcome.kind, read(line.rows, TEAM).lasts_ms) == ("", 90_000)
    line.ends(95, kind="winner")
    assert read(line.rows, TEAM).outcome.kind == ""


def test_lines_may_come_in_any_order():
    line = Line()
    line.sign(10, "latch")
    line.see(12, "officer")
    line.leads(20, "peer")
    line.ends(60)
    assert read(reversed(line.rows), TEAM) == read(line.rows, TEAM)


def test_what_each_seat_did_is_its_own_line():
    line = Line()
    line.add(26, Happened.CHOSE, "officer", text="Knocks, says his name")
    line.add(30, Happened.CHOSE, "clinician", text="Kneels")
    line.add(31, Happened.SAID, "officer", text="A line of the story")
    line.ends(60)
    found = read(line.rows, TEAM)
    assert [one.text for one in found.of("officer")] == ["Knocks, says his name"]
    assert found.of("peer") == ()


def test_dispatch_told_some_and_heard_some_alone():
    line = Line()
    line.add(5, Happened.CHOSE, "dispatcher", text="Ask who else is home", asks=True)
    line.add(6, Happened.SAID, text="He fell on the stairs last time.", to=["dispatcher"])
    line.add(7, Happened.SAID, text="A dog barks.", to=["dispatcher", "officer"])
    line.add(9, Happened.CHOSE, "dispatcher", text="One adult, sister on site.")
    line.add(11, Happened.CHOSE, "dispatcher", text="One adult, sister on site.")
    line.add(12, Happened.CHOSE, "officer", text="Knocks")
    found = read(line.rows, TEAM).words
    assert [(one.text, one.told) for one in found] == [
        ("He fell on the stairs last time.", False),
        ("One adult, sister on site.", True),
    ]


def test_a_moment_to_replay_is_where_a_sign_was_missed_a_hand_off_was_not_clean_or_the_person_turned():
    line = Line()
    missed = line.sign(50, "latch")
    line.leads(60, "clinician")
    line.window(61, "late", "officer")
    asked = line.asks(100, "clinician", "officer")
    line.hands(102, "clinician", "officer")
    line.ends(300)
    line.kept(200, 45)
    turn = line.kept(210, 70, 30)
    found = read(line.rows, ["officer", "clinician"], line.moments).replays
    assert [(one.number, one.why) for one in found] == [
        (missed, (Why.SIGN,)),
        (asked, (Why.HANDOFF,)),
        (turn, (Why.TURN,)),
    ]


def test_two_reasons_close_together_are_one_moment_and_there_are_at_most_five():
    line = Line()
    for at in range(9):
        line.sign(20 + at * 20, f"sign {at}")
    line.sign(22, "beside")
    line.see(23, "peer")
    line.ends(600)
    found = read(sorted(line.rows, key=lambda row: row.at_ms), TEAM).replays
    assert len(found) == 5 and [one.at_ms for one in found] == sorted(one.at_ms for one in found)
    near = read(line.rows, TEAM, [Kept(3, 19_000, 10, 10), Kept(4, 23_000, 60, 10)]).replays
    assert near[0].why == (Why.SIGN, Why.TURN)


def test_a_run_where_everything_was_seen_still_shows_how_the_person_changed():
    line = Line()
    line.sign(10, "latch")
    line.see(11, "officer")
    line.ends(100)
    found = read(line.rows, ["officer"], [Kept(1, 5_000, 50, 50)])
    assert found.replays == () and found.moment_at(4_000) is None and found.moment_at(6_000).arousal == 50


def test_marks_of_those_who_watched_keep_their_words_and_answers():
    line = Line()
    line.add(40, Happened.MARKED, "observer", words="Two spoke at once")
    line.add(41, Happened.MARKED, "", words="Look at this again", by="instructor")
    line.add(42, Happened.MARKED, "observer", question="space", answer="less")
    assert [(one.seat, one.words, one.answer) for one in read(line.rows, TEAM).notes] == [
        ("observer", "Two spoke at once", ""),
        ("", "Look at this again", ""),
        ("observer", "", "less"),
    ]


def test_who_alone_saw_a_sign_is_said_for_signs_that_others_could_see():
    line = Line()
    line.sign(10, "sister")
    line.see(12, "peer")
    line.sign(100, "whisper", "dispatcher")
    line.see(101, "dispatcher")
    line.ends(300)
    assert [one.id for one in read(line.rows, TEAM).only_one_saw] == ["sister"]


def test_a_clock_reads_minutes_and_seconds():
    assert [clock(at) for at in (0, 59_999, 246_000, 3_605_000)] == ["00:00", "00:59", "04:06", "60:05"]


def test_a_row_of_any_make_will_do():
    class Other:
        number, at_ms, seat, kind, detail = 1, 5, "", Happened.ENDED, {"outcome": "good home", "sentence": "Home."}

    assert (
        read([Other()], []).outcome.sentence
        == read([Told(1, 5, "", Happened.ENDED, Other.detail)], []).outcome.sentence
    )


def test_a_seat_that_a_script_played_acts_and_neither_sees_nor_misses():
    line = Line()
    line.sign(10, "door")
    line.add(12, Happened.CHOSE, "peer", text="Asks Mara aside")
    line.ends(60)
    found = read(line.rows, ["officer"])
    assert (found.seats, found.scripted) == (("officer",), ("peer",))
    assert found.signs[0].missed == ("officer",) and found.of("peer")[0].text == "Asks Mara aside"
