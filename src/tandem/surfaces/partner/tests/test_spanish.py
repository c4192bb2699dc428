"""The Spanish page is whole: every sentence of this room has its translation, and no English one is left on a page."""

import ast
import re
from datetime import timedelta
from functools import cache
from gettext import GNUTranslations
from html import unescape
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from tandem.domain.referrals.rules import DECLINE_LABELS, FAIL_LABELS
from tandem.foundation import clock
from tandem.surfaces import partner
from tandem.surfaces.partner.tests.test_partner import Sent
from tandem.surfaces.shared.notice import LABELS
from tandem.vocabulary.terms import NEED_LABELS
from tandem.vocabulary.transfers import CANT_TAKE_LABELS, COMES_WITH_LABELS, HOLD_LABELS, TRANSFER_LABELS

ROOM = Path(partner.__file__).parent
ES = ROOM / "locale/es/LC_MESSAGES"
TABLES = (NEED_LABELS, DECLINE_LABELS, FAIL_LABELS)


@cache
def catalogue() -> dict[str, str]:
    with (ES / "django.mo").open("rb") as file:
        return {key: value for key, value in GNUTranslations(file)._catalog.items() if key}


def said_in_code() -> set[str]:
    found = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
            if named and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def said_in_templates() -> set[str]:
    found = set()
    for file in ROOM.glob("templates/partner/*.html"):
        code = templatize(file.read_text())
        for text in re.findall(r"gettext\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\)", code):
            found.add(ast.literal_eval(text))
    return found


def test_every_sentence_of_the_room_is_translated():
    wanted = said_in_code() | said_in_templates()
    wanted |= {words for table in TABLES for words in table.values()}
    assert len(wanted) > 60
    # "M j" is how a day is written; the shared room has it in Spanish.
    assert wanted - set(catalogue()) == {"M j"}
    assert all(catalogue().values())


def test_the_compiled_file_is_that_of_the_written_one():
    written = re.findall(r'^msgid "(.+)"$', (ES / "django.po").read_text(), re.M)
    assert {ast.literal_eval(f'"{one}"') for one in written} == set(catalogue())


def left_in_english(page: str) -> list[str]:
    """English sentences of the room on a page, the ones with a value in them up to it."""
    text = unescape(re.sub(r"<[^>]+>", "\n", page))
    heads = {key: re.split(r"%\(", key)[0].strip() for key, value in catalogue().items() if key != value}
    likely = {key: head for key, head in heads.items() if head and head in text}
    return [key for key, head in likely.items() if re.search(rf"(?<!\w){re.escape(head)}(?!\w)", text)]


@pytest.mark.django_db
def test_no_english_sentence_is_left_on_any_page():
    sent = Sent(warm=True, expected_at=clock.now() + timedelta(days=1))
    pages = [sent.get("?lang=es"), sent.get("?lang=es&answer=decline"), sent.desk.get("/r/x/?lang=es")]
    pages.append(sent.say("decline", "?lang=es"))
    sent.say("decline", "?lang=es", reason_kind="full", reason="No hay")
    pages.append(sent.get("?lang=es"))
    sent.say("undo")
    kept = sent.say("accept", "?lang=es")
    assert kept["Location"].endswith("?lang=es")
    pages += [sent.get("?lang=es"), sent.get("?lang=es&answer=fail")]
    for verb in ("seen", "complete"):
        sent.say(verb)
        pages.append(sent.get("?lang=es"))
    for page in pages:
        shown = page.content.decode()
        assert '<html lang="es"' in shown
        assert left_in_english(shown) == []


@pytest.mark.django_db
def test_the_browsers_language_is_the_first_guess():
    sent = Sent()
    response = sent.desk.get(f"/r/{sent.token}/", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert "¿Pueden atender a Theo B.?" in response.content.decode()


def test_what_a_receiving_desk_reads_is_translated_too():
    tables = (LABELS, HOLD_LABELS, COMES_WITH_LABELS, CANT_TAKE_LABELS, TRANSFER_LABELS)
    assert {words for table in tables for words in table.values()} <= set(catalogue())
