"""One-time links by which a person chooses a password: an invitation lasts three days, a reset one day."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tandem.foundation import clock
from tandem.foundation.accounts.models import LinkKind, OneTimeLink, User

LASTS = {LinkKind.INVITE: timedelta(days=3), LinkKind.RESET: timedelta(days=1)}
LONGEST_SECRET = 100


@dataclass(frozen=True)
class Fresh:
    """A link just made. `secret` is shown once and never stored."""

    user_id: UUID
    kind: LinkKind
    secret: str
    expires_at: datetime


def kind_for(user: User) -> LinkKind:
    """An account that never had a password is invited; another one is reset."""
    return LinkKind.RESET if user.has_usable_password() else LinkKind.INVITE


def issue(user: User, *, made_by: UUID | None = None) -> Fresh:
    """Make a link; an older one of this account ends. The password in force, if any, works until the link is used."""
    kind, now, secret = kind_for(user), clock.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        # Two at once would both find no open link; the account's row lets them take turns.
        User.objects.select_for_update().get(pk=user.pk)
        end_links(user)
        OneTimeLink.objects.create(
            user=user,
            kind=kind,
            digest=OneTimeLink.digest_of(secret),
            made_at=now,
            made_by=made_by,
            expires_at=now + LASTS[kind],
        )
    return Fresh(user.pk, kind, secret, now + LASTS[kind])


def end_links(user: User) -> None:
    """No link of this account works from now on."""
    OneTimeLink.objects.filter(user=user, used_at=None, ended_at=None).update(ended_at=clock.now())


def user_of(secret: str) -> User | None:
    """The account a link belongs to, or None if it is wrong, used, replaced or too old, or the account is disabled."""
    link = _open(secret)
    return link.user if link else None


def choose_password(secret: str, password: str) -> User | None:
    """Set the password by a link and end the link and every session of the account; None if the link is over.

    Raises ValidationError with sentences if the password is too short or too common; the link then still works.
    """
    with transaction.atomic():
        link = _open(secret, held=True)
        if link is None:
            return None
        set_password(link.user, password)
        link.used_at = clock.now()
        link.save(update_fields=["used_at"])
    return link.user


def set_password(user: User, password: str) -> None:
    """A new password, if it is long and rare enough, else ValidationError. Every session opened before is over."""
    if len(password) > 200 or "\x00" in password:
        raise ValidationError("Choose at most 200 characters, without control characters.")
    validate_password(password, user)
    user.set_password(password)
    user.session_mark += 1
    user.save(update_fields=["password", "session_mark"])


def _open(secret: str, *, held: bool = False) -> OneTimeLink | None:
    if len(secret) > LONGEST_SECRET or not secret.isascii():
        return None
    links = OneTimeLink.objects.select_related("user").filter(
        digest=OneTimeLink.digest_of(secret),
        used_at=None,
        ended_at=None,
        expires_at__gt=clock.now(),
        user__is_active=True,
    )
    return (links.select_for_update() if held else links).first()
