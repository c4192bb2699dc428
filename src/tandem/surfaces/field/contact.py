"""Writing a contact down, for clinicians only: with whom, whether you met, how it felt, how it ended, the note."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.encounters import actions
from tandem.domain.encounters.records import for_assignment
from tandem.domain.encounters.rules import DETAIL_LIMIT, destinations, dispositions, met
from tandem.domain.incidents.actions import add_person
from tandem.domain.part2 import actions as part2
from tandem.domain.part2.patterns import tells_of_use
from tandem.domain.part2.records import NoteApart, notes_apart
from tandem.domain.people.actions import describe
from tandem.domain.people.records import find, summary
from tandem.domain.people.rules import LIMITS
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.domain.screenings.actions import begin
from tandem.domain.screenings.records import for_encounter
from tandem.surfaces.field.apart import opens
from tandem.surfaces.field.door import WRITERS, Contact, OnCall, contact, door, on_call, page, person_of_call
from tandem.surfaces.field.once import once, word
from tandem.surfaces.field.review import distress_words
from tandem.surfaces.field.screening import first_offered, last_page, more, where_it_stands
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.scene import TRANSPORT_BY_LABELS, TRANSPORT_TO_LABELS
from tandem.vocabulary.signing import ADDENDUM_LABELS
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    UNANSWERED_LABELS,
    Disposition,
    Unanswered,
)
from tandem.vocabulary.text import clean

SEARCH_LIMIT = 80
# Where a tap under the disposition leads, once what was typed there is kept.
AFTER = {"refer": "field_pick", "note": "field_note"}
REASONS = tuple((code.value, words) for code, words in ADDENDUM_LABELS.items())
TOLD = ("appearance", "given_name", "family_name")


def _begun(actor, person_id: UUID, assignment_id: UUID | None, *, to_scene: bool = False) -> str:
    """Start the contact, or find the one begun, and say where its writing goes on."""
    encounter_id = actions.start(actor=actor, person_id=person_id, assignment_id=assignment_id)
    found = contact(actor, person_id, encounter_id)
    if to_scene:
        return reverse("field_scene_menu", args=found.key)
    step = "field_review" if found.encounter.contact_outcome else "field_outcome"
    return reverse(step, args=found.key)


def _people(actor, one: OnCall) -> list[tuple]:
    """(person, what this team wrote about them or None) for everyone on the call whom this reader may meet."""
    found = []
    for person_id in one.call.everybody:
        release = person_of_call(actor, person_id)
        if release:
            found.append((summary(release=release), for_assignment(one.mine.id, release=release)))
    return found


@require_POST
@door(*WRITERS)
def write(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Write it up: with one person on the call there is nobody to choose."""
    one = on_call(request.actor, assignment_id)
    people = _people(request.actor, one)
    if len(people) != 1:
        return redirect("field_who", assignment_id)
    # From the scene page straight to what was seen, done and left; whether you met is asked when it is written up.
    to_scene = request.POST.get("to") == "scene"
    return redirect(_begun(request.actor, people[0][0].id, assignment_id, to_scene=to_scene))


def _named(request: HttpRequest, one: OnCall | None) -> str:
    """The person tapped in a row: on the call already, or found in the records of one's own agency."""
    actor = request.actor
    try:
        person_id = UUID(request.POST["person"])
    except ValueError:
        raise Refusal(("person", _("Choose a person from the list."))) from None
    if one is None:
        open_release(actor, person_id, Purpose.TREATMENT)
        return _begun(actor, person_id, None)
    if person_id not in one.call.everybody:
        # Only somebody this reader may find at all can be put on the call.
        open_release(actor, person_id, Purpose.TREATMENT)
        add_person(one.mine.incident_id, actor=actor, person_id=person_id)
    return _begun(actor, person_id, one.mine.id)


