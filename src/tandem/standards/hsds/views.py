"""`GET /api/v1/hsds/…`: the directory for a signed-in reader, as HSDS 3.0 pages. Some shelters must not be found by
everybody, so that nothing here is public.
"""

from functools import wraps
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from tandem.domain.directory.records import service, services
from tandem.foundation.organizations.program import program
from tandem.standards.hsds import write
from tandem.vocabulary.terms import Role

READERS = (Role.CLINICIAN, Role.PEER, Role.CLINICAL_SUPERVISOR, Role.ADMIN)
SIZE, LARGEST = 50, 500


def _problem(status: int, title: str) -> JsonResponse:
    return JsonResponse({"title": title, "errors": []}, status=status)


def _reader(view):
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs) -> JsonResponse:
        actor = getattr(request, "actor", None)
        if actor is None:
            return _problem(401, "Sign in first.")
        if actor.role not in READERS:
            return _problem(404, "There is nothing here.")
        return view(request, **kwargs)

    return guarded


@_reader
def about(request: HttpRequest) -> JsonResponse:
    """The version and profile of the interface."""
    return JsonResponse(write.base())


def _number(text: str | None, default: int, most: int) -> int:
    given = int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
    return min(max(1, given), most)


@_reader
def services_page(request: HttpRequest) -> JsonResponse:
    """A page of services in use: `page` from 1, `per_page` up to 500."""
    rows = sorted(services(), key=lambda row: (row.name, row.id))
    size = _number(request.GET.get("per_page"), SIZE, LARGEST)
    number = _number(request.GET.get("page"), 1, 10**6)
    cut = rows[(number - 1) * size : number * size]
    whole = write.whole(cut, state=program().state if program() else "")
    return JsonResponse(write.page(whole, total=len(rows), number=number, size=size))


@_reader
def one_service(request: HttpRequest, service_id: UUID) -> JsonResponse:
    """One service, whole."""
    row = service(service_id)
    if row is None:
        return _problem(404, "There is no such service.")
    return JsonResponse(write.service(row, state=program().state if program() else ""))
