"""Other reports of one incident: each whole, with its caller, beside the call that is dispatched."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents.criteria import INPUTS
from tandem.domain.incidents.models import Incident, Involvement, ReportLink
from tandem.domain.incidents.records.signs import Behavioral, behavioral
from tandem.domain.incidents.records.words import input_in_sentence, input_words
from tandem.domain.people.sealed import sealed_among
from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import Unanswered


@dataclass(frozen=True)
class LinkedTo:
    """The call that this one is another report of, and who said so when."""

    id: UUID
    number: str
    place: str
    by: str
    at: datetime


@dataclass(frozen=True)
class OtherReport:
    """Another report of a call. `answers` are (label, words); `differs` (label, here, there) where the two say otherwise.

    An unanswered input never differs: silence is not a no.
    """

    id: UUID
    number: str
    received_at: datetime
    origin: str
    agency: str
    place: str
    call_type: str
    narrative: str
    caller: str
    callback: str
    behavioral: Behavioral
    answers: tuple[tuple[str, str], ...]
    differs: tuple[tuple[str, str, str], ...]
    linked_by: str
    linked_at: datetime
    person_ids: tuple[UUID, ...]


def linked_to(one: Incident, *, release: ListRelease | Release) -> LinkedTo | None:
    """Where this report stands; None for a call of its own."""
    release.require(Category.CAD_FACTS)
    if one.primary_id is None:
        return None
    standing = ReportLink.objects.get(incident=one, unlinked_at=None)
    primary = one.primary
    place = primary.place or primary.area or "Place unknown"
    return LinkedTo(primary.pk, primary.number, place, standing.linked_by_name, standing.linked_at)


def reports_of(one: Incident, standing: list[str], *, release: ListRelease | Release) -> tuple[OtherReport, ...]:
    """The other reports of this call, oldest first."""
    release.require(Category.CAD_FACTS)
    people = Prefetch(
        "involvements",
        Involvement.objects.filter(removed_at=None).order_by("added_at"),
        to_attr="people",
    )
    links = Prefetch("links", ReportLink.objects.filter(unlinked_at=None), to_attr="standing")
    found = list(one.reports.select_related("agency").prefetch_related(people, links).order_by("received_at"))
    hidden = sealed_among(each.person_id for report in found for each in report.people)
    return tuple(_report(each, one.inputs, standing, hidden) for each in found)


def _report(one: Incident, here: dict[str, str], standing: list[str], hidden: frozenset[UUID]) -> OtherReport:
    answers, differs = [], []
    for asked in INPUTS:
        there = one.inputs.get(asked.name, Unanswered.NOT_ASKED)
        if there in set(Unanswered):
            continue
        words = input_words(asked.name, there)
        answers.append((asked.label, words))
        ours = here.get(asked.name, Unanswered.NOT_ASKED)
        # Each report has its own caller.
        if ours != there and asked.name != "caller":
            differs.append((asked.label, input_in_sentence(asked.name, ours), words))
    link = one.standing[0]
    return OtherReport(
        id=one.pk,
        number=one.number,
        received_at=one.received_at,
        origin=one.origin,
        agency=one.agency.short_name,
        place=one.place,
        call_type=one.call_type,
        narrative=one.narrative,
        caller=one.caller,
        callback=one.callback,
        behavioral=behavioral(one, standing),
        answers=tuple(answers),
        differs=tuple(differs),
        linked_by=link.linked_by_name,
        linked_at=link.linked_at,
        person_ids=tuple(each.person_id for each in one.people if each.person_id not in hidden),
    )
