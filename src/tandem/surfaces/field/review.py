"""Before closing: each line with its edit, what is missing in amber. A gap that may stay never blocks."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.encounters import actions
from tandem.domain.encounters.forms import Answers
from tandem.domain.encounters.records import EncounterSummary, for_assignment
from tandem.domain.encounters.rules import close_problem, destinations, met
from tandem.domain.encounters.scene_records import Told, police_endings, told
from tandem.domain.part2 import actions as part2
from tandem.domain.part2.records import NoteApart, notes_apart
from tandem.domain.part2.shelf import APART
from tandem.domain.phones.records import photos
from tandem.domain.referrals.records import of_person
from tandem.domain.screenings.records import for_encounter
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.times import here
from tandem.surfaces.field.apart import apart_words, opens
from tandem.surfaces.field.door import WRITERS, Contact, OnCall, contact, door, on_call, page, person_of_call
from tandem.surfaces.field.screening import line_words
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.scene import TRANSPORT_BY_LABELS, TRANSPORT_TO_LABELS
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, DISPOSITION_LABELS, UNANSWERED_LABELS, Disposition, UnitTime


@dataclass(frozen=True)
class Line:
    """One line of the review. `value` "" is missing; `needed` says that it keeps the contact from closing."""

    label: str
    value: str
    href: str
    needed: bool = False


def _clock(moment) -> str:
    return here(moment) if moment else ""


def _rated(number: int | None, why_none: str) -> str:
    return str(number) if number is not None else UNANSWERED_LABELS.get(why_none, "").lower()


def distress_words(one: EncounterSummary) -> str:
    """ "8 to 4, down by 4"; "" while neither was rated."""
    before = _rated(one.distress_before, one.distress_before_unanswered)
    after = _rated(one.distress_after, one.distress_after_unanswered)
    if not before and not after:
        return ""
    words = _("%(before)s to %(after)s") % {"before": before or _("open"), "after": after or _("open")}
    if one.distress_before is None or one.distress_after is None:
        return words
    change = one.distress_before - one.distress_after
    if change == 0:
        return _("%(words)s, the same") % {"words": words}
    how = _("down by %(n)d") if change > 0 else _("up by %(n)d")
    return f"{words}, {how % {'n': abs(change)}}"


def _call_lines(one: OnCall) -> list[Line]:
    times = one.mine.times
    said = [_clock(times[UnitTime.ARRIVAL]), _clock(times[UnitTime.ENGAGEMENT])]
    clear = _clock(times[UnitTime.CLEAR])
    words = ", ".join([part for part in said if part] + ([_("clear %(at)s") % {"at": clear}] if clear else []))
    lead = one.mine.lead
    led = f"{lead.name.split()[-1]}, {lead.profession.replace('_', ' ')}" if lead else ""
    scene = reverse("field_scene", args=[one.mine.id])
    return [Line(_("Times"), words, scene), Line(_("Lead"), led, scene)]


def _police_lines(one: OnCall, person_id: UUID) -> list[Line]:
    """Arrest, citation, transport as the officer told them: call facts, which the team may read. Nothing more of it."""
    told_of = [each for each in police_endings(one.mine.id, release=one.release) if each.person_id == person_id]
    words = ". ".join(line.line for each in told_of for line in each.lines)
    return [Line(_("Police told"), words, reverse("field_scene", args=[one.mine.id]))] if words else []


def _screening_line(one: Contact) -> Line:
    given = for_encounter(one.encounter.id, release=one.release)
    return Line(_("Screening"), line_words(given), reverse("field_screen", args=one.key))


def _taken(said: EncounterSummary) -> str:
    """ "Crisis center or stabilization unit, ambulance"; "" while nobody said where."""
    where = TRANSPORT_TO_LABELS.get(said.transported_to) or UNANSWERED_LABELS.get(said.transported_to, "")
    return ", ".join(part for part in (where, TRANSPORT_BY_LABELS.get(said.transported_by, "").lower()) if part)


def _lines(one: Contact, call: OnCall | None) -> list[Line]:
    said = one.encounter
    outcome = CONTACT_OUTCOME_LABELS.get(said.contact_outcome, "")
    lines = [Line(_("Contact"), outcome, reverse("field_outcome", args=one.key), needed=True)]
    lines += _call_lines(call) + _police_lines(call, said.person_id) if call else []
    talked = met(said.contact_outcome)
    if talked:
        lines.append(_screening_line(one))
        lines.append(Line(_("Distress"), distress_words(said), reverse("field_distress", args=one.key)))
    ended = ": ".join(
        part for part in (DISPOSITION_LABELS.get(said.disposition, ""), said.disposition_detail.strip()) if part
    )
    lines.append(Line(_("Next"), ended, reverse("field_disposition", args=one.key), needed=talked))
    if destinations(said.disposition):
        lines.append(Line(_("Taken to"), _taken(said), reverse("field_disposition", args=one.key)))
    so_far = told(said.id, release=one.release)
    if said.disposition == Disposition.INVOLUNTARY_HOLD:
        owed = close_problem(said.contact_outcome, said.disposition, _hold(so_far))
        words = "" if owed else so_far["hold"].short
        lines.append(Line(_("Hold"), words, reverse("field_scene_form", args=[*one.key, "hold"]), needed=True))
    sent = [each for each in of_person(one.release) if each.created_at >= said.started_at]
    words = "; ".join(f"{each.service}. {each.label}" for each in sent)
    if talked or words:
        lines.append(Line(_("Referral"), words or _("None"), reverse("field_pick", args=one.key)))
    rest = ". ".join(each.title for code, each in so_far.items() if code != "hold")
    lines.append(Line(_("On scene"), rest or _("Nothing more"), reverse("field_scene_menu", args=one.key)))
    if opens(one):
        lines.append(
            Line(_("Alcohol, drugs"), apart_words(one) or _("Nothing more"), reverse("field_apart", args=one.key))
        )
    wrote = ""
    parts = [*said.notes, *(notes_apart(one.release, said.id) if opens(one) else ())]
    if parts:
        signed = all(part.signed_at for part in parts)
        wrote = _("Signed") if signed else _("Written, not signed")
    lines.append(Line(_("Note"), wrote, reverse("field_note", args=one.key)))
    return lines


def _hold(so_far: dict[str, Told]) -> Answers | None:
    return so_far["hold"].answers if "hold" in so_far else None


def _own_draft(actor: Actor, one: Contact) -> bool:
    """Whether closing signs the note: the contact is open, and the unsigned words are this reader's own."""
    said = one.encounter
    own = said.draft.strip() and said.notes[-1].by_id == actor.id
    return bool(said.closed_at is None and (own or _own_apart(actor, one)))


