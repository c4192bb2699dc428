"""Words of signing in: what proves somebody's presence besides a password, and how strictly an agency signs in."""

from enum import StrEnum


class Factor(StrEnum):
    APP = "app"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    ISSUER = "issuer"


class Profile(StrEnum):
    STANDARD = "standard"
    CJIS = "cjis"


class DeviceKind(StrEnum):
    """A screen on a wall; or a computer that need not lock: in a police vehicle, in a secure dispatch room (AC-11)."""

    WALL = "wall"
    VEHICLE = "vehicle"
    DISPATCH = "dispatch"


PROFILE_LABELS = {
    Profile.STANDARD: "Standard: a lock ends by itself, screens lock after 15 minutes",
    Profile.CJIS: "CJIS: a lock lasts until it is released, screens lock after 30 minutes",
}
DEVICE_LABELS = {
    DeviceKind.WALL: "Wall display",
    DeviceKind.VEHICLE: "Computer in a police vehicle, need not lock",
    DeviceKind.DISPATCH: "Computer in a secure dispatch room, need not lock",
}
FACTOR_LABELS = {
    Factor.APP: "Code of an authenticator app",
    Factor.RECOVERY: "Recovery code",
    Factor.PASSKEY: "Passkey",
    Factor.ISSUER: "Single sign-on",
}
