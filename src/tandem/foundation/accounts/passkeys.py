"""Passkeys: a key pair that stays on the person's phone, laptop or security key, unlocked there by finger, face or PIN.

WebAuthn level 2, with user verification demanded: having the device and unlocking it are two factors, so that a passkey
signs in alone (CJIS IA-2). It can't be typed on a wrong site, and wrong passwords never lock it out (AC-7).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tandem.foundation import clock
from tandem.foundation.accounts.models import Passkey, User

NAME = "Tandem"
LONGEST_NAME = 60
LONGEST_ANSWER = 20_000
MOST = 10


@dataclass(frozen=True)
class Asked:
    """What the browser is given, as JSON, and the challenge its answer must hold; the challenge is good for one answer."""

    options: str
    challenge: str


@dataclass(frozen=True)
class PasskeyRow:
    id: UUID
    name: str
    made_at: datetime
    used_at: datetime | None


def of(user_id: UUID) -> list[PasskeyRow]:
    """The passkeys of an account, the oldest first."""
    found = Passkey.objects.filter(user_id=user_id).order_by("made_at")
    return [PasskeyRow(one.pk, one.name, one.made_at, one.used_at) for one in found]


def ask_for_new(user: User) -> Asked:
    """Ask a browser to make a passkey for this account; one that it holds already is not made again."""
    options = generate_registration_options(
        rp_id=_host(),
        rp_name=NAME,
        user_name=user.username,
        user_display_name=user.name,
        user_id=user.pk.bytes,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_known(user),
    )
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def add(user: User, answer: str, *, challenge: str, name: str) -> Passkey | None:
    """Keep the passkey a browser made; None if its answer does not hold, or it is known already, or there are ten."""
    if not challenge or len(answer) > LONGEST_ANSWER or Passkey.objects.filter(user=user).count() >= MOST:
        return None
    try:
        checked = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        return None
    fresh, made = Passkey.objects.get_or_create(
        credential_id=bytes_to_base64url(checked.credential_id),
        defaults={
            "user": user,
            "public_key": bytes_to_base64url(checked.credential_public_key),
            "sign_count": checked.sign_count,
            "name": name[:LONGEST_NAME],
            "made_at": clock.now(),
        },
    )
    return fresh if made else None


def ask_for_one(user: User | None) -> Asked:
    """Ask a browser for a passkey: any of this site's, or, for somebody known by now, one of theirs."""
    options = generate_authentication_options(
        rp_id=_host(),
        allow_credentials=_known(user) if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(options_to_json(options), bytes_to_base64url(options.challenge))


def whose(answer: str, *, challenge: str) -> User | None:
    """The account whose passkey gave this answer, if it holds and the account is in use; None otherwise."""
    wanted = _id_in(answer)
    if not challenge or not wanted:
        return None
    with transaction.atomic():
        found = Passkey.objects.select_for_update(of=("self",)).select_related("user").filter(credential_id=wanted)
        passkey = found.filter(user__is_active=True).first()
        if passkey is None:
            return None
        try:
            checked = verify_authentication_response(
                credential=answer,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=_host(),
                expected_origin=_origin(),
                credential_public_key=base64url_to_bytes(passkey.public_key),
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError):
            return None
        passkey.sign_count, passkey.used_at = checked.new_sign_count, clock.now()
        passkey.save(update_fields=["sign_count", "used_at"])
    return passkey.user


def remove(user: User, passkey_id: UUID) -> bool:
    """Take a passkey away; whether the account had it."""
    return bool(Passkey.objects.filter(user=user, pk=passkey_id).delete()[0])


def _known(user: User) -> list[PublicKeyCredentialDescriptor]:
    held = Passkey.objects.filter(user=user).values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in held]


def _id_in(answer: str) -> str:
    """The id a browser's answer names; "" for what is none."""
    try:
        named = json.loads(answer)["id"] if len(answer) <= LONGEST_ANSWER else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return named if isinstance(named, str) and named.isascii() and "\x00" not in named else ""


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def _origin() -> str:
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"
