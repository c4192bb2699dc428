"""How contacts are written for whoever pays: code, modifiers, units, place, and who it is. Kept by editions."""

import re
from dataclasses import asdict, dataclass

from tandem.domain.releases.models import BillingTerms
from tandem.domain.releases.recipients import LONGEST_ADDRESS, LONGEST_NAME, Recipient
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.billing import USUAL_CODE, USUAL_PLACE, Units
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.text import clean

MOST_MODIFIERS = 4
CODE = re.compile(r"[A-Z0-9]{5}", re.ASCII)
MODIFIER = re.compile(r"[A-Z0-9]{2}", re.ASCII)
PLACE = re.compile(r"\d{2}", re.ASCII)


@dataclass(frozen=True)
class Terms:
    """`source` says where code, modifiers and the rule of units stand: the state's manual, its section and day.

    `edition` is 0 while nobody has said them; nothing can be made then.
    """

    payer: str = ""
    payer_address: str = ""
    code: str = USUAL_CODE
    modifiers: tuple[str, ...] = ()
    units: str = Units.EIGHT
    place: str = USUAL_PLACE
    source: str = ""
    edition: int = 0

    @property
    def recipient(self) -> Recipient:
        return Recipient(self.payer, self.payer_address)


def in_force() -> Terms:
    """The newest edition, or what is usual with no payer named."""
    row = BillingTerms.objects.order_by("-number").first()
    if row is None:
        return Terms()
    return Terms(**row.content | {"modifiers": tuple(row.content["modifiers"]), "edition": row.number})


def said(told: dict[str, str]) -> Terms:
    """What a form says. Modifiers are apart by blanks or commas; letters may be small."""
    words = {
        name: told.get(name, "").strip() for name in ("payer", "payer_address", "code", "units", "place", "source")
    }
    modifiers = tuple(re.split(r"[\s,]+", told.get("modifiers", "").strip().upper())) if told.get("modifiers") else ()
    return Terms(**words | {"code": words["code"].upper(), "modifiers": tuple(one for one in modifiers if one)})


def keep(terms: Terms, *, actor: Actor, seen: int) -> int:
    """Keep them as the next edition; returns its number. `seen` is the edition the writer had before them.

    Raises Refusal naming each field, Conflict if somebody saved meanwhile, NotAllowed.
    """
    with act(actor, Permission.GRANT_WRITE, kind="billing_terms") as doing:
        if wrong := list(_wrong(terms)):
            raise Refusal(*wrong)
        if in_force().edition != seen:
            raise Conflict(("source", "Somebody changed this after you opened it. Look at it, then change again."))
        content = asdict(terms)
        content.pop("edition")
        row = BillingTerms.objects.create(number=seen + 1, content=content, saved_at=doing.at, saved_by_name=actor.name)
        doing.detail = {"edition": row.number}
    return row.number


def _wrong(terms: Terms):
    for name, longest in (("payer", LONGEST_NAME), ("payer_address", LONGEST_ADDRESS), ("source", 200)):
        try:
            clean(name, getattr(terms, name), longest, required=True)
        except Refusal as refusal:
            yield from refusal.errors
    if not CODE.fullmatch(terms.code):
        yield "code", "Write the procedure code: five letters and digits, like H2011."
    if len(terms.modifiers) > MOST_MODIFIERS or not all(MODIFIER.fullmatch(one) for one in terms.modifiers):
        yield "modifiers", "Write at most four modifiers of two letters or digits, like HT."
    if terms.units not in set(Units):
        yield "units", "Choose how minutes become units."
    if not PLACE.fullmatch(terms.place):
        yield "place", "Write the place of service as two digits, like 15."
