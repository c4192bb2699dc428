"""One note, three texts, each read before it leaves: clinical, Part 2, police-safe. Who may not read one has no such text."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import NotReleased, Release
from tandem.domain.encounters.records import summary
from tandem.domain.incidents.records import assignment
from tandem.domain.people import records as people
from tandem.domain.releases.apart_text import inside, part2_text
from tandem.domain.releases.copying import Text, clinical_text, destinations, police_text
from tandem.domain.releases.opening import open_list, shown
from tandem.surfaces.care.door import page, person_page
from tandem.surfaces.shared.take_along import taken
from tandem.vocabulary.refusal import Absent


def _copy(request: HttpRequest, release: Release, encounter_id: UUID, text: Text) -> HttpResponse:
    answer, context, refused = taken(request, text, release=release, subject_id=encounter_id)
    return answer or page(
        request,
        "copy",
        refused,
        about=people.summary(release=release),
        release=release,
        encounter_id=encounter_id,
        **context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def clinical_copy(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """The clinical text, exactly; a post writes down that it is taken along."""
    return _copy(request, release, encounter_id, clinical_text(encounter_id, release=release))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def apart_copy(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """The Part 2 text, exactly, with its notice inside; a post writes down that it is taken along."""
    return _copy(request, release, encounter_id, part2_text(encounter_id, release=release))


@dataclass(frozen=True)
class _Preview:
    """One text as it would leave, and the page that takes it along. `inside`: (where to, what travels inside it)."""

    text: Text
    href: str
    inside: tuple[tuple[str, str], ...] = ()


@require_safe
@person_page
def texts(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """The texts this contact can become, side by side, before any of them leaves."""
    key = [release.person_id, encounter_id]
    found = [_Preview(clinical_text(encounter_id, release=release), reverse("care_copy", args=key))]
    with suppress(Absent):
        found.append(_apart(request, release, part2_text(encounter_id, release=release), key))
    found += _police(request, release, encounter_id)
    about = people.summary(release=release)
    return page(request, "texts", about=about, release=release, encounter_id=encounter_id, previews=found)


def _apart(request: HttpRequest, release: Release, text: Text, key: list[UUID]) -> _Preview:
    """The Part 2 text, with what goes inside it for each place that a consent names."""
    places = destinations(text, actor=request.actor, release=release)
    within = [(name, inside(text, release=release, recipient_id=one)) for one, name, leaves in places if leaves]
    return _Preview(text, reverse("care_copy_apart", args=key), tuple(within))


def _police(request: HttpRequest, release: Release, encounter_id: UUID) -> list[_Preview]:
    """The facts of the call, for its own team until a day after it was clear."""
    found = summary(encounter_id, release=release)
    if not found.assignment_id:
        return []
    try:
        calls = open_list(request.actor, "my_call")
        mine, _team = assignment(found.assignment_id, user_id=request.actor.id, release=calls)
        text = police_text(mine.incident_id, release=calls)
    except (Absent, NotReleased):
        return []
    shown(request.actor, calls, [mine.incident_id])
    return [_Preview(text, reverse("field_copy", args=[found.assignment_id]))]
