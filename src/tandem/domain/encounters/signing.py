"""Who owes a signature, a co-signature or an answer: the supervisor's queue, and what came back to an author.

A reader who may not see a note is told nothing of it. The law cares that a supervisor reads a colleague's notes for
quality only (45 CFR 164.506(c)), one at a time, each look in the access log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet

from tandem.disclosure import ListRelease
from tandem.domain.encounters.models import Encounter, Note, NoteReview, SigningRule
from tandem.domain.encounters.rules import MET
from tandem.domain.encounters.signing_rules import LATE_AFTER_HOURS, UNLICENSED, Said, Standing, Version, standing
from tandem.foundation import clock
from tandem.foundation.accounts.models import User
from tandem.vocabulary.law import Category
from tandem.vocabulary.signing import NoteState, Verdict


@dataclass(frozen=True)
class RuleInForce:
    """Whose notes need a co-signature, and after how many hours an unsigned one is late. `set_at` None: as shipped."""

    professions: tuple[str, ...]
    late_after_hours: int
    set_at: datetime | None = None
    set_by: str = ""


def rule_in_force() -> RuleInForce:
    """The newest edition of the program's rule, else the one that ships. About the program, not about a person."""
    found = SigningRule.objects.order_by("-id").first()
    if found is None:
        return RuleInForce(UNLICENSED, LATE_AFTER_HOURS)
    return RuleInForce(tuple(found.professions), found.late_after_hours, found.set_at, found.set_by_name)


def notes_oldest_first() -> QuerySet[Note]:
    """Versions as this room reads them: in their order, `blank` where the box was emptied."""
    return Note.objects.annotate(blank=ExpressionWrapper(Q(text=""), BooleanField())).order_by("id")


def versions_of(notes: Iterable[Note]) -> list[Version]:
    """Rows of `notes_oldest_first` as the rules read them."""
    return [Version(one.pk, one.written_by, one.written_at, one.signed_at, one.cosign, one.blank) for one in notes]


def said_of(reviews: Iterable[NoteReview]) -> list[Said]:
    return [Said(Verdict(one.verdict), one.note_id, one.at) for one in reviews]


def standing_of(encounter: Encounter) -> Standing:
    """Where the note of a contact stands, its notes and reviews loaded oldest first."""
    notes = list(encounter.notes.all())
    owed = bool(notes) or encounter.contact_outcome in MET
    said = said_of(encounter.reviews.all())
    return standing(versions_of(notes), said, closed_at=encounter.closed_at, owed=owed)


@dataclass(frozen=True)
class Owed:
    """One note that somebody owes something. `author` wrote it, or began the contact; `mine` is the reader's own."""

    encounter_id: UUID
    person_id: UUID
    unit: str
    state: NoteState
    since: datetime
    age: timedelta
    late: bool
    author_id: UUID | None
    author: str
    started_note: bool
    mine: bool


@dataclass(frozen=True)
class SigningQueue:
    """`counts` and `authors` are of everything owed, before the page was cut; `total` of what the filters leave."""

    rows: tuple[Owed, ...]
    total: int
    counts: dict[NoteState, int]
    authors: tuple[tuple[UUID | None, str, int], ...]


def queue(
    *,
    release: ListRelease,
    state: str = "",
    author: UUID | None = None,
    now: datetime | None = None,
    offset: int = 0,
    limit: int = 25,
) -> SigningQueue:
    """Everything owed on notes of the reader's organization, longest first. Raises NotReleased.

    Unsigned ones appear once they are late by the program's rule. Persons sealed (F1), and colleagues whose care team a
    list can't know (F3), are absent, so that each row's page opens.
    """
    release.require(Category.CLINICAL_NOTE)
    moment = now or clock.now()
    late_after = timedelta(hours=rule_in_force().late_after_hours)
    own = Encounter.objects.filter(organization_id=release.organization_id)
    found = _unsettled(own.filter(person__sealed_at=None, person__is_staff=False))
    owed = []
    for one in found.iterator(chunk_size=2_000):
        stands = standing_of(one)
        late = stands.since is not None and moment - stands.since >= late_after
        if stands.state != NoteState.SETTLED and (late or stands.state != NoteState.UNSIGNED):
            owed.append((stands.since, one, stands.state, late))
    owed.sort(key=lambda each: (each[0], each[1].pk))
    names = _names(one for _since, one, _state, _late in owed)
    rows = [_owed(one, state, since, late, names, release, moment) for since, one, state, late in owed]
    counts = {each: sum(1 for row in rows if row.state == each) for each in NoteState if each != NoteState.SETTLED}
    wanted = [row for row in rows if (not state or row.state == state) and (author is None or row.author_id == author)]
    return SigningQueue(tuple(wanted[offset : offset + limit]), len(wanted), counts, _authors(rows))


