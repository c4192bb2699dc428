"""One verb of the phone, as the door needs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.phones.rules import Piece
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Category
from tandem.vocabulary.phones import Subject

# Ids that the phone made, as the server has them: {"contact": id} or {"person": id}; nothing for most verbs.
type Made = Mapping[str, UUID]
# Field → (who said what stands, when), where that is known.
type Said = Mapping[str, tuple[str, datetime | None]]


def nothing_kept_apart(piece: Piece) -> Category | None:
    """For verbs whose words always have the category of the verb."""
    return None


def as_it_is(field: str, value: object) -> object:
    """Most values are compared as they are."""
    return value


@dataclass(frozen=True)
class Verb:
    """`take(actor, piece, fields)` does it by the rooms' own actions: `piece.subject` is the server's id, `fields` are
    those that fit. It raises Refusal naming a field, and Absent, NotAllowed or NotReleased for who may not.

    `stands(actor, subject)` is what stands now for every field the verb sets, by a release of the actor, in the shapes
    the phone sends; None for a verb that sets no fields. `by` says of fields who said what stands. `category` is the
    category of law of its words while they are kept; `stricter(piece)` answers another one where a piece says more.
    `stands_of` and `by_of` ask with the whole piece, where its subject alone does not say what it is about.
    `alike(field, value)` is a value as it is compared. `makes`: the phone made the subject's id itself, as "contact" or "person".
    """

    subject: Subject
    category: Category
    take: Callable[[Actor, Piece, dict[str, object]], Made]
    stands: Callable[[Actor, UUID], dict[str, object]] | None = None
    by: Callable[[Actor, UUID], Said] | None = None
    stricter: Callable[[Piece], Category | None] = nothing_kept_apart
    makes: str = ""
    alike: Callable[[str, object], object] = as_it_is
    stands_of: Callable[[Actor, Piece], dict[str, object]] | None = None
    by_of: Callable[[Actor, Piece], Said] | None = None

    @property
    def sets_fields(self) -> bool:
        return self.stands is not None or self.stands_of is not None

    def standing(self, actor: Actor, piece: Piece) -> dict[str, object]:
        """What stands now for the fields of this piece. Raises Absent, NotAllowed, NotReleased."""
        return self.stands_of(actor, piece) if self.stands_of else self.stands(actor, piece.subject)

    def said_by(self, actor: Actor, piece: Piece) -> Said:
        """Who said what stands, where the rooms know."""
        if self.by_of:
            return self.by_of(actor, piece)
        return self.by(actor, piece.subject) if self.by else {}

    def category_of(self, piece: Piece) -> Category:
        """Under which category of law the words of this piece are kept."""
        return self.stricter(piece) or self.category
