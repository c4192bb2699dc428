"""A referral from the doorway: the place, the need, and what the person answered. Nothing leaves without their yes."""

from django.utils.translation import gettext as _

from tandem.domain.directory.records import service
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.door import contact
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.contact import once
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.surfaces.field.referral import Asked
from tandem.surfaces.field.referral import Made as Sent
from tandem.surfaces.field.referral import refer as make
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.phones import Subject
from tandem.vocabulary.refusal import Refusal


def _refer(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    begun = once(actor, piece)
    one = contact(actor, begun.person.id, begun.encounter.id, Purpose.REFERRAL)
    place = service(say.uuid(piece.say, "service"))
    if place is None or not place.active or place.organization_id == actor.organization_id:
        raise Refusal(("service", _("This place takes no referrals any more. Choose another.")))
    told = piece.say
    said = Asked(
        need=say.text(told, "need"),
        why=say.text(told, "why"),
        when=say.text(told, "when"),
        warm=say.yes(told, "warm"),
        answer=say.text(told, "answer"),
        signature=say.text(told, "signature"),
        at=piece.at(None),
        language=_language(told),
    )
    make(actor, one, place, said, Sent())
    return {}


def _language(told) -> str:
    """What the person was asked in; an app that does not say it asks in its own."""
    language = say.text(told, "language")
    if language not in ("", "en", "es"):
        say.no("language", _("This must be en or es."))
    return language


REFER = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _refer)
