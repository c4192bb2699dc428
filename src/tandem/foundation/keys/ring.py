"""The keys this process holds open: few, for a short while, and none that was not committed.

A key made in a transaction that is then rolled back never was; it is forgotten with it, so that nothing is ever sealed
with a key that nobody can find again. What another process turned over is noticed after at most `LASTS` seconds.
"""

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from uuid import UUID

import tink
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from tink import aead, prf

from tandem.foundation import clock
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.top import new_keyset, top, unwrap, wrap

prf.register()

CONTENT, SEARCH = "content", "search"
LASTS = 30.0
MOST_PERSONS = 20_000
DESTROYED = "destroyed"
Owner = tuple[UUID | None, UUID | None]


class Unreadable(Exception):
    """A sealed value does not open: it was changed, moved here from elsewhere, or its key is lost."""


class Held:
    """At most `most` values, each for `LASTS` seconds; the oldest goes first."""

    def __init__(self, most: int):
        self._most, self._values, self._lock = most, OrderedDict(), threading.Lock()

    def get(self, name):
        found = self._values.get(name)
        return found[0] if found and found[1] > time.monotonic() else None

    def put(self, name, value) -> None:
        with self._lock:
            self._values[name] = value, time.monotonic() + LASTS
            self._values.move_to_end(name)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def drop(self, *names) -> None:
        with self._lock:
            for name in names:
                self._values.pop(name, None)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


# "top" → what opens the agencies' keys; a key's id → what it does; (organization, purpose) → the id of the one in use.
_agencies = Held(2_000)
# A person key's id → its cipher or DESTROYED; (person, organization) → the id of the one in use.
_persons = Held(2 * MOST_PERSONS)
_of_thread = threading.local()


def forget() -> None:
    """Close every key: after turning one over, and between tests."""
    _agencies.clear()
    _persons.clear()
    _of_thread.__dict__.clear()


def top_key() -> aead.Aead:
    """What opens the agencies' keys. Raises WrongKey."""
    found = _agencies.get("top")
    if found is None:
        found = top(settings.KEY_FILE, may_make=lambda: not Key.objects.exists())
        _agencies.put("top", found)
    return found


def _unwrapped(row: Key) -> tink.KeysetHandle:
    return unwrap(row.wrapped, row.pk, top_key(), settings.KEY_FILE)


# Agencies


def agency_key(key_id: UUID) -> aead.Aead:
    """The content key with this id. Raises Unreadable, WrongKey."""
    found = _fresh(key_id) or _agencies.get(key_id)
    if found is None:
        row = Key.objects.filter(pk=key_id).first()
        if row is None:
            raise Unreadable(f"the agency key {key_id} is lost")
        found = _unwrapped(row).primitive(aead.Aead)
        _agencies.put(key_id, found)
    return found


def agency_key_in_use(organization_id: UUID | None) -> tuple[UUID, aead.Aead]:
    """The content key that new values of this agency are sealed under; made on first use."""
    key_id = _in_use(organization_id, CONTENT)
    return key_id, agency_key(key_id)


def search_keys() -> list[Callable[[bytes], bytes]]:
    """Every agency's search keys, those being retired too: a word in, what stands for it out."""
    found = _agencies.get(SEARCH)
    if found is None:
        found = [_hash_of(_unwrapped(row)) for row in Key.objects.filter(purpose=SEARCH)]
        # A key made in this transaction may still be undone.
        if not _fresh_values():
            _agencies.put(SEARCH, found)
    return found


def search_key(organization_id: UUID | None) -> Callable[[bytes], bytes]:
    """The agency's search key; made on first use."""
    key_id = _in_use(organization_id, SEARCH)
    found = _fresh(key_id) or _agencies.get(key_id)
    if found is None:
        found = _hash_of(_unwrapped(Key.objects.get(pk=key_id)))
        _agencies.put(key_id, found)
    return found


def _hash_of(handle: tink.KeysetHandle) -> Callable[[bytes], bytes]:
    primary = handle.primitive(prf.PrfSet).primary()
    return lambda word: primary.compute(word, 12)


def _in_use(organization_id: UUID | None, purpose: str) -> UUID:
    name = (organization_id, purpose)
    found = _fresh(name) or _agencies.get(name)
    if found is None:
        rows = Key.objects.filter(organization_id=organization_id, purpose=purpose, retired_at=None)
        found = rows.order_by("-made_at").values_list("pk", flat=True).first()
        if found is not None:
            _agencies.put(name, found)
    return found or make_agency_key(organization_id, purpose)


def make_agency_key(organization_id: UUID | None, purpose: str) -> UUID:
    """A new key of this agency, in use from now on; what was in use before is for the caller to retire."""
    handle = new_keyset() if purpose == CONTENT else tink.new_keyset_handle(prf.prf_key_templates.HMAC_SHA256)
    row = Key(organization_id=organization_id, purpose=purpose, made_at=clock.now())
    row.wrapped = wrap(handle, row.pk, top_key())
    row.save(force_insert=True)
    does = handle.primitive(aead.Aead) if purpose == CONTENT else _hash_of(handle)
    _agencies.drop(SEARCH)
    _put_when_committed(_agencies, {row.pk: does, (organization_id, purpose): row.pk})
    return row.pk


