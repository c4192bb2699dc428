"""Screens on a wall: made here, paired on the screen itself by a one-time link, ended here at once."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.foundation import clock
from tandem.foundation.organizations import devices
from tandem.surfaces.program.views.forms import tied
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.sign_in import DEVICE_LABELS, DeviceKind
from tandem.vocabulary.terms import Role


@sign_in_required(Role.ADMIN)
@step_up_required
@require_http_methods(["GET", "POST"])
def devices_page(request: HttpRequest) -> HttpResponse:
    """Every screen with when it was last seen, and a new one with its link, which is shown once."""
    name, kind, link, errors = request.POST.get("name", ""), request.POST.get("kind", DeviceKind.WALL), "", []
    if request.method == "POST":
        try:
            _id, code = devices.make(actor=request.actor, name=name, kind=kind)
        except Refusal as refusal:
            errors = refusal.errors
        else:
            link, name = settings.PUBLIC_URL + reverse("wall_pair", args=[code]), ""
    context = {
        "devices": devices.devices(),
        "now": clock.now(),
        "name": name,
        "kind": kind,
        "kinds": [(one.value, label) for one, label in DEVICE_LABELS.items()],
        "link": link,
        "error": dict(errors),
        "summary": tied(errors),
    }
    return render(request, "program/devices.html", context, status=422 if errors else 200)


@sign_in_required(Role.ADMIN)
@require_POST
def end_page(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """The screen shows nothing more from now on."""
    try:
        devices.revoke(device_id, actor=request.actor)
    except Absent:
        raise Http404 from None
    messages.success(request, _("The screen has ended. It shows nothing more; pair it again with a new link."))
    return redirect("program_devices")
