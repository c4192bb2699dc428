"""The access log as the privacy officer reviews it: who opened what kind of thing, for which purpose, by which rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.domain.releases.models import Copy, Disclosure, Opening
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.foundation.audit.record import record, refuse
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.copying import COPY_LABELS, COPY_WAY_LABELS, CopyKind, CopyWay
from tandem.vocabulary.disclosing import MEDIUM_LABELS, Medium
from tandem.vocabulary.law import PURPOSE_LABELS, Purpose
from tandem.vocabulary.terms import Role


@dataclass(frozen=True)
class AccessRow:
    """One look, or one thing that left. Persons are counted here, never named.

    `exempt` says that the accounting need not hold it: it left for treatment (45 CFR 164.528(a)(1)(i)).
    """

    at: datetime
    who: str
    role: str
    organization: str
    what: str
    count: int
    purpose: str
    rules: str
    left: bool
    exempt: bool = False


def recent(actor: Actor, limit: int = 200) -> list[AccessRow]:
    """The newest entries, openings and disclosures together. Reading the log is itself audited. Privacy officer only."""
    if actor.role != Role.PRIVACY_OFFICER:
        refuse(NotAllowed("access_log:review"), actor, "access_log.review", object_kind="access_log")
    record(actor, "access_log.review", object_kind="access_log")
    names = dict(Organization.objects.values_list("pk", "short_name"))
    rows = [
        AccessRow(
            at=one.opened_at,
            who=one.actor_name,
            role=one.role,
            organization=names.get(one.organization_id, ""),
            what="record" if one.kind == "record" else f"{one.kind.replace('_', ' ')} list",
            count=max(1, len(one.ids)),
            purpose=PURPOSE_LABELS[Purpose(one.purpose)],
            rules=", ".join(one.rules),
            left=False,
        )
        for one in Opening.objects.order_by("-opened_at")[:limit]
    ]
    rows += [
        AccessRow(
            at=one.sent_at,
            who=names.get(one.organization_id, ""),
            role="",
            organization=one.recipient_name,
            what=f"sent {MEDIUM_LABELS[Medium(one.medium)]}{f', form {one.form}' if one.form else ''}",
            count=1,
            purpose=PURPOSE_LABELS[Purpose(one.purpose)],
            rules=", ".join(one.rules),
            left=True,
            exempt=one.exempt,
        )
        for one in Disclosure.objects.order_by("-sent_at")[:limit]
    ]
    rows += [
        AccessRow(
            at=one.at,
            who=one.actor_name,
            role=one.role,
            organization=names.get(one.organization_id, ""),
            what=f"{COPY_LABELS[CopyKind(one.kind)]}, {COPY_WAY_LABELS[CopyWay(one.way)]} for {one.recipient_name}",
            count=1,
            purpose=PURPOSE_LABELS[Purpose(one.purpose)],
            rules=", ".join(one.rules),
            left=False,
        )
        # What went to another organization stands here as the disclosure it is.
        for one in Copy.objects.filter(disclosure=None).order_by("-at")[:limit]
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:limit]


def openers(kinds: tuple[str, ...], ids: list[UUID]) -> dict[UUID, list[tuple[str, datetime]]]:
    """Who of the staff opened each of these, and when first, by the access log: so that two don't work on the same.

    About staff at work; what they read is not told.
    """
    found: dict[UUID, dict[str, datetime]] = {}
    for one in Opening.objects.filter(kind__in=kinds, ids__overlap=ids).order_by("opened_at"):
        for each in set(one.ids) & set(ids):
            found.setdefault(each, {}).setdefault(one.actor_name, one.opened_at)
    return {each: list(names.items()) for each, names in found.items()}
