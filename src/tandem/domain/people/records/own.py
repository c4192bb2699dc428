"""What the person said about the next time, as a release shows it."""

from dataclasses import dataclass
from datetime import datetime

from tandem.disclosure import Release
from tandem.domain.people.models import Wish
from tandem.vocabulary.law import Category
from tandem.vocabulary.own_page import COMES_LABELS, Comes


@dataclass(frozen=True)
class WishSummary:
    """The newest wish. `comes` are codes of `Comes`, `who` their words; `earlier` is how many versions stand behind it."""

    comes: tuple[str, ...]
    who: tuple[str, ...]
    language: str
    helps: str
    words: str
    given_at: datetime
    earlier: int


def wish_of(release: Release) -> WishSummary | None:
    """What the person wants next time; None where they said nothing. Raises NotReleased.

    Dispatch gets the one line (R31), police the card (R05): neither gets the person's own words.
    """
    release.require(Category.SAFETY_PLAN)
    view = release.view(Category.SAFETY_PLAN)
    found = list(Wish.objects.filter(person_id=release.person_id).order_by("-given_at"))
    if not found:
        return None
    one, whole = found[0], view not in ("responder_card", "one_line")
    return WishSummary(
        comes=tuple(one.comes),
        who=tuple(COMES_LABELS[Comes(each)] for each in one.comes),
        language=one.language if view != "one_line" else "",
        helps=one.helps if view != "one_line" else "",
        words=one.words if whole else "",
        given_at=one.given_at,
        earlier=len(found) - 1 if whole else 0,
    )
