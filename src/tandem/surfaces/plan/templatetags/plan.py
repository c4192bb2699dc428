"""How a page of criteria picks words out of a row."""

from collections.abc import Mapping

from django import template

from tandem.domain.incidents.criteria.difference import Cell, Row
from tandem.vocabulary.terms import RESPONSE_LABELS

register = template.Library()
RESPONSES = {label: response for response, label in RESPONSE_LABELS.items()}


@register.filter
def answer(row: Row, name: str) -> Cell:
    """One answer of a row by name."""
    return row.answer(name)


@register.filter
def number(label: str) -> str:
    """ "4" of "Rule 4"."""
    return label.rpartition(" ")[2]


@register.filter
def level(levels: Mapping[str, str], row: Row) -> str:
    """The program's own words for the row's response, or ""."""
    return levels.get(RESPONSES[row.answer("response").now], "")


@register.filter
def grouped(count: int) -> str:
    """ "388,800" of 388800."""
    return f"{count:,}"


@register.filter
def less(count: int) -> str:
    """ "1,204" of -1204: how many fewer."""
    return f"{abs(count):,}"
