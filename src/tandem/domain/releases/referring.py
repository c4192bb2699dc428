"""Send a referral: open a release, disclose on the person's agreement, hand the sealed package down. One transaction."""

from uuid import UUID

from tandem.domain.consents.basis import in_force
from tandem.domain.people.records import summary
from tandem.domain.referrals import actions
from tandem.domain.referrals.links import LinkSecret
from tandem.domain.referrals.models import Referral
from tandem.domain.referrals.rules import LINK_CATEGORIES, partner_name
from tandem.domain.releases.disclose import NoAgreement, OnConsent, disclose, registered
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals
from tandem.foundation.database import reach
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import ReferralState

# What the receiving program's page shows, named for the accounting.
FIELDS = ("first name and initial", "name and phone after yes", "need", "why", "expected time")


def send(referral_id: UUID, *, actor: Actor) -> LinkSecret | None:
    """Send a referral by link. None: there is no agreement, so nothing left, and the referral says so.

    The link's token is returned once and stored nowhere. Raises Absent for a referral that is not this organization's.
    """
    with reach.work("which referral, before its person's release"):
        referral = Referral.objects.select_related("service").filter(pk=referral_id).first()
    if referral is None or actor.organization_id != referral.organization_id:
        raise Absent
    recipient = referral.service.organization_id
    release = open_release(actor, referral.person_id, Purpose.REFERRAL)
    person = summary(release=release)
    body = {
        "referral": str(referral.pk),
        "name": partner_name(person.given_name, person.family_name, whole=False),
        "need": referral.need,
        "why": referral.why,
    }
    try:
        with keeping_refusals():
            package = disclose(
                actor=actor,
                release=release,
                to=registered(recipient),
                on=OnConsent(),
                categories=tuple(sorted(LINK_CATEGORIES)),
                fields=FIELDS,
                body=body,
                medium="link",
                subject_id=referral.pk,
            )
            agreement = in_force(
                referral.person_id,
                referral.organization_id,
                recipient,
                Category.REFERRAL_STATUS,
                Purpose.REFERRAL,
                clock.now(),
            )
            return actions.send(referral_id, actor=actor, package=package, agreement_id=agreement)
    except NoAgreement:
        if referral.state == ReferralState.DRAFT:
            actions.not_sent(referral_id, actor=actor)
        return None
