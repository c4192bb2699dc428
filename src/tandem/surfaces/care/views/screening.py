"""Screenings of one person: every result with its points over time, and one given at a desk, at a follow-up."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.people import records as people
from tandem.domain.screenings import actions, records
from tandem.domain.screenings.instruments import offered
from tandem.domain.screenings.records import ScreeningSummary
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

LANGUAGES = (("en", "English"), ("es", "Español"))


@dataclass(frozen=True)
class Trend:
    """One instrument's finished screenings, newest first. Points compare only within one edition."""

    title: str
    rows: tuple[ScreeningSummary, ...]
    editions: int


def trends(given: list[ScreeningSummary]) -> list[Trend]:
    """One table an instrument, the one given last first."""
    found: dict[str, list[ScreeningSummary]] = {}
    for one in given:
        if one.completed_at:
            found.setdefault(one.instrument, []).append(one)
    return [Trend(rows[0].title, tuple(rows), len({row.edition for row in rows})) for rows in found.values()]


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def screenings(request: HttpRequest, release: Release) -> HttpResponse:
    """Results by instrument over time, and the offer to give one now."""
    must(request.actor, Permission.SCREENING_WRITE)
    release.require(Category.SCREENING)
    refused = None
    if request.method == "POST":
        try:
            made = actions.begin_at_desk(
                release.person_id,
                actor=request.actor,
                instrument=request.POST.get("instrument", ""),
                language=request.POST.get("language", "en"),
            )
            return onward(reverse("care_screening", args=[release.person_id, made]))
        except Refusal as error:
            refused = error
    given = records.of_person(release)
    return page(
        request,
        "screenings",
        refused,
        about=people.summary(release=release),
        release=release,
        trends=trends(given),
        begun=[one for one in given if not one.completed_at and not one.encounter_id],
        offer=[(one.id, one.short_title) for one in offered()],
        languages=LANGUAGES,
    )


def _back_to(release: Release, given: ScreeningSummary, link_id: str = "") -> HttpResponse:
    address = reverse("care_screening", args=[release.person_id, given.id])
    return onward(f"{address}?question={link_id}" if link_id else address)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def screening(request: HttpRequest, release: Release, screening_id: UUID) -> HttpResponse:
    """One question a page, in the words of the edition; then the result."""
    must(request.actor, Permission.SCREENING_WRITE)
    given = records.of_desk(screening_id, release=release)
    mine = given.given_by == request.actor.id
    wanted = request.POST.get("question") or request.GET.get("question") or None
    asked = None
    if mine and (wanted or not given.completed_at):
        asked = records.next_question(screening_id, release=release, link_id=wanted)
    refused = None
    if request.method == "POST" and mine and "stop" in request.POST:
        actions.complete(screening_id, actor=request.actor)
        return _back_to(release, given)
    if request.method == "POST" and asked:
        try:
            if "language" in request.POST:
                actions.speak(screening_id, actor=request.actor, language=request.POST["language"])
                return _back_to(release, given, asked.link_id)
            value = request.POST.get("answer", "")
            number = asked.least is not None and value.isascii() and value.isdecimal() and len(value) < 6
            actions.answer(
                screening_id, actor=request.actor, link_id=asked.link_id, value=int(value) if number else value
            )
            if records.next_question(screening_id, release=release) is None:
                actions.complete(screening_id, actor=request.actor)
            return _back_to(release, given)
        except Refusal as error:
            refused = Refusal(*(("answer", sentence) for _field, sentence in error.errors))
    return page(
        request,
        "screening",
        refused,
        about=people.summary(release=release),
        release=release,
        given=given,
        asked=asked,
        mine=mine,
        other=next(each for each in LANGUAGES if each[0] != given.language),
        status=_("Not complete") if given.completed_at and not given.complete else "",
    )
