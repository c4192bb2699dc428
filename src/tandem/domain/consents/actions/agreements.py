"""Record that a person agreed to share, and that they took it back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from tandem.domain.consents.actions.early import came_before
from tandem.domain.consents.models import Agreement, Revocation
from tandem.domain.consents.rules import LONGEST_SIGNATURE, problems
from tandem.domain.people.models import PassedOn, Person
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind


def agree(
    *,
    actor: Actor,
    person_id: UUID,
    recipient_id: UUID,
    categories: Iterable[str],
    purpose: str,
    until: datetime,
    how: str,
    heard_by: str = "",
    signature: str = "",
    language: str = "en",
    told_on: UUID | None = None,
    id: UUID | None = None,
) -> UUID:
    """The person agrees that the actor's organization gives `categories` to the recipient for `purpose` until `until`.

    `how` is "spoken" (to a registered provider only, with who heard it) or "signed" (`signature` is SVG path data of at
    most 60 kB). `language` is the tag it was asked in, `told_on` the call or encounter it was asked on. At most a year.
    `id` is one that a phone chose; where its revocation came first, the agreement is taken back as it is written.
    Returns the agreement's id. Raises Refusal naming the field, Absent for an unknown person (45 CFR 164.508(c)).
    """
    clean("heard_by", heard_by, 120)
    clean("signature", signature, LONGEST_SIGNATURE)
    clean("language", language, 8, required=True)
    named = tuple(dict.fromkeys(categories))
    with act(actor, Permission.CONSENT_RECORD, kind="person", subject=person_id) as doing:
        if not Person.objects.filter(pk=person_id, sealed_at=None).exists():
            raise Absent
        recipient = Organization.objects.filter(pk=recipient_id).first()
        if actor.organization_id is None or recipient is None:
            raise Refusal(("recipient", "This place is not registered with the program. Choose a registered one."))
        found = problems(
            discloser_id=actor.organization_id,
            recipient_id=recipient.pk,
            recipient_is_provider=recipient.registered_provider,
            categories=named,
            purpose=purpose,
            given_at=doing.at,
            until=until,
            how=how,
            heard_by=heard_by,
            signature=signature,
        )
        if found:
            raise Refusal(*found)
        if id and Agreement.objects.filter(pk=id).exists():
            raise Conflict(("id", "This agreement is written down already."))
        agreement = Agreement.objects.create(
            id=id or uuid4(),
            person_id=person_id,
            discloser_id=actor.organization_id,
            recipient=recipient,
            categories=list(named),
            purpose=purpose,
            until=until,
            given_at=doing.at,
            how=how,
            heard_by=heard_by,
            signature=signature,
            language=language,
            told_on=told_on,
            recorded_by=actor.id,
        )
        doing.log(Kind.AGREEMENT_GIVEN, person_id, agreement.pk, told_on, how=how, purpose=purpose, what=list(named))
        doing.publish("consent.given", consent=agreement.pk, person=person_id)
        doing.tell("person", person_id)
        early = came_before(agreement.pk, doing)
        if early:
            Revocation.objects.create(agreement=agreement, at=doing.at, how=early.how, recorded_by=early.recorded_by)
            doing.log(Kind.AGREEMENT_REVOKED, person_id, agreement.pk, told_on)
        return agreement.pk


def revoke(agreement_id: UUID, *, actor: Actor, how: str) -> None:
    """The person took it back; `how` says in what way, like "told Tanya by phone". From this instant it is no basis.

    The person may do it themselves, to every agreement of theirs. Doing it twice changes nothing. Raises Absent for an
    agreement of another organization or person (45 CFR 164.508(b)(5)).
    """
    clean("how", how, 120, required=True)
    theirs = actor.kind == "person"
    permission = Permission.CONSENT_TAKE_BACK if theirs else Permission.CONSENT_RECORD
    with act(actor, permission, kind="agreement", subject=agreement_id) as doing:
        # Sending waits for the same row: what is sent after this instant finds the agreement gone.
        agreement = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
        if agreement is None:
            raise Absent
        if actor.id != agreement.person_id if theirs else actor.organization_id != agreement.discloser_id:
            raise Absent
        if Revocation.objects.filter(agreement=agreement).exists():
            return
        # Whoever held the row before has been served; from here on nobody is.
        at = clock.now()
        Revocation.objects.create(agreement=agreement, at=at, how=how, recorded_by=actor.id)
        # A caution that police or dispatch were told on this yes ends in the same instant.
        PassedOn.objects.filter(agreement_id=agreement.pk, ended_at=None).update(ended_at=at)
        doing.log(Kind.AGREEMENT_REVOKED, agreement.person_id, agreement.pk, agreement.told_on)
        doing.publish("consent.revoked", consent=agreement.pk, person=agreement.person_id)
        doing.tell("person", agreement.person_id)
