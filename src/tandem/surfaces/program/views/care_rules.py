"""The program's rules for care work: whose notes need a co-signature, which follow-ups are owed, how old a listing may be.

Each is an edition: a new one holds from now on, and what was begun under an older one keeps it.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.domain.directory.actions import set_upkeep
from tandem.domain.directory.records import stale_after_days
from tandem.domain.encounters.actions import set_rule
from tandem.domain.encounters.signing import rule_in_force
from tandem.domain.encounters.signing_rules import WRITES_NOTES
from tandem.domain.followups.actions import set_cadence
from tandem.domain.followups.cadence import cadence_in_force
from tandem.domain.followups.rules import SHIPPED, Span
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.followups import WINDOW_LABELS
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import (
    CONTACT_OUTCOME_LABELS,
    DISPOSITION_LABELS,
    ContactOutcome,
    Disposition,
    Role,
)

PROFESSIONS = tuple((one.value, one.value.replace("_", " ").capitalize()) for one in WRITES_NOTES)
OUTCOMES = tuple((one.value, CONTACT_OUTCOME_LABELS[one]) for one in ContactOutcome if one != ContactOutcome.DECEASED)
DISPOSITIONS = tuple((one.value, DISPOSITION_LABELS[one]) for one in Disposition)


def _whole(field: str, text: str) -> int:
    if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 6:
        return int(text)
    raise Refusal((field, _("Write a whole number.")))


def _signing(request: HttpRequest) -> None:
    sent = request.POST
    hours = _whole("late_after_hours", sent.get("late_after_hours", ""))
    set_rule(actor=request.actor, professions=sent.getlist("professions"), late_after_hours=hours)


def _cadence(request: HttpRequest) -> None:
    sent, spans = request.POST, []
    for shipped in SHIPPED.spans:
        name = shipped.window
        if name in sent.getlist("windows"):
            start, end, tries = (
                _whole(f"{name}_{part}", sent.get(f"{name}_{part}", "")) for part in ("start", "end", "tries")
            )
            spans.append(Span(name, shipped.unit, start, end, tries))
    set_cadence(
        actor=request.actor,
        spans=tuple(spans),
        outcomes=tuple(sent.getlist("outcomes")),
        dispositions=tuple(sent.getlist("dispositions")),
    )


def _directory(request: HttpRequest) -> None:
    days = _whole("stale_after_days", request.POST.get("stale_after_days", ""))
    set_upkeep(actor=request.actor, stale_after_days=days)


RULES = {"signing": _signing, "cadence": _cadence, "directory": _directory}


@sign_in_required(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def care_rules_page(request: HttpRequest) -> HttpResponse:
    """Three forms, each kept by itself."""
    errors: list[tuple[str, str]] = []
    which = request.POST.get("rule", "")
    if request.method == "POST" and which in RULES:
        try:
            RULES[which](request)
        except Refusal as refusal:
            errors = refusal.errors
        else:
            messages.success(request, _("This holds from now on."))
            return redirect("program_care_rules")
    context = _held() | {"errors": dict(reversed(errors)), "summary": tied(errors)}
    if errors:
        context |= _typed(request, which, context)
    return render(request, "program/care_rules.html", context, status=422 if errors else 200)


def _held() -> dict:
    cadence = cadence_in_force()
    held = {span.window: span for span in cadence.spans}
    return {
        "signing": rule_in_force(),
        "chosen_professions": list(rule_in_force().professions),
        "professions": PROFESSIONS,
        "windows": [_window(one, held.get(one.window)) for one in SHIPPED.spans],
        "outcomes": OUTCOMES,
        "chosen_outcomes": list(cadence.outcomes),
        "dispositions": DISPOSITIONS,
        "chosen_dispositions": list(cadence.dispositions),
        "stale_after_days": stale_after_days(),
    }


def _window(shipped: Span, held: Span | None) -> dict:
    """One window as the form shows it: what is in force, else what ships, ready to be ticked."""
    hours = shipped.unit == "hours"
    words = {
        "start": _("From, in hours") if hours else _("From, in days"),
        "end": _("By, in hours") if hours else _("By, in days"),
        "tries": _("Tries wanted"),
    }
    name = shipped.window.value
    return {
        "name": name,
        "label": WINDOW_LABELS[shipped.window],
        "on": held is not None,
        "fields": [
            {"name": f"{name}_{part}", "label": label, "value": getattr(held or shipped, part), "error": ""}
            for part, label in words.items()
        ],
    }


def _typed(request: HttpRequest, which: str, held: dict) -> dict:
    """What was typed into the form that was refused."""
    sent = request.POST
    if which == "signing":
        return {"chosen_professions": sent.getlist("professions"), "late_after_hours": sent.get("late_after_hours", "")}
    if which == "directory":
        return {"stale_after_days": sent.get("stale_after_days", "")}
    windows = [
        one
        | {"on": one["name"] in sent.getlist("windows")}
        | {
            "fields": [
                field | {"value": sent.get(field["name"], ""), "error": held["errors"].get(field["name"], "")}
                for field in one["fields"]
            ]
        }
        for one in held["windows"]
    ]
    return {
        "windows": windows,
        "chosen_outcomes": sent.getlist("outcomes"),
        "chosen_dispositions": sent.getlist("dispositions"),
    }
