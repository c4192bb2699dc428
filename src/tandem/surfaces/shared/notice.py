"""A notice to a receiving place in words: the same lines for the team that reads it before it leaves, and for the desk.

The desk's page is in English or Spanish, so that every word here goes through translation when it is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.vocabulary.transfers import COMES_WITH_LABELS, HOLD_LABELS

LABELS = {
    "name": gettext_noop("Name"),
    "age": gettext_noop("Age"),
    "looks": gettext_noop("Name not known. How they look"),
    "why": gettext_noop("Why they come"),
    "risk": gettext_noop("Risk, in the team's words"),
    "screenings": gettext_noop("Screening"),
    "helps": gettext_noop("What helps"),
    "cautions": gettext_noop("Cautions"),
    "hold": gettext_noop("On a hold"),
    "hold_basis": gettext_noop("Legal basis of the hold"),
    "with": gettext_noop("Who comes along"),
    "expected_at": gettext_noop("Expected about"),
    "language": gettext_noop("Language"),
    "interpreter": gettext_noop("Interpreter"),
}


@dataclass(frozen=True)
class Line:
    """One line: its field, its label, and its words. Words of a person or team stand as they were written."""

    field: str
    label: str
    words: str


def shown(body: Sequence[Sequence]) -> list[Line]:
    """The lines of a notice, in its order, in the language now active."""
    return [Line(field, _(LABELS[field]), _words(field, value)) for field, value in body]


def _words(field: str, value: object) -> str:
    if field == "hold":
        return _(dict(HOLD_LABELS)[value])
    if field == "with":
        return ", ".join(_(dict(COMES_WITH_LABELS)[one]) for one in value)
    if field == "screenings":
        return " ".join(value)
    if field == "expected_at":
        return timezone.localtime(datetime.fromisoformat(value)).strftime("%H:%M")
    return str(value)