def _own_apart(actor: Actor, one: Contact) -> NoteApart | None:
    """The reader's own unsigned words of the note kept apart."""
    parts = notes_apart(one.release, one.encounter.id) if opens(one) else []
    return parts[-1] if parts and not parts[-1].signed_at and parts[-1].by_id == actor.id else None


def _open_tasks(one: Contact) -> list[str]:
    """What the screening of this contact still asks of the team, in words."""
    given = for_encounter(one.encounter.id, release=one.release)
    if opens(one):
        given += for_encounter(one.encounter.id, release=one.release, shelf=APART)
    return [task.words for each in given for task in each.tasks if task.done_at is None]


def _call_of(actor: Actor, encounter: EncounterSummary) -> OnCall | None:
    """The call this contact was on, for its own team within a day; a contact may have none."""
    if not encounter.assignment_id:
        return None
    try:
        return on_call(actor, encounter.assignment_id)
    except Absent:
        return None


def _others(actor: Actor, call: OnCall | None, person_id: UUID) -> bool:
    """Whether somebody else on the call is not written up yet."""
    for other in call.call.everybody if call else ():
        release = person_of_call(actor, other) if other != person_id else None
        if release:
            written = for_assignment(call.mine.id, release=release)
            if written is None or written.closed_at is None:
                return True
    return False


def _shown(request: HttpRequest, one: Contact, refused: Refusal | None = None) -> HttpResponse:
    call = _call_of(request.actor, one.encounter)
    return page(
        request,
        "review",
        refused,
        one=one,
        call=call,
        lines=_lines(one, call),
        signs=_own_draft(request.actor, one),
        tasks=_open_tasks(one),
        photos=photos(one.encounter.id, release=one.release),
        active=bool(call and call.mine.active),
        others=_others(request.actor, call, one.person.id),
        blocked=close_problem(
            one.encounter.contact_outcome,
            one.encounter.disposition,
            _hold(told(one.encounter.id, release=one.release)),
        ),
        back_url=reverse("field_note", args=one.key),
    )


@require_GET
@door(*WRITERS)
def review(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """All that was said, on one page."""
    return _shown(request, contact(request.actor, person_id, encounter_id))


def sign_own(actor: Actor, one: Contact) -> None:
    """Sign the reader's own unsigned words; a colleague's stay theirs."""
    said, apart = one.encounter, _own_apart(actor, one)
    if said.closed_at is not None:
        return
    if said.draft.strip() and said.notes[-1].by_id == actor.id:
        actions.write_note(said.id, actor=actor, text=said.draft, sign=True)
    if apart:
        part2.write_note(said.id, actor=actor, text=apart.text, sign=True)


@require_POST
@door(*WRITERS)
def close(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """End the writing; "Clear and close" frees the team in the same tap. A second tap changes nothing.

    It signs the note of whoever closes, in the same transaction; a colleague's draft stays theirs to sign.
    """
    one = contact(request.actor, person_id, encounter_id)
    clear = "clear" in request.POST
    try:
        with transaction.atomic():
            actions.close(encounter_id, actor=request.actor, clear_team=clear)
            sign_own(request.actor, one)
    except Refusal as refused:
        return _shown(request, one, Refusal(*(("close", sentence) for _field, sentence in refused.errors)))
    messages.success(request, _("Clear and closed.") if clear else _("Closed."))
    if one.encounter.assignment_id and not clear:
        return redirect("field_who", one.encounter.assignment_id)
    return redirect("field_my_call")


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def reopen(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """Open a closed contact again, with a reason; when it was closed stays on the timeline."""
    one = contact(request.actor, person_id, encounter_id)
    refused, reason = None, request.POST.get("reason", "")
    if one.encounter.closed_at is None:
        return redirect("field_review", *one.key)
    if request.method == "POST":
        try:
            actions.reopen(encounter_id, actor=request.actor, reason=reason)
            return redirect("field_review", *one.key)
        except Refusal as error:
            refused = error
    return page(request, "reopen", refused, one=one, reason=reason, back_url=reverse("field_review", args=one.key))
