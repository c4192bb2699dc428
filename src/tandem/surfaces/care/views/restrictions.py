"""Limits a person asked for and the program agreed to, and the notice that patients of a Part 2 program get.

The law cares that an agreed restriction is kept from the moment it is agreed (45 CFR 164.522(a); 42 CFR 2.26), and that
each patient gets the notice (2.22).
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.disclosure import Release
from tandem.domain.consents import forms
from tandem.domain.consents.actions import confirm_read, end_restriction, record_notice, restrict
from tandem.domain.consents.restriction_records import standing, without_notice
from tandem.domain.consents.restrictions import RESTRICTABLE
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, shown
from tandem.surfaces.care.door import care_page, must, onward, page, person_page
from tandem.vocabulary.law import CATEGORY_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal

CATEGORIES = tuple((one.value, CATEGORY_LABELS[one]) for one in CATEGORY_LABELS if one in RESTRICTABLE)
LANGUAGES = (("en", "English"), ("es", "Español"))
ANSWERS = (("given", gettext_noop("They have it")), ("declined", gettext_noop("They didn't want it")))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def ask(request: HttpRequest, release: Release) -> HttpResponse:
    """Write down a limit we agree to. From then on the record is closed until each team has read it."""
    must(request.actor, Permission.RESTRICTION_RECORD)
    sent, refused = request.POST, None
    if request.method == "POST":
        try:
            restrict(
                actor=request.actor,
                person_id=release.person_id,
                categories=sent.getlist("categories"),
                words=sent.get("words", ""),
            )
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Agreed. Read it here first; then your people can open the record again."))
            return onward(reverse("care_restrictions"))
    return page(
        request,
        "restriction",
        refused,
        about=people.summary(release=release),
        release=release,
        categories=CATEGORIES,
        chosen=sent.getlist("categories"),
    )


@require_safe
@care_page
def to_read(request: HttpRequest) -> HttpResponse:
    """The limits that stand, those nobody here has read first."""
    must(request.actor, Permission.RESTRICTION_READ)
    return _list(request)


def _list(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    listed = open_list(request.actor, "restrictions")
    rows = standing(listed)
    ids = [one.person_id for one in rows]
    shown(request.actor, listed, ids)
    names = people.names(ids, release=listed)
    return page(request, "restrictions", refused, rows=[(one, _title(names, one.person_id)) for one in rows])


def _title(names: dict, person_id: UUID) -> str:
    return names[person_id].title if person_id in names else _("No name")


@require_POST
@care_page
def change(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """We have read it, or it ends."""
    try:
        if request.POST.get("verb") == "end":
            end_restriction(restriction_id, actor=request.actor, why=request.POST.get("why", ""))
            messages.success(request, _("The limit has ended."))
        else:
            confirm_read(restriction_id, actor=request.actor)
            messages.success(request, _("Read. Your people can open the record again, and keep to it."))
    except Refusal as error:
        return _list(request, error)
    return onward(reverse("care_restrictions"))


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def notice(request: HttpRequest, release: Release) -> HttpResponse:
    """Give the notice to patients on the screen or on paper, and write down that it was given or declined."""
    must(request.actor, Permission.CONSENT_RECORD)
    sent, refused = request.POST, None
    if request.method == "POST":
        try:
            answer = sent.get("answer", "")
            if answer not in dict(ANSWERS):
                raise Refusal(("answer", _("Say whether they took it.")))
            record_notice(
                actor=request.actor,
                person_id=release.person_id,
                language=sent.get("language", ""),
                declined=answer == "declined",
            )
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Written down."))
            return onward(reverse("care_person", args=[release.person_id]))
    return page(
        request,
        "notice",
        refused,
        about=people.summary(release=release),
        release=release,
        texts=[(code, forms.notice(code)) for code, _word in LANGUAGES],
        languages=LANGUAGES,
        answers=ANSWERS,
        edition=forms.notice_edition(),
    )


@require_safe
@care_page
def notices(request: HttpRequest) -> HttpResponse:
    """Who has not got the notice yet."""
    must(request.actor, Permission.RESTRICTION_READ)
    listed = open_list(request.actor, "restrictions")
    rows = without_notice(listed)
    ids = [one for one, _since in rows]
    shown(request.actor, listed, ids)
    names = people.names(ids, release=listed)
    return page(request, "notices", rows=[(one, _title(names, one), since) for one, since in rows])
