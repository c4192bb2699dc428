"""One request is one transaction, and it begins with nothing open behind the wall.

What a release opens in PostgreSQL holds for its transaction only, so a page is read in the one its release was opened
in; acts inside become parts of it. The view is a part of it too (`ATOMIC_REQUESTS`): its error rolls back all it did,
but for the entry of a refused try, which is written again however the error was dressed on its way (45 CFR 164.312(b);
CJIS AU-2). Live streams have transactions of their own, one a drawing (`foundation/live/hub.py`).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from tandem.foundation.audit.record import record
from tandem.foundation.database import reach


def refused_try(error: BaseException | None) -> dict[str, Any] | None:
    """The audit entry that a refusal carries, also where another error was raised from it (`raise Http404 from no`)."""
    while error is not None:
        entry = getattr(error, "refused_try", None)
        if entry:
            return entry
        error = error.__cause__ or error.__context__
    return None


class OneTransactionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reach.fresh():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What the view did is undone by now; its refusal stays on the trail."""
        entry = refused_try(exception)
        if entry:
            record(**entry)
