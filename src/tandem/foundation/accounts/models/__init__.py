"""The rows of accounts: the human, the links by which a password is chosen, and the second factors."""

from tandem.foundation.accounts.models.account import LinkKind, OneTimeLink, User, UserManager
from tandem.foundation.accounts.models.factors import Authenticator, RecoveryCode

__all__ = ["Authenticator", "LinkKind", "OneTimeLink", "RecoveryCode", "User", "UserManager"]
