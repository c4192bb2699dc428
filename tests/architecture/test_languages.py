"""Everything a screen says can be translated, the template of catalogues is whole, and public pages are whole in Spanish."""

import pytest

from tests import languages
from tests.bare_sentences import bare, of_surfaces
from tests.unwrapped import unwrapped

# Shows components with made-up words; the attributes of a field hold no words at all.
APART = ("gallery", "field_attrs")
# Texts that become part of a program's own edition, offered in its language.
OFFERED = ("plan/forms.py",)
# The picture of a rehearsal tells itself in English and Spanish from its own tables, sentence by sentence.
TOLD = "rehearse/drawing/"
TEMPLATES = [
    file
    for file in sorted(languages.SURFACES.rglob("templates/**/*.html"))
    if "node_modules" not in file.parts and not file.stem.startswith(APART)
]


def test_every_word_of_a_template_is_for_translators():
    found = {file.name: left for file in TEMPLATES if (left := unwrapped(file.read_text()))}
    assert len(TEMPLATES) > 150 and found == {}


def test_every_sentence_of_a_page_module_is_for_translators():
    found = {name: left for name, left in of_surfaces(languages.SURFACES).items() if name not in OFFERED}
    assert {name: left for name, left in found.items() if not name.startswith(TOLD)} == {}


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ("<p>Two words</p>", ["Two words"]),
        ('<p>{% translate "Two words" %}</p>', []),
        ("{% blocktranslate %}Two words{% endblocktranslate %} {{ n }}", []),
        ('<a href="{% url "x" %}" aria-label="Open it">{{ name }}</a>', ["Open it"]),
        ("<b>{{ n }} min</b>", ["min"]),
        ('{% include "shared/chip.html" with word="On a call" kind="info" only %}', ["On a call"]),
        ('{% include "shared/chip.html" with word=_("On a call") kind="info" only %}', []),
        ("{% block main_class %}lay narrow{% endblock %}<code>bin/tandem help</code>", []),
        ('{{ name|default:"Not known" }}', ["Not known"]),
    ],
)
def test_what_is_left_out_of_a_template_is_found(template, left):
    assert unwrapped(template) == left


@pytest.mark.parametrize(
    ("module", "left"),
    [
        ('def f():\n    return "Not saved yet."', ["2: Not saved yet."]),
        ('def f():\n    return _("Not saved yet.")', []),
        ('def f(n):\n    """Says it."""\n    return f"Team {n} is free"', ["3: Team … is free"]),
        ('path("care/", page, name="care_page")', []),
        ('WORDS = {"on_scene": "On scene"}', ["1: On scene"]),
    ],
)
def test_what_is_left_out_of_a_module_is_found(module, left):
    assert bare(module) == left


def test_the_template_of_catalogues_is_up_to_date():
    written = {words for words in languages.read_pot()}
    assert written == languages.everything(), "python -m tests.languages"


@pytest.mark.parametrize("room", languages.PUBLIC)
def test_public_pages_are_whole_in_spanish(room):
    assert languages.missing(room) == set()
