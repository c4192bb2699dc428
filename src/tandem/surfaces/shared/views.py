"""The gallery: every component with invented words, in both themes, in Spanish, with long text.

`?theme=light|dark` fixes the theme, `?lang=es` the language, `?long=1` makes every word long.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from tandem.surfaces.shared.specimens import specimens


def _page(request: HttpRequest, template: str) -> HttpResponse:
    language = "es" if request.GET.get("lang") == "es" else "en"
    theme = request.GET.get("theme", "")
    with translation.override(language):
        context = specimens(timezone.now() - timedelta(minutes=29), long=request.GET.get("long") == "1")
        context["theme"] = theme if theme in ("light", "dark") else ""
        context["doors"] = [
            {"label": "Components", "url": "/gallery/", "current": template.endswith("gallery.html")},
            {"label": "Phone", "url": "/gallery/phone/", "current": False},
            {"label": "Partner", "url": "/gallery/public/", "current": False},
        ]
        context["languages"] = [
            {"code": "en", "label": "English", "url": "?lang=en", "current": language == "en"},
            {"code": "es", "label": "Español", "url": "?lang=es", "current": language == "es"},
        ]
        return render(request, template, context)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on the duty layout."""
    return _page(request, "shared/gallery.html")


def gallery_phone(request: HttpRequest) -> HttpResponse:
    """The phone layout with its components."""
    return _page(request, "shared/gallery_phone.html")


def gallery_public(request: HttpRequest) -> HttpResponse:
    """The layout of partner and person pages."""
    return _page(request, "shared/gallery_public.html")
