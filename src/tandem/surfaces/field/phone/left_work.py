"""What waits for a supervisor: work of phones whose author lost the right meanwhile, left it behind, or sent nonsense.

A list of who, when and what kind; the words of a piece only under a release of the person it is about. Each ends taken
over as it is, or set aside with a reason; nothing here ever goes into a bin.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.disclosure import NotReleased
from tandem.domain.people.records import summary
from tandem.domain.phones import actions, pieces, records
from tandem.domain.phones.pieces import Known
from tandem.domain.phones.records import Words
from tandem.domain.phones.rules import read
from tandem.domain.releases.opening import open_list, open_release
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import keeping_refusals
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.field.door import door
from tandem.surfaces.field.phone.taking import NOT_NOW
from tandem.surfaces.field.phone.verbs import VERBS
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.phones import VERB_LABELS, WHY_LABELS, WORK_STATE_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, OrganizationKind, Role

LONGEST_NAME = 120


@dataclass(frozen=True)
class Row:
    """One piece in the list."""

    one: Known
    kind: str
    why: str
    role: str


def _row(one: Known) -> Row:
    why = WHY_LABELS.get(one.why) or WORK_STATE_LABELS[one.state]
    kind = VERB_LABELS.get(one.verb) or _("Something that can't be read")
    return Row(one, kind, why, ROLE_LABELS[Role(one.role)].lower() if one.role in list(Role) else "")


def _looked_after(actor: Actor) -> list[UUID]:
    """The own organization, and the police agencies of the program, which have no clinical supervisor."""
    police = Organization.objects.filter(in_program=True, kind=OrganizationKind.POLICE).values_list("pk", flat=True)
    return [actor.organization_id, *police]


def waiting(actor: Actor) -> list[Row]:
    """What waits for this supervisor, oldest first."""
    return [_row(one) for one in pieces.unsettled(_looked_after(actor))]


def _mine(actor: Actor, work_id: UUID) -> Known:
    """A piece that waits for somebody, of an organization this supervisor looks after. Raises Absent."""
    found = pieces.known(work_id)
    if found is None or found.done or found.organization_id not in _looked_after(actor):
        raise Absent
    return found


@require_GET
@door(Role.CLINICAL_SUPERVISOR)
def left_work(request: HttpRequest) -> HttpResponse:
    """The list. No word of what was written, no name of a person served."""
    return render(request, "field/left_work.html", {"rows": waiting(request.actor)})


def _opened(actor: Actor, one: Known) -> tuple[list[Words], str]:
    """(what the piece says as far as this reader may read it, who it is about or "")."""
    person_id, incident_id = pieces.kept_about(one.id)
    try:
        with keeping_refusals():
            if person_id:
                release = open_release(actor, person_id, Purpose.OPERATIONS)
                title = summary(release=release).title if release.allows(Category.DEMOGRAPHICS) else ""
                return records.words(one.id, release=release), title
            if incident_id:
                return records.words(one.id, release=open_list(actor, "handover")), ""
    except (Absent, NotReleased):
        pass
    return [], ""


@require_http_methods(["GET", "POST"])
@door(Role.CLINICAL_SUPERVISOR)
def piece(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """One piece: who, when, what kind, its words where the law opens them; taken over as it is, or set aside."""
    actor = request.actor
    one = _mine(actor, work_id)
    refused = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "take":
                take_over(one, actor)
                messages.success(request, _("It is in the record now, as it was written."))
            else:
                actions.set_aside(one.id, actor=actor, reason=request.POST.get("reason", ""))
                messages.success(request, _("Set aside, with your reason."))
            return redirect("field_left_work")
        except Refusal as error:
            refused = error
    told, title = _opened(actor, one)
    context = {
        "row": _row(one),
        "title": title,
        "words": [
            (each.hash == one.hash, [_line(name, value) for name, value in each.said.items()], each.problems)
            for each in told
        ],
        "errors": [(f"id_{field}", sentence) for field, sentence in refused.errors] if refused else [],
        "error": dict(refused.errors) if refused else {},
        "reason": request.POST.get("reason", ""),
        "limit": actions.REASON_LIMIT,
        "takes": one.verb in VERBS,
    }
    return render(request, "field/left_piece.html", context, status=422 if refused else 200)


def _line(name: str, value: object) -> tuple[str, str]:
    """A field and its value in words: "Form, cues: worked" reads better than a path."""
    label = name.replace("form.", "").replace(".", ": ").replace("_", " ")
    if isinstance(value, dict):
        value = "; ".join(f"{key}: {each}" for key, each in value.items())
    elif isinstance(value, list):
        value = ", ".join(str(each) for each in value)
    return label[:1].upper() + label[1:], "" if value is None else str(value)


def take_over(one: Known, actor: Actor) -> None:
    """Put a piece into the record as it is, by the supervisor's word: under both names, by the verb's own action.

    Raises Refusal where the record does not take it, or where only its author could do it.
    """
    body, _answered = pieces.own_words(one.id, one.hash)
    if one.verb not in VERBS or not body:
        raise Refusal(("do", _("There is nothing here that can be taken over.")))
    both = _("%(author)s, taken over by %(supervisor)s") % {"author": one.author_name, "supervisor": actor.name}
    writer = replace(
        actor, kind="system", name=both[:LONGEST_NAME], grants=GRANTS[actor.role] | {Permission.PHONE_WORK}
    )
    told = replace(read(body), subject=one.subject, received=one.received_at, skew_s=one.skew_seconds)
    verb = VERBS[one.verb]
    try:
        with keeping_refusals():
            # As it is: what stands meanwhile gives way, and its version stays in the record's own history.
            verb.take(writer, told, told.fields)
    except NOT_NOW:
        sentence = _("This can only be said by the team itself. Say it on the page it belongs to, then set this aside.")
        raise Refusal(("do", sentence)) from None
    actions.taken_over(one.id, actor=actor)
