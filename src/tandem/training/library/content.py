"""What an edition of a scenario holds, from what an author typed: {source, compiled, languages, notes, art, shared}.

Pure but for the compiler: texts go in, a content or a refusal naming the field comes out.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

LONGEST_SOURCE, LONGEST_TABLE, LONGEST_NOTES = 300_000, 300_000, 20_000
MOST_LANGUAGES = 6
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
TITLE = re.compile(r"^\s*#\s*title:\s*(\S.{0,119}?)\s*$", re.MULTILINE)


def title_of(content: Mapping[str, Any], name: str) -> str:
    """The title as the text says it, in force or half written; else the name."""
    found = TITLE.search(content["source"])
    return found[1] if found else name


def source_of(text: object) -> str:
    """An ink text as it is kept: with line feeds alone, as a browser's form doubles them. Raises Refusal."""
    if isinstance(text, str):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean("source", text, LONGEST_SOURCE, required=True)


def name_of(text: object) -> str:
    """A scenario's name: small letters, digits and hyphens. Raises Refusal."""
    said = clean("name", text, 60, required=True)
    if not NAME.fullmatch(said):
        raise Refusal(("name", "Use small letters, digits and hyphens, like knife-in-the-kitchen."))
    return said


def table_of(text: str, field: str) -> dict[str, str]:
    """A language's table from its text, {"English": "texto"}. Raises Refusal naming the line."""
    clean(field, text, LONGEST_TABLE)
    if not text.strip():
        return {}
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise Refusal((field, f"Line {line} can't be read: often a comma or a quote is missing there.")) from None
    if not isinstance(table, dict) or not all(isinstance(one, str) for one in table.values()):
        raise Refusal((field, 'Write one object of texts: {"English text": "its translation"}.'))
    for words in (*table, *table.values()):
        clean(field, words, LONGEST_TABLE)
    return table


def notes_of(text: object) -> str:
    """The author's notes. Raises Refusal."""
    return clean("notes", text, LONGEST_NOTES)


def table_text(content: Mapping[str, Any], language: str) -> str:
    """A language's table as an author edits it, one text a line."""
    table = content.get("languages", {}).get(language)
    return json.dumps(table, ensure_ascii=False, indent=1) if table else ""


def tables_as_files(content: Mapping[str, Any]) -> dict[str, str]:
    """{language: the text of its file}, as the check reads them and numbers their lines."""
    return {language: table_text(content, language) for language in content.get("languages", {}) if language}
