"""What the receiving program reads behind its link, and what it may answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tandem.disclosure import Release
from tandem.domain.people.records import summary as person_summary
from tandem.domain.referrals.models import Referral
from tandem.domain.referrals.records.person import require_whole
from tandem.domain.referrals.rules import (
    UNDO_WITHIN,
    Verb,
    link_opens,
    partner_name,
    said_yes,
    undo_problem,
    verbs_by_link,
)
from tandem.foundation import clock
from tandem.foundation.accounts.models import User
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import NEED_LABELS, Need


@dataclass(frozen=True)
class PartnerView:
    """All the receiving program may read. `name` is "" while no name is known. `can` are the answers open to it now.

    `phone` and `phone_rule` are "" until its yes. `undo_until` is None where there is nothing to undo.
    """

    referral_id: UUID
    service: str
    organization: str
    sender: str
    sender_phone: str
    sent_by: str
    name: str
    phone: str
    phone_rule: str
    need: str
    need_label: str
    why: str
    warm: bool
    expected_at: datetime | None
    state: str
    state_at: datetime
    can: tuple[Verb, ...]
    undo_until: datetime | None


def for_partner(referral_id: UUID, *, release: Release) -> PartnerView:
    """The page behind a link, under a release opened for that link. Raises Absent for any other referral.

    Absent too before it is sent, once it is taken back, and when the answer can't be undone any more.
    """
    require_whole(release)
    now = clock.now()
    row = (
        Referral.objects.select_related("service__organization", "organization")
        .filter(pk=referral_id, person_id=release.person_id, service__organization_id=release.organization_id)
        .first()
    )
    if row is None or not link_opens(row.state, row.state_at, now):
        raise Absent
    person = person_summary(release=release)
    yes = said_yes(row.state)
    newest = row.transitions.order_by("-id").first()
    undoable = newest is not None and undo_problem(newest.before, newest.after, newest.at, now) is None
    return PartnerView(
        referral_id=row.pk,
        service=row.service.name,
        organization=row.service.organization.name,
        sender=row.organization.name,
        sender_phone=row.organization.phone,
        sent_by=User.objects.filter(pk=row.created_by).values_list("name", flat=True).first() or "",
        name=partner_name(person.given_name, person.family_name, whole=yes),
        phone=person.phone if yes else "",
        phone_rule=person.phone_rule if yes else "",
        need=row.need,
        need_label=NEED_LABELS[Need(row.need)],
        why=row.why,
        warm=row.warm,
        expected_at=row.expected_at,
        state=row.state,
        state_at=row.state_at,
        can=verbs_by_link(row.state, undoable=undoable),
        undo_until=newest.at + UNDO_WITHIN if undoable else None,
    )
