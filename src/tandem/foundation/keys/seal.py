"""Seal one value and open it again: AES-256-GCM, the key's id in front, bound to its table, row and column.

A sealed value is one byte of kind, sixteen of the key's id, then the nonce, the text and its tag. The header is bound
in too. Nothing at all stands for nothing said, as its length would tell anyway.
"""

import os
from uuid import UUID

import tink
from cryptography.exceptions import InvalidTag

from tandem.foundation.keys import ring
from tandem.foundation.keys.ring import DESTROYED, Owner, Unreadable

PERSON, AGENCY = 1, 2
HEAD = 17
NONCE = 12


def seal(plain: bytes, owner: Owner, about: bytes) -> bytes:
    """`owner` is (person, organization); without a person the agency's own key seals. `about` must be said to open it."""
    person_id, organization_id = owner
    if person_id is None:
        key_id, above = ring.agency_key_in_use(organization_id)
        head = bytes([AGENCY]) + key_id.bytes
        return head + above.encrypt(plain, head + about)
    key_id, cipher = ring.person_key_in_use(person_id, organization_id)
    head, nonce = bytes([PERSON]) + key_id.bytes, os.urandom(NONCE)
    return head + nonce + cipher.encrypt(nonce, plain, head + about)


def unseal(sealed: bytes, about: bytes) -> bytes | None:
    """What was sealed, or None where its key was destroyed. Raises Unreadable."""
    head, rest = sealed[:HEAD], sealed[HEAD:]
    kind, key_id = key_of(sealed)
    try:
        if kind == AGENCY:
            return ring.agency_key(key_id).decrypt(rest, head + about)
        cipher = ring.person_key(key_id)
        if cipher == DESTROYED:
            return None
        return cipher.decrypt(rest[:NONCE], rest[NONCE:], head + about)
    except (InvalidTag, tink.TinkError, ValueError) as error:
        raise Unreadable(f"the value of {about.decode(errors='replace')} was changed or moved") from error


def key_of(sealed: bytes) -> tuple[int, UUID]:
    """The kind and the id of the key that a sealed value needs. Raises Unreadable."""
    if len(sealed) <= HEAD or sealed[0] not in (PERSON, AGENCY):
        raise Unreadable("this is no sealed value")
    return sealed[0], UUID(bytes=sealed[1:HEAD])
