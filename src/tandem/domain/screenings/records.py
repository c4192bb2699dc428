"""Screenings of one person, as one release shows them. Without the category there is nothing, said or unsaid.

The person is that of the encounter: it alone is put right when the contact turns out to have been with somebody else.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.disclosure.release import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.screenings.instruments import as_given
from tandem.domain.screenings.models import Asked, Given
from tandem.domain.screenings.shelf import SCREENINGS, Shelf
from tandem.foundation.questionnaires.instrument import Instrument, Item
from tandem.foundation.questionnaires.page import Page, page
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import UNANSWERED_LABELS, Unanswered


@dataclass(frozen=True)
class Answered:
    """One question as the person heard it, and the answer in words."""

    link_id: str
    prefix: str
    text: str
    answer: str


@dataclass(frozen=True)
class ScreeningSummary:
    """One screening. `completed_at` None means under way, and then `tier`, `label`, `sentence`, `advice` are "".

    `encounter_id` None means given at a desk. `least` and `most` are its points, the same where nothing is missing,
    None where the instrument gives none. `given_by` may change the answers of one given at a desk. `category` is that
    of the table it stands in.
    """

    id: UUID
    encounter_id: UUID | None
    given_by: UUID | None
    instrument: str
    edition: str
    title: str
    licence: str
    language: str
    started_at: datetime
    completed_at: datetime | None
    tier: str
    label: str
    sentence: str
    advice: str
    complete: bool
    least: int | None
    most: int | None
    answers: tuple[Answered, ...]
    tasks: tuple["OpenTask", ...]
    category: Category = Category.SCREENING

    @property
    def points(self) -> str:
        """ "12", or "8 to 14" where answers are missing; "" where the instrument gives no points."""
        if self.least is None:
            return ""
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True)
class OpenTask:
    """Something a score suggested. `done_at` None means still to do."""

    id: int | UUID
    screening_id: UUID
    code: str
    words: str
    created_at: datetime
    done_at: datetime | None


def of_person(release: Release, shelf: Shelf = SCREENINGS) -> list[ScreeningSummary]:
    """Every screening of the person of this release, newest first. Raises Absent."""
    return [_summary(one, shelf) for one in _readable(release, shelf).order_by("-started_at", "-id")]


def for_encounter(encounter_id: UUID, *, release: Release, shelf: Shelf = SCREENINGS) -> list[ScreeningSummary]:
    """The screenings given in one contact with the person of this release, in order. Raises Absent."""
    found = _readable(release, shelf).filter(encounter_id=encounter_id).order_by("started_at")
    return [_summary(one, shelf) for one in found]


@dataclass(frozen=True)
class GivenAnswers:
    """The answers of one screening as they are kept, by linkId, for a phone that goes on with it."""

    instrument: str
    edition: str
    language: str
    answers: dict[str, str | int]
    by: UUID | None
    started_at: datetime


def answers_of(encounter_id: UUID, *, release: Release, shelf: Shelf = SCREENINGS) -> list[GivenAnswers]:
    """The screenings of one contact with the person of this release, answers as kept. Raises Absent."""
    found = _readable(release, shelf).filter(encounter_id=encounter_id).order_by("started_at")
    return [
        GivenAnswers(one.instrument, one.edition, one.language, dict(one.answers), one.given_by, one.started_at)
        for one in found
    ]


def next_question(
    screening_id: UUID, *, release: Release, link_id: str | None = None, shelf: Shelf = SCREENINGS
) -> Page | None:
    """The next question, or `link_id` for Back, in the screening's language; None when the way is done. Raises Absent."""
    found = _readable(release, shelf).filter(pk=screening_id).first()
    if found is None:
        raise Absent
    return page(_given(found), found.answers, language=found.language, link_id=link_id)


def of_desk(screening_id: UUID, *, release: Release, shelf: Shelf = SCREENINGS) -> ScreeningSummary:
    """One screening given at a desk to the person of this release. Raises Absent for any other."""
    found = _readable(release, shelf).filter(pk=screening_id, encounter=None).first()
    if found is None:
        raise Absent
    return _summary(found, shelf)


def open_tasks(*, release: Release, shelf: Shelf = SCREENINGS) -> list[OpenTask]:
    """What screenings of the person of this release still ask of the team, oldest first. Raises Absent."""
    _require(release, shelf)
    found = shelf.tasks.objects.filter(_about(release, shelf, "screening__"), done_at=None)
    return [_task(one) for one in found.order_by("created_at", "id")]


def _require(release: Release, shelf: Shelf) -> None:
    # Answers and scores have no shorter form, so that any other view shows none of them.
    if release.view(shelf.category) != WHOLE:
        raise Absent


def _about(release: Release, shelf: Shelf, before: str = "") -> Q:
    """The rows of the person of this release. A contact's table may be closed to who reads a quiet shelf, which
    therefore goes by its own columns, and shows only what the organization of a reader inside the program wrote."""
    if shelf.quiet:
        own = {f"{before}{name}": value for name, value in shelf.written_for(release).items()}
        return Q(**{f"{before}person_id": release.person_id}, **own)
    at_desk = {f"{before}encounter": None, f"{before}person_id": release.person_id}
    return Q(**{f"{before}encounter__person_id": release.person_id}) | Q(**at_desk)


def _readable(release: Release, shelf: Shelf) -> QuerySet[Given]:
    _require(release, shelf)
    return shelf.table.objects.filter(_about(release, shelf)).prefetch_related("tasks")


def _given(one: Given) -> Instrument:
    return as_given(one.instrument, one.edition, one.definition_hash)


def _task(one: Asked) -> OpenTask:
    return OpenTask(one.pk, one.screening_id, one.code, one.words, one.created_at, one.done_at)


def _said(item: Item, value: str | int) -> str:
    if value in list(Unanswered):
        return UNANSWERED_LABELS[Unanswered(value)]
    option = item.option(value)
    return option.label.default if option else str(value)


def _summary(one: Given, shelf: Shelf) -> ScreeningSummary:
    given = _given(one)
    asked = [item for item in given.items if item.link_id in one.answers]
    return ScreeningSummary(
        id=one.pk,
        encounter_id=one.encounter_id,
        given_by=one.given_by,
        instrument=one.instrument,
        edition=one.edition,
        title=given.short_title,
        licence=given.licence,
        language=one.language,
        started_at=one.started_at,
        completed_at=one.completed_at,
        tier=one.tier,
        label=one.score.get("label", ""),
        sentence=one.score.get("sentence", ""),
        advice=one.score.get("advice", ""),
        complete=one.score.get("complete", False),
        least=one.score.get("least", one.score.get("total")),
        most=one.score.get("most", one.score.get("total")),
        answers=tuple(
            Answered(item.link_id, item.prefix, item.text.say(one.language), _said(item, one.answers[item.link_id]))
            for item in asked
        ),
        tasks=tuple(_task(task) for task in sorted(one.tasks.all(), key=lambda task: (task.created_at, task.pk))),
        category=shelf.category,
    )
