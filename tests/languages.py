"""What the screens say, gathered for translators: `python -m tests.languages`.

Writes `content/languages/tandem.pot` with every sentence of templates, pages and code sets, adds what is new to the
Spanish catalogues (kept: what is translated; dropped: what nobody says any more), and compiles them. A program adds a
language by putting `content/languages/<code>/LC_MESSAGES/django.po`, made from the .pot, beside it.
"""

import ast
import importlib
import os
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import django

from tests.architecture.sources import nodes

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/tandem"
SURFACES = SOURCE / "surfaces"
POT = ROOT / "content/languages/tandem.pot"
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
# Rooms whose pages a person served, their family or a partner reads: whole in Spanish.
PUBLIC = ("partner", "person", "public", "request", "shared")
# Code sets that those pages show.
READ_BY_ALL = (
    ("tandem.vocabulary.terms", "NEED_LABELS"),
    ("tandem.vocabulary.law", "CATEGORY_LABELS"),
    ("tandem.vocabulary.asking", "ASKER_LABELS"),
    ("tandem.vocabulary.asking", "HOW_SOON_LABELS"),
    ("tandem.vocabulary.asking", "KNOWS_LABELS"),
    ("tandem.vocabulary.asking", "SAFE_CONTACT_LABELS"),
    ("tandem.vocabulary.own_page", "COMES_LABELS"),
    ("tandem.vocabulary.own_page", "TREATED_LABELS"),
    ("tandem.vocabulary.own_page", "HELPED_LABELS"),
    ("tandem.domain.referrals.rules", "DECLINE_LABELS"),
    ("tandem.domain.referrals.rules", "FAIL_LABELS"),
)
Message = tuple[str, ...]  # one sentence, or its singular and plural


def of_python(file: Path) -> set[Message]:
    """The sentences of a module that are marked for translation."""
    return set(_marked(file.read_text()))


