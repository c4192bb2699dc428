"""A photo is tied to the contact it was taken in, once its bytes are here.

The law cares that a paper of a program for alcohol or drug treatment (42 CFR 2.11) is not kept among a contact's ordinary
notes: a photo whose author says that it is one is refused, and `surfaces/field/phone/photos.py` keeps none of its bytes.
"""

from django.utils.translation import gettext as _

from tandem.domain.phones import actions
from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.field.phone.verbs import say
from tandem.surfaces.field.phone.verbs.contact import once
from tandem.surfaces.field.phone.verbs.verb import Made, Verb
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject

PROGRAM_PAPER = "program_paper"


def not_kept() -> str:
    """What to do instead with the paper of such a program."""
    return _(
        "A paper from an alcohol or drug treatment program is not kept as a photo. Leave it with the person, and write"
        " what the team needs under Alcohol and drugs, which is kept apart."
    )


def _kept_apart(piece: Piece) -> Category | None:
    """That there is such a paper tells about treatment by itself."""
    return Category.PART2_RECORD if piece.say.get(PROGRAM_PAPER) else None


def _add(actor: Actor, piece: Piece, fields: dict[str, object]) -> Made:
    if say.yes(piece.say, PROGRAM_PAPER):
        say.no(PROGRAM_PAPER, not_kept())
    once(actor, piece)
    actions.tie_photo(
        say.uuid(piece.say, "photo"),
        actor=actor,
        encounter_id=piece.subject,
        name=say.text(piece.say, "name"),
        digest=say.text(piece.say, "sha256"),
    )
    return {}


ADD = Verb(Subject.CONTACT, Category.CLINICAL_NOTE, _add, stricter=_kept_apart)