def returned_to(user_id: UUID, *, release: ListRelease) -> list[tuple[Owed, str]]:
    """This author's notes that came back, each with the comment, oldest first. Raises NotReleased."""
    release.require(Category.CLINICAL_NOTE)
    wrote = Exists(Note.objects.filter(encounter=OuterRef("pk"), written_by=user_id))
    found = _loaded(Encounter.objects.filter(organization_id=release.organization_id, person__sealed_at=None)).filter(
        Q(started_by=user_id) | wrote, Exists(_reviews().filter(verdict=Verdict.RETURNED))
    )
    now, back = clock.now(), []
    for one in found:
        stands = standing_of(one)
        if stands.state == NoteState.RETURNED and _author(one) == user_id:
            comment = list(one.reviews.all())[-1].comment
            back.append((_owed(one, stands.state, stands.since, True, {}, release, now), comment))
    return sorted(back, key=lambda each: each[0].since)


def owed_of_others(person_id: UUID, *, organization_id: UUID, reader: UUID | None) -> bool:
    """Whether a colleague owes something on a note about this person. A yes or no for the rules, no record."""
    found = _unsettled(Encounter.objects.filter(organization_id=organization_id, person_id=person_id))
    return any(standing_of(one).state != NoteState.SETTLED and _author(one) != reader for one in found)


def _reviews() -> QuerySet[NoteReview]:
    return NoteReview.objects.filter(encounter=OuterRef("pk"))


def _unsettled(among: QuerySet[Encounter]) -> QuerySet[Encounter]:
    """Contacts that may owe something: sorted out in the database, so that the settled thousands are never loaded."""
    notes = Note.objects.filter(encounter=OuterRef("pk"))
    newest = notes.order_by("-id")
    cosigned = NoteReview.objects.filter(
        encounter=OuterRef("encounter"), verdict=Verdict.COSIGNED, note_id__gte=OuterRef("pk")
    )
    waits = notes.filter(cosign=True, signed_at__isnull=False).exclude(Exists(cosigned))
    unsigned = Q(Exists(notes), newest_signed=None) | Q(~Exists(notes), contact_outcome__in=MET)
    returned = Q(last_verdict=Verdict.RETURNED)
    return _loaded(
        among.annotate(
            newest_signed=newest.values("signed_at")[:1],
            last_verdict=_reviews().order_by("-at", "-id").values("verdict")[:1],
        ).filter((unsigned & ~Q(closed_at=None)) | Q(Exists(waits)) | returned)
    )


def _loaded(found: QuerySet[Encounter]) -> QuerySet[Encounter]:
    return found.select_related("assignment__team").prefetch_related(
        Prefetch("notes", notes_oldest_first().defer("text")),
        Prefetch("reviews", NoteReview.objects.order_by("at", "id")),
    )


def _author(encounter: Encounter) -> UUID | None:
    notes = list(encounter.notes.all())
    return notes[-1].written_by if notes else encounter.started_by


def _names(encounters: Iterable[Encounter]) -> dict[UUID, str]:
    """Names of those who began a contact and wrote nothing yet: staff, not persons served."""
    ids = {one.started_by for one in encounters if not one.notes.all()}
    return dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))


def _owed(one: Encounter, state, since, late, names, release: ListRelease, now: datetime) -> Owed:
    notes = list(one.notes.all())
    author = _author(one)
    return Owed(
        encounter_id=one.pk,
        person_id=one.person_id,
        unit=one.assignment.team.unit if one.assignment_id else "",
        state=state,
        since=since,
        age=now - since,
        late=late,
        author_id=author,
        author=notes[-1].written_by_name if notes else names.get(author, "Nobody named"),
        started_note=bool(notes),
        mine=author is not None and author == release.actor_user_id,
    )


def _authors(rows: list[Owed]) -> tuple[tuple[UUID | None, str, int], ...]:
    counted: dict[UUID | None, list] = {}
    for row in rows:
        counted.setdefault(row.author_id, [row.author, 0])[1] += 1
    return tuple(sorted(((key, name, n) for key, (name, n) in counted.items()), key=lambda each: (-each[2], each[1])))
