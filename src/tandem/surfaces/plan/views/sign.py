"""Ask for signatures, sign, let an edition hold from a moment, take that back, withdraw, and say who must sign."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.domain.incidents.actions import drafts
from tandem.domain.incidents.editions import KIND
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.editions import actions, records
from tandem.foundation.editions.rules import MAY_BE_ASKED, MOST_SIGNERS, State
from tandem.surfaces.plan.door import READERS, WRITERS, door, found, onward, place
from tandem.surfaces.plan.views.write import refused
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Role


@require_POST
@door(*WRITERS)
def ask(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Say that this draft is ready to be signed."""
    one = found(name, number)
    try:
        drafts.ask(one.key, actor=request.actor, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return refused(request, found(name, number), refusal)
    messages.success(request, _("Asked. Those who must sign find it under Criteria."))
    return onward(place(one))


@require_POST
@door(*READERS)
def sign(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Sign what this page showed."""
    one = found(name, number)
    try:
        drafts.sign(one.key, actor=request.actor, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return refused(request, found(name, number), refusal)
    messages.success(request, _("Signed. The text is locked."))
    return onward(place(one))


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def in_force(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Choose from when an approved edition holds: now, or a day and time ahead in the program's zone."""
    one = found(name, number)
    if one.state is not State.APPROVED:
        raise Absent
    refusal = None
    said = {name: request.POST.get(name, "") for name in ("when", "day", "time")}
    if request.method == "POST":
        try:
            drafts.put_in_force(one.key, actor=request.actor, since=_moment(said))
            return onward(place(one))
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = {"one": one, "said": said, "faults": faults}
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in faults.items()]
    return render(request, "plan/in_force.html", context, status=422 if refusal else 200)


def _moment(said: dict[str, str]) -> datetime | None:
    """The moment in the program's zone, or None for now. A time that the clocks skip is refused."""
    if said["when"] == "now":
        return None
    if said["when"] != "later":
        raise Refusal(("when", _("Choose now or later.")))
    try:
        day = datetime.strptime(f"{said['day']} {said['time'] or '00:00'}", "%Y-%m-%d %H:%M")
    except ValueError:
        raise Refusal(("day", _("Write the day and a 24-hour time, like 07:00."))) from None
    moment = timezone.make_aware(day)
    if timezone.localtime(moment.astimezone(UTC)).replace(tzinfo=None) != day:
        raise Refusal(("time", _("The clocks skip this time. Choose another.")))
    return moment


@require_POST
@door(*WRITERS)
def take_back(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The date no longer stands."""
    one = found(name, number)
    try:
        drafts.take_back(one.key, actor=request.actor)
    except Refusal as refusal:
        return refused(request, one, refusal)
    return onward(place(one))


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def withdraw(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Stop an edition before it holds, and go on in a new draft or not at all."""
    one = found(name, number)
    if one.row is None or one.state not in (State.DRAFT, State.SIGNING, State.APPROVED):
        raise Absent
    refusal, reason = None, request.POST.get("reason", "")
    again = request.POST.get("again") == "on" if request.method == "POST" else one.state is not State.DRAFT
    if request.method == "POST":
        try:
            made = drafts.withdraw(one.key, actor=request.actor, reason=reason, again=again)
            return onward(place(made) if made else "/criteria/")
        except Refusal as caught:
            refusal = caught
    faults = dict(refusal.errors) if refusal else {}
    context = {"one": one, "reason": reason, "again": again, "faults": faults}
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in faults.items()]
    return render(request, "plan/withdraw.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@door(Role.ADMIN)
def signers(request: HttpRequest) -> HttpResponse:
    """Who must sign criteria: one from each group of roles."""
    if not request.actor.may(Permission.PROGRAM_SET_UP):
        raise NotAllowed(Permission.PROGRAM_SET_UP)
    groups = [list(group) for group in records.signers(KIND)]
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        groups = [request.POST.getlist(f"group_{at}") for at in range(MOST_SIGNERS)]
        groups = [group for group in groups if group]
        try:
            actions.ask_for(KIND, groups, actor=request.actor)
            messages.success(request, _("Saved. It holds for what nobody has signed yet."))
            return onward("/criteria/")
        except Refusal as refusal:
            errors = [("", sentence) for _field, sentence in refusal.errors]
    shown = [
        (f"group_{at}", groups[at] if at < len(groups) else []) for at in range(min(MOST_SIGNERS, len(groups) + 2))
    ]
    roles = [(role.value, ROLE_LABELS[role]) for role in MAY_BE_ASKED]
    context = {"groups": shown, "roles": roles, "errors": errors}
    return render(request, "plan/signers.html", context, status=422 if errors else 200)
