"""Write down that a person got the notice to patients of a Part 2 program, or did not want it (42 CFR 2.22)."""

from uuid import UUID

from tandem.domain.consents import forms
from tandem.domain.consents.models import NoticeGiven
from tandem.domain.people.models import Person
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal


def record_notice(*, actor: Actor, person_id: UUID, language: str, declined: bool) -> UUID:
    """The notice in its present edition was given in `language`, or declined. Raises Absent, Refusal by field."""
    if language not in forms.LANGUAGES:
        raise Refusal(("language", "Choose the language it was given in."))
    with act(actor, Permission.CONSENT_RECORD, kind="person", subject=person_id) as doing:
        person = Person.objects.filter(pk=person_id, sealed_at=None).first()
        own = person is not None and person.organization_id in (None, actor.organization_id)
        if not own or actor.organization_id is None:
            raise Absent
        given = NoticeGiven.objects.create(
            person=person,
            organization_id=actor.organization_id,
            edition=forms.notice_edition(),
            language=language,
            declined=declined,
            given_at=doing.at,
            recorded_by=actor.id,
        )
        doing.detail |= {"verb": "part2_notice", "declined": declined}
        doing.tell("person", person_id)
        return given.pk
