"""Where pieces of work stand, for the phone they came from and for a supervisor. Words only under a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tandem.domain.encounters.models import Encounter
from tandem.domain.incidents.models import Assignment
from tandem.domain.people.models import Person
from tandem.domain.phones.models import KEPT, Lease, Photo, Work
from tandem.foundation import clock
from tandem.foundation.database import reach
from tandem.vocabulary.phones import Subject, WorkState

# A piece that waits for another for longer is shown to a supervisor.
WAITS_TOO_LONG = timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """One piece as the server has it, without its words. `fields` and `conflicting` are names of fields."""

    id: UUID
    verb: str
    subject: UUID
    author: UUID
    author_name: str
    role: str
    organization_id: UUID
    hash: str
    state: WorkState
    why: str
    fields: tuple[str, ...]
    conflicting: tuple[str, ...]
    made: dict[str, str]
    made_at: datetime
    received_at: datetime
    skew_seconds: int | None
    version: int
    settles: UUID | None
    settled: str
    settled_at: datetime | None

    @property
    def done(self) -> bool:
        """Whether what hangs on this piece may go on: it is in the record, or came to its end otherwise."""
        return self.state == WorkState.APPLIED or self.settled_at is not None


def _known(one: Work) -> Known:
    return Known(
        id=one.pk,
        verb=one.verb,
        subject=one.subject,
        author=one.author,
        author_name=one.author_name,
        role=one.role,
        organization_id=one.organization_id,
        hash=one.hash,
        state=WorkState(one.state),
        why=one.why,
        fields=tuple(one.fields),
        conflicting=tuple(one.conflicting),
        made=dict(one.made),
        made_at=one.made_at,
        received_at=one.received_at,
        skew_seconds=one.skew_seconds,
        version=one.version,
        settles=one.settles,
        settled=one.settled,
        settled_at=one.settled_at,
    )


def known(work_id: UUID) -> Known | None:
    """The piece of this id, whoever sent it; None where none came."""
    found = Work.objects.filter(pk=work_id).first()
    return _known(found) if found else None


def those(ids: Iterable[UUID]) -> dict[UUID, Known]:
    """The pieces of these ids that came."""
    wanted = list(ids)
    return {one.pk: _known(one) for one in Work.objects.filter(pk__in=wanted)} if wanted else {}


def anything_waits(author: UUID) -> bool:
    """Whether any piece of this author waits for another one."""
    return Work.objects.filter(author=author, state=WorkState.WAITING, settled_at=None).exists()


def waiting_on(work_id: UUID, author: UUID) -> list[UUID]:
    """The pieces of this author that wait for that one, in the order they were made."""
    found = Work.objects.filter(author=author, state=WorkState.WAITING, settled_at=None, after__contains=[work_id])
    return list(found.order_by("made_at", "step").values_list("pk", flat=True))


def version_of(subject: UUID) -> int:
    """How many pieces of phones stand in this subject's record: the number a branch grows on."""
    return Work.objects.filter(subject=subject, state=WorkState.APPLIED).count()


def versions_of(subjects: Iterable[UUID]) -> dict[UUID, int]:
    """The same for several."""
    found: dict[UUID, int] = dict.fromkeys(subjects, 0)
    for one in Work.objects.filter(subject__in=list(found), state=WorkState.APPLIED).values_list("subject", flat=True):
        found[one] += 1
    return found


def real(told: UUID, author: UUID) -> UUID:
    """The id a thing has here that this author's phone made under an id of its own."""
    maker = Work.objects.filter(subject=told, author=author).exclude(made={}).values_list("made", flat=True).first()
    return UUID(next(iter(maker.values()))) if maker else told


def who_set(subject: UUID, field: str) -> tuple[str, datetime] | None:
    """Whose piece set this field last, and when; None where it was said on a page."""
    found = Work.objects.filter(subject=subject, state=WorkState.APPLIED, fields__contains=[field])
    one = found.exclude(applied_at=None).order_by("-applied_at").values_list("author_name", "applied_at").first()
    return one or None


