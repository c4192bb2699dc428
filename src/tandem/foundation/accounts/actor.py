"""Who does something: a human in a role, a machine with a token, a partner with a link, or Tandem itself.

An actor is a value made once per request, command or job. Every act and every release names one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.terms import OrganizationKind, Profession, Role


class NotAllowed(Exception):
    """This actor may not do this at all. Surfaces answer as if the thing did not exist."""


@dataclass(frozen=True)
class Actor:
    """`kind` is user, token, link or system. `grants` holds what a machine or link may do; a human's come from the role.

    `second_factor` is False only for a human's session without one (F6); `stepped_up_at` is when presence was last proved.
    """

    kind: str
    id: UUID | None
    name: str
    role: Role | None = None
    profession: Profession | None = None
    organization_id: UUID | None = None
    organization_kind: OrganizationKind | None = None
    session: str = ""
    address: str = ""
    grants: frozenset[Permission] = frozenset()
    second_factor: bool = True
    stepped_up_at: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Whether this actor may do `permission` in any state of anything."""
        if permission in self.grants:
            return True
        return self.role is not None and permission in GRANTS[self.role]

    @classmethod
    def system(cls, name: str, *grants: Permission) -> "Actor":
        """Tandem itself at work: a job, the demo city, a command. It may do only what it is handed."""
        return cls(kind="system", id=None, name=name, grants=frozenset(grants))
