"""Pseudonyms of a mart. Joined with another system's data they name nobody, because each mart has its own secret."""

import hmac


def key(secret: bytes, kind: str, id: object) -> str:
    """Return the mart's own key for one thing: 32 hexadecimal digits of HMAC-SHA256 (RFC 2104).

    `secret` belongs to one mart and has at least 32 bytes (ValueError otherwise). `kind` keeps a person and an incident
    with the same id apart. Equal arguments give equal keys.
    """
    if len(secret) < 32:
        raise ValueError("The secret of a mart needs at least 32 bytes.")
    return hmac.digest(secret, f"{kind}\0{id}".encode(), "sha256")[:16].hex()
