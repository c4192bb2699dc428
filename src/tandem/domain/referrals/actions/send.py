"""Write a referral, send it with the person's agreement, hold it back without one, or take it back."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from tandem.disclosure import Package
from tandem.domain.consents import basis
from tandem.domain.directory.models import Service
from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.domain.referrals.actions.move import changed, make_move, own
from tandem.domain.referrals.links import LinkSecret, digest, token_of
from tandem.domain.referrals.models import Link, Referral
from tandem.domain.referrals.rules import LINK_CATEGORIES, MOVES, SECRET_BYTES, WHY_LIMIT, Verb, Who
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.organizations.program import program
from tandem.vocabulary.law import Basis, Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Need, ReferralState
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

LINK_DAYS = 14
ONLY_SUD_CARE = (
    "This place gives only substance use care, so that a referral there would tell of it. Referrals are not kept apart. "
    "Give them the Part 2 text of the contact instead, on a consent that names them."
)


def create(
    *,
    actor: Actor,
    person_id: UUID,
    service_id: UUID,
    need: str,
    why: str = "",
    encounter_id: UUID | None = None,
    warm: bool = False,
    expected_at: datetime | None = None,
    instead_of: UUID | None = None,
) -> UUID:
    """Draft a referral of the person to a service. Nothing leaves. Returns its id; raises Refusal, Absent.

    `warm` says that someone goes along or hands over by voice. `expected_at` (aware) is when the service may expect the
    person. `instead_of` is a declined referral of the same person whose need this one takes to another place.
    """
    clean("why", why, WHY_LIMIT)
    if need not in list(Need):
        raise Refusal(("need", "Choose what this is for."))
    with act(actor, Permission.REFERRAL_WRITE, kind="person", subject=person_id) as doing:
        if actor.organization_id is None or not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        service = Service.objects.select_related("organization").filter(pk=service_id, active=True).first()
        if service is None:
            raise Refusal(("service", "This service is not in the directory any more. Choose another."))
        if service.organization.only_sud_care:
            # The destination alone would say it, in a table whose readers may not know (law.md, "Nouns"; P15, P16).
            raise Refusal(("service", ONLY_SUD_CARE))
        if expected_at and (expected_at.tzinfo is None or expected_at < doing.at):
            raise Refusal(("expected_at", "The time they expect the person must be in the future."))
        if encounter_id and not Encounter.objects.filter(pk=encounter_id, person_id=person_id).exists():
            raise Absent
        if (
            instead_of
            and not Referral.objects.filter(
                pk=instead_of, person_id=person_id, organization_id=actor.organization_id, state=ReferralState.DECLINED
            ).exists()
        ):
            raise Refusal(("instead_of", "Only a declined referral of the same person can be sent on."))
        referral = Referral.objects.create(
            person_id=person_id,
            organization_id=actor.organization_id,
            service=service,
            encounter_id=encounter_id,
            instead_of_id=instead_of,
            need=need,
            why=why,
            warm=warm,
            expected_at=expected_at,
            state_at=doing.at,
            created_at=doing.at,
            created_by=actor.id,
        )
        doing.log(Kind.REFERRAL_CREATED, person_id, referral.pk, encounter_id, need=need, service=str(service.pk))
        changed(doing, referral)
        return referral.pk


def attach_agreement(referral_id: UUID, *, actor: Actor, agreement_id: UUID) -> None:
    """Note the agreement this will be sent under. Raises Refusal unless it names this program and is in force."""
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = own(referral_id, actor)
        _require_agreement(referral, agreement_id, LINK_CATEGORIES, doing)
        referral.agreement_id = agreement_id
        referral.save()


def not_sent(referral_id: UUID, *, actor: Actor) -> None:
    """The person did not agree: nothing leaves, and no link to this referral opens anything."""
    _member_move(referral_id, actor, Verb.WITHHOLD)


def cancel(referral_id: UUID, *, actor: Actor, reason: str) -> None:
    """Take the referral back, with a sentence why. Its links stop at once."""
    clean("reason", reason, WHY_LIMIT, required=True)
    _member_move(referral_id, actor, Verb.CANCEL, reason=reason)


def send(referral_id: UUID, *, actor: Actor, package: Package, agreement_id: UUID) -> LinkSecret:
    """Send what `package` carries to the service, under the person's agreement; again, if it was sent before.

    The package comes from `domain.releases`, and its body names this referral as `referral`. Sending again keeps the
    state and stops the link made before. Returns the link's token, which is stored nowhere. Raises Refusal where the
    agreement is no basis any more, ValueError for a package that is not for this referral.
    """
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = own(referral_id, actor)
        _require_package(referral, package)
        _require_agreement(referral, agreement_id, LINK_CATEGORIES | package.categories, doing)
        verb = Verb.SEND if referral.state in MOVES[Verb.SEND].before else Verb.SEND_AGAIN
        referral.agreement_id = agreement_id
        make_move(referral, verb, Who.MEMBER, doing)
        Link.objects.filter(referral=referral, stopped_at=None).update(stopped_at=doing.at)
        return _new_link(referral, doing)


def _member_move(referral_id: UUID, actor: Actor, verb: Verb, *, reason: str = "") -> None:
    with act(actor, Permission.REFERRAL_WRITE, kind="referral", subject=referral_id) as doing:
        referral = own(referral_id, actor)
        make_move(referral, verb, Who.MEMBER, doing, reason=reason)
        Link.objects.filter(referral=referral, stopped_at=None).update(stopped_at=doing.at)


def _require_package(referral: Referral, package: Package) -> None:
    if (
        package.recipient_organization_id != referral.service.organization_id
        or package.purpose != Purpose.REFERRAL
        or package.basis != Basis.AGREE
        or package.body.get("referral") != str(referral.pk)
    ):
        raise ValueError("This package is not for this referral.")


def _require_agreement(referral: Referral, agreement_id: UUID, categories: frozenset[Category], doing: Act) -> None:
    if not basis.holds_for(
        agreement_id,
        person_id=referral.person_id,
        discloser_id=referral.organization_id,
        recipient_id=referral.service.organization_id,
        categories=categories,
        purpose=Purpose.REFERRAL,
        now=doing.at,
    ):
        raise Refusal(("agreement", "No agreement names this program for this, or it has ended. Ask the person."))


def _new_link(referral: Referral, doing: Act) -> LinkSecret:
    settings = program()
    days = settings.referral_link_days if settings else LINK_DAYS
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = Link.objects.create(
        referral=referral,
        secret_hash=digest(secret),
        made_at=doing.at,
        expires_at=min(doing.at + timedelta(days=days), referral.agreement.until),
    )
    return LinkSecret(link.pk, token_of(link.pk, secret), link.expires_at)
