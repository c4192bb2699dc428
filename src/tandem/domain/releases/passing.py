"""A clinician's caution reaches police or dispatch only here: as a recorded disclosure, on one of two grounds.

By the person's own signed agreement (R07): a spoken yes is not enough, since police and dispatch are no registered
provider (law.md, Bases). Or as a warning to whoever can prevent a serious and imminent threat (D2, R04; 45 CFR
164.512(j)): the entered statement and nothing else, which must not say or imply substance use care.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tandem.domain.consents.basis import in_force, until
from tandem.domain.people import actions
from tandem.domain.people.actions.caution import WORDS
from tandem.domain.people.labels import refuse_labels
from tandem.domain.people.models import Caution
from tandem.domain.releases.disclose import OnConsent, disclose, registered
from tandem.domain.releases.forms.sending import OnForm
from tandem.domain.releases.opening import open_release
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import OrganizationKind
from tandem.vocabulary.text import clean

CALL_SIDE = (OrganizationKind.POLICE, OrganizationKind.PSAP)
LONGEST_WARNING = timedelta(days=7)
FIELDS = ("seen", "avoid", "what helps", "source", "expiry")


def recipients() -> list[tuple[UUID, str]]:
    """(id, name) of every police agency and dispatch center of the program."""
    found = Organization.objects.filter(kind__in=CALL_SIDE, in_program=True).order_by("kind", "name")
    return [(one.pk, one.name) for one in found]


def agreed_recipients(caution_id: UUID, *, actor: Actor) -> list[UUID]:
    """Which of them the person's agreement in force names for cautions on scene."""
    caution = _own(caution_id, actor)
    now = clock.now()
    return [
        one
        for one, _name in recipients()
        if in_force(caution.person_id, actor.organization_id, one, Category.SAFETY_FLAGS, Purpose.SCENE, now)
    ]


@reach.work("which caution, before its person's release")
def _own(caution_id: UUID, actor: Actor) -> Caution:
    """A caution in force of the actor's own organization. Raises Absent."""
    found = Caution.objects.filter(
        pk=caution_id,
        by_provider=True,
        withdrawn_at=None,
        expires_at__gt=clock.now(),
        organization_id=actor.organization_id,
    ).first()
    if found is None:
        raise Absent
    return found


def _recipient(recipient_id: UUID) -> Organization:
    found = Organization.objects.filter(pk=recipient_id, kind__in=CALL_SIDE, in_program=True).first()
    if found is None:
        raise Refusal(("recipient", "Choose a police agency or the dispatch center of the program."))
    return found


def pass_on(caution_id: UUID, *, actor: Actor, recipient_id: UUID) -> UUID:
    """Tell police or dispatch of a caution, by the person's signed agreement. Returns the id of what was passed on.

    It ends with the caution or the agreement, whichever is first. Raises Absent, NoAgreement, Refusal.
    """
    caution, recipient = _own(caution_id, actor), _recipient(recipient_id)
    release = open_release(actor, caution.person_id, Purpose.SCENE)
    with keeping_refusals():
        package = disclose(
            actor=actor,
            release=release,
            to=registered(recipient.pk),
            on=OnConsent(),
            categories=(Category.SAFETY_FLAGS,),
            fields=FIELDS,
            body={name: getattr(caution, name) for name in WORDS},
            medium="caution",
            subject_id=caution.pk,
        )
        named = (caution.person_id, actor.organization_id, recipient.pk, Category.SAFETY_FLAGS, Purpose.SCENE)
        agreement = in_force(*named, clock.now())
        return actions.note_passed_on(
            caution.pk,
            actor=actor,
            package=package,
            basis="agree",
            agreement_id=agreement,
            until=until(agreement),
        )


def warn(
    caution_id: UUID, *, actor: Actor, recipient_id: UUID, statement: str, at_risk: str, ends_at: datetime
) -> UUID:
    """Warn an organization that can prevent harm (D2). It gets the statement, whom it protects, and nothing else.

    `ends_at` is at most a week off. Raises Refusal naming the field, Absent.
    """
    clean("statement", statement, 200, required=True)
    clean("at_risk", at_risk, 120, required=True)
    refuse_labels({"statement": statement, "at_risk": at_risk})
    caution, recipient, now = _own(caution_id, actor), _recipient(recipient_id), clock.now()
    if not now < ends_at <= now + LONGEST_WARNING:
        raise Refusal(("ends_at", "A warning holds for at most a week. Warn again if it must hold longer."))
    release = open_release(actor, caution.person_id, Purpose.SCENE)
    with transaction.atomic():
        package = disclose(
            actor=actor,
            release=release,
            to=registered(recipient.pk),
            on=OnForm(Form.THREAT),
            categories=(Category.SAFETY_FLAGS,),
            fields=("entered statement", "person at risk"),
            body={"statement": statement, "at_risk": at_risk},
            medium="warning",
            purpose=Purpose.IMMINENT_THREAT,
            subject_id=caution.pk,
        )
        return actions.note_passed_on(
            caution.pk,
            actor=actor,
            package=package,
            basis="threat",
            until=ends_at,
            statement=statement,
            at_risk=at_risk,
        )
