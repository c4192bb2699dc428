"""Cautions due for review, one caution with its history, and what can be done to it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.disclosure import ListRelease, Release
from tandem.domain.incidents import records as calls
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board.cautions import REVIEWS, Review
from tandem.surfaces.board.doors import door, onward
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import Role

QUEUE = (Role.DISPATCHER, Role.CLINICAL_SUPERVISOR, Role.OFFICER)
ONE = (*QUEUE, Role.CLINICIAN)


def queue_release(actor: Actor) -> ListRelease:
    """What this role reviews under: its own side's cautions, and for an officer the ones they wrote."""
    kinds = {Role.DISPATCHER: "board", Role.CLINICAL_SUPERVISOR: "caution_review", Role.OFFICER: "my_call"}
    return open_list(actor, kinds[actor.role])


@require_GET
@door(*QUEUE)
def queue(request: HttpRequest) -> HttpResponse:
    """Due for review, overdue first; and warnings that clinicians addressed to this organization."""
    actor = request.actor
    release = queue_release(actor)
    due = people.due_for_review(release=release, author=actor.id)
    numbers = _numbers(release, due)
    shown(actor, release, [one.person_id or one.caution.id for one in due])
    warnings = people.warnings_to(release=release) if release.allows(Category.CAD_FACTS) else []
    context = {"due": [(one, numbers.get(one.told_on, "")) for one in due], "warnings": warnings}
    return render(request, "board/cautions.html", context)


def _numbers(release: ListRelease, due: list[people.CautionInReview]) -> dict[UUID, str]:
    """The calls they were written on, by number, for whoever may read calls."""
    if release.kind != "board":
        return {}
    return calls.numbers([one.told_on for one in due if one.told_on], release=release)


def one_release(actor: Actor, person_id: str) -> ListRelease | Release:
    """A clinician reviews on the person's own record; everybody else by their queue. Raises Absent."""
    if actor.role != Role.CLINICIAN:
        return queue_release(actor)
    try:
        wanted = UUID(person_id)
    except ValueError:
        raise Absent from None
    return open_release(actor, wanted, Purpose.TREATMENT)


def _found(request: HttpRequest, caution_id: UUID) -> people.CautionInReview:
    actor = request.actor
    release = one_release(actor, request.GET.get("of", ""))
    found = people.in_review(caution_id, release=release, author=actor.id)
    if isinstance(release, ListRelease):
        shown(actor, release, [found.person_id or found.caution.id])
    return found


def _of(request: HttpRequest) -> str:
    """The person whose record a clinician came from, as an id in the address: it names nobody."""
    of = request.GET.get("of", "")
    return f"?of={of}" if of and request.actor.role == Role.CLINICIAN else ""


@require_GET
@door(*ONE)
def one(request: HttpRequest, caution_id: UUID) -> HttpResponse:
    """One caution: what it says, what it said before, where it went."""
    found = _found(request, caution_id)
    return render(request, "board/caution.html", _context(request, found))


def _context(request: HttpRequest, found: people.CautionInReview) -> dict:
    may_pass = found.by_provider and request.actor.role in (Role.CLINICIAN, Role.CLINICAL_SUPERVISOR)
    back = reverse("board:cautions")
    if request.actor.role == Role.CLINICIAN:
        back = f"/people/{request.GET.get('of', '')}/"
    return {"one": found, "may_pass": may_pass and not found.overdue, "of": _of(request), "back_url": back}


@require_http_methods(["GET", "POST"])
@door(*ONE)
def review(request: HttpRequest, caution_id: UUID, name: str) -> HttpResponse:
    """Show the form of a review, or do it."""
    verb, found = REVIEWS.get(name), _found(request, caution_id)
    if verb is None or found.withdrawn_at or (verb.provider and not found.by_provider):
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            verb.do(found, request.actor, request.POST)
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, _("Done, and kept in the history."))
            return onward(request, reverse("board:caution", args=[caution_id]) + _of(request))
    return _form(request, verb, found, refusal)


def _form(request: HttpRequest, verb: Review, found: people.CautionInReview, refusal: Refusal | None) -> HttpResponse:
    parts = verb.parts(found, request.actor)
    told = dict(refusal.errors) if refusal else {}
    for part in parts:
        part["error"] = told.pop(part["name"], "")
        if request.method == "POST":
            part["value"] = request.POST.get(part["name"], part.get("value"))
    loose = [(f"id_{part['name']}", part["error"]) for part in parts if part["error"]]
    loose += [("", sentence) for sentence in told.values()]
    words = verb.words()
    if not parts:
        words += " " + _("No agreement in force names police or dispatch. Ask the person to sign one first.")
    context = {
        "title": verb.title(),
        "page_title": _("Caution"),
        "words": words,
        "parts": parts,
        "loose": loose,
        "action": request.get_full_path(),
        "button": verb.button() if parts else "",
        "button_kind": "stop" if verb.stop else "go",
        "back": _("Go back"),
        "back_words": _("Back to the caution"),
        "back_url": reverse("board:caution", args=[found.caution.id]) + _of(request),
    }
    return render(request, "board/verb.html", context, status=422 if refusal else 200)
