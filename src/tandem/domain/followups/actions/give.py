"""Hand over what somebody had who leaves."""

from uuid import UUID

from tandem.domain.followups.actions.plan import changed
from tandem.domain.followups.models import FollowUp
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role


def give(owner: UUID, to: UUID, *, actor: Actor) -> int:
    """Hand every open follow-up of somebody who leaves to a colleague of the same organization. Returns how many.

    An administrator does it unseen: no follow-up is shown. An agency's own administrator gives only its own work.
    Raises Refusal naming `to` where the colleague may not take it.
    """
    with act(actor, Permission.PEOPLE_MANAGE, kind="account", subject=owner) as doing:
        owed = FollowUp.objects.select_for_update().filter(owner=owner, closed_at=None)
        if not actor.may(Permission.PROGRAM_SET_UP):
            owed = owed.filter(organization_id=actor.organization_id)
        may = [role for role in Role if Permission.FOLLOWUP_WRITE in GRANTS[role]]
        jobs = Membership.objects.filter(user_id=to, role__in=may, active=True, user__is_active=True)
        homes = set(jobs.values_list("organization_id", flat=True))
        given = [one for one in owed if one.organization_id in homes]
        if to == owner or not given:
            raise Refusal(("to", "Choose a colleague of the same organization who does follow-ups."))
        for one in given:
            one.owner = to
            one.save(update_fields=["owner"])
            changed(doing, one)
        doing.detail |= {"verb": "give", "to": str(to), "count": len(given)}
        return len(given)
