"""A whole consent of each kind, for tests that take one thing away."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tandem.domain.consents import forms
from tandem.domain.consents.actions import Draft, record_written
from tandem.domain.consents.written import TPO_CLASS
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import Basis, Category, Purpose

SIGNATURE = "M10 10 L20 30 40 50"
C, P = Category, Purpose
HOLDS = {
    Basis.PART2_NAMED: ((C.PART2_RECORD, C.SCREENING), (P.TREATMENT, P.REFERRAL)),
    Basis.TPO: ((C.PART2_RECORD,), (P.TREATMENT,)),
    Basis.COUNSELING_CONSENT: ((C.SUD_COUNSELING_NOTE,), (P.TREATMENT,)),
    Basis.PSY_AUTHORIZATION: ((C.PSYCHOTHERAPY_NOTE,), (P.TREATMENT,)),
    Basis.PROCEEDINGS_CONSENT: ((C.PART2_RECORD,), (P.RELEASE,)),
}


def draft(person: UUID, recipient: UUID | None, kind: Basis = Basis.PART2_NAMED, **changes) -> Draft:
    """What a whole consent of this kind says."""
    words, (categories, purposes) = forms.words(kind, "en"), HOLDS[kind]
    whole = Draft(
        kind=kind,
        person_id=person,
        recipient_id=recipient,
        recipient_class=TPO_CLASS if recipient is None else "",
        categories=categories,
        part="The assessment of this month",
        purposes=purposes,
        purpose_words="My care",
        until=clock.now() + timedelta(days=90),
        signature=SIGNATURE,
        edition=forms.edition(),
        right_to_revoke=words["right_to_revoke"],
        redisclosure=words["redisclosure"],
        refusing=words["refusing"],
        proceeding="State v. Ballard, 26CR104" if kind == Basis.PROCEEDINGS_CONSENT else "",
    )
    return replace(whole, **changes)


def consent(actor: Actor, person: UUID, recipient: UUID | None, kind: Basis = Basis.PART2_NAMED, **changes) -> UUID:
    """A whole consent of this kind, written down. Returns its id."""
    return record_written(draft(person, recipient, kind, **changes), actor=actor)
