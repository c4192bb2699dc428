"""Finds words on a template that no translator would ever be shown: text, attributes and arguments outside of gettext."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.base import Lexer, Token, TokenType

# Read aloud or shown by the browser.
SPOKEN = ("aria-label", "title", "placeholder", "alt", "label")
# The same in every language.
NAMES = {"Tandem", "English", "Español", "SOS", "C-SSRS", "Esc", "Enter", "HH:MM", "SHA-256", "Language / Idioma"}
# Arguments of includes and tags that hold a code, a name of a field or an address, never words for a reader.
CODES = (
    *("name", "kind", "icon", "id", "chip_kind", "chip_icon", "act_kind", "value", "rows", "level", "inputmode"),
    *("autocomplete", "list", "maxlength", "sort", "skip_value", "shape", "size", "class", "theme", "href", "url"),
)
LETTERS = re.compile(r"[^\W\d_]{2,}")
ENTITY = re.compile(r"&#?\w+;")
ARGUMENT = re.compile(r"""(?P<before>[\w-]+=|\s)(?P<quote>["'])(?P<words>(?:(?!(?P=quote)).)*)(?P=quote)""")
# Blocks of the layouts that hold classes or attributes.
NOT_SHOWN = ("main_class", "body_attrs")


@dataclass(frozen=True)
class Piece:
    """A run of text: outside of HTML tags (`attribute` is ""), or the value of one spoken attribute."""

    token: int
    start: int
    end: int
    words: str
    attribute: str = ""


def says(words: str) -> bool:
    """Whether a reader would read words here."""
    left = ENTITY.sub(" ", words)
    for name in NAMES:
        left = left.replace(name, " ")
    return bool(LETTERS.search(left))


def tokens(source: str) -> list[Token]:
    return Lexer(source).tokenize()


def name_of(token: Token) -> str:
    """The name of a block token, "" for any other."""
    return token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents.split() else ""


class Html:
    """Where in the HTML a template stands, from token to token: in a tag, in a quoted value, in a script."""

    def __init__(self) -> None:
        self.tag, self.quote, self.attribute, self.raw, self.code = False, "", "", "", False
        self._written = ""

    def pieces(self, number: int, text: str) -> Iterator[Piece]:
        """The runs of text of one token."""
        begun = 0
        for place, letter in enumerate(text):
            if self.tag:
                found = self._in_tag(number, text, place, letter, begun)
                if found is not None:
                    piece, begun = found
                    if piece:
                        yield piece
            elif letter == "<" and (not self.raw or text.startswith(f"</{self.raw}", place)):
                if not self.raw and not self.code:
                    yield Piece(number, begun, place, text[begun:place])
                self.tag, self._written = True, ""
        if not self.tag and not self.raw and not self.code:
            yield Piece(number, begun, len(text), text[begun:])
        elif self.quote and self.attribute:
            yield Piece(number, begun, len(text), text[begun:], self.attribute)

    def _in_tag(self, number: int, text: str, place: int, letter: str, begun: int) -> tuple[Piece | None, int] | None:
        if self.quote:
            if letter == self.quote:
                said, self.quote = self.attribute, ""
                return (Piece(number, begun, place, text[begun:place], said) if said else None), place + 1
            return None
        self._written += letter
        if letter in "\"'" and self._written[:-1].rstrip().endswith("="):
            name = re.search(r"([\w:-]+)\s*=\s*.$", self._written)
            self.quote, self.attribute = letter, name[1] if name and name[1] in SPOKEN else ""
            return None, place + 1
        if letter == ">":
            self.tag = False
            tag = re.match(r"/?(\w+)", self._written)
            closing = self._written.startswith("/")
            self.raw = tag[1] if tag and not closing and tag[1] in ("script", "style") else ""
            # What a machine reads is the same in every language.
            self.code = not closing if tag and tag[1] == "code" else self.code
            return None, place + 1
        return None


def closing(token: Token) -> str:
    """The tag up to which nothing is looked at, because it is translated already or shown to nobody; else ""."""
    name = name_of(token)
    if name in ("blocktranslate", "blocktrans", "comment", "verbatim"):
        return f"end{name}"
    return "endblock" if name == "block" and token.contents.split()[1] in NOT_SHOWN else ""


def unwrapped(source: str) -> list[str]:
    """The words of a template that are not marked for translation, in order."""
    found, html, until = [], Html(), ""
    for number, token in enumerate(tokens(source)):
        name = name_of(token)
        if until:
            until = "" if name == until else until
            continue
        until = closing(token)
        if until:
            continue
        if token.token_type == TokenType.TEXT:
            found += [piece.words.strip() for piece in html.pieces(number, token.contents) if says(piece.words)]
        elif name in ("include", "icon") or token.token_type == TokenType.VAR:
            found += [one["words"] for one in arguments(token.contents)]
    return found


def arguments(contents: str) -> Iterator[re.Match]:
    """Literal words among the arguments of a tag or the filters of a variable, outside of `_("…")`."""
    first = True
    for one in ARGUMENT.finditer(contents.replace("|default:", "|default: ")):
        named = one["before"].rstrip("=") if one["before"].endswith("=") else ""
        if named in CODES or (first and not named and contents.startswith(("include", "icon"))):
            first = False
            continue
        first = False
        sentence = one["words"][:1].isupper() or " " in one["words"].strip()
        if says(one["words"]) and sentence and "/" not in one["words"] and "%" not in one["words"]:
            yield one
