"""Whether a consent is a basis now. Returns ids only, so that a release can be decided before it exists.

The law cares that a consent is a basis only for the discloser, recipient, categories and purpose it names, until it
ends or is taken back (law.md, F8). Every element is looked at again here: a row that lacks one authorizes nothing,
however it came into the table (law.md, P1).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from tandem.domain.consents import minors, written
from tandem.domain.consents.models import Agreement, NotesAuthorization, Part2Consent
from tandem.domain.consents.rules import SPOKEN, Agreed, State, covers, state
from tandem.domain.consents.written import Recipient, Written
from tandem.foundation.database import reach
from tandem.foundation.database.journey import Statement, send
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.consents import Signer
from tandem.vocabulary.law import Basis, Category, Purpose

# What holds, by category: which bases, and by which consent.
Held = Mapping[Category, Mapping[Basis, UUID]]


def values(agreement: Agreement) -> Agreed:
    """The row as the values the rules read."""
    revocation = getattr(agreement, "revocation", None)
    return Agreed(
        person_id=agreement.person_id,
        discloser_id=agreement.discloser_id,
        recipient_id=agreement.recipient_id,
        categories=tuple(agreement.categories),
        purpose=agreement.purpose,
        given_at=agreement.given_at,
        until=agreement.until,
        how=agreement.how,
        heard_by=agreement.heard_by,
        signature=agreement.signature,
        taken_back_at=revocation.at if revocation else None,
    )


def written_values(consent: Part2Consent | NotesAuthorization) -> Written:
    """The row of a written consent as the values the rules read."""
    end = getattr(consent, "end", None)
    # An authorization for psychotherapy notes is one only in the table of its own (164.508(b)(3)(ii)).
    notes = isinstance(consent, NotesAuthorization)
    return Written(
        kind=consent.kind if notes == (consent.kind == Basis.PSY_AUTHORIZATION) else "",
        person_id=consent.person_id,
        discloser_id=consent.discloser_id,
        recipient_id=consent.recipient_id,
        recipient_class=consent.recipient_class,
        categories=tuple(consent.categories),
        part=consent.part,
        purposes=tuple(consent.purposes),
        purpose_words=consent.purpose_words,
        given_at=consent.given_at,
        until=consent.until,
        until_event=consent.until_event,
        signer=consent.signer,
        signer_name=consent.signer_name,
        signer_tie=consent.signer_tie,
        signature=consent.signature,
        scanned=consent.scan is not None,
        right_to_revoke=consent.right_to_revoke,
        redisclosure=consent.redisclosure,
        refusing=consent.refusing,
        proceeding=consent.proceeding,
        ended_at=end.at if end else None,
    )


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def held(
    person_id: UUID,
    discloser_id: UUID,
    recipient_id: UUID,
    purpose: Purpose,
    now: datetime,
    *,
    treats: bool = False,
) -> Held:
    """Every basis that a consent gives at `now` for exactly these and this purpose, by category.

    `treats` says that the recipient has a treatment relationship with the person now: a class of recipients means only
    such a one. A signed agreement comes before a spoken one, a consent that names the recipient before a class.
    """
    found: dict[Category, dict[Basis, UUID]] = {}
    if not _on_file(person_id, discloser_id, recipient_id, treats=treats):
        return found
    for row in _agreements(person_id, discloser_id, recipient_id, purpose, now):
        for word in row.categories:
            found.setdefault(Category(word), {}).setdefault(Basis.AGREE, row.pk)
    recipient = None
    for row in _written(person_id, discloser_id, recipient_id, now):
        recipient = recipient or _recipient(recipient_id, treats=treats)
        one = written_values(row)
        asked = {"person_id": person_id, "discloser_id": discloser_id, "recipient": recipient, "now": now}
        if row.signer != Signer.PERSON and not minors.representative_counts(person_id, row.kind, row.signer_tie, now):
            continue
        for word in one.categories:
            if written.covers(one, category=word, purpose=purpose, **asked):
                found.setdefault(Category(word), {}).setdefault(Basis(one.kind), row.pk)
    return found


def bases(
    person_id: UUID,
    discloser_id: UUID,
    recipient_id: UUID,
    category: Category,
    purpose: Purpose,
    now: datetime,
    *,
    treats: bool = False,
) -> Mapping[Basis, UUID]:
    """Which bases hold at `now` for exactly this, and by which consent; empty where none does (law.md, Bases, F8)."""
    return held(person_id, discloser_id, recipient_id, purpose, now, treats=treats).get(category, {})


# Most people signed nothing that could open their record to this reader, and every page asks.
_ON_FILE = "SELECT " + " OR ".join(
    f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE person_id = %s AND discloser_id = %s"
    f" AND (recipient_id = %s OR (recipient_id IS NULL AND %s)))"
    for model in (Agreement, Part2Consent, NotesAuthorization)
)


def _on_file(person_id: UUID, discloser_id: UUID, recipient_id: UUID, *, treats: bool) -> bool:
    """Whether any paper of this person and discloser may mean this recipient, whatever has become of it.

    A class means only who treats the person: for anybody else it must not cost a look more than nobody's record does.
    """
    ((found,),) = send([Statement(_ON_FILE, (person_id, discloser_id, recipient_id, treats) * 3)])
    return found


def _agreements(
    person_id: UUID, discloser_id: UUID, recipient_id: UUID, purpose: str, now: datetime
) -> list[Agreement]:
    found = (
        Agreement.objects.select_related("revocation")
        .filter(
            person_id=person_id,
            discloser_id=discloser_id,
            recipient_id=recipient_id,
            purpose=purpose,
            given_at__lte=now,
            until__gt=now,
        )
        .order_by("how", "-until")
    )
    return [row for row in found if stands(row, now)]


def _written(
    person_id: UUID, discloser_id: UUID, recipient_id: UUID, now: datetime
) -> list[Part2Consent | NotesAuthorization]:
    """Written consents of this person and discloser that may mean this recipient: those that name it first."""
    rows = []
    for model in (Part2Consent, NotesAuthorization):
        found = model.objects.select_related("end").filter(person_id=person_id, discloser_id=discloser_id)
        rows += found.filter(given_at__lte=now).exclude(until__lte=now).order_by("-given_at")
    rows = [row for row in rows if row.recipient_id in (None, recipient_id)]
    return sorted(rows, key=lambda row: row.recipient_id is None)


def _recipient(organization_id: UUID, *, treats: bool) -> Recipient:
    found = Organization.objects.filter(pk=organization_id).first()
    kind, registered = (found.kind, found.registered_provider) if found else ("", False)
    return Recipient(organization_id, kind, registered, treats)


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def in_force(
    person_id: UUID, discloser_id: UUID, recipient_id: UUID, category: Category, purpose: Purpose, now: datetime
) -> UUID | None:
    """The id of an agreement that is a basis for exactly this at `now`, or None. A signed one comes before a spoken."""
    found = _agreements(person_id, discloser_id, recipient_id, purpose, now)
    return next((row.pk for row in found if category in row.categories), None)


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def until(agreement_id: UUID) -> datetime:
    """When this agreement ends unless it is taken back before."""
    return Agreement.objects.values_list("until", flat=True).get(pk=agreement_id)


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def was_spoken(agreement_id: UUID) -> bool:
    """Whether the person said yes aloud rather than signing: a spoken yes bears fewer rules (law.md, Bases)."""
    return Agreement.objects.filter(pk=agreement_id, how=SPOKEN).exists()


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def spoken(ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these agreements that were said aloud, not signed."""
    wanted = set(ids)
    found = Agreement.objects.filter(pk__in=wanted, how=SPOKEN).values_list("pk", flat=True) if wanted else ()
    return frozenset(found)


