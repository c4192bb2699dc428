"""To whom a row belongs: the person and the organization whose keys seal it, as its model says in `sealed_for`."""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db import models

from tandem.foundation.keys import ring
from tandem.foundation.keys.ring import Owner


def owner_of(row: models.Model) -> Owner:
    """(person, organization) of one row, by the rows its keys point at."""
    person, organization = row.sealed_for
    return _follow(row, person), _follow(row, organization)


def sealed_fields(model: type[models.Model]) -> list[models.Field]:
    """The sealed columns of a model."""
    return [field for field in model._meta.concrete_fields if hasattr(field, "kept_as")]


def sealed_models() -> list[type[models.Model]]:
    """Every model with sealed columns."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def ready(rows: Sequence[models.Model]) -> None:
    """Find or make at once the keys that these new rows of one model are sealed with."""
    if rows and hasattr(rows[0], "sealed_for"):
        _fetch_above(rows)
        ring.ready({owner_of(row) for row in rows})


def _follow(row: models.Model | None, path: str | None):
    if path is None:
        return None
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
        if row is None:
            return None
    return getattr(row, last)


def _fetch_above(rows: Iterable[models.Model]) -> None:
    """Give every row the rows its path goes through, with one query a step."""
    for path in {path for path in rows[0].sealed_for if path and "__" in path}:
        here = list(rows)
        for step in path.split("__")[:-1]:
            field = here[0]._meta.get_field(step) if here else None
            if field is None:
                break
            models.prefetch_related_objects([one for one in here if not field.is_cached(one)], step)
            here = [above for one in here if (above := getattr(one, step)) is not None]