@reach.work("which person and call a piece is about: ids, before anything of it is kept or shown")
def about(kind: Subject, subject: UUID) -> tuple[UUID | None, UUID | None]:
    """(person, incident) behind the id a piece names; None for what there is none of."""
    if kind == Subject.CONTACT:
        found = Encounter.objects.filter(pk=subject).values_list("person_id", "incident_id").first()
    elif kind == Subject.ASSIGNMENT:
        incident = Assignment.objects.filter(pk=subject).values_list("incident_id", flat=True).first()
        found = (None, incident)
    elif kind == Subject.PERSON:
        found = (Person.objects.filter(pk=subject).values_list("pk", flat=True).first(), None)
    else:
        found = None
    return found or (None, None)


@reach.work("which person and call kept words are about: ids, before their release")
def kept_about(work_id: UUID) -> tuple[UUID | None, UUID | None]:
    """(person, incident) under which the words of a piece are kept."""
    for table in KEPT.values():
        found = table.objects.filter(work_id=work_id).values_list("person_id", "incident_id").first()
        if found:
            return found
    return None, None


def left_of_others(person_id: UUID, *, organization_id: UUID, reader: UUID | None) -> bool:
    """Whether work about this person, by others of this organization, waits for a supervisor. Asked by the release."""
    waits = {"work__organization_id": organization_id, "work__state": WorkState.REVIEW, "work__settled_at": None}
    return any(
        table.objects.filter(person_id=person_id, **waits).exclude(work__author=reader).exists()
        for table in KEPT.values()
    )


@reach.work("what a piece said and what its author was told, for the author's own next try")
def own_words(work_id: UUID, digest: str) -> tuple[dict, dict]:
    """(the piece as it came, what its author was told); empty where nothing is kept any more."""
    for table in KEPT.values():
        found = table.objects.filter(work_id=work_id, hash=digest).order_by("-id").first()
        if found:
            return found.body, found.answer
    return {}, {}


@reach.work("whether a photo is here already, and whose: an id and a hash")
def photo_known(photo_id: UUID) -> tuple[UUID, str] | None:
    """(author, SHA-256) of a photo that is here already; None for one that is not."""
    return Photo.objects.filter(pk=photo_id).values_list("author", "hash").first()


@dataclass(frozen=True)
class LeaseKnown:
    id: UUID
    user: UUID
    job: UUID
    organization_id: UUID
    role: str
    people: tuple[UUID, ...]
    team: UUID | None
    members: tuple[UUID, ...]
    taken_at: datetime
    until: datetime
    ended_why: str


def lease(digest: str) -> LeaseKnown | None:
    """What a phone carries, by the hash of its word; None for a word nobody was given."""
    found = Lease.objects.filter(secret=digest).first()
    return _lease(found) if found else None


def leases_of(user: UUID) -> list[LeaseKnown]:
    """What this human's phones took in the last days, oldest first."""
    mine = Lease.objects.filter(user=user, taken_at__gte=clock.now() - timedelta(days=7))
    return [_lease(one) for one in mine.order_by("taken_at")]


def at_that_time(leases: list[LeaseKnown], moment: datetime) -> LeaseKnown | None:
    """What a phone carried then: of leases, oldest first, the newest taken before it, else the first."""
    before = [one for one in leases if one.taken_at <= moment]
    return (before[-1:] or leases[:1] or [None])[0]


def lease_when(user: UUID, moment: datetime) -> LeaseKnown | None:
    """The same, looked up for one moment."""
    return at_that_time(leases_of(user), moment)


def _lease(one: Lease) -> LeaseKnown:
    return LeaseKnown(
        id=one.pk,
        user=one.user,
        job=one.job,
        organization_id=one.organization_id,
        role=one.role,
        people=tuple(one.people),
        team=one.team,
        members=tuple(one.members),
        taken_at=one.taken_at,
        until=one.until,
        ended_why=one.ended_why,
    )


def unsettled(organizations: Iterable[UUID]) -> list[Known]:
    """Pieces of these organizations that wait for somebody, oldest first: for a supervisor, or too long for another."""
    waiting = Work.objects.filter(organization_id__in=list(organizations), settled_at=None)
    old = clock.now() - WAITS_TOO_LONG
    review = waiting.filter(state=WorkState.REVIEW)
    late = waiting.filter(state__in=[WorkState.WAITING, WorkState.REFUSED, WorkState.CONFLICT], received_at__lte=old)
    return [_known(one) for one in (review | late).order_by("received_at")]
