"""Turn keys over while Tandem runs: a new key, what it opens wrapped or sealed anew a piece at a time, the old one taken away.

Where it stands is in the database alone: a retired key that still opens something is an unfinished turn. Killed at any
moment, nothing is lost (each piece is one transaction, and both keys open until the old one is taken away), and the
next run goes on where this one stopped. It runs as the role that owns the tables, because history is append-only for
every other, and changes no value: what opens afterwards is what opened before (CJIS SC-12; reliability F16).
"""

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import tink
from django.conf import settings
from django.db import connections, models, transaction
from tink import json_proto_keyset_format, secret_key_access

from tandem.foundation import clock
from tandem.foundation.keys import ring, top
from tandem.foundation.keys.blind import BlindIndex
from tandem.foundation.keys.fields import Sealed
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.owners import ready, sealed_fields, sealed_models
from tandem.foundation.keys.ring import CONTENT, SEARCH
from tandem.foundation.keys.seal import PERSON, key_of

OWNER = "owner"
PIECE = 500
# Processes notice a new key after `ring.LASTS` seconds, and a long export reads old rows for hours.
KEPT = timedelta(days=1)
# Called after each step, with what was just done; a test ends the run here.
Step = Callable[[str], None]


@dataclass
class Turned:
    """What a run did. `waiting` are retired keys that nothing needs, kept for a day for whoever still holds one."""

    agencies: int = 0
    persons: int = 0
    rows: int = 0
    removed: int = 0
    waiting: int = 0
    tables: dict[str, int] = field(default_factory=dict)


def rotate_top(step: Step = lambda _said: None) -> int:
    """A new key above all keys, and every agency's keys wrapped by it. Returns how many.

    The file keeps the key before this one, for servers that hold it and for backups of yesterday; the one before that
    goes. A key service turns over its own key; what it wrapped is wrapped anew all the same. Raises WrongKey.
    """
    file = settings.KEY_FILE
    ring.forget()
    if os.environ.get("TANDEM_KEY_SERVICE"):
        return _rewrap_agencies(step)
    held = json.loads(json_proto_keyset_format.serialize(top.read(file), secret_key_access.TOKEN))
    fresh = json.loads(json_proto_keyset_format.serialize(top.new_keyset(), secret_key_access.TOKEN))
    # Whatever was wrapped by an older one is wrapped by the present one first, so that only one has to stay.
    _rewrap_agencies(step)
    now = [one for one in held["key"] if one["keyId"] == held["primaryKeyId"]]
    both = {"primaryKeyId": fresh["primaryKeyId"], "key": now + fresh["key"]}
    draft = file.with_name(f".{file.name}.new")
    top.write(draft, json_proto_keyset_format.parse(json.dumps(both), secret_key_access.TOKEN))
    step("file written")
    draft.replace(file)
    ring.forget()
    step("file replaced")
    return _rewrap_agencies(step)


def _rewrap_agencies(step: Step) -> int:
    above, done = ring.top_key(), 0
    for row in Key.objects.order_by("pk"):
        Key.objects.filter(pk=row.pk).update(wrapped=top.wrap(opened(row), row.pk, above))
        done += 1
        step("agency rewrapped")
    return done


def rotate(
    organizations: list[UUID | None] | None = None, *, deep: bool = False, step: Step = lambda _: None
) -> Turned:
    """Turn over the keys of these agencies, by default of all: what is unfinished is finished, else a new turn begins.

    The agency's key wraps its persons' keys anew, and what it seals itself is sealed anew, as is the blind index;
    `deep` gives every person a new key too and seals everything anew.
    """
    ring.forget()
    turned, needed = Turned(), in_need()
    held = dict.fromkeys(Key.objects.filter(retired_at=None).values_list("organization_id", flat=True))
    for organization_id in held if organizations is None else [one for one in held if one in organizations]:
        old = Key.objects.filter(organization_id=organization_id, pk__in=needed).exclude(retired_at=None)
        if not old.exists():
            _begin(organization_id, deep)
        turned.agencies += 1
        step("begun")
        turned.persons += _rewrap_persons(organization_id, step)
    for model in sealed_models():
        turned.tables[model._meta.db_table] = _reseal(model, step)
        turned.rows += turned.tables[model._meta.db_table]
    turned.removed, turned.waiting = _take_away(clock.now() - KEPT)
    ring.forget()
    return turned


def _begin(organization_id: UUID | None, deep: bool) -> None:
    """Retire what is in use and make new keys, at once or not at all."""
    with transaction.atomic():
        now = clock.now()
        for purpose in (CONTENT, SEARCH):
            old = Key.objects.filter(organization_id=organization_id, purpose=purpose, retired_at=None)
            if ids := list(old.select_for_update().values_list("pk", flat=True)):
                ring.make_agency_key(organization_id, purpose)
                Key.objects.filter(pk__in=ids).update(retired_at=now)
        if deep:
            kept = PersonKey.objects.filter(organization_id=organization_id, retired_at=None, destroyed_at=None)
            kept.update(retired_at=now)
    ring.forget()


def _rewrap_persons(organization_id: UUID | None, step: Step) -> int:
    """Every key of a person wrapped by the agency's key in use, a piece at a time."""
    in_use, _above = ring.agency_key_in_use(organization_id)
    done = 0
    while True:
        with transaction.atomic():
            old = PersonKey.objects.select_for_update(skip_locked=True).filter(
                organization_id=organization_id, destroyed_at=None
            )
            rows = list(old.exclude(key_id=in_use)[:PIECE])
            for row in rows:
                row.wrapped, row.key_id = ring.rewrapped(row, in_use), in_use
            PersonKey.objects.bulk_update(rows, ["wrapped", "key_id"])
        if not rows:
            return done
        done += len(rows)
        step("persons rewrapped")


