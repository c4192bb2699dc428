"""The shelf of screenings about substance use, and which shelf one is given from: the organization's setting decides."""

from uuid import UUID

from tandem.disclosure.release import Release
from tandem.domain.part2.models import SubstanceScreening, SubstanceTask
from tandem.domain.part2.program import is_part2
from tandem.domain.part2.rules import own_rows
from tandem.domain.screenings.shelf import SCREENINGS, Shelf
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.timeline import Kind


def written_for(release: Release) -> dict:
    """Which rows of the substance use record this release reaches, as a filter. A screening names who gave it."""
    rules = release.require(Category.PART2_RECORD).rules
    own = own_rows(rules, reader=release.actor_user_id, organization=release.organization_id)
    return {name: value for name, value in own.items() if name != "written_by"}


APART = Shelf(
    SubstanceScreening,
    SubstanceTask,
    Category.PART2_RECORD,
    Permission.APART_WRITE,
    Kind.APART_SCREENED,
    Kind.APART_SCREENING_CHANGED,
    quiet=True,
    written_for=written_for,
)
SHELVES = {Category.SCREENING: SCREENINGS, Category.PART2_RECORD: APART}


def shelf_for(organization_id: UUID | None) -> Shelf:
    """Where this organization keeps the answers of AUDIT-C and DAST-10 it gives from now on (law.md, "Nouns")."""
    return APART if is_part2(organization_id) else SCREENINGS
