"""The pages of trials. Whoever signs, draws or watches reads a trial; who planned it may start it, and anybody stops it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.domain.trials import actions, log, plans, sheet
from tandem.domain.trials.plans import TrialRow
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.program.trials import showing
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

READERS = (
    Role.EVALUATOR,
    Role.ADMIN,
    Role.CLINICAL_SUPERVISOR,
    Role.DISPATCHER,
    Role.OFFICER,
    Role.PRIVACY_OFFICER,
)
SHOWN_DRAWS = 200


def trial_door(view):
    """A page for those who plan, sign, draw or watch; what is absent or not allowed is 404, all alike."""

    @sign_in_required(*READERS)
    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed) as no:
            raise Http404 from no

    return opened


def _must(request: HttpRequest, permission: Permission) -> None:
    if not request.actor.may(permission):
        raise NotAllowed(permission)


def _onward(one: TrialRow) -> HttpResponse:
    answer = HttpResponseRedirect(_place(one))
    answer.status_code = 303
    return answer


def _place(one: TrialRow) -> str:
    return reverse("trial", args=[one.plan.name, one.plan.number])


@trial_door
@require_safe
def trials_page(request: HttpRequest) -> HttpResponse:
    """Every trial: what runs, what waits for signatures, what is over."""
    rows = [(one, *showing.CHIPS[one.state]) for one in plans.trials()]
    context = {"rows": rows, "may_plan": request.actor.may(Permission.TRIAL_PLAN)}
    return render(request, "program/trials/trials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@trial_door
def new_page(request: HttpRequest) -> HttpResponse:
    """Plan a trial. A plan may lack much while it is a draft."""
    _must(request, Permission.TRIAL_PLAN)
    if request.method != "POST":
        return _form(request, None)
    try:
        one = actions.plan(showing.posted(request.POST), actor=request.actor)
    except Refusal as refused:
        return _form(request, None, refused)
    return _onward(one)


@require_http_methods(["GET", "HEAD", "POST"])
@trial_door
def write_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Write on a plan that nobody has signed."""
    _must(request, Permission.TRIAL_PLAN)
    one = plans.trial(name, number)
    if not showing.may(request.actor, one)["write"]:
        raise Absent
    if request.method != "POST":
        return _form(request, one)
    seen = request.POST.get("seen", "")
    try:
        one = actions.change(name, number, showing.posted(request.POST), actor=request.actor, seen=seen)
    except Refusal as refused:
        return _form(request, one, refused)
    return _onward(one)


def _form(request: HttpRequest, one: TrialRow | None, refused: Refusal | None = None) -> HttpResponse:
    values = showing.said(one, request.POST if refused else None)
    context = showing.form(values, refused.errors if refused else [])
    context |= {"one": one, "seen": request.POST.get("seen") or (one.plan.content_hash if one else "")}
    return render(request, "program/trials/plan.html", context, status=_status(refused))


def _status(refused: Refusal | None) -> int:
    return 409 if isinstance(refused, Conflict) else 422 if refused else 200


@trial_door
@require_safe
def trial_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One trial: how it stands, its plan, who signed, how many calls were drawn, what binds the list."""
    return _page(request, plans.trial(name, number))


def _page(request: HttpRequest, one: TrialRow, refused: Refusal | None = None) -> HttpResponse:
    context = showing.page(request.actor, one)
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in refused.errors] if refused else []
    context["faults"] = dict(reversed(refused.errors)) if refused else {}
    context["reason"] = request.POST.get("reason", "")
    return render(request, "program/trials/trial.html", context, status=_status(refused))


MOVES = {"pause": actions.pause, "resume": actions.resume, "stop": actions.stop}


@require_POST
@trial_door
def do_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Ask for signatures, sign, pause, resume or stop: one tap, and a reason where one is owed."""
    verb, seen = request.POST.get("verb", ""), request.POST.get("seen", "")
    one = plans.trial(name, number)
    try:
        if verb in MOVES:
            MOVES[verb](name, number, actor=request.actor, reason=request.POST.get("reason", ""))
            messages.success(request, {
                "pause": _("Paused. No call is drawn until it is resumed."),
                "resume": _("It draws again."),
                "stop": _("Stopped for good. The seed is open."),
            }[verb])  # fmt: skip
        elif verb == "ask":
            actions.ask(name, number, actor=request.actor, seen=seen)
            messages.success(request, _("Asked. Those who must sign find it under Trials."))
        elif verb == "sign":
            actions.sign(name, number, actor=request.actor, seen=seen)
            messages.success(request, _("Signed. The text is locked."))
        else:
            raise Absent
    except Refusal as refused:
        return _page(request, plans.trial(name, number), refused)
    return _onward(one)


@require_http_methods(["GET", "HEAD", "POST"])
@trial_door
@step_up_required
def start_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Look once more at what will happen to calls, then seal the list and start."""
    _must(request, Permission.TRIAL_PLAN)
    one, refused = plans.trial(name, number), None
    if not showing.may(request.actor, one)["start"]:
        raise Absent
    if request.method == "POST":
        try:
            actions.start(name, number, actor=request.actor)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Started. The list is sealed."))
            return _onward(one)
    errors = [("", sentence) for _field, sentence in refused.errors] if refused else []
    context = showing.page(request.actor, one) | {"errors": errors}
    return render(request, "program/trials/start.html", context, status=_status(refused))


@require_http_methods(["GET", "HEAD", "POST"])
@trial_door
def withdraw_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Give a plan up before it starts, or go on in a new draft."""
    _must(request, Permission.TRIAL_PLAN)
    one, refused = plans.trial(name, number), None
    if not showing.may(request.actor, one)["withdraw"]:
        raise Absent
    reason, again = request.POST.get("reason", ""), request.POST.get("again") == "on"
    if request.method == "POST":
        try:
            made = actions.withdraw(name, number, actor=request.actor, reason=reason, again=again)
            return _onward(made or one)
        except Refusal as no:
            refused = no
    errors = refused.errors if refused else []
    context = {"one": one, "reason": reason, "again": again, "faults": dict(reversed(errors))}
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in errors]
    return render(request, "program/trials/withdraw.html", context, status=_status(refused))


@trial_door
@require_safe
def log_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Every draw with its place in the chain, checked as it is read. For those who draw none."""
    one = plans.trial(name, number)
    kept = log.log(name, number, actor=request.actor)
    newest = list(reversed(kept.rows[-SHOWN_DRAWS:]))
    context = {"one": one, "log": kept, "rows": newest, "more": len(kept.rows) - len(newest)}
    return render(request, "program/trials/log.html", context)


@trial_door
@require_safe
def log_file(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The log as a CSV that `bin/tandem trial verify` and anybody else can check."""
    kept = log.log(name, number, actor=request.actor)
    body = sheet.written((each.entry, each.otherwise) for each in kept.rows)
    return _file(body, "text/csv", f"{name}-{number}-log.csv")


@trial_door
@require_safe
def seal_file(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """What binds the log, as JSON: the commitment, the parameters, and the seed once the trial is closed."""
    _must(request, Permission.TRIAL_READ)
    one = plans.trial(name, number)
    if not one.started:
        raise Absent
    body = sheet.seal(one.scheme, one.commitment, dict(one.parameters), one.seed)
    return _file(body, "application/json", f"{name}-{number}-seal.json")


def _file(body: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
