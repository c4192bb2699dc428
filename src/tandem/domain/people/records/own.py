"""The preference card, as a release shows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.people.card import expires
from tandem.domain.people.models import Wish
from tandem.foundation import clock
from tandem.vocabulary.law import Category
from tandem.vocabulary.own_page import COMES_LABELS, Comes
from tandem.vocabulary.plans import MADE_LABELS, Made

CUT = ("responder_card", "one_line")


@dataclass(frozen=True)
class WishSummary:
    """One version of the card. `comes` are codes of `Comes`, `who` their words and the person's own; `earlier` says how
    many versions stand behind it.

    `by` is who wrote it down with the person, "" for the person alone; after `expires_at` it is shown to care staff
    only, who ask again.
    """

    id: UUID
    comes: tuple[str, ...]
    comes_words: str
    who: tuple[str, ...]
    language: str
    helps: str
    avoid: str
    words: str
    made: str
    made_words: str
    by: str
    given_at: datetime
    expires_at: datetime
    earlier: int
    over: bool


def wish_of(release: Release) -> WishSummary | None:
    """The card as it stands; None where nothing was said. Raises NotReleased.

    Police get the card (R05), dispatch one line of it (R31): neither gets the person's further words, and neither gets
    a card that is over.
    """
    return next(iter(cards_of(release)), None)


def cards_of(release: Release) -> list[WishSummary]:
    """Every version of the card, newest first; for a narrower view the newest alone. Raises NotReleased."""
    release.require(Category.SAFETY_PLAN)
    view, now = release.view(Category.SAFETY_PLAN), clock.now()
    found = list(Wish.objects.filter(person_id=release.person_id).order_by("-given_at", "-id"))
    if view in CUT:
        return [one for one in (_summary(row, view, 0, now) for row in found[:1]) if not one.over]
    return [_summary(row, view, len(found) - place - 1, now) for place, row in enumerate(found)]


def _summary(one: Wish, view: str, earlier: int, now: datetime) -> WishSummary:
    line = view == "one_line"
    ends = expires(one.given_at, one.expires_at)
    return WishSummary(
        id=one.pk,
        comes=tuple(one.comes),
        comes_words="" if line else one.comes_words,
        who=(
            *(COMES_LABELS[Comes(each)] for each in one.comes),
            *([one.comes_words] if one.comes_words and not line else []),
        ),
        language="" if line else one.language,
        helps="" if line else one.helps,
        avoid="" if line else one.avoid,
        words="" if view in CUT else one.words,
        made=one.made,
        made_words=MADE_LABELS[Made(one.made)],
        by=one.written_by_name,
        given_at=one.given_at,
        expires_at=ends,
        earlier=earlier,
        over=ends <= now,
    )
