"""The start-up check list: what stands before real people, who vouched for it, and the release two people sign."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.foundation.readiness import actions, standing
from tandem.foundation.readiness.checks import Found, look, name_of
from tandem.surfaces.program.views.forms import day
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.readiness import (
    POINT_LABELS,
    READINESS_STATE_LABELS,
    RECURRING,
    SETTLED_DAYS,
    TO_DO_LABELS,
    VOUCHED_DAYS,
    Point,
    State,
)
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ROLE_LABELS, Role

KINDS = {State.DONE: ("ok", "check"), State.OPEN: ("warn", "warn"), State.STALE: ("warn", "warn")}

# Where an administrator does something about a point.
PLACES = {
    Point.AGREEMENTS: "program_pacts",
    Point.PRIVACY_OFFICER: "program_people",
    Point.PART2: "program",
    Point.TIME_ZONE: "program",
    Point.SECOND_FACTORS: "program_people",
}


@dataclass(frozen=True)
class Row:
    """One point as the page shows it; `errors` and `told` only where its own form was refused."""

    found: Found
    title: str
    to_do: str
    state: str
    kind: str
    icon: str
    who: str
    where: str
    can_vouch: bool
    errors: dict
    told: dict

    @property
    def prefix(self) -> str:
        """What the ids of its form begin with: many forms stand on the page."""
        return f"id_{self.found.point}_"


@sign_in_required(*standing.SIGNERS)
@step_up_required
@require_http_methods(["GET", "HEAD", "POST"])
def ready_page(request: HttpRequest) -> HttpResponse:
    """The list; a word for a point, taken back again; the release signed or taken back."""
    point, errors = request.POST.get("point", ""), []
    if request.method == "POST":
        try:
            _do(request, point)
        except Absent:
            raise Http404 from None
        except Refusal as refusal:
            errors = refusal.errors
        else:
            messages.success(request, _("Written down, with your name and the time."))
            return redirect("ready")
    found = look()
    rows = [_row(one, point, errors, request) for one in found]
    left = standing.still_open(found)
    held = standing.signatures()
    context = {
        "rows": [one for one in rows if one.found.point not in RECURRING],
        "recurring": [one for one in rows if one.found.point in RECURRING],
        "left": len(left),
        "signed": [_signed(role, held) for role in standing.SIGNERS],
        "released": standing.released(),
        "here": standing.standing(),
        "mine": ROLE_LABELS[request.actor.role],
        "errors": {} if point else dict(errors),
        "note": "" if point else request.POST.get("note", ""),
        "today": timezone.localdate().isoformat(),
        "summary": [(f"id_{point}_{field}" if point else f"id_{field}", words) for field, words in errors],
    }
    return render(request, "program/ready.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, point: str) -> None:
    sent, holds = request.POST, request.POST.get("verb") != "take_back"
    note = sent.get("note", "")
    if not point:
        actions.sign(actor=request.actor, note=note, holds=holds)
        return
    done_on = day("done_on", sent.get("done_on", "")) if holds else timezone.localdate()
    if done_on is None:
        raise Refusal(("done_on", _("Write the day it was done.")))
    actions.vouch(point, actor=request.actor, done_on=done_on, note=note, holds=holds)


def _row(found: Found, refused: str, errors: list, request: HttpRequest) -> Row:
    kind, icon = KINDS[found.state]
    mine = bool(errors) and refused == found.point
    return Row(
        found=found,
        title=POINT_LABELS[found.point],
        to_do=TO_DO_LABELS[found.point],
        state=READINESS_STATE_LABELS[found.state],
        kind=kind,
        icon=icon,
        who=_who(found.vouch) if found.vouch else "",
        where=reverse(PLACES[found.point]) if found.point in PLACES and request.actor.role == Role.ADMIN else "",
        can_vouch=found.point in VOUCHED_DAYS or found.point in SETTLED_DAYS,
        errors=dict(errors) if mine else {},
        told={name: request.POST.get(name, "") for name in ("done_on", "note")} if mine else {},
    )


def _signed(role: Role, held: dict) -> dict:
    one = held.get(role)
    told = {"who": _who(one), "at": one.signed_at, "note": one.note} if one else {}
    return {"role": ROLE_LABELS[role]} | told


def _who(signed) -> str:
    return f"{name_of(signed.signed_by)}, {ROLE_LABELS[signed.signed_as].lower()}"
