"""The authors' side of the training room: who comes through this door, and the list of all scenarios with their editions.

Whoever writes scenarios, or may say that one holds, sees every edition of every scenario of the program: its agencies
share one shelf. For everybody else there is no such page.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.attachments.doors import takes_files
from tandem.foundation.editions.records import EditionRow
from tandem.foundation.editions.rules import State
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.templatetags.tandem import day
from tandem.training.library import drafts, shelf
from tandem.training.library.content import LONGEST_SOURCE
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

DOTS = {State.RETIRED: "r", State.IN_FORCE: "f", State.DRAFT: "d", State.SIGNING: "d"}


def authored(view):
    """Only for who writes or approves scenarios; what is not there for them looks as if it was never there."""

    @sign_in_required()
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        actor = request.actor
        if not (actor.may(Permission.SCENARIO_WRITE) or actor.may(Permission.SCENARIO_APPROVE)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed) as no:
            raise Http404 from no

    return guarded


def writes(view):
    """Only for who writes scenarios."""

    @authored
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.actor.may(Permission.SCENARIO_WRITE):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def words_of(one: EditionRow) -> str:
    """Where an edition stands, with its day: "In force since Nov 3"."""
    if one.state is State.IN_FORCE:
        return _("In force since %(day)s") % {"day": day(one.in_force_from)}
    if one.state is State.RETIRED:
        return _("Retired %(day)s") % {"day": day(one.retired_at)}
    if one.state is State.APPROVED:
        return _("Approved, not in force yet")
    if one.state is State.WITHDRAWN:
        return _("Withdrawn")
    return _("Draft, waiting for approval") if one.asked_at else _("Draft")


def approved_by(one: EditionRow) -> str:
    """Who said that it holds; how it came where nobody here had to."""
    if one.signatures:
        return _("approved by %(names)s") % {"names": ", ".join(each.name for each in one.signatures)}
    if not one.writers:
        return _("ships with Tandem")
    return _("written by %(names)s") % {"names": ", ".join(each["name"] for each in one.writers)}


@require_GET
@authored
def library(request: HttpRequest) -> HttpResponse:
    """Every scenario with its editions."""
    scenarios = [
        {
            "title": one.title,
            "name": one.name,
            "holds": one.in_force,
            "open": any(each.state in (State.DRAFT, State.SIGNING, State.APPROVED) for each in one.editions),
            "editions": [
                {"row": each, "words": words_of(each), "by": approved_by(each), "dot": DOTS.get(each.state, "")}
                for each in one.editions
            ],
        }
        for one in shelf.shelf()
    ]
    context = {"scenarios": scenarios, "writes": request.actor.may(Permission.SCENARIO_WRITE)}
    return render(request, "rehearse/library.html", context)


@takes_files
@require_http_methods(["GET", "POST"])
@writes
def new(request: HttpRequest) -> HttpResponse:
    """A scenario of one's own: a small one to change, or an ink file from another editor."""
    said = {"name": request.POST.get("name", ""), "source": request.POST.get("source", drafts.BLANK)}
    refused = None
    if request.method == "POST":
        try:
            said["source"] = _file(request) or said["source"]
            made = drafts.begin_new(said["name"].strip(), said["source"], actor=request.actor)
            messages.success(request, _("A draft. Nobody rehearses it before it is approved and published."))
            return redirect("rehearse_author", made)
        except Refusal as refusal:
            refused = refusal
    errors = refused.errors if refused else []
    context = {
        "said": said,
        "error": dict(reversed(errors)),
        "errors": [(f"id_{field}", sentence) for field, sentence in errors],
    }
    return render(request, "rehearse/new.html", context, status=422 if refused else 200)


def _file(request: HttpRequest) -> str:
    given = request.FILES.get("file")
    if given is None:
        return ""
    if given.size > 4 * LONGEST_SOURCE:
        raise Refusal(("file", _("This file is larger than a scenario can be. Make it two scenarios.")))
    try:
        return given.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(("file", _("This file is no UTF-8 text. Save it as UTF-8."))) from None
