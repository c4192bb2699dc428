"""Which rows of a table kept apart one release reaches: by the table's own columns, so that no other table must be open."""

from django.db.models import Model, QuerySet

from tandem.disclosure.release import Release
from tandem.domain.part2.rules import own_rows
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent


def rows(table: type[Model], category: Category, release: Release) -> QuerySet:
    """The person's rows of `table` this release reaches. Raises Absent where the category is closed."""
    if not release.allows(category):
        raise Absent
    reach = own_rows(
        release.require(category).rules, reader=release.actor_user_id, organization=release.organization_id
    )
    return table.objects.filter(person_id=release.person_id, **reach)
