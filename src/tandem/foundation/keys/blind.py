"""A blind index: what stands for a word without telling it, so that a person is found by name and no name is stored.

Each word and each of its beginnings is put through HMAC-SHA-256 under the search key of the agency that wrote it. Equal
words give equal marks, so that the index tells how often something occurs: a day of birth, of which there are few,
above all. It is a column of the row it indexes, and is read by whoever may read that row's demographics, and nobody else.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tandem.foundation.keys import ring
from tandem.foundation.keys.fields import Sealed
from tandem.foundation.keys.owners import owner_of

SHORTEST, LONGEST = 2, 24


def words(text: str) -> list[str]:
    """The words of a text as they are compared: lower case, without accents; "José O'Neil" is jose, o, neil."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return re.findall(r"\w+", "".join(one for one in folded if not unicodedata.combining(one)))


def marks(texts: Iterable[str], days: Iterable[date | None], organization_id: UUID | None) -> list[bytes]:
    """What an agency's row is found by: its words, their beginnings, and its days."""
    mark = ring.search_key(organization_id)
    said = {word[:length] for text in texts for word in words(text) for length in _lengths(word)}
    told = {f"w:{one}" for one in said} | {f"d:{day.isoformat()}" for day in days if day}
    return [mark(one.encode()) for one in sorted(told)]


def marks_of_word(word: str) -> list[bytes]:
    """What a row that holds `word`, or a word that begins with it, is found by, whichever agency wrote it."""
    return [mark(f"w:{word[:LONGEST]}".encode()) for mark in ring.search_keys()]


def marks_of_day(day: date) -> list[bytes]:
    """What a row with this day is found by."""
    return [mark(f"d:{day.isoformat()}".encode()) for mark in ring.search_keys()]


def _lengths(word: str) -> range:
    return range(min(SHORTEST, len(word)), min(len(word), LONGEST) + 1)


class BlindIndex(ArrayField):
    """The marks of a row, made anew with every save. `texts` and `days` name the sealed columns it is made from."""

    def __init__(self, *, texts: tuple[str, ...] = (), days: tuple[str, ...] = (), **options):
        self.texts, self.days = texts, days
        options |= {"default": list, "editable": False}
        options.pop("base_field", None)
        super().__init__(models.BinaryField(), **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for left_out in ("base_field", "default", "editable"):
            options.pop(left_out, None)
        return name, "tandem.foundation.keys.blind.BlindIndex", args, options | {"texts": self.texts, "days": self.days}

    def pre_save(self, model_instance, add):
        if all(type(model_instance.__dict__.get(name)) is Sealed for name in self.texts):
            # Nobody opened the row, so that nobody changed it.
            return model_instance.__dict__[self.attname]
        found = self.made(model_instance)
        setattr(model_instance, self.attname, found)
        return found

    def made(self, row: models.Model) -> list[bytes]:
        """The marks of a row as its agency's search key in use gives them."""
        texts = [getattr(row, name) or "" for name in self.texts]
        days = [getattr(row, name) for name in self.days]
        return marks(texts, days, owner_of(row)[1]) if any(texts) or any(days) else []

    def outdated(self, row: models.Model) -> bool:
        """Whether the marks that stand are of another search key."""
        return set(self.made(row)) != {bytes(one) for one in getattr(row, self.attname) or ()}

    def get_db_prep_value(self, value, connection, prepared=False):
        return None if value is None else [bytes(one) for one in value]
