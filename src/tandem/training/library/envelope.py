"""A scenario as one signed file: what stands in it, how it is signed, and how a file from outside is read.

JSON with one object. What is signed is everything but `sha256` and `signature`, as canonical JSON: keys in order, no
blanks, UTF-8 (RFC 8785). `sha256` is of these bytes, `signature` Ed25519 over them (RFC 8032), `key` the public half.
A signature says which key made the file and that no byte changed since; whose key it is, only people can say.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tandem.foundation import strict_json
from tandem.training.engine.finding import Level
from tandem.training.engine.media import of_media
from tandem.training.library import content
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.text import clean

FORMAT = "tandem-scenario/1"
LARGEST = 2_000_000  # bytes
SIGNED = ("format", "name", "number", "source", "languages", "notes", "art", "made_by", "made_at", "key")
MOST_ART, LARGEST_ART = 12, 200_000
OUTSIDE = ("sha256", "signature")


@dataclass(frozen=True)
class Envelope:
    """A file whose signature holds. `made_by` is what its maker calls itself; `key` is 64 hex digits."""

    name: str
    number: int
    source: str
    languages: Mapping[str, Mapping[str, str]]
    notes: str
    art: Mapping[str, str]
    made_by: str
    made_at: str
    key: str


def fingerprint(key: str) -> str:
    """A public key in short, to be read out on the phone: 32 hex digits of its SHA-256, in fours."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def written(told: Mapping[str, Any], secret: Ed25519PrivateKey) -> bytes:
    """The file of a scenario: `told` is all of `SIGNED` but the format and the key."""
    body = {**told, "format": FORMAT, "key": public_of(secret)}
    signed = _canonical(body)
    whole = {**body, "sha256": hashlib.sha256(signed).hexdigest(), "signature": secret.sign(signed).hex()}
    order = {name: whole[name] for name in (*SIGNED, *OUTSIDE)}
    return (json.dumps(order, ensure_ascii=False, indent=1) + "\n").encode()


def public_of(secret: Ed25519PrivateKey) -> str:
    return secret.public_key().public_bytes_raw().hex()


def read(body: bytes) -> Envelope:
    """What a file from outside holds, once its signature was found good and its shape right. Raises Refusal."""
    if len(body) > LARGEST:
        raise _no("This file is larger than 2 MB. A scenario is far smaller.")
    try:
        found = strict_json.loads(body, limit=LARGEST, depth=6)
    except strict_json.BadJSON as reason:
        raise _no(f"This is no file of a scenario: {reason}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _no("This is no file of a scenario, or one of a later version of Tandem.")
    if set(found) != {*SIGNED, *OUTSIDE}:
        raise _no("Something is missing in this file, or stands in it that does not belong there. Ask for it again.")
    signed = _canonical({name: found[name] for name in SIGNED})
    if hashlib.sha256(signed).hexdigest() != found["sha256"]:
        raise _no("This file was changed after it was made. Ask for it again.")
    try:
        key = Ed25519PublicKey.from_public_bytes(_hex(found["key"], 64))
        key.verify(_hex(found["signature"], 128), signed)
    except (InvalidSignature, ValueError):
        raise _no(
            "The signature of this file is not of the key that it names. Somebody else may have made it."
        ) from None
    return _shaped(found)


def _shaped(found: dict[str, Any]) -> Envelope:
    try:
        name = content.name_of(found["name"])
        source = content.source_of(found["source"])
        notes = content.notes_of(found["notes"])
        made_by = clean("made_by", found["made_by"], 120, required=True)
        made_at = datetime.fromisoformat(clean("made_at", found["made_at"], 40, required=True)).isoformat()
        languages = found["languages"]
        if not isinstance(languages, dict) or len(languages) > content.MOST_LANGUAGES:
            raise _no("Its languages are no table of texts.")
        if not all(content.LANGUAGE.fullmatch(one) for one in languages):
            raise _no("It names a language that is none, like en or es.")
        tables = {one: content.table_of(json.dumps(table), one) for one, table in languages.items()}
        art = _art(found["art"])
    except Refusal as refusal:
        field, sentence = refusal.errors[0]
        raise _no(sentence if field == "file" else f"Its {field} can't be taken: {sentence}") from None
    except ValueError:
        raise _no("The time it was made can't be read.") from None
    number = found["number"]
    if type(number) is not int or not 1 <= number <= 100_000:
        raise _no("The number of its edition can't be read.")
    return Envelope(name, number, source, tables, notes, art, made_by, made_at, found["key"])


def _art(found: object) -> dict[str, str]:
    """Drawings beside the text: few, small, SVG, without anything that runs or fetches. Raises Refusal."""
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise _no("Its drawings can't be read.")
    if len(found) > MOST_ART or sum(len(one) for one in found.values()) > LARGEST_ART:
        raise _no(f"It brings more than {MOST_ART} drawings, or more than {LARGEST_ART // 1000} kB of them.")
    if not all(name.endswith(".svg") for name in found):
        raise _no("It brings files that are no SVG drawings.")
    for one in of_media({name: text.encode() for name, text in found.items()}):
        if one.level is Level.MUST:
            raise _no(f"{one.file}: {one.what}")
    return found


def _hex(text: object, digits: int) -> bytes:
    if not isinstance(text, str) or len(text) != digits or not text.isascii():
        raise ValueError(text)
    return bytes.fromhex(text)


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _no(sentence: str) -> Refusal:
    return Refusal(("file", sentence))
