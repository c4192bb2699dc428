"""Scenarios between agencies: give one away as a signed file, take one in as a draft. Both are acts, audited.

A file from outside is never in force by itself. Its signature is checked first, then its text by the check of every
scenario; what must be mended is not taken. Who signed stays with the draft, for whoever approves it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.editions.rules import State
from tandem.foundation.organizations.models import Organization
from tandem.training.engine.finding import Level
from tandem.training.library import drafts, envelope, shelf
from tandem.training.library.checking import check_source
from tandem.training.library.compiling import CannotCompile
from tandem.training.library.content import name_of, tables_as_files
from tandem.training.library.envelope import Envelope
from tandem.training.library.models import KnownKey, SigningKey
from tandem.training.library.verdicts import MOMENT, sentence
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

GIVEN = {State.APPROVED, State.IN_FORCE, State.RETIRED}
# Nobody rehearses so many; only a file that is meant to do harm has more.
MOST_PARTS = 2_000
PART = re.compile(r"^[ \t]*(?:=+|[*+](?:[ \t]*[*+])*)", re.MULTILINE)
TOLD = 3


class Standing(StrEnum):
    """How a key stands here. `other`: files of this maker came with another key before."""

    OWN = "own"
    KNOWN = "known"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True)
class Signer:
    """Who signed a file: its own name for itself, its key in short, and how that key stands here."""

    made_by: str
    fingerprint: str
    standing: Standing
    # The key that this maker's files came with before, in short; only where it is another.
    before: str = ""


@dataclass(frozen=True)
class OwnKey:
    """The key of an agency, as others see it."""

    made_by: str
    fingerprint: str


def give(edition_id: UUID, *, actor: Actor) -> bytes:
    """The signed file of an edition that was approved here or is shipped. Raises Absent, NotAllowed.

    The agency's key is made when it first signs; its secret half is kept sealed.
    """
    found = shelf.edition(edition_id)
    if found.state not in GIVEN or actor.organization_id is None:
        raise Absent
    with act(actor, Permission.SCENARIO_WRITE, kind="edition", subject=edition_id) as doing:
        secret = _secret(actor.organization_id)
        content = found.content
        told = {
            "name": found.name,
            "number": found.number,
            "source": content["source"],
            "languages": content.get("languages", {}),
            "notes": content.get("notes", ""),
            "art": content.get("art", {}),
            "made_by": _called(actor.organization_id),
            "made_at": doing.at.isoformat(timespec="seconds"),
        }
        return envelope.written(told, secret)


def _called(organization_id: UUID) -> str:
    return Organization.objects.values_list("name", flat=True).get(pk=organization_id)[:120]


def _secret(organization_id: UUID) -> Ed25519PrivateKey:
    """The agency's key; made on first use, by one at a time."""
    Organization.objects.select_for_update().get(pk=organization_id)
    kept = SigningKey.objects.filter(organization_id=organization_id).first()
    if kept is not None:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept.secret))
    made = Ed25519PrivateKey.generate()
    SigningKey.objects.create(
        organization_id=organization_id,
        public=envelope.public_of(made),
        secret=made.private_bytes_raw().hex(),
        made_at=clock.now(),
    )
    return made


def own_key(organization_id: UUID | None) -> OwnKey | None:
    """The key that this agency signs with, to be read out to others; None before it first signed."""
    kept = SigningKey.objects.filter(organization_id=organization_id).values_list("public", flat=True).first()
    return OwnKey(_called(organization_id), envelope.fingerprint(kept)) if kept else None


def signer_of(file: Envelope) -> Signer:
    """Who signed, and whether this key is known here under this name."""
    short = envelope.fingerprint(file.key)
    if SigningKey.objects.filter(public=file.key).exists():
        return Signer(file.made_by, short, Standing.OWN)
    same_name = KnownKey.objects.filter(made_by__iexact=file.made_by).order_by("seen_at")
    known = KnownKey.objects.filter(pk=file.key).first()
    if known is not None and known.made_by.casefold() == file.made_by.casefold():
        return Signer(file.made_by, short, Standing.KNOWN)
    others = [envelope.fingerprint(one.public) for one in same_name]
    ours = Organization.objects.filter(name__iexact=file.made_by).values_list("pk", flat=True)
    others += [envelope.fingerprint(one.public) for one in SigningKey.objects.filter(organization_id__in=list(ours))]
    if others or known is not None:
        return Signer(file.made_by, short, Standing.OTHER, others[0] if others else f"{known.made_by}: {short}")
    return Signer(file.made_by, short, Standing.NEW)


def take(body: bytes, *, actor: Actor, name: str = "", compared: bool = False) -> UUID:
    """A file from outside as a draft, under its own name or `name`. Returns the draft's id.

    `compared` says that somebody asked its maker about a key that is another than before. Raises Refusal, with nothing
    stored: for a forged, changed, large or broken file, for what must be mended, for a name that is there.
    """
    file = envelope.read(body)
    name = name_of(name) if name else file.name
    signer = signer_of(file)
    if signer.standing is Standing.OTHER and not compared:
        raise Refusal(("compared", _another_key(signer)))
    _must_be_sound(file)
    shared = {
        "made_by": file.made_by,
        "made_at": file.made_at,
        "key": file.key,
        "standing": str(signer.standing),
        "before": signer.before,
        "from": f"{file.name}/{file.number}",
    }
    content = {"source": file.source, "languages": file.languages, "notes": file.notes, "art": file.art}
    with act(actor, Permission.SCENARIO_WRITE, kind="edition") as doing:
        made = drafts.begin_content(name, {**content, "shared": shared}, actor=actor)
        if signer.standing is not Standing.OWN:
            told = {"made_by": file.made_by, "seen_at": doing.at, "taken_by": actor.name}
            KnownKey.objects.get_or_create(pk=file.key, defaults=told)
        return made


def _another_key(signer: Signer) -> str:
    return (
        f"Stop. The file says it is from {signer.made_by}, and it is signed with another key than before: "
        f"{signer.fingerprint}, not {signer.before}. Somebody else may have made it. Call them and compare the keys; "
        "only if they agree, tick the box and choose the file again."
    )


def _must_be_sound(file: Envelope) -> None:
    if sum(1 for _ in PART.finditer(file.source)) > MOST_PARTS:
        raise Refusal(("file", f"Its text has more than {MOST_PARTS:,} parts and choices. Nobody rehearses so many."))
    try:
        found = check_source(file.source, tables_as_files({"languages": file.languages}), seconds=MOMENT)
    except CannotCompile as reason:
        raise Refusal(("file", str(reason))) from None
    musts = [sentence(one) for one in found.checked.findings if one.level is Level.MUST]
    if musts:
        more = f" And {len(musts) - TOLD} more." if len(musts) > TOLD else ""
        raise Refusal(("file", f"Its text must be mended before it can be taken. {' '.join(musts[:TOLD])}{more}"))
