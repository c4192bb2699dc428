"""Give a person the key to their own page, take it back, and open it (45 CFR 164.524: access to one's own record).

The link carries a secret of 256 random bits, of which only the SHA-256 is stored; the code is said to the person and
stored only as a hash over both, so that neither a copy of the database nor a forwarded link opens anything. The law
cares that a link that is wrong, over or stopped has one answer, and that the page reads as the person and nobody else.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from tandem.domain.people.models import OwnKey, Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.database import reach
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.timeline import Kind

SALT = "tandem.people.own_page"
LASTS = timedelta(days=180)
LANGUAGES = ("en", "es")
MOST_WRONG_CODES = 5


@dataclass(frozen=True)
class KeySecret:
    """What the person is given, shown once: `token` is safe in a URL path, `code` is six digits to say aloud."""

    token: str
    code: str
    expires_at: datetime


@dataclass(frozen=True)
class OwnPage:
    """What a working link belongs to: ids only. What may be read behind it is a release's to decide."""

    key_id: UUID
    person_id: UUID
    organization_id: UUID
    organization: str
    phone: str
    language: str
    answered: bool


def give(person_id: UUID, *, actor: Actor, language: str) -> KeySecret:
    """A new key to the person's own page; an older one stops. Raises Refusal, Absent for another provider's record."""
    if language not in LANGUAGES:
        raise Refusal(("language", "Choose English or Spanish."))
    with act(actor, Permission.OWN_PAGE_GIVE, kind="person", subject=person_id) as doing:
        _held(person_id, actor)
        OwnKey.objects.filter(person_id=person_id, stopped_at=None).update(stopped_at=doing.at)
        secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**6):06d}"
        key = OwnKey.objects.create(
            person_id=person_id,
            organization_id=actor.organization_id,
            secret_hash=_digest(secret),
            code_hash=_digest(secret + code),
            language=language,
            given_at=doing.at,
            given_by=actor.id,
            given_by_name=actor.name,
            expires_at=doing.at + LASTS,
        )
        doing.log(Kind.OWN_PAGE_GIVEN, person_id)
        token = signing.Signer(sep=".", salt=SALT).sign(f"{key.pk.hex}.{secret}")
        return KeySecret(token, code, key.expires_at)


def stop(person_id: UUID, *, actor: Actor) -> None:
    """The link stops at once. Doing it twice changes nothing. Raises Absent for another provider's record."""
    with act(actor, Permission.OWN_PAGE_GIVE, kind="person", subject=person_id) as doing:
        _held(person_id, actor)
        if OwnKey.objects.filter(person_id=person_id, stopped_at=None).update(stopped_at=doing.at):
            doing.log(Kind.OWN_PAGE_STOPPED, person_id)


def _held(person_id: UUID, actor: Actor) -> Person:
    """The person, locked, where the actor's organization holds the record. Else Absent."""
    person = Person.objects.select_for_update().filter(pk=person_id, sealed_at=None).first()
    if person is None or actor.organization_id is None or person.organization_id != actor.organization_id:
        raise Absent
    return person


def find(token: str, now: datetime | None = None) -> OwnPage | None:
    """What the link belongs to, or None for anything wrong. Reads only."""
    key = _key(token, now or clock.now())
    return _page(key) if key else None


@reach.work("whose page a key opens: ids, before its release")
def by_id(key_id: UUID, now: datetime | None = None) -> OwnPage | None:
    """The page of a key whose code was said before, or None once the key is over."""
    key = OwnKey.objects.select_related("organization").filter(pk=key_id).first()
    return _page(key) if key and _live(key, now or clock.now()) else None


def say_code(token: str, code: str) -> bool:
    """Whether `code` fits the link. The fifth wrong one stops the link for good."""
    key = _key(token, clock.now())
    if key is None:
        return False
    actor = actor_of(_page(key))
    with act(actor, Permission.OWN_PAGE_OPEN, kind="person", subject=key.person_id) as doing:
        # Tries at once wait for each other, so that five is five.
        held = OwnKey.objects.select_for_update().get(pk=key.pk)
        if not _live(held, doing.at):
            return False
        secret = _secret(token)
        if hmac.compare_digest(held.code_hash, _digest(secret + code.strip().replace(" ", ""))):
            if held.wrong_codes:
                held.wrong_codes = 0
                held.save()
            return True
        held.wrong_codes += 1
        if held.wrong_codes >= MOST_WRONG_CODES:
            held.stopped_at = doing.at
            doing.log(Kind.OWN_PAGE_STOPPED, held.person_id, wrong_codes=held.wrong_codes)
        held.save()
        return False


def actor_of(page: OwnPage, *, address: str = "") -> Actor:
    """The person served as an actor: they may read their own record, say something about it, and take back what
    they agreed to."""
    return Actor(
        kind="person",
        id=page.person_id,
        name="The person",
        address=address,
        grants=frozenset({Permission.OWN_PAGE_OPEN, Permission.OWN_PAGE_SAY, Permission.CONSENT_TAKE_BACK}),
    )


def _page(key: OwnKey) -> OwnPage:
    held = key.organization
    return OwnPage(key.pk, key.person_id, held.pk, held.short_name, held.phone, key.language, key.answered)


def _live(key: OwnKey, now: datetime) -> bool:
    return key.stopped_at is None and now < key.expires_at


@reach.work("whose page a key opens: ids, before its release")
def _key(token: str, now: datetime) -> OwnKey | None:
    try:
        key_id, _, secret = signing.Signer(sep=".", salt=SALT).unsign(token).partition(".")
        wanted = UUID(hex=key_id)
    except (signing.BadSignature, ValueError):
        return None
    key = OwnKey.objects.select_related("organization").filter(pk=wanted).first()
    if key is None or not hmac.compare_digest(key.secret_hash, _digest(secret)):
        return None
    return key if _live(key, now) else None


def _secret(token: str) -> str:
    return signing.Signer(sep=".", salt=SALT).unsign(token).partition(".")[2]


def _digest(secret: str) -> str:
    """SHA-256: 256 random bits stand in front of whatever is hashed, so that a slow hash adds nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
