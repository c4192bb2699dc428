"""Times, ages and code words as a screen writes them, and the pages of the gallery as a whole."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tandem.surfaces.shared.specimens import SpecimenForm, specimens
from tandem.surfaces.shared.templatetags import tandem as tags
from tandem.vocabulary.terms import ReferralState, Response

# A clock names its zone where two zones meet, which the program knows.
pytestmark = pytest.mark.django_db
ROOM = Path(tags.__file__).parents[1]
TEMPLATES = ROOM / "templates" / "shared"
NIGHT = datetime(2026, 11, 23, 4, 47, tzinfo=UTC)


@pytest.fixture(autouse=True)
def denver():
    with timezone.override("America/Denver"):
        yield


def test_clock_is_24_hours_in_the_active_zone():
    assert tags.clock(NIGHT) == "21:47"
    assert tags.clock(None) == "not yet"


def test_days_name_the_year_only_when_it_differs():
    this_year = timezone.localdate().year
    assert tags.day(date(this_year, 11, 22)) == "Nov 22"
    assert tags.day(date(2019, 11, 22)) == "Nov 22, 2019"
    assert tags.day(None) == "unknown"
    assert tags.day_clock(NIGHT.replace(year=2019)) == "Nov 22, 2019, 21:47"
    assert tags.day_clock(None) == "unknown"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(minutes=6), "6 min"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(minutes=120), "2 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_ages_count_minutes_to_two_hours_then_hours_then_days(passed, words):
    assert tags.age(passed) == words
    assert tags.age(NIGHT - passed, NIGHT) == words


def test_unknown_age_is_a_word():
    assert tags.age(None) == tags.ago(None) == "unknown"
    assert "unknown" in tags.since(None)


def test_since_turns_late_at_its_mark():
    late = timezone.now() - timedelta(minutes=21)
    assert 'class="age late"' in tags.since(late, 20)
    assert 'class="age"' in tags.since(late, 30)


def test_labels_come_from_the_vocabulary():
    assert tags.label(Response.TEAM_ALONE, "response_short") == "Team alone"
    assert tags.label("not_sent", "referral") == tags.LABELS["referral"][ReferralState.NOT_SENT]
    assert tags.label(None, "response") == "Unknown"
    with pytest.raises(KeyError):
        tags.label("no_such_word", "response")


def test_icons_escape_their_label():
    assert 'aria-hidden="true"' in tags.icon("arrow")
    assert "&quot;&gt;" in tags.icon("arrow", label='"><script>')


def test_the_latest_of_five_times_is_ringed_until_clear():
    states = [step[2] for step in tags.times(NIGHT, NIGHT, NIGHT)["steps"]]
    assert states == ["done", "done", "now_", "", ""]
    states = [step[2] for step in tags.times(NIGHT, NIGHT, NIGHT, NIGHT, NIGHT)["steps"]]
    assert states == ["done"] * 5
    assert [step[2] for step in tags.times()["steps"]] == [""] * 5


@pytest.mark.parametrize(("seconds", "kind"), [(900, ""), (299, "low"), (-1, "zero")])
def test_countdowns_turn_amber_then_red(seconds, kind):
    assert tags.until(timezone.now() + timedelta(seconds=seconds))["kind"] == kind


def test_bound_field_ties_its_error():
    form = SpecimenForm({})
    html = render_to_string("shared/field.html", tags.bound(form["reason"]))
    assert 'aria-describedby="id_reason-error"' in html and 'aria-invalid="true"' in html
    assert ("id_reason", "Reason is empty. Write at least a few words.") in tags.form_errors(form)


def test_choices_compare_codes_as_words():
    assert tags.same(3, "3") and not tags.same(None, "None") and not tags.same(3, None)
    assert tags.among("a", ["a"]) and not tags.among("a", None)
    assert tags.percent_of(14, 28) == 50 and tags.percent_of(99, 28) == 100 and tags.percent_of(1, 0) == 0


def test_nothing_is_chosen_unless_a_value_says_so():
    unasked = {
        "name": "weapon",
        "legend": "Weapon",
        "options": [("none", "None")],
        "unknowns": [("unknown", "Unknown")],
    }
    assert "checked" not in render_to_string("shared/seg.html", unasked)
    assert "checked" not in render_to_string("shared/scale.html", {"name": "before", "legend": "Before"})


@pytest.mark.parametrize("page", ["gallery", "gallery_phone", "gallery_public"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_gallery_pages_keep_the_rules_of_every_page(page, language):
    with translation.override(language):
        html = render_to_string(f"shared/{page}.html", specimens(NIGHT, long=True))
    assert f'<html lang="{language}"' in html
    assert ("Demo city: everyone here" if language == "en" else "Ciudad de demostración") in html
    # The content security policy would drop these.
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)
    assert 'id="live"' in html and 'class="skip"' in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_every_component_documents_its_parameters():
    """A template that extends a layout is a page of its own, and no component."""
    exempt = {"head", "strip", "field_attrs", "print"}
    for template in TEMPLATES.glob("*.html"):
        text = template.read_text()
        if template.stem in exempt or template.stem.startswith(("layout", "gallery")) or text.startswith("{% extends"):
            continue
        assert text.startswith("{% comment %}"), template.name


def test_every_icon_named_exists():
    known = set(re.findall(r'symbol id="([a-z]+)"', (ROOM / "static/shared/icons.svg").read_text()))
    for template in TEMPLATES.glob("*.html"):
        named = set(re.findall(r'{% icon "([a-z]+)"|icon="([a-z]+)"', template.read_text()))
        assert {name for pair in named for name in pair if name} <= known, template.name


def test_every_phrase_of_the_templates_is_translated():
    written = "".join(template.read_text() for template in TEMPLATES.glob("*.html"))
    phrases = set(re.findall(r'{% translate "([^"]+)" %}', written))
    with translation.override("es"):
        left = {phrase for phrase in phrases if translation.gettext(phrase) == phrase}
    assert phrases and not left


def test_the_lock_file_names_no_registry():
    lock = (ROOM / "assets/package-lock.json").read_text()
    assert '"resolved"' not in lock
