"""The challenge of a passkey, kept in the session between the question and its one answer."""

from django.http import HttpRequest

from tandem.surfaces.shared.session import now

KEY = "passkey_challenge"
GOOD_SECONDS = 300


def keep(request: HttpRequest, challenge: str) -> None:
    """Remember what the browser was asked; an older question is void."""
    request.session[KEY] = [challenge, now()]


def taken(request: HttpRequest) -> str:
    """The open challenge, which is over with this; "" where none is open or it is older than five minutes."""
    challenge, at = request.session.pop(KEY, ["", 0])
    return challenge if now() - at <= GOOD_SECONDS else ""
