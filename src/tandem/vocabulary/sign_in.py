"""Words of signing in: what proves somebody's presence besides a password."""

from enum import StrEnum


class Factor(StrEnum):
    APP = "app"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    ISSUER = "issuer"


FACTOR_LABELS = {
    Factor.APP: "Code of an authenticator app",
    Factor.RECOVERY: "Recovery code",
    Factor.PASSKEY: "Passkey",
    Factor.ISSUER: "Single sign-on",
}
