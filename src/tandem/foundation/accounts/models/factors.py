"""What somebody has besides a password: an authenticator app, passkeys, and ten codes on paper for the day they are lost.

Neither grants anything; a session without one of them reaches no person's data (H8 of the rules for security).
"""

import uuid

from django.conf import settings
from django.db import models

from tandem.foundation import clock


class Authenticator(models.Model):
    """The secret an app and Tandem share (RFC 6238). It counts from the moment a code of it was typed once.

    `last_step` is the newest half minute whose code was used: no code is taken twice, and none from before it.
    """

    of_this_installation = True
    columns = {"key": "id user", "operations": "sealed_secret last_step made_at confirmed_at made_up"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authenticators")
    sealed_secret = models.CharField(max_length=300)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True)
    # Of a made-up account of the demo city, whose codes the sign-in page shows. Nothing in a real installation is.
    made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at=None), name="one_app_being_set_up"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at__isnull=False), name="one_app_of_an_account"
            ),
        ]


class RecoveryCode(models.Model):
    """One of ten codes, shown once when they are made. Only a hash is kept, and each works once."""

    columns = {"key": "id user digest", "operations": "made_at used_at"}
    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_recovery_code_once")]


class Passkey(models.Model):
    """A key pair made on somebody's own device (WebAuthn). Only its public half is here; `sign_count` tells a copy."""

    columns = {"key": "id user credential_id", "operations": "public_key sign_count name made_at used_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    # At most 1023 bytes by the standard, here as base64url.
    credential_id = models.CharField(max_length=1400, unique=True)
    public_key = models.CharField(max_length=2000)
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
