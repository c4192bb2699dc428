"""The person's own page behind its link: the code first, then what is theirs, and a stop that works at once.

Reading needs the link and the code; the code is remembered for half an hour by a cookie of this page alone, which no
other site's form can send. A link that is wrong, over or stopped has one answer, with help now on it like every page.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.disclosure import Release
from tandem.domain.consents.actions import take_back
from tandem.domain.people import own_page as keys
from tandem.domain.people import records as people
from tandem.surfaces.person import shown
from tandem.surfaces.person.visit import COOKIE, COOKIE_LASTS, HEADERS, Visit, known, render, visited
from tandem.vocabulary.refusal import Absent

# What anybody may have on their screen: where a page closed in a hurry goes.
ELSEWHERE = "https://www.weather.gov/"


@visited
def own_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One person's own page. `?lang=` keeps the language, `?all=1` shows every look, `?stop=ID` asks before stopping,
    `?apart=1` shows what is written about alcohol or drugs too."""
    if not known(request, visit.page):
        return _ask_code(request, visit)
    release = visit.release()
    if request.method == "POST" and "code" not in request.POST:
        return _stop(request, visit)
    if request.method == "POST":
        # A second tap on "Open my page".
        return HttpResponseRedirect(f"{request.path}?lang={visit.language}", status=303)
    return _page(request, visit, release)


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest) -> HttpResponse:
    """Close and hide: forget the code, show the weather. The way back asks for the code again."""
    response = HttpResponseRedirect(ELSEWHERE)
    response.delete_cookie(COOKIE, path="/me/", samesite="Strict")
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _ask_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    wrong = False
    if request.method == "POST" and "code" in request.POST:
        if keys.say_code(visit.token, request.POST["code"][:20]):
            response = HttpResponseRedirect(f"{request.path}?lang={visit.language}", status=303)
            value = signing.TimestampSigner(salt=keys.SALT).sign(visit.page.key_id.hex)
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(
                COOKIE, value, max_age=COOKIE_LASTS, path="/me/", httponly=True, samesite="Strict", secure=secure
            )
            return response
        wrong = True
        if keys.find(visit.token) is None:
            raise Absent
    return render("person/code.html", visit.language, 422 if wrong else 200, wrong=wrong, phone=visit.page.phone)


def _stop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take back a spoken agreement or a written consent: one action for every kind. Raises Absent."""
    try:
        wanted = UUID(request.POST.get("agreement", ""))
    except ValueError:
        raise Absent from None
    take_back(wanted, actor=visit.actor, how=_("on their own page"))
    return HttpResponseRedirect(f"{visit.home}#share", status=303)


def _page(request: HttpRequest, visit: Visit, release: Release) -> HttpResponse:
    about = people.summary(release=release)
    return render(
        "person/page.html",
        visit.language,
        200,
        visit.apart,
        token=visit.token,
        name=about.says_name or about.given_name,
        team=visit.page.organization,
        phone=visit.page.phone,
        asking=request.GET.get("stop", ""),
        answered=visit.page.answered,
        wish=people.wish_of(release),
        **shown.plan(release, visit.language),
        **shown.next_steps(release),
        **shown.asked(release),
        **shown.sharing(release, apart=visit.apart),
        **shown.looked(release, apart=visit.apart, everything=bool(request.GET.get("all"))),
        **shown.apart(release, wanted=visit.apart),
    )
