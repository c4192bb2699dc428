"""Which editions are given to people, and which words an old screening keeps."""

import json
from pathlib import Path

import pytest

from tandem.domain.screenings import instruments
from tandem.vocabulary.refusal import Refusal

CSSRS = Path(__file__).parents[5] / "content" / "instruments" / "cssrs-screener" / "edition-1.json"


def _put(content, name, edition, **changes):
    document = {**json.loads(CSSRS.read_text()), "id": name, "version": edition, **changes}
    (content / name).mkdir(exist_ok=True)
    (content / name / f"edition-{edition}.json").write_text(json.dumps(document))


def test_the_instruments_that_ship():
    assert [one.id for one in instruments.available()] == ["asq", "cssrs-screener", "gad-7", "pc-ptsd-5", "phq-9"]


@pytest.mark.parametrize("name", ["audit-c", "audit", "dast-10", "dast", "cage-aid", "taps"])
def test_no_instrument_about_substance_use_is_given_from_here(name, content):
    """Their answers are a Part 2 record, with tables of their own: neither as shipped nor put in by hand."""
    with pytest.raises(Refusal, match="no instrument"):
        instruments.newest(name)
    extension = json.loads(CSSRS.read_text())["extension"]
    part2 = [{**one, "valueCode": "part2_record"} if "category" in one["url"] else one for one in extension]
    _put(content, name, "1", extension=part2)
    instruments.newest.cache_clear()
    with pytest.raises(Refusal, match="records of their own"):
        instruments.newest(name)
    assert instruments.available() == []


@pytest.mark.parametrize("name", ["", "none", "../criteria", "cssrs screener", "cssrs-screener/../cssrs-screener"])
def test_no_such_instrument(name):
    with pytest.raises(Refusal, match="no instrument"):
        instruments.newest(name)
    with pytest.raises(Refusal, match="no instrument"):
        instruments.instrument(name, "1")


@pytest.mark.parametrize("edition", ["", "0", "2", "../1", "²"])
def test_no_such_edition(edition):
    with pytest.raises(Refusal, match="no instrument"):
        instruments.instrument("cssrs-screener", edition)


def test_the_tenth_edition_is_newer_than_the_ninth(content):
    for edition in ("9", "10"):
        _put(content, "mood", edition)
    (content / "mood" / "edition-draft.json").write_text("{}")
    assert instruments.newest("mood").edition == "10"
    assert instruments.instrument("mood", "9").edition == "9"


def test_a_file_must_hold_what_its_name_says(content):
    _put(content, "mood", "1", version="2")
    with pytest.raises(Refusal, match="holds another one"):
        instruments.newest("mood")


def test_what_has_no_table_here_is_refused(content):
    extension = json.loads(CSSRS.read_text())["extension"]
    part2 = [{**one, "valueCode": "part2_record"} if "category" in one["url"] else one for one in extension]
    _put(content, "use", "1", extension=part2)
    _put(content, "list", "1", extension=[one for one in extension if not one["url"].endswith(":tier")])
    with pytest.raises(Refusal, match="records of their own"):
        instruments.newest("use")
    with pytest.raises(Refusal, match="no scoring"):
        instruments.newest("list")
    assert instruments.available() == []


def test_words_changed_within_an_edition_are_noticed(content):
    _put(content, "mood", "1")
    begun = instruments.newest("mood")
    assert instruments.as_given("mood", "1", begun.hash) == begun
    _put(content, "mood", "1", description="Mended in place")
    instruments.instrument.cache_clear()
    with pytest.raises(Refusal, match="were changed within edition 1"):
        instruments.as_given("mood", "1", begun.hash)
