"""Words that are a label are found however they are dressed; plain words pass."""

import pytest

from tandem.domain.people.labels import LABELS, label_in, refuse_labels
from tandem.vocabulary.refusal import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "EDP",
        "Known E.D.P. at the door",
        "edps live here",
        "ＥＤＰ",
        "E\u200bDP",
        "Frequent-flyer",
        "frequent  FLYER!",
        "a super utilizer",
        "He is schizophrenic",
        "drug seeking",
        "non-compliant",
    ],
)
def test_a_label_is_found(text):
    found = label_in(text)
    assert found and found.instead


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Startles at loud knocks. Call through the door first.",
        "Dog in the yard, a retired police dog",
        "Two knives on the kitchen table were seen",
        "Lives with his mother. Unstabled horse behind the house",
        "Ms. Bipolarova lives next door",
    ],
)
def test_plain_words_pass(text):
    assert label_in(text) is None


def test_the_refusal_names_each_field_and_offers_something_kinder():
    with pytest.raises(Refusal) as refused:
        refuse_labels({"words": "EDP", "avoid": "Loud knocks", "what_helps": "Frequent flyer, be patient"})
    assert [field for field, _words in refused.value.errors] == ["words", "what_helps"]
    assert "what was seen" in refused.value.errors[0][1]
    refuse_labels({"words": "Startles at loud knocks"})


def test_every_label_is_written_as_it_is_looked_for():
    from tandem.domain.people.labels import plain

    assert [word for word in LABELS if plain(word) != word] == []
