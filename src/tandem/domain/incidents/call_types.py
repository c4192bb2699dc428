"""Call types that usually are behavioral health, as the program wrote them. About the program, so no release is needed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.incidents.models import CallTypePattern


@dataclass(frozen=True)
class Pattern:
    id: int
    pattern: str
    added_at: datetime
    added_by: UUID | None


def patterns() -> list[Pattern]:
    """The patterns that suggest now, oldest first."""
    standing = CallTypePattern.objects.filter(removed_at=None).order_by("id")
    return [Pattern(*row) for row in standing.values_list("id", "pattern", "added_at", "added_by")]


def standing() -> list[str]:
    """The same as bare patterns."""
    return [one.pattern for one in patterns()]
