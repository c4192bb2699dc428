"""The rows of accounts: the human, the links by which a password is chosen, and the second factors."""

from tandem.foundation.accounts.models.account import LinkKind, OneTimeLink, User, UserManager
from tandem.foundation.accounts.models.factors import Authenticator, Passkey, RecoveryCode
from tandem.foundation.accounts.models.sessions import OpenSession, UnsavedText

__all__ = [
    "Authenticator",
    "LinkKind",
    "OneTimeLink",
    "OpenSession",
    "Passkey",
    "RecoveryCode",
    "UnsavedText",
    "User",
    "UserManager",
]