def _reseal(model: type[models.Model], step: Step) -> int:
    """Seal anew each value of a table whose key is retired; returns how many rows had one."""
    done, after = 0, None
    while True:
        with _as_owner():
            rows = model._base_manager.using(OWNER).order_by("pk").select_for_update()
            rows = list(rows.filter(pk__gt=after)[:PIECE] if after is not None else rows[:PIECE])
            old = _retired(rows)
            touched = [row for row in rows if any(key in old for key in _keys_of(row).values()) or _marked_by(row)]
            ready(touched)
            for row in touched:
                _seal_anew(row, old)
        if not rows:
            return done
        after, done = rows[-1].pk, done + len(touched)
        step(model._meta.db_table)


def _seal_anew(row: models.Model, old: set[UUID]) -> None:
    changed = {}
    for name, key_id in _keys_of(row).items():
        if key_id in old:
            one = row._meta.get_field(name)
            changed[one.column] = one.sealed(row, one.opened(row, row.__dict__[name]))
    for index in _indexes(type(row)):
        changed[index.column] = index.made(row)
    quote = connections[OWNER].ops.quote_name
    said = ", ".join(f"{quote(column)} = %s" for column in changed)
    where = f"UPDATE {quote(row._meta.db_table)} SET {said} WHERE {quote(row._meta.pk.column)} = %s"
    with connections[OWNER].cursor() as cursor:
        cursor.execute(where, [*changed.values(), row.pk])


def _keys_of(row: models.Model) -> dict[str, UUID]:
    """Sealed column → the key it needs, for what is still sealed."""
    held = {one.attname: row.__dict__.get(one.attname) for one in sealed_fields(type(row))}
    return {name: key_of(value.raw)[1] for name, value in held.items() if type(value) is Sealed and value.raw}


def _retired(rows: list[models.Model]) -> set[UUID]:
    """Those of the rows' keys that are retired and not destroyed."""
    kinds = {
        key_of(value.raw) for row in rows for value in row.__dict__.values() if type(value) is Sealed and value.raw
    }
    persons = PersonKey.objects.filter(pk__in=[key for kind, key in kinds if kind == PERSON], destroyed_at=None)
    agencies = Key.objects.filter(pk__in=[key for kind, key in kinds if kind != PERSON])
    return {one for found in (persons, agencies) for one in found.exclude(retired_at=None).values_list("pk", flat=True)}


def _indexes(model: type[models.Model]) -> list[BlindIndex]:
    return [one for one in model._meta.concrete_fields if isinstance(one, BlindIndex)]


def _marked_by(row: models.Model) -> bool:
    """Whether the row's blind index is under a search key that is retired."""
    return any(index.outdated(row) for index in _indexes(type(row)))


@contextmanager
def _as_owner() -> Iterator[None]:
    """One transaction of the owning role, in which rows may be sealed anew and nothing else may be told of them."""
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute(
                "SELECT set_config('tandem.act', %s, true), set_config('tandem.reach', 'keys', true),"
                " set_config('tandem.resealing', 'on', true)",
                [str(uuid.uuid4())],
            )
        yield


# What keys are still needed


def opened(row: Key) -> tink.KeysetHandle:
    """The keyset of an agency's key. Raises WrongKey where the key above it is another one."""
    return top.unwrap(row.wrapped, row.pk, ring.top_key(), settings.KEY_FILE)


def counts() -> dict[UUID, int]:
    """How many values and keys of persons each agency key still opens, by its id."""
    found: dict[UUID, int] = {}
    for key_id, number in (
        PersonKey.objects.filter(destroyed_at=None).values_list("key_id").annotate(n=models.Count("id"))
    ):
        found[key_id] = number
    with _as_owner(), connections[OWNER].cursor() as cursor:
        for model in sealed_models():
            for one in sealed_fields(model):
                cursor.execute(
                    f"SELECT encode(substring(\"{one.column}\" FROM 2 FOR 16), 'hex'), count(*)"
                    f' FROM "{model._meta.db_table}" WHERE length("{one.column}") > 17 AND get_byte("{one.column}", 0) = 2'
                    " GROUP BY 1"
                )
                for key_id, number in cursor.fetchall():
                    found[UUID(hex=key_id)] = found.get(UUID(hex=key_id), 0) + number
    return found


def in_need() -> set[UUID]:
    """The agency keys that still open something."""
    return set(counts())


def _take_away(before: datetime) -> tuple[int, int]:
    """Delete retired keys that open nothing any more and were retired before then. Returns (deleted, still kept)."""
    needed = in_need()
    free = set(Key.objects.exclude(retired_at=None).values_list("pk", flat=True)) - needed
    gone, _ = Key.objects.filter(pk__in=free, retired_at__lt=before).delete()
    persons = PersonKey.objects.filter(retired_at__lt=before, destroyed_at=None)
    if persons.exists():
        used = _persons_in_need()
        gone += persons.exclude(pk__in=used).delete()[0]
    return gone, len(free) - min(gone, len(free))


def _persons_in_need() -> set[UUID]:
    found: set[UUID] = set()
    with _as_owner(), connections[OWNER].cursor() as cursor:
        for model in sealed_models():
            for one in sealed_fields(model):
                cursor.execute(
                    f'SELECT DISTINCT encode(substring("{one.column}" FROM 2 FOR 16), \'hex\') FROM "{model._meta.db_table}"'
                    f' WHERE length("{one.column}") > 17 AND get_byte("{one.column}", 0) = 1'
                )
                found |= {UUID(hex=row[0]) for row in cursor.fetchall()}
    return found
