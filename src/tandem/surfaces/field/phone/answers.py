"""What the phone's addresses answer alike: JSON, never stored, and no page to sign in at."""

from functools import wraps

from django.http import HttpRequest, JsonResponse

from tandem.foundation.audit.record import refuse
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import Role


def told(status: int, **parts) -> JsonResponse:
    """An answer in JSON that nothing on the way keeps."""
    answer = JsonResponse(parts, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def problems(status: int, *found: tuple[str, str]) -> JsonResponse:
    """An error naming fields, and what to do."""
    return told(status, problems=[{"field": field, "sentence": sentence} for field, sentence in found])


def signed_in(*roles: Role):
    """Only for a session, 401 without; for another role there is nothing here. An address of the phone shows no page."""

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs):
            if request.actor is None:
                return told(401, signed_in=False)
            if roles and request.actor.role not in roles:
                try:
                    refuse(Absent(), request.actor, "door", detail={"door": request.resolver_match.view_name or ""})
                except Absent:
                    return told(404)
            answer = view(request, *args, **kwargs)
            answer["Cache-Control"] = "no-store"
            return answer

        return guarded

    return decorate
