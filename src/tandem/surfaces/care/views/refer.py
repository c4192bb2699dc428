"""Start a referral from a person's page: pick a place, say what it is for. Nothing leaves from here."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import Release
from tandem.domain.directory.records import service, services
from tandem.domain.people import records as people
from tandem.domain.referrals import actions, records
from tandem.domain.referrals.rules import WHY_LIMIT
from tandem.foundation.clock.wall import written
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.care.words import day_of, language_options
from tandem.vocabulary.directory import LANGUAGE_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import NEED_LABELS, Need

# "01:30 second" is the longest way to say a time of a day.
LONGEST_CLOCK = 12
NEEDS = tuple((one.value, NEED_LABELS[one]) for one in Need)


def _instead(request: HttpRequest, release: Release) -> UUID | None:
    """The declined referral whose need this one takes to another place, if the address names one of this person."""
    asked = request.POST.get("instead_of") or request.GET.get("instead_of", "")
    return next((one.id for one in records.of_person(release) if str(one.id) == asked), None)


@require_safe
@person_page
def pick(request: HttpRequest, release: Release) -> HttpResponse:
    """The directory for one person: what is open first, each listing with when it was last checked."""
    must(request.actor, Permission.REFERRAL_WRITE)
    need = request.GET.get("need") if request.GET.get("need") in list(Need) else ""
    only_open = "open" in request.GET
    language = request.GET.get("language") if request.GET.get("language") in LANGUAGE_LABELS else ""
    elsewhere = [row for row in services() if row.organization_id != request.actor.organization_id]
    return page(
        request,
        "refer",
        about=people.summary(release=release),
        release=release,
        rows=[
            row
            for row in elsewhere
            if (not need or need in row.needs)
            and (row.open_now is True or not only_open)
            and (not language or language in row.languages)
        ],
        languages=language_options(),
        language=language,
        total=len(elsewhere),
        needs=[("", _("Any need")), *NEEDS],
        need=need,
        only_open=only_open,
        instead_of=_instead(request, release),
    )


def _expected(sent) -> datetime | None:
    """When they may expect the person: a day, and a time on it; None where neither is known."""
    day = day_of("expected_day", sent.get("expected_day", ""))
    text = sent.get("expected_time", "").strip()
    if day is None and not text:
        return None
    if day is None:
        raise Refusal(("expected_day", _("Choose the day too, or leave the time out.")))
    if len(text) > LONGEST_CLOCK:
        raise Refusal(("expected_time", _("Write the time as 21:47.")))
    here = timezone.get_current_timezone()
    return written(text or "09:00", here, "expected_time", day=day, hint=_("Write the time as 21:47."))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def draft(request: HttpRequest, release: Release, service_id: UUID) -> HttpResponse:
    """Say what it is for and what they will read. The draft stays here until the person agreed."""
    must(request.actor, Permission.REFERRAL_WRITE)
    place = service(service_id)
    if place is None or not place.active or place.organization_id == request.actor.organization_id:
        raise Absent
    asked = request.POST.get("need", request.GET.get("need", ""))
    need = asked if asked in place.needs else place.needs[0] if len(place.needs) == 1 else ""
    instead_of, refused = _instead(request, release), None
    if request.method == "POST":
        try:
            made = actions.create(
                actor=request.actor,
                person_id=release.person_id,
                service_id=place.id,
                need=need,
                why=request.POST.get("why", ""),
                warm="warm" in request.POST,
                expected_at=_expected(request.POST),
                instead_of=instead_of,
            )
        except Refusal as error:
            renamed = [("expected_day" if name == "expected_at" else name, words) for name, words in error.errors]
            refused = Refusal(*renamed)
        else:
            return onward(reverse("care_referral", args=[release.person_id, made]))
    return page(
        request,
        "refer_to",
        refused,
        about=people.summary(release=release),
        release=release,
        place=place,
        needs=[(one, NEED_LABELS[Need(one)]) for one in place.needs],
        need=need,
        instead_of=instead_of,
        why_limit=WHY_LIMIT,
    )
