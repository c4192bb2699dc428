"""The safety plan and the preference card through the care door, as a clinician writes them with the person."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from tandem.domain.people.records import cards_of
from tandem.domain.safety_plans.models import PlanVersion
from tandem.domain.safety_plans.records import clashes_of, plan_of
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Part2Setting
from tandem.surfaces.care.tests.conftest import browser
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

FIRST = {"base": "0", "language": "es", "made": "together", "by_myself": "Caminar\nCantar", "living_for": "Mi perro"}


@pytest.fixture
def desk(known):
    """A clinician at the person's plan, whose provider said that it is no Part 2 program."""
    Part2Setting.objects.create(
        organization_id=known.clinician.organization_id, program=False, reason="No", set_at=made.clock.now()
    )
    return browser(known.clinician)


def path(known, after="") -> str:
    return f"/people/{known.person}/plan/{after}"


def release(known):
    return made.release(known.clinician, known.person, Category.SAFETY_PLAN)


def test_a_plan_is_made_read_changed_and_printed(known, desk):
    assert "No plan yet" in desk.get(path(known)).content.decode()
    assert desk.post(path(known, "write/"), FIRST).status_code == 303
    page = desk.get(path(known)).content.decode()
    # The form speaks the language of the words.
    assert "Lo que puedo hacer por mi cuenta" in page and "Caminar" in page
    assert desk.post(path(known, "write/"), {**FIRST, "base": "1", "by_myself": "Caminar\nPintar"}).status_code == 303
    changed = desk.get(path(known, "versions/2/")).content.decode()
    assert '<s class="was">Cantar</s>' in changed and '<span class="now">Pintar</span>' in changed
    for language, words in (("en", "Call or text 988"), ("es", "En español, oprima 2")):
        paper = desk.get(path(known, f"print/?lang={language}")).content.decode()
        assert words in paper and "Mi perro" in paper and f'lang="{language}"' in paper
        assert "Theo" not in re.search(r"<title>.*</title>", paper)[0]
    assert Entry.objects.filter(action="plan.print", object_id=known.person).count() == 2
    person = desk.get(f"/people/{known.person}/").content.decode()
    assert "Safety plan" in person and "Caminar" in person


def test_f8_both_are_kept_and_settled_on_the_page(known, desk):
    desk.post(path(known, "write/"), FIRST)
    peer = browser(known.peer)
    assert peer.post(path(known, "write/"), {**FIRST, "base": "1", "by_myself": "Caminar"}).status_code == 303
    answer = desk.post(path(known, "write/"), {**FIRST, "base": "1", "by_myself": "Caminar\nNadar"}, follow=True)
    page = answer.content.decode()
    assert "Two people changed the same part" in page and "Nadar" in page
    [beside] = clashes_of(release(known))
    assert plan_of(release(known)).sections["by_myself"] == ("Caminar",)
    assert desk.post(path(known, f"settle/{beside.id}/"), {"how": "both"}).status_code == 303
    assert plan_of(release(known)).sections["by_myself"] == ("Caminar", "Nadar")
    assert desk.post(path(known, f"settle/{beside.id}/"), {"how": "both"}).status_code == 404


def test_what_is_refused_comes_back_with_what_was_typed(known, desk):
    wrong = {**FIRST, "by_myself": "x" * 300, "language": "", "made": ""}
    answer = desk.post(path(known, "write/"), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and "x" * 300 in page and "Mi perro" in page
    assert 'href="#id_by_myself"' in page and 'href="#id_made"' in page
    assert not PlanVersion.objects.exists()


def test_words_about_drug_treatment_are_asked_about_once(known, desk):
    Part2Setting.objects.all().delete()
    told = {**FIRST, "professionals": "My methadone clinic, 555-0155"}
    answer = desk.post(path(known, "write/"), told)
    assert answer.status_code == 422 and "a place of its own" in answer.content.decode()
    assert desk.post(path(known, "write/"), {**told, "asked": "on"}).status_code == 303


# In its place in `bin/test`: tests/hostile/test_canaries.py, where a stranger asks at every address;
# domain/safety_plans, test_who_may_write.
@pytest.mark.whole
@pytest.mark.fuzz
def test_whoever_is_not_on_the_care_team_finds_no_plan(known, desk):
    desk.post(path(known, "write/"), FIRST)
    officer = browser(made.user_with_job(Role.OFFICER))
    stranger = browser(made.user_with_job(Role.CLINICIAN))
    for after in few(("", "write/", "print/", "versions/1/"), every=2):
        assert officer.get(path(known, after)).status_code == 404
        assert stranger.get(path(known, after)).status_code == 404
    assert stranger.post(path(known, "write/"), FIRST).status_code == 404
    assert stranger.get(f"/people/{known.person}/card/").status_code == 404


CARD = {"comes": ["woman"], "language": "", "helps": "Knock", "avoid": "The doorway", "words": "", "made": "together"}


def test_the_card_keeps_its_versions_and_says_when_somebody_else_changed_it(known, desk):
    card = f"/people/{known.person}/card/"
    assert desk.post(card, {**CARD, "made": ""}).status_code == 422
    assert desk.post(card, CARD).status_code == 303
    first = cards_of(release(known))[0]
    assert (first.avoid, first.by, first.over) == ("The doorway", known.clinician.name, False)
    assert "The doorway" in desk.get(f"/people/{known.person}/").content.decode()
    browser(known.peer).post(card, {**CARD, "base": str(first.id), "avoid": "My bag"})
    late = desk.post(card, {**CARD, "base": str(first.id), "avoid": "Loud radios"})
    page = late.content.decode()
    assert late.status_code == 409 and "My bag" in page and "Loud radios" in page
    assert [one.avoid for one in cards_of(release(known))] == ["My bag", "The doorway"]
    second = cards_of(release(known))[0]
    assert desk.post(card, {**CARD, "base": str(second.id), "avoid": "My bag. Loud radios"}).status_code == 303
    assert len(cards_of(release(known))) == 3


def test_the_text_that_carries_the_link_says_nothing_about_anybody(known, desk):
    page = desk.post(f"/people/{known.person}/own-page/", {"language": "es"}).content.decode()
    text = unescape(re.search(r'<span id="own-text">([^<]*)</span>', page)[1])
    link = unescape(re.search(r'<code class="big" id="own-link">([^<]*)</code>', page)[1])
    assert text.endswith(link) and "aquí está la página que pidió" in text
    assert "Theo" not in text and "plan" not in text.replace(link, "")
    assert f"sms:?body={quote(text)}" in unescape(page)
