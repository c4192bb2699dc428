"""Where the screenings of one category of law stand. The way of giving one is the same; the tables are not."""

from collections.abc import Callable
from dataclasses import dataclass

from tandem.disclosure.release import Release
from tandem.domain.screenings.models import Asked, Given, Screening, Task
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.timeline import Kind


@dataclass(frozen=True)
class Shelf:
    """`category` is what a release must open, in full, to read from it. `quiet`: boards and facts never hear of it.

    `written_for` narrows a quiet shelf to the rows this release reaches, as a filter on its own columns.
    """

    table: type[Given]
    tasks: type[Asked]
    category: Category
    permission: Permission
    completed: Kind
    changed: Kind
    quiet: bool = False
    written_for: Callable[[Release], dict] = lambda _release: {}


SCREENINGS = Shelf(
    Screening,
    Task,
    Category.SCREENING,
    Permission.SCREENING_WRITE,
    Kind.SCREENING_COMPLETED,
    Kind.SCREENING_CHANGED,
)
