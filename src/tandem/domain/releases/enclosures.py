"""What goes inside the artefact: the notice of 42 CFR 2.32(a), and the copy of the consent or its scope (2.32(b))."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Enclosure
from tandem.domain.consents.models import Agreement
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
    """The scope of one consent in words: who may give what to whom, for what, from when until when, how it was given."""
    one = Agreement.objects.select_related("discloser", "recipient").get(pk=consent_id)
    given, until = timezone.localtime(one.given_at), timezone.localtime(one.until)
    how = "signed" if one.how == "signed" else f"said to {one.heard_by}"
    return "\n".join(
        (
            "COPY OF THE CONSENT",
            f"{one.discloser.name} may give to {one.recipient.name}:",
            f"{', '.join(CATEGORY_LABELS[Category(each)] for each in one.categories)}.",
            f"For: {PURPOSE_LABELS[Purpose(one.purpose)]}.",
            f"Given {given:%Y-%m-%d %H:%M}, {how}. It ends {until:%Y-%m-%d %H:%M}.",
            "The person can take it back at any time; what was sent before stays sent.",
        )
    )
