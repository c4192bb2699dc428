"""Where files come in and go out over the web.

A view that takes a file says so and how large it may be; any other form stays small and is read whole. A file goes out
as an attachment, typed by us and never by its content, with every right to act taken from it (ASVS 5.4.1, 5.4.2).
"""

from collections.abc import Callable

from django.http import FileResponse, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import content_disposition_header

from tandem.foundation.attachments.names import safe_name
from tandem.foundation.attachments.store import opened

# The only types that are ever said: for files that Tandem itself wrote, and for photos, whose ending was given by what
# their first bytes are. A page shows a photo as a picture; followed by itself it is put away as a file like any other.
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".zip": "application/zip",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
ANY = "application/octet-stream"


def takes_files(view: Callable) -> Callable:
    """Mark a view as one that takes a file with its form."""
    view.takes_files = True
    return view


def is_file_door(request: HttpRequest) -> bool:
    """Whether the view at this address takes files."""
    try:
        return getattr(resolve(request.path_info).func, "takes_files", False)
    except Resolver404:
        return False


def as_attachment(file_id, *, name: str = "", ours: bool = False) -> FileResponse:
    """The answer that hands a file out in pieces. `ours` allows the type of its ending. Raises Absent once it is gone."""
    kept, file = opened(file_id)
    called = safe_name(name or kept.name)
    ending = f".{called.rpartition('.')[2]}"
    answer = FileResponse(file, content_type=TYPES.get(ending, ANY) if ours else ANY)
    answer["Content-Length"] = str(kept.size)
    answer["Content-Disposition"] = content_disposition_header(True, called)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer
