"""The key a phone seals its work to as it is written, so that what is left on it can be handed over by anybody."""

from tandem.domain.phones.actions import own_key


def public_key() -> dict[str, str]:
    """P-256 as a JSON Web Key (RFC 7517)."""
    return own_key()
