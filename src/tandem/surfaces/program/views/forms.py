"""Reading a form of this door: lines, ids of a list, and errors tied to their fields."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.vocabulary.refusal import Refusal


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text area that hold something, without the space around them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def tied(errors) -> list[tuple[str, str]]:
    """(field, sentence) as (id of the field, sentence), for the error summary."""
    return [(f"id_{field}", sentence) for field, sentence in errors]


def chosen(field: str, text: str) -> UUID:
    """The id a select sent. Raises Refusal naming `field` if it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Refusal((field, _("Choose one of the list."))) from None


def day(field: str, text: str) -> date | None:
    """A day as `2026-11-22`, None for nothing written. Raises Refusal naming `field`."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal((field, _("Write the day like 2026-11-22."))) from None
