"""GET /phone/ and every file of the built app. It needs no session and holds no data of anybody."""

import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

FOLDER = Path(__file__).parent / "built"
# Vite puts a hash of the content into these names: what has such a name never changes.
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.(js|css|woff2|svg|png|webp)$")
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".woff2": "font/woff2"}
# Photos and drawings made on the phone are shown from its own memory.
POLICY = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}


@require_GET
@csp_override(POLICY)
def app(request: HttpRequest) -> HttpResponse:
    """The app's one page; a page that says so where it was not built."""
    found = FOLDER / "index.html"
    if not found.is_file():
        return render(request, "field/phone_not_built.html", status=503)
    return _answer(request, found)


@require_GET
@csp_override(POLICY)
def file(request: HttpRequest, name: str) -> HttpResponse:
    """One file of the app. Nothing outside its folder is reached, whatever the address says."""
    found = FOLDER if "\0" in name else (FOLDER / name).resolve()
    if not found.is_relative_to(FOLDER.resolve()) or not found.is_file():
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, found: Path) -> HttpResponse:
    kind = TYPES.get(found.suffix) or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    text = kind.startswith(("text/", "image/svg")) or kind.endswith(("json", "javascript"))
    # The same bytes for everybody and no secret among them, so that packing them tells nothing (BREACH).
    packs = text and "gzip" in request.headers.get("Accept-Encoding", "")
    body = _packed(found, found.stat().st_mtime_ns) if packs else found.read_bytes()
    answer = HttpResponse(body, content_type=f"{kind}; charset=utf-8" if text else kind)
    if packs:
        answer["Content-Encoding"] = "gzip"
    if text:
        answer["Vary"] = "Accept-Encoding"
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if HASHED.search(found.name) else "no-cache"
    return answer


@lru_cache(maxsize=16)
def _packed(found: Path, changed: int) -> bytes:
    """One file, packed once for as long as it does not change."""
    return gzip.compress(found.read_bytes(), mtime=0)