def stands(agreement: Agreement, now: datetime) -> bool:
    """Whether this row is in force at `now`. Its revocation is loaded with it, or read here."""
    return state(values(agreement), now) == State.IN_FORCE


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def holds(agreement_id: UUID | None, now: datetime) -> bool:
    """Whether this agreement is in force at `now`; False for one that does not exist."""
    found = Agreement.objects.select_related("revocation").filter(pk=agreement_id).first()
    return found is not None and stands(found, now)


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def all_hold(ids: Iterable[UUID], now: datetime) -> bool:
    """Whether every one of these consents, of any kind, is in force at `now`. Three queries at most."""
    wanted = set(ids)
    for row in Agreement.objects.select_related("revocation").filter(pk__in=wanted):
        if stands(row, now):
            wanted.discard(row.pk)
    for model in (Part2Consent, NotesAuthorization) if wanted else ():
        for row in model.objects.select_related("end").filter(pk__in=wanted):
            if written.state(written_values(row), now) == State.IN_FORCE:
                wanted.discard(row.pk)
    return not wanted


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def hold(ids: Iterable[UUID]) -> None:
    """Hold the rows of these consents, of any kind, until the caller's transaction ends; ending one waits for its row."""
    wanted = sorted(set(ids))
    for model in (Agreement, Part2Consent, NotesAuthorization) if wanted else ():
        list(model.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))


@reach.work("whether a consent is a basis: an id, a time or a yes, never its content")
def holds_for(
    agreement_id: UUID,
    *,
    person_id: UUID,
    discloser_id: UUID,
    recipient_id: UUID,
    categories: Iterable[Category],
    purpose: Purpose,
    now: datetime,
) -> bool:
    """Whether this agreement is a basis for exactly this, held until the caller's transaction ends.

    Taking it back waits for the same row, so that nothing is sent on an agreement that is gone when it commits.
    """
    found = Agreement.objects.select_for_update().filter(pk=agreement_id).first()
    return found is not None and covers(
        values(found),
        person_id=person_id,
        discloser_id=discloser_id,
        recipient_id=recipient_id,
        categories=categories,
        purpose=purpose,
        now=now,
    )
