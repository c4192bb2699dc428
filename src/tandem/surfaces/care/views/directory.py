"""The directory: places a person can be referred to. About services, not about persons served."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.directory.actions import change, verify
from tandem.domain.directory.records import service, services
from tandem.surfaces.care.door import care_page, must, onward, page
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import NEED_LABELS, Need

NEEDS = tuple((one.value, NEED_LABELS[one]) for one in Need)


@require_safe
@care_page
def directory(request: HttpRequest) -> HttpResponse:
    """Services by need, what is open first."""
    need = request.GET.get("need") if request.GET.get("need") in list(Need) else ""
    only_open = "open" in request.GET
    return page(
        request,
        "directory",
        rows=services(need or None, True if only_open else None),
        needs=[("", "Any need"), *NEEDS],
        need=need,
        only_open=only_open,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@care_page
def listing(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One listing; whoever keeps the directory can note that it was checked and what room it has."""
    found = service(service_id)
    if found is None:
        raise Absent
    refused = None
    if request.method == "POST":
        must(request.actor, Permission.DIRECTORY_WRITE)
        try:
            if "capacity" in request.POST:
                change(service_id, actor=request.actor, capacity=request.POST["capacity"])
            verify(service_id, actor=request.actor)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, "Checked today, and kept with the listing.")
            return onward(reverse("directory_listing", args=[service_id]))
    return page(
        request,
        "listing",
        refused,
        row=found,
        needs=[NEED_LABELS[Need(one)] for one in found.needs],
        may_keep=request.actor.may(Permission.DIRECTORY_WRITE),
    )
