"""Who a person is, as one release shows it. A summary is put together from the descriptions open to that reader only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tandem.disclosure import ListRelease, Release
from tandem.domain.people.models import Description, Person
from tandem.domain.people.rules import LIMITS, SHOWN, age, title
from tandem.foundation.keys.blind import marks_of_day, marks_of_word
from tandem.foundation.keys.blind import words as words_of
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.law import Category, LawRole
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.text import clean

# The rule by which a person's agreement lets police and dispatch read what a provider recorded.
AGREED = "R07"
LONGEST_SEARCH = 200
MOST_WORDS = 6
CALL_SOURCE_VIEWS = ("name_dob_address", "name_address", "published_flags")


@dataclass(frozen=True)
class PersonSummary:
    """`title` is safe for a page's body, never for its title bar, address or a message."""

    id: UUID
    title: str
    identified: bool
    given_name: str = ""
    family_name: str = ""
    says_name: str = ""
    aliases: str = ""
    appearance: str = ""
    birth_date: date | None = None
    age: int | None = None
    pronouns: str = ""
    gender: str = ""
    race: str = ""
    veteran: str = ""
    language: str = ""
    address: str = ""
    phone: str = ""
    phone_rule: str = ""


@dataclass(frozen=True)
class Reading:
    """How much of the descriptions one answer opens."""

    columns: frozenset[str]
    call_source_only: bool


def reading_of(release: Release | ListRelease, category: Category) -> Reading:
    answer = release.require(category)
    call_only = answer.view in CALL_SOURCE_VIEWS and AGREED not in answer.rules
    return Reading(SHOWN.get(answer.view or "", frozenset()), call_only)


def _summaries(ids: Iterable[UUID], reading: Reading) -> dict[UUID, PersonSummary]:
    wanted = list(dict.fromkeys(ids))
    told = Description.objects.filter(person_id__in=wanted, withdrawn_at=None).order_by("recorded_at")
    if reading.call_source_only:
        told = told.filter(call_source=True)
    known: dict[UUID, dict[str, object]] = {}
    for one in told:
        values = known.setdefault(one.person_id, {})
        values.update({name: getattr(one, name) for name in reading.columns if getattr(one, name)})
    today = date_here()
    found = {}
    for person in Person.objects.filter(pk__in=wanted, sealed_at=None):
        values = known.get(person.pk, {})
        found[person.pk] = PersonSummary(
            id=person.pk,
            title=title(values),
            identified=bool(values.get("family_name")),
            age=age(values.get("birth_date"), today),
            **values,
        )
    return found


def summary(*, release: Release) -> PersonSummary:
    """The person of this release, as far as it opens demographics. Raises NotReleased, Absent if there is none."""
    found = _summaries([release.person_id], reading_of(release, Category.DEMOGRAPHICS))
    if release.person_id not in found:
        raise Absent
    return found[release.person_id]


@dataclass(frozen=True)
class Telling:
    """One telling of who the person is, as far as the release opens it. `told` is (column, value) of what was said."""

    id: UUID
    recorded_at: datetime
    call_source: bool
    told: tuple[tuple[str, object], ...]


def tellings(*, release: Release) -> list[Telling]:
    """What was told about the person of this release and not withdrawn, newest first. Raises NotReleased."""
    reading = reading_of(release, Category.DEMOGRAPHICS)
    found = Description.objects.filter(person_id=release.person_id, withdrawn_at=None).order_by("-recorded_at")
    if reading.call_source_only:
        found = found.filter(call_source=True)
    shown = [name for name in (*LIMITS, "birth_date") if name in reading.columns]
    return [
        Telling(
            one.pk,
            one.recorded_at,
            one.call_source,
            tuple((name, getattr(one, name)) for name in shown if getattr(one, name)),
        )
        for one in found
    ]


def names(ids: Iterable[UUID], *, release: ListRelease) -> dict[UUID, PersonSummary]:
    """Stubs for the rows of a list, by person id; people the list may not name are missing."""
    return _summaries(ids, reading_of(release, Category.DEMOGRAPHICS))


def _marks(text: str) -> list[list[bytes]]:
    """What each word of a search is found by."""
    found = []
    for word in text.split()[:MOST_WORDS]:
        try:
            found.append(marks_of_day(date.fromisoformat(word)))
        except ValueError:
            found += [marks_of_word(part) for part in words_of(word)]
    return found[:MOST_WORDS]


def find(text: str, *, release: ListRelease, limit: int = 50) -> list[PersonSummary]:
    """People of the reader's organization with a word that begins with each word of `text`; none for no words.

    The words are those of names, aliases and looks; a day like 1990-04-30 is a day of birth. Looked up in the blind
    index: no name stands in the database.

    Only for a list release that opens demographics: dispatch and police never search by name (R30, R01).
    """
    reading = reading_of(release, Category.DEMOGRAPHICS)
    try:
        words = _marks(clean("text", text, LONGEST_SEARCH))
    except Refusal:
        return []
    if not words or not all(words):
        return []
    found = Person.objects.filter(organization_id=release.organization_id, sealed_at=None)
    if release.role is not LawRole.PRIVACY_OFFICER:
        # Whoever is staff is found by their care team through the call, never by name (F3).
        found = found.filter(is_staff=False)
    for marks in words:
        told = Description.objects.filter(withdrawn_at=None, marks__overlap=marks)
        found = found.filter(pk__in=told.values("person_id"))
    ids = list(found.order_by("-created_at").values_list("pk", flat=True)[:limit])
    shown = _summaries(ids, reading)
    return [shown[one] for one in ids if one in shown]
