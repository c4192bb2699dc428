"""Each tag is read into values, and each that cannot be read says what to do."""

import pytest

from tandem.training.engine import dialect
from tandem.training.engine.dialect import DialectError, Window
from tandem.vocabulary.training import CueKind, EndingKind, LeadTime, Seat

TOP = ("title: T", "person: P", "seats: officer clinician", "minutes: 5")


def test_the_tags_of_a_line():
    tags = dialect.line_tags(
        ("to: officer, clinician", "to: observer", "by: Mara", "cue: voice 2 stairs", "inject", "lead: late peer",
         "scene: posture=floor low=peer", "scene: face=calm", "ends: mixed goes-home")
    )  # fmt: skip
    assert tags.to == {Seat.OFFICER, Seat.CLINICIAN, Seat.OBSERVER} and tags.by == "Mara" and tags.inject
    assert tags.cue == dialect.Cue("stairs", CueKind.VOICE, 2, tags.to)
    assert tags.lead == (Window(LeadTime.LATE, Seat.PEER),)
    assert tags.scene == {"posture": "floor", "low": "peer", "face": "calm"}
    assert tags.ends == (EndingKind.MIXED, "goes-home")
    assert dialect.line_tags(("lead: none",)).lead == (None,)


def test_a_sign_without_a_name_is_called_after_its_words_and_stays_so():
    one, other = (dialect.line_tags(("cue: voice 1",), text).cue.id for text in ("A hum.", "A shout."))
    assert one != other and one == dialect.line_tags(("cue: voice 1",), "A hum.").cue.id


def test_the_tags_of_a_choice():
    assert dialect.choice_tags(("by: officer peer", "sensible", "asks")) == dialect.ChoiceTags(
        frozenset({Seat.OFFICER, Seat.PEER}), None, True, True
    )
    assert dialect.choice_tags(("after: 20s",)).after == 20


def test_the_top():
    top = dialect.file_tags(
        (*TOP, "languages: en es", "risk: high", "vary: trust 1..9", "vary: danger 0..100", "pov: v")
    )
    assert top.seats == (Seat.OFFICER, Seat.CLINICIAN) and top.vary == {"trust": (1, 9), "danger": (0, 100)}
    assert top.languages == ("en", "es")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("to:", "names nobody"),
        ("to: sheriff", "is no role"),
        ("by:", "is empty"),
        ("by: " + "x" * 90, "longer than 60"),
        ("cue: voice", "kind, level"),
        ("cue: smell 2 x", "environment, behavior"),
        ("cue: voice 4 x", "1 (plain)"),
        ("cue: voice ² x", "1 (plain)"),
        ("cue: voice 1 X_y", "small letters"),
        ("lead: soon officer", "early, right or late"),
        ("lead: right", "# lead: none"),
        ("lead: right officer,peer", "one role"),
        ("scene: posture=loom", "posture=stand"),
        ("scene: mood=dark", "Use posture"),
        ("scene: posture", "fact=word"),
        ("scene:", "is empty"),
        ("scene: who=Mara!", "small letters"),
        ("ends: fine x", "good, mixed or poor"),
        ("ends: good", "kind, then a name"),
        ("after: 5s", "in the brackets of a choice"),
        ("sensible", "in the brackets of a choice"),
        ("sparkle: 1", "no tag #sparkle"),
    ],
)
def test_a_line_tag_that_cannot_be_read_says_what_to_do(tag, words):
    with pytest.raises(DialectError) as refused:
        dialect.line_tags((tag,))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (("after: soon",), "like #after: 20s"),
        (("after: 0s",), "from 1 to 600"),
        (("after: 99999999999s",), "from 1 to 600"),
        (("after: 5s", "by: officer"), "keep one"),
        (("by: observer",), "is no role"),
        (("cue: voice 1",), "after a line of text"),
        ((), "who may choose"),
    ],
)
def test_a_choice_that_cannot_be_read_says_what_to_do(tags, words):
    with pytest.raises(DialectError) as refused:
        dialect.choice_tags(tags)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("seats: officer", "two roles"),
        ("minutes: long", "from 1 to 60"),
        ("minutes: 61", "from 1 to 60"),
        ("languages: english", "like en or es"),
        ("risk: some", "low, raised or high"),
        ("vary: arousal 70..50", "arousal 50..70"),
        ("vary: anger 1..2", "arousal 50..70"),
        ("title:", "is empty"),
        ("ends: good x", "after a line of text"),
    ],
)
def test_a_top_that_cannot_be_read_says_what_to_do(tag, words):
    with pytest.raises(DialectError) as refused:
        dialect.file_tags((*TOP, tag))
    assert words in str(refused.value)
