"""Tell the place you are going to, from the doorway: choose it, say what they need, read it once, send.

The law cares that what was read is what leaves (R50, 164.506(c)), and that the text message itself names nobody.
"""

import hashlib
import json
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.encounters.rules import NO_SUBSTANCE_USE_HINT
from tandem.domain.people.records import cautions
from tandem.domain.releases.receiving import preview as previewed
from tandem.domain.releases.receiving import tell
from tandem.domain.screenings.records import for_encounter
from tandem.domain.transfers import actions
from tandem.domain.transfers.links import LinkSecret
from tandem.domain.transfers.places import places
from tandem.domain.transfers.records import TransferSummary, of_encounter, summary
from tandem.domain.transfers.rules import LIMITS, REASON_LIMIT, SAID_BY_LIMIT, WHERE_LIMIT
from tandem.surfaces.field.door import WRITERS, Contact, contact, door, page
from tandem.surfaces.shared.notice import shown
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.transfers import (
    CANT_TAKE_LABELS,
    COMES_WITH_LABELS,
    HOLD_LABELS,
    TRANSFER_LABELS,
    TransferState,
)

ANSWERS = (TransferState.READY, TransferState.NO_BED_YET, TransferState.CANT_TAKE)
LINK, VOICE = "link", "voice"


def _one(one: Contact, transfer_id: UUID) -> TransferSummary:
    return summary(transfer_id, release=one.release)