def _marked(text: str) -> Iterator[Message]:
    for node in nodes(text, ast.Call):
        wanted = CALLS.get(getattr(node.func, "id", getattr(node.func, "attr", "")), 0)
        said = [one.value for one in node.args[:wanted] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if wanted and len(said) == wanted:
            yield tuple(said)


def of_template(file: Path) -> set[Message]:
    """The sentences of a template, in translate and blocktranslate tags and in `_("…")` arguments."""
    from django.utils.translation.template import templatize

    code = templatize(file.read_text(), origin=str(file))
    found = set()
    for call in re.findall(
        r"(?<!\w)(?:gettext|ngettext|_)\((?:u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?\s*)+", code
    ):
        words = tuple(ast.literal_eval(one) for one in re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", call))
        if words and words[0]:
            found.add(words[:2] if call.startswith("ngettext") else words[:1])
    return found


def of_tables() -> set[Message]:
    """The words of code sets: every LABELS table of the vocabulary and of the rooms' rules."""
    found = set()
    for module in _pure():
        for name, value in vars(module).items():
            if name.isupper() and ("LABELS" in name or "SHORT" in name) and isinstance(value, dict):
                found |= {(words,) for words in value.values() if isinstance(words, str) and words}
    kinds = importlib.import_module("tandem.vocabulary.timeline").KINDS
    return found | {(one.label,) for one in kinds.values()}


def _pure() -> Iterator:
    for package in ("tandem.vocabulary", "tandem.domain"):
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
            if package == "tandem.vocabulary" or info.name.endswith(".rules"):
                yield importlib.import_module(info.name)


def of_refusals() -> set[Message]:
    """The sentences by which rooms and formats refuse something; the shared form fields translate them as they show."""
    found = set()
    for floor in ("domain", "foundation", "standards", "surfaces"):
        for file in (SOURCE / floor).rglob("*.py"):
            if "tests" in file.parts or "node_modules" in file.parts:
                continue
            for node in nodes(file.read_text(), ast.Call):
                if getattr(node.func, "id", "") in ("Refusal", "Conflict"):
                    pairs = [one.elts for one in node.args if isinstance(one, ast.Tuple) and len(one.elts) == 2]
                    said = [last.value for _field, last in pairs if isinstance(last, ast.Constant)]
                    found |= {(words,) for words in said if isinstance(words, str)}
    return found


def of_room(room: str) -> set[Message]:
    """Everything one surface says, its own files only."""
    folder = SURFACES / room
    files = [one for one in folder.rglob("*.py") if "tests" not in one.parts and "migrations" not in one.parts]
    found = set().union(*(of_python(one) for one in files))
    return found.union(*(of_template(one) for one in folder.rglob("*.html")))


def rooms() -> list[str]:
    return sorted(one.name for one in SURFACES.iterdir() if (one / "__init__.py").exists())


def everything() -> set[Message]:
    return (of_tables() | of_refusals()).union(*(of_room(one) for one in rooms())) - {("",)}


def write_pot() -> None:
    """The template of every catalogue, in alphabetical order, so that a change of a line moves nothing."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalogue = Catalog(project="Tandem", charset="utf-8")
    for words in sorted(everything()):
        catalogue.add(words if len(words) > 1 else words[0])
    POT.parent.mkdir(parents=True, exist_ok=True)
    with POT.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=True, no_location=True)


def read_pot() -> set[Message]:
    """The sentences that the template holds now."""
    from babel.messages.pofile import read_po

    with POT.open("rb") as written:
        ids = [message.id for message in read_po(written) if message.id]
    return {one if isinstance(one, tuple) else (one,) for one in ids}


def folder_of(room: str, language: str = "es") -> Path:
    return SURFACES / room / "locale" / language / "LC_MESSAGES"


def read_catalogue(file: Path):
    from babel.messages.pofile import read_po

    with file.open("rb") as written:
        return read_po(written, locale="es")


def read_by_all() -> set[Message]:
    """The words of code sets that a person or partner reads."""
    tables = (getattr(importlib.import_module(module), name) for module, name in READ_BY_ALL)
    return {(words,) for table in tables for words in table.values()}


def missing(room: str) -> set[Message]:
    """What a public room says that no public room's catalogue has in Spanish."""
    known = set()
    for one in PUBLIC:
        if (folder_of(one) / "django.po").exists():
            for message in _as_written(folder_of(one) / "django.po"):
                if message.id and message.string and not message.fuzzy:
                    known.add(message.id[0] if isinstance(message.id, tuple) else message.id)
    wanted = of_room(room) | (read_by_all() if room == "shared" else set())
    return {words for words in wanted if words[0] not in known}


@cache
def _as_written(file: Path) -> list:
    """The messages of a catalogue, read once for all tests of a process."""
    return list(read_catalogue(file))


def left_in_english(page: str) -> list[str]:
    """English sentences of the public rooms that stand on a page, the ones with a value in them up to it."""
    text = unescape(re.sub(r"<[^>]+>", "\n", page))
    return [
        english for english, head in _heads() if head in text and re.search(rf"(?<!\w){re.escape(head)}(?!\w)", text)
    ]


@cache
def _heads() -> list[tuple[str, str]]:
    """Each sentence that is another one in Spanish, and how it begins."""
    found = []
    for room in PUBLIC:
        for message in _as_written(folder_of(room) / "django.po"):
            english = message.id[0] if isinstance(message.id, tuple) else message.id
            head = re.split(r"%\(|<", english)[0].strip()
            # A short word or two may be part of a name, or of words that somebody wrote in English.
            if len(head) > 7 and message.string != message.id:
                found.append((english, head))
    return found


def complete(room: str) -> None:
    """Add the sentences that are new to the room's Spanish catalogue, untranslated, and compile it."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    folder = folder_of(room)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "django.po"
    catalogue = read_catalogue(file) if file.exists() else Catalog(locale="es", charset="utf-8")
    for words in sorted(missing(room)):
        catalogue.add(words if len(words) > 1 else words[0])
    with file.open("wb") as written:
        write_po(written, catalogue, width=0, no_location=True)
    with (folder / "django.mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
    django.setup()
    write_pot()
    for room in PUBLIC:
        complete(room)
        for words in sorted(missing(room)):
            print(f"{room}: no Spanish yet for {words[0]!r}")


if __name__ == "__main__":
    sys.exit(main())