# Persons


def about_to_open(key_id: UUID) -> None:
    """A value came from the database that needs this person's key; keys are fetched together when the first is asked."""
    if _persons.get(key_id) is None:
        wanted = _of_thread.__dict__.setdefault("wanted", set())
        if len(wanted) >= MOST_PERSONS:
            wanted.clear()
        wanted.add(key_id)


def person_key(key_id: UUID) -> AESGCM | str:
    """The cipher of this key, or DESTROYED. Raises Unreadable where it is lost."""
    found = _fresh(key_id) or _persons.get(key_id)
    if found is None:
        wanted = _of_thread.__dict__.pop("wanted", set()) | {key_id}
        for row in PersonKey.objects.filter(pk__in=wanted):
            _persons.put(row.pk, DESTROYED if row.destroyed_at else _open_person(row))
        found = _persons.get(key_id)
        if found is None:
            raise Unreadable(f"the person key {key_id} is lost")
    return found


def person_key_in_use(person_id: UUID, organization_id: UUID | None) -> tuple[UUID, AESGCM]:
    """The key that new values about this person are sealed with at this agency; made on first use."""
    name = (person_id, organization_id)
    key_id = _fresh(name) or _persons.get(name)
    if key_id is None:
        ready([name])
        key_id = _fresh(name) or _persons.get(name)
    return key_id, person_key(key_id)


def ready(owners: Iterable[Owner]) -> None:
    """Find or make the keys in use of these (person, organization), all at once."""
    left = {one for one in owners if one[0] and not (_fresh(one) or _persons.get(one))}
    if not left:
        return
    rows = PersonKey.objects.filter(person_id__in={one[0] for one in left}, retired_at=None, destroyed_at=None)
    for row in rows.order_by("made_at"):
        if (row.person_id, row.organization_id) in left:
            _persons.put(row.pk, _open_person(row))
            _persons.put((row.person_id, row.organization_id), row.pk)
    make_person_keys(one for one in left if _persons.get(one) is None)


def make_person_keys(owners: Iterable[Owner]) -> None:
    """A new key for each (person, organization), in use from now on."""
    at, rows, held = clock.now(), [], {}
    for person_id, organization_id in owners:
        key_id, above = agency_key_in_use(organization_id)
        secret = os.urandom(32)
        row = PersonKey(person_id=person_id, organization_id=organization_id, key_id=key_id, made_at=at)
        row.wrapped = above.encrypt(secret, _about(row))
        rows.append(row)
        held |= {row.pk: AESGCM(secret), (person_id, organization_id): row.pk}
    if rows:
        PersonKey.objects.bulk_create(rows, batch_size=2_000)
        _put_when_committed(_persons, held)


def rewrapped(row: PersonKey, key_id: UUID) -> bytes:
    """The secret of `row` as the agency key `key_id` seals it."""
    secret = agency_key(row.key_id).decrypt(bytes(row.wrapped), _about(row))
    return agency_key(key_id).encrypt(secret, _about(row))


def drop_persons(*names) -> None:
    """Close these keys; whoever asks for one again, looks in the database."""
    _persons.drop(*names)
    for promise in _of_thread.__dict__.get("promises", []):
        for name in names:
            promise.values.pop(name, None)


def _open_person(row: PersonKey) -> AESGCM:
    try:
        return AESGCM(agency_key(row.key_id).decrypt(bytes(row.wrapped), _about(row)))
    except tink.TinkError as error:
        raise Unreadable(f"the person key {row.pk} was changed") from error


def _about(row: PersonKey) -> bytes:
    return b"keys_personkey|" + row.pk.bytes + row.person_id.bytes


# Keys that are not committed yet


class _Promise:
    """Keys made in the open transaction, on the way to `held` once it is committed."""

    def __init__(self, held: Held, savepoints: set):
        self.held, self.savepoints, self.values = held, savepoints, {}

    def __call__(self) -> None:
        for name, value in self.values.items():
            self.held.put(name, value)
        _of_thread.__dict__.get("promises", []).remove(self)

    @property
    def stands(self) -> bool:
        """Django forgets what waits for a commit exactly when what was made is rolled back."""
        return any(waiting[1] is self for waiting in connection.run_on_commit)


def _put_when_committed(held: Held, values: dict) -> None:
    if not connection.in_atomic_block:
        for name, value in values.items():
            held.put(name, value)
        return
    promises, savepoints = _fresh_values(), set(connection.savepoint_ids)
    fits = (one for one in promises if one.held is held and one.savepoints == savepoints)
    promise = next(fits, None)
    if promise is None:
        promise = _Promise(held, savepoints)
        promises.append(promise)
        transaction.on_commit(promise)
    promise.values |= values


def _fresh_values() -> list[_Promise]:
    promises = _of_thread.__dict__.setdefault("promises", [])
    if promises:
        promises[:] = [one for one in promises if one.stands]
    return promises


def _fresh(name):
    if not _of_thread.__dict__.get("promises"):
        return None
    return next((one.values[name] for one in _fresh_values() if name in one.values), None)