def _described(request: HttpRequest, one: OnCall | None) -> str:
    told = {name: request.POST.get(name, "") for name in TOLD}
    incident_id = one.mine.incident_id if one else None
    person_id = describe(actor=request.actor, told_on=incident_id, **told)
    if one:
        add_person(incident_id, actor=request.actor, person_id=person_id)
    return _begun(request.actor, person_id, one.mine.id if one else None)


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def who(request: HttpRequest, assignment_id: UUID | None = None) -> HttpResponse:
    """Whom you met: somebody on the call, somebody known, or "about 30, red jacket". Without a call too."""
    actor = request.actor
    one = on_call(actor, assignment_id) if assignment_id else None
    refused, found, wanted = None, None, request.POST.get("wanted", "")
    if request.method == "POST":
        try:
            if "person" in request.POST:
                return redirect(_named(request, one))
            if "search" in request.POST:
                # A name never goes into an address, so that the search is a post and its answer this page.
                clean("wanted", wanted, SEARCH_LIMIT, required=True)
                release = open_list(actor, "search")
                found = find(wanted, release=release, limit=20)
                shown(actor, release, [person.id for person in found])
            else:
                return redirect(once(request, lambda: _described(request, one)))
        except Refusal as error:
            refused = error
    return page(
        request,
        "who",
        refused,
        one=one,
        people=_people(actor, one) if one else [],
        found=found,
        wanted=wanted,
        told={name: request.POST.get(name, "") for name in TOLD},
        limits=LIMITS,
        once=word(),
        back_url=reverse("field_scene", args=[assignment_id]) if one else reverse("field_my_call"),
    )


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def outcome(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """First of all: whether team and person met. Not met goes straight to how it ended."""
    one = contact(request.actor, person_id, encounter_id)
    refused = None
    if request.method == "POST":
        said = request.POST.get("contact_outcome", "")
        try:
            actions.set_outcome(encounter_id, actor=request.actor, outcome=said)
            if not met(said):
                return redirect("field_disposition", *one.key)
            given = for_encounter(encounter_id, release=one.release)
            if not given and (first := first_offered()):
                begin(encounter_id, actor=request.actor, instrument=first)
                given = for_encounter(encounter_id, release=one.release)
            return redirect(where_it_stands(one, given[-1])) if given else redirect("field_screen", *one.key)
        except Refusal as error:
            refused = error
    options = [(code.value, words, "") for code, words in CONTACT_OUTCOME_LABELS.items()]
    assignment_id = one.encounter.assignment_id
    back = reverse("field_scene", args=[assignment_id]) if assignment_id else reverse("field_my_call")
    return page(request, "outcome", refused, one=one, options=options, back_url=back)


def _rating(text: str | None) -> int | Unanswered | str | None:
    """A tapped cell: a number, "not asked", nothing yet; anything else goes down as it is, to be refused."""
    if text in list(Unanswered):
        return Unanswered(text)
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 3 else text or None


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def distress(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """How it was when the team came, and now, in the person's own view. A row left alone stays open."""
    one = contact(request.actor, person_id, encounter_id)
    if not met(one.encounter.contact_outcome):
        return redirect("field_outcome", *one.key)
    refused = None
    if request.method == "POST":
        given = {which: _rating(request.POST.get(f"distress_{which}")) for which in ("before", "after")}
        try:
            actions.rate_distress(encounter_id, actor=request.actor, **given)
            return redirect("field_disposition", *one.key)
        except Refusal as error:
            refused = error
    given = for_encounter(encounter_id, release=one.release)
    said = one.encounter
    kept = {
        "before": said.distress_before_unanswered or said.distress_before,
        "after": said.distress_after_unanswered or said.distress_after,
    }
    back = last_page(one, given[-1]) if given and given[-1].answers else reverse("field_outcome", args=one.key)
    return page(
        request, "distress", refused, one=one, words=distress_words(said), more=more(one), back_url=back, **kept
    )


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def disposition(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """What happened next: its own question, never filled in by a score."""
    one = contact(request.actor, person_id, encounter_id)
    if not one.encounter.contact_outcome:
        return redirect("field_outcome", *one.key)
    refused = None
    if request.method == "POST":
        said = request.POST.get("disposition", one.encounter.disposition)
        kept = one.encounter.disposition_detail if said == one.encounter.disposition else ""
        detail = request.POST.get("disposition_detail", kept)
        try:
            with transaction.atomic():
                actions.set_disposition(encounter_id, actor=request.actor, disposition=said, detail=detail)
                # Places stand on the page only under an ending that leads somewhere, and in one form with the detail.
                if "disposition" not in request.POST and destinations(said):
                    taken = {which: request.POST.get(f"transported_{which}", "") for which in ("to", "by")}
                    actions.set_transport(encounter_id, actor=request.actor, **taken)
            if "disposition" in request.POST and said == Disposition.INVOLUNTARY_HOLD:
                # A hold opens its own form: what it rests on and who signed are owed before closing.
                return redirect("field_scene_form", *one.key, "hold")
            return redirect(AFTER.get(request.POST.get("next", ""), "field_disposition"), *one.key)
        except Refusal as error:
            refused = error
    options = [(code.value, DISPOSITION_LABELS[code], "") for code in dispositions(one.encounter.contact_outcome)]
    before = "field_distress" if met(one.encounter.contact_outcome) else "field_outcome"
    return page(
        request,
        "disposition",
        refused,
        one=one,
        options=options,
        detail=request.POST.get("disposition_detail", one.encounter.disposition_detail),
        limit=DETAIL_LIMIT,
        places=[(code.value, TRANSPORT_TO_LABELS[code]) for code in destinations(one.encounter.disposition)],
        ways=[(code.value, words) for code, words in TRANSPORT_BY_LABELS.items()],
        unknown=[(Unanswered.UNKNOWN.value, UNANSWERED_LABELS[Unanswered.UNKNOWN])],
        taken={
            which: request.POST.get(f"transported_{which}", getattr(one.encounter, f"transported_{which}"))
            for which in ("to", "by")
        },
        back_url=reverse(before, args=one.key),
    )


SUGGESTED = gettext_noop(
    "These words may tell about alcohol or drug treatment. If they do, tick the box. If not, go on: you decide."
)


def _apart_parts(one: Contact) -> list[NoteApart]:
    return notes_apart(one.release, one.encounter.id) if opens(one) else []


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def note(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The note, kept exactly as typed. A signed part is closed; what follows is an addition to it.

    A note its author marks as telling about alcohol or drug treatment is kept apart as a whole. Words that look like it
    are asked about once, and never moved by themselves.
    """
    one = contact(request.actor, person_id, encounter_id)
    parts = _apart_parts(one)
    drafts = [part.text for part in parts if not part.signed_at]
    refused, text = None, one.encounter.draft or "".join(drafts)
    apart = bool(drafts and not one.encounter.draft)
    reason = request.POST.get("reason", one.encounter.notes[-1].reason if one.encounter.draft else "")
    if request.method == "POST":
        text, apart = request.POST.get("note", ""), "apart" in request.POST
        try:
            _keep_note(request, one, text, reason, apart=apart and opens(one))
            return redirect("field_review", *one.key)
        except Refusal as error:
            refused = error
    return page(
        request,
        "note",
        refused,
        one=one,
        text=text,
        signed=[part for part in one.encounter.notes if part.signed_at],
        apart_parts=[part for part in parts if part.signed_at],
        may_apart=opens(one),
        apart=apart,
        reason=reason,
        reasons=REASONS,
        hint=_("Alcohol, drugs and their treatment have a box of their own below.") if opens(one) else "",
        back_url=reverse("field_disposition" if one.encounter.contact_outcome else "field_outcome", args=one.key),
    )


def _keep_note(request: HttpRequest, one: Contact, text: str, reason: str, *, apart: bool) -> None:
    sign = "sign" in request.POST
    if apart:
        part2.write_note(one.encounter.id, actor=request.actor, text=text, sign=sign)
        return
    if opens(one) and "asked" not in request.POST and tells_of_use(text):
        raise Refusal(("apart", _(SUGGESTED)))
    # An empty box under a signed note adds nothing to it.
    if text or one.encounter.draft or sign:
        actions.write_note(one.encounter.id, actor=request.actor, text=text, sign=sign, reason=reason)
