"""What goes inside the artefact: the notice of 42 CFR 2.32(a), and the copy of the consent or its scope (2.32(b))."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Enclosure
from tandem.domain.consents.models import Agreement, NotesAuthorization, Part2Consent
from tandem.vocabulary.consents import CLASS_LABEL
from tandem.vocabulary.disclosing import (
    CONSENT_COPY,
    NOTICE_FULL,
    NOTICE_SHORT,
    NOTICE_VERSION,
    PART2_NOTICE,
    SHORT_MEDIA,
    SHORT_VERSION,
)
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Category, Purpose


def owed(obligations: Iterable[str], consents: Iterable[UUID], medium: str) -> tuple[Enclosure, ...]:
    """What these obligations put inside something that leaves by `medium`, on these consents."""
    found = []
    if PART2_NOTICE in obligations:
        short = medium in SHORT_MEDIA
        words = (SHORT_VERSION, NOTICE_SHORT) if short else (NOTICE_VERSION, NOTICE_FULL)
        found.append(Enclosure(PART2_NOTICE, *words))
    if CONSENT_COPY in obligations:
        found += [Enclosure(CONSENT_COPY, str(one), consent_copy(one)) for one in dict.fromkeys(consents)]
    return tuple(found)


def consent_copy(consent_id: UUID) -> str:
    """The scope of one consent in words: who may give what to whom, for what, from when until when, how it was given.

    A consent is never needed without its row, so that an unknown id is a LookupError.
    """
    agreement = Agreement.objects.select_related("discloser", "recipient").filter(pk=consent_id).first()
    if agreement:
        how = "signed" if agreement.how == "signed" else f"said to {agreement.heard_by}"
        purposes, until = (agreement.purpose,), _day(agreement.until)
        return _copy(agreement.discloser.name, agreement.recipient.name, agreement, purposes, how, until)
    for model in (Part2Consent, NotesAuthorization):
        one = model.objects.select_related("discloser", "recipient").filter(pk=consent_id).first()
        if one:
            to = one.recipient.name if one.recipient else CLASS_LABEL
            how = f"signed by {one.signer_name or 'the person'}"
            return _copy(one.discloser.name, to, one, one.purposes, how, _day(one.until) or one.until_event)
    raise LookupError(consent_id)


def _day(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _copy(by: str, to: str, consent, purposes: Iterable[str], how: str, until: str) -> str:
    part = getattr(consent, "part", "")
    what = ", ".join(CATEGORY_LABELS[Category(each)] for each in consent.categories)
    lines = (
        "COPY OF THE CONSENT",
        f"{by} may give to {to}:",
        f"{what}{f': {part}' if part else ''}.",
        f"For: {', '.join(PURPOSE_LABELS[Purpose(each)] for each in purposes)}.",
        f"Given {_day(consent.given_at)}, {how}. It ends: {until}.",
        "The person can take it back at any time; what was sent before stays sent.",
    )
    return "\n".join(lines)