def _options(labels: dict) -> list[tuple[str, str]]:
    return [(code.value, _(words)) for code, words in labels.items()]


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def pick(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """Where to: hospitals and crisis centers with what they last said of their beds. One tap goes on to the notice."""
    one = contact(request.actor, person_id, encounter_id)
    refused = None
    if request.method == "POST":
        before = request.POST.get("instead_of", "")
        try:
            made = actions.begin(
                encounter_id,
                actor=request.actor,
                facility_id=_id(request.POST.get("facility", "")),
                instead_of=_id(before) if before else None,
            )
            # After a no the notice is carried over: the next page is what they will read, one tap from sent.
            return redirect("field_transfer_preview" if before else "field_transfer_notice", *one.key, made)
        except Refusal as error:
            refused = error
    return page(
        request,
        "transfer_pick",
        refused,
        one=one,
        places=places(),
        already=of_encounter(encounter_id, release=one.release),
        back_url=reverse("field_disposition", args=one.key),
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal(("facility", _("Choose a place from the list."))) from None


def _first_draft(one: Contact) -> dict:
    """What is known already, for the team to keep or change: published cautions, language, needed interpreter."""
    told = cautions(release=one.release) if one.release.allows(Category.SAFETY_FLAGS) else []
    return {"cautions": " ".join(each.words for each in told)[: LIMITS["cautions"]], "language": one.person.language}


def _screened(one: Contact) -> list[tuple[str, str]]:
    """Finished screenings of this contact as lines the team may add: (line, line)."""
    if not one.release.allows(Category.SCREENING):
        return []
    lines = [
        f"{each.title}: {each.points + ', ' if each.points else ''}{each.label[:1].lower()}{each.label[1:]}"
        f"{'' if each.complete else ', not complete'}."
        for each in for_encounter(one.encounter.id, release=one.release)
        if each.completed_at
    ]
    return [(line, line) for line in lines]


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def notice(request: HttpRequest, person_id: UUID, encounter_id: UUID, transfer_id: UUID) -> HttpResponse:
    """What the place needs to be ready, in a few lines. Kept as typed, and nothing leaves from here."""
    one = contact(request.actor, person_id, encounter_id)
    found = _one(one, transfer_id)
    known = _screened(one)
    draft, refused = found.draft or _first_draft(one), None
    if request.method == "POST":
        draft = {name: request.POST.get(name, "") for name in (*LIMITS, "hold", "minutes_away")}
        # A line of a screening is the record's own, never what a form says it is.
        wanted = request.POST.getlist("screenings")
        draft |= {
            "with": request.POST.getlist("with"),
            "screenings": [line for line, _words in known if line in wanted],
            "expected_at": found.draft.get("expected_at", ""),
        }
        try:
            actions.write(transfer_id, actor=request.actor, told=draft)
            return redirect("field_transfer_preview", *one.key, transfer_id)
        except Refusal as error:
            refused = error
    return page(
        request,
        "transfer_notice",
        refused,
        one=one,
        transfer=found,
        draft=draft,
        limits=LIMITS,
        holds=_options(HOLD_LABELS),
        withs=_options(COMES_WITH_LABELS),
        known=known,
        minutes=request.POST.get("minutes_away", ""),
        hint=NO_SUBSTANCE_USE_HINT,
        back_url=reverse("field_transfer_pick", args=one.key),
    )


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def preview(request: HttpRequest, person_id: UUID, encounter_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Word for word what they will read. Sending posts back what was read, so that nothing else can leave."""
    one = contact(request.actor, person_id, encounter_id)
    found = _one(one, transfer_id)
    refused = None
    if request.method == "POST":
        medium = VOICE if request.POST.get("medium") == VOICE else LINK
        try:
            ready = previewed(transfer_id, actor=request.actor)
            if request.POST.get("seen") != _mark(ready.body):
                raise Refusal(("preview", _("This changed while you read it. Read it again, then send it.")))
            link = tell(
                transfer_id,
                actor=request.actor,
                medium=medium,
                said_to=request.POST.get("said_to", ""),
                seen=ready.body,
            )
        except Refusal as error:
            refused = error
        else:
            if link is None:
                return redirect("field_transfer", *one.key, transfer_id)
            return _stands(request, one, transfer_id, link=link)
    ready = previewed(transfer_id, actor=request.actor)
    return page(
        request,
        "transfer_preview",
        refused,
        one=one,
        transfer=found,
        lines=shown(ready.body),
        problem=ready.problem,
        seen=_mark(ready.body),
        said_to=request.POST.get("said_to", ""),
        said_to_limit=SAID_BY_LIMIT,
        back_url=reverse("field_transfer_notice", args=[*one.key, transfer_id]),
    )


def _mark(body: list) -> str:
    """A short mark of a notice, to tell whether what is sent is what was read."""
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()[:20]


def _stands(
    request: HttpRequest,
    one: Contact,
    transfer_id: UUID,
    refused: Refusal | None = None,
    link: LinkSecret | None = None,
) -> HttpResponse:
    """Where a transfer stands; with its link on the one page that can show it."""
    found = _one(one, transfer_id)
    address = request.build_absolute_uri(reverse("receiving", args=[link.token])) if link else ""
    # The message names nobody: the desk reads who it is about behind the link.
    words = _("%(agency)s is bringing someone to you. Please look: %(link)s") % {
        "agency": one.encounter.organization,
        "link": address,
    }
    said_no = found.state == TransferState.CANT_TAKE
    tried = {each.facility_id for each in of_encounter(one.encounter.id, release=one.release)}
    return page(
        request,
        "transfer",
        refused,
        one=one,
        transfer=found,
        link=address,
        text=f"sms:{quote(found.facility_phone)}?body={quote(words)}",
        lines=shown([list(each) for each in found.sent[-1].body]) if found.sent else [],
        answers=[(code.value, _(TRANSFER_LABELS[code])) for code in ANSWERS],
        reasons=_options(CANT_TAKE_LABELS),
        typed={name: request.POST.get(name, "") for name in ("said", "where", "reason_kind", "reason", "recorded_for")},
        limits={"where": WHERE_LIMIT, "reason": REASON_LIMIT, "recorded_for": SAID_BY_LIMIT},
        others=[each for each in places() if each.id not in tried] if said_no else [],
        back_url=reverse("field_transfer_pick", args=one.key),
    )


@require_GET
@door(*WRITERS)
def transfer(request: HttpRequest, person_id: UUID, encounter_id: UUID, transfer_id: UUID) -> HttpResponse:
    """One transfer as it stands: what they read, what they said, where to go if they can't."""
    return _stands(request, contact(request.actor, person_id, encounter_id), transfer_id)


@require_POST
@door(*WRITERS)
def said(request: HttpRequest, person_id: UUID, encounter_id: UUID, transfer_id: UUID) -> HttpResponse:
    """Write down what the place said by phone or at the door, and who said it."""
    one = contact(request.actor, person_id, encounter_id)
    _one(one, transfer_id)
    told = {name: request.POST.get(name, "") for name in ("said", "where", "reason_kind", "reason", "recorded_for")}
    try:
        actions.answer(transfer_id, actor=request.actor, **told)
    except Refusal as error:
        fields = [("said" if field == "answer" else field, sentence) for field, sentence in error.errors]
        return _stands(request, one, transfer_id, refused=Refusal(*fields))
    return redirect("field_transfer", *one.key, transfer_id)


@require_POST
@door(*WRITERS)
def call_off(request: HttpRequest, person_id: UUID, encounter_id: UUID, transfer_id: UUID) -> HttpResponse:
    """You are not going there any more."""
    one = contact(request.actor, person_id, encounter_id)
    _one(one, transfer_id)
    try:
        actions.call_off(transfer_id, actor=request.actor)
    except Refusal as error:
        return _stands(request, one, transfer_id, refused=error)
    return redirect("field_transfer_pick", *one.key)
