"""A revocation that comes before its consent is held, and takes the consent back the moment it comes (reliability, F7)."""

from uuid import UUID

from tandem.domain.consents.models import EarlyRevocation
from tandem.foundation.acts.act import Act


def hold(consent_id: UUID, how: str, doing: Act) -> None:
    """Inside an act: keep a revocation whose consent has not come yet. Twice is once."""
    EarlyRevocation.objects.get_or_create(
        consent_id=consent_id,
        defaults={
            "organization_id": doing.actor.organization_id,
            "at": doing.at,
            "how": how,
            "recorded_by": doing.actor.id,
        },
    )


def came_before(consent_id: UUID, doing: Act) -> EarlyRevocation | None:
    """Inside an act: the revocation that waited for this consent of the actor's organization, marked as applied."""
    found = EarlyRevocation.objects.select_for_update().filter(
        consent_id=consent_id, organization_id=doing.actor.organization_id, applied_at=None
    )
    early = found.first()
    if early:
        early.applied_at = doing.at
        early.save(update_fields=["applied_at"])
    return early
