"""Who reads what somebody said in a debrief: they themselves, the instructor, and people of their own agency. Pure.

A guest has no agency, so that a guest's words are for the guest and the instructor. What a team agreed on is the
team's, and how the call went is everybody's who was in it.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Member:
    """One person who was in the room, as their place knows them."""

    hold: UUID
    seat: str
    name: str
    user_id: UUID | None
    organization_id: UUID | None
    left: bool = False

    @property
    def guest(self) -> bool:
        return self.user_id is None


@dataclass(frozen=True)
class Reader:
    """Who looks: a member, or the room's instructor (then `member` is None). `organization_id` is their agency."""

    name: str
    member: Member | None
    organization_id: UUID | None

    @property
    def instructor(self) -> bool:
        return self.member is None


def may_read(reader: Reader, author: Member) -> bool:
    """Whether `reader` is shown what `author` answered."""
    if reader.instructor or reader.member.hold == author.hold:
        return True
    return author.organization_id is not None and author.organization_id == reader.organization_id
