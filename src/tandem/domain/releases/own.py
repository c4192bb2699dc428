"""Who saw or got a person's record, as the person reads it (45 CFR 164.528; 42 CFR 2.25; rule R71)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tandem.disclosure import Release
from tandem.domain.protections.models import Glass
from tandem.domain.releases.models import Disclosure, Opening
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category, LawRole


@dataclass(frozen=True)
class Look:
    """One look at the record, or one thing that left the organization. Several looks of a day by one reader are one.

    `role` and `purpose` are words of `vocabulary/law.py`; `what` names the categories. `count` says how many looks.
    `address` and `why` are of what left: where to, and what for in a few words where somebody wrote them.
    `in_need`: a reader outside the care team opened it in need (break-glass); `checked`: it was reviewed since.
    """

    at: datetime
    who: str
    role: str
    organization: str
    purpose: str
    what: tuple[Category, ...]
    left: bool
    count: int = 1
    address: str = ""
    why: str = ""
    in_need: bool = False
    checked: bool = False


def looks(*, release: Release) -> list[Look]:
    """Everything, newest first, without the person's own looks. Raises NotReleased unless the access log is open."""
    release.require(Category.ACCESS_LOG)
    names = dict(Organization.objects.values_list("pk", "short_name"))
    opened = Opening.objects.filter(person_id=release.person_id).exclude(role=LawRole.PERSON_SERVED)
    found: dict[tuple, Look] = {}
    glass = list(Glass.objects.filter(person_id=release.person_id, opened_at__isnull=False))
    for one in opened.order_by("-opened_at"):
        organization = names.get(one.organization_id, "")
        need = _in_need(one, glass)
        key = (timezone.localdate(one.opened_at), one.actor_id, one.role, organization, one.purpose, need is not None)
        before = found.get(key)
        what = tuple(dict.fromkeys([*(before.what if before else ()), *map(Category, one.categories)]))
        at = before.at if before else one.opened_at
        count = before.count + 1 if before else 1
        checked = need is not None and need.reviewed_at is not None
        found[key] = Look(
            at=at,
            who=one.actor_name,
            role=one.role,
            organization=organization,
            purpose=one.purpose,
            what=what,
            left=False,
            count=count,
            in_need=need is not None,
            checked=checked,
        )
    sent = [
        Look(
            at=one.sent_at,
            who=one.recipient_name,
            role="",
            organization=names.get(one.organization_id, ""),
            purpose=one.purpose,
            what=tuple(map(Category, one.categories)),
            left=True,
            address=one.recipient_address,
            why=one.why,
        )
        for one in Disclosure.objects.filter(person_id=release.person_id).order_by("-sent_at")
    ]
    return sorted([*found.values(), *sent], key=lambda look: look.at, reverse=True)


def _in_need(one: Opening, glass: list[Glass]) -> Glass | None:
    """The opening in need that this look was made under, if it was."""
    for each in glass:
        if each.user_id == one.actor_id and each.opened_at <= one.opened_at < (each.closed_at or each.until):
            return each
    return None
