"""The account of one human, and the one-time links by which a password is chosen.

Roles live in `organizations.Membership`; nothing here grants anything.
"""

import hashlib
import uuid
from enum import StrEnum

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from tandem.foundation import clock


class UserManager(BaseUserManager):
    def create_user(self, username: str, name: str, password: str | None, **more) -> "User":
        """A new account; `password=None` means it can't sign in until a word is set by its one-time link."""
        user = self.model(username=username, name=name, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """`session_mark` is part of every session's own mark: counting it up ends all sessions and live streams at once."""

    columns = {
        "key": "id issuer_subject",
        "operations": "username name email password is_active last_login created_at session_mark expires_on"
        " disabled_at disabled_why enabled_at reviewed_at wrong_codes wrong_code_at"
        " locked_at",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    # Empty where the program sets up no e-mail: everything works without.
    email = models.CharField(max_length=254, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    session_mark = models.PositiveIntegerField(default=0)
    # The last day of a placement or contract, if it has one (CJIS AC-2(3)).
    expires_on = models.DateField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_why = models.CharField(max_length=200, blank=True)
    enabled_at = models.DateTimeField(null=True)
    # When somebody last said that this account is still needed (CJIS AC-2j, once a year).
    reviewed_at = models.DateTimeField(null=True)
    # Wrong codes of the second factor since the last right one, and when the newest was typed.
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    wrong_code_at = models.DateTimeField(null=True)
    # Since when wrong passwords have locked this account until somebody releases it (CJIS AC-7); passkeys still work.
    locked_at = models.DateTimeField(null=True)
    # Who this is at the agency's identity provider, as "issuer subject"; null where it was never used.
    issuer_subject = models.CharField(max_length=512, null=True, unique=True)  # noqa: DJ001

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # A changed password and a counted-up mark end the sessions opened before.
        salt = "tandem.accounts.session"
        return salted_hmac(salt, f"{self.password}:{self.session_mark}", secret=secret, algorithm="sha256").hexdigest()


class LinkKind(StrEnum):
    INVITE = "invite"
    RESET = "reset"


class OneTimeLink(models.Model):
    """A link by which a person chooses a password. It works once, until it expires or a newer one is made.

    Only a hash of its secret is kept.
    """

    columns = {"key": "id user digest made_by", "operations": "kind made_at expires_at used_at ended_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in LinkKind])
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(used_at=None, ended_at=None), name="one_open_link_of_an_account"
            )
        ]

    @staticmethod
    def digest_of(secret: str) -> str:
        """SHA-256 of a secret: it is 256 random bits, so that a slow hash adds nothing."""
        return hashlib.sha256(secret.encode()).hexdigest()
