"""Columns that are sealed: used like ordinary ones on a row, and of no use to SQL.

A model says to whom its rows belong: `sealed_for = ("person_id", "organization_id")`, each a path of keys or None. What
binds a value to its row is the primary key, which a row chooses for itself; where the database numbers the rows, they
carry a `seal` of their own (`SealedRow`). A value is opened when somebody asks the row for it. No query can filter,
sort or count by it, and none can hand it out past the row: it fails loudly, because quietly it would be nonsense.
"""

import json
import re
import uuid
from datetime import date

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, IsNull
from django.db.models.query_utils import DeferredAttribute

from tandem.foundation.keys import ring
from tandem.foundation.keys.owners import owner_of
from tandem.foundation.keys.seal import PERSON, key_of, seal, unseal

GONE = "destroyed"
NO_NUL = "A text can't hold NUL (0x00) characters."
NUL_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


class SealedColumn(FieldError):
    """Somebody tried to use a sealed column in SQL. Ask the row for it, or search by the blind index."""


class SealedRow(models.Model):
    """A row that the database numbers and that holds sealed values: `seal` is what binds them to it."""

    sealed_as = "seal"
    seal = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Sealed:
    """A value as the database gave it, on its way to the row that can open it."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes):
        self.raw = raw

    def __repr__(self) -> str:
        return "<sealed>"

    def _no(self, *_):
        raise SealedColumn("A sealed value opens on its row only: no values() and no annotation of it.")

    __str__ = __bool__ = __len__ = __iter__ = __eq__ = __hash__ = __lt__ = __format__ = __getitem__ = _no


class Opening(DeferredAttribute):
    """Opens a sealed value when the row is asked for it, once."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if type(value) is Sealed:
            value = instance.__dict__[self.field.attname] = self.field.opened(instance, value)
        return value

    def __set__(self, instance, value) -> None:
        instance.__dict__[self.field.attname] = value


class SealedCol(Col):
    """The column in a statement: it may be read with its whole row, and nothing else."""

    def as_sql(self, compiler, connection):
        query = compiler.query
        if not query.default_cols or any(self._sorts(one, query) for one in query.order_by):
            raise SealedColumn(f"{self.target.model.__name__}.{self.target.name} is sealed: SQL can't use it.")
        return super().as_sql(compiler, connection)

    def _sorts(self, order, query) -> bool:
        if not isinstance(order, str):
            order = getattr(getattr(order, "expression", order), "name", "")
        path = order.lstrip("-+").split("__")
        return path[-1] == self.target.name and query.names_to_path(path, query.get_meta())[1] is self.target


class SealedIsNull(IsNull):
    """Whether anything is there may be asked."""

    def process_lhs(self, compiler, connection, lhs=None):
        return Col.as_sql(lhs or self.lhs, compiler, connection)


class IsBlank(Exact):
    """Whether nothing was said may be asked; what was said may not."""

    def get_prep_lookup(self):
        if self.rhs != "":
            raise SealedColumn(f"{self.lhs.target.name} is sealed: SQL can't compare it.")
        return b""

    def process_lhs(self, compiler, connection, lhs=None):
        return Col.as_sql(lhs or self.lhs, compiler, connection)


class SealedField(models.Field):
    """What the kinds below share. They say how a value becomes bytes and back, and what is read where it is destroyed."""

    descriptor_class = Opening
    kept_as = "bytea"

    def db_type(self, connection) -> str:
        return "bytea"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return SealedIsNull
        if lookup_name == "exact":
            return IsBlank
        raise SealedColumn(f"{self.name} is sealed: there is no {lookup_name} on it.")

    def get_transform(self, lookup_name):
        raise SealedColumn(f"{self.name} is sealed: there is no {lookup_name} on it.")

    def get_col(self, alias, output_field=None):
        return SealedCol(alias, self, output_field)

    def from_db_value(self, value, _expression, _connection):
        if value is None:
            return None
        raw = bytes(value)
        if raw and raw[0] == PERSON:
            ring.about_to_open(key_of(raw)[1])
        return Sealed(raw)

    def get_prep_value(self, value):
        """Bytes that `pre_save` sealed, or what stands for nothing; anything else was never tied to a row."""
        if value is None or isinstance(value, bytes):
            return value
        if value == self.nothing():
            return b""
        raise SealedColumn(f"{self.name} is sealed: save the row, update() can't.")

    def get_db_prep_value(self, value, connection, prepared=False):
        return value if prepared else self.get_prep_value(value)

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__.get(self.attname)
        if type(value) is Sealed:
            value = self._as_it_stands(model_instance, value)
        elif value is not None:
            value = self.sealed(model_instance, value)
        return value

    def _as_it_stands(self, row: models.Model, value: Sealed) -> bytes:
        """A value nobody opened stays, but where the row has got its person since."""
        if value.raw and value.raw[0] != PERSON and owner_of(row)[0] is not None:
            return self.sealed(row, self.opened(row, value))
        return value.raw

    def sealed(self, row: models.Model, value) -> bytes:
        """The bytes of `value` for this row. Raises ValueError for what no text column would take."""
        if value == self.nothing():
            return b""
        return seal(self.to_bytes(value), owner_of(row), self.about(row))

    def opened(self, row: models.Model, value: Sealed):
        """The value of this row. Raises Unreadable where it was changed or moved here."""
        if not value.raw:
            return self.nothing()
        plain = unseal(value.raw, self.about(row))
        return self.gone() if plain is None else self.from_bytes(plain)

    def about(self, row: models.Model) -> bytes:
        """What a value is bound to: table, row and column."""
        return f"{row._meta.db_table}|{getattr(row, getattr(row, 'sealed_as', 'pk'))}|{self.column}".encode()

    def nothing(self):
        """What an empty value reads as; None where there is no such thing beside NULL."""
        return None

    def gone(self):
        return None

    def to_bytes(self, value) -> bytes:
        raise NotImplementedError

    def from_bytes(self, plain: bytes):
        raise NotImplementedError


class SealedText(SealedField):
    """Text. Once its key is destroyed it reads "destroyed"."""

    kept_as = "text"

    def nothing(self) -> str:
        return ""

    def gone(self) -> str:
        return GONE

    def to_bytes(self, value) -> bytes:
        text = str(value)
        if self.max_length and len(text) > self.max_length:
            raise ValueError(f"{self.name} holds at most {self.max_length} characters")
        if "\0" in text:
            raise ValueError(NO_NUL)
        return text.encode()

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()


class SealedJSON(SealedField):
    """Anything JSON can say. Once its key is destroyed it reads as its default."""

    kept_as = "json"
    empty_strings_allowed = False

    def nothing(self):
        return self.get_default()

    def gone(self):
        return self.get_default()

    def to_bytes(self, value) -> bytes:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if NUL_IN_JSON.search(text):
            raise ValueError(NO_NUL)
        return text.encode()

    def from_bytes(self, plain: bytes):
        return json.loads(plain)


class SealedDate(SealedField):
    """A day. Once its key is destroyed it is unknown."""

    kept_as = "date"
    empty_strings_allowed = False

    def to_bytes(self, value) -> bytes:
        if not isinstance(value, date):
            raise ValueError(f"{self.name} takes a date")
        return value.isoformat().encode()

    def from_bytes(self, plain: bytes) -> date:
        return date.fromisoformat(plain.decode())
