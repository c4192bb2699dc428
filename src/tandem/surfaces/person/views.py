"""The person's own page behind its link: the code first, then what is theirs, and a stop that works at once.

Reading needs the link and the code; the code is remembered for half an hour by a cookie of this page alone, which no
other site's form can send. A link that is wrong, over or stopped has one answer, with help now on it like every page.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tandem.disclosure import NotReleased, Release
from tandem.domain.consents.actions import revoke
from tandem.domain.consents.records import agreements_of
from tandem.domain.consents.rules import State
from tandem.domain.followups import records as followups
from tandem.domain.people import own_page as keys
from tandem.domain.people import records as people
from tandem.domain.referrals import records as referrals
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.own import looks
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.person import words
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Absent
from tandem.vocabulary.terms import NEED_LABELS, Need, ReferralState

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
COOKIE, COOKIE_LASTS = "own_page", 30 * 60
# What anybody may have on their screen: where a page closed in a hurry goes.
ELSEWHERE = "https://www.weather.gov/"
FIRST_LOOKS = 5
ENDED = (ReferralState.COMPLETED, ReferralState.CANCELLED)


@dataclass(frozen=True)
class Visit:
    """One request to a page whose link works."""

    token: str
    page: keys.OwnPage
    actor: Actor
    language: str


# The link is a key of its own and the cookie is SameSite=Strict, so that a forged request has neither.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """One person's own page. `?lang=` keeps the language, `?all=1` shows every look, `?stop=ID` asks before stopping."""
    page = keys.find(token)
    language = _language(request, page)
    with translation.override(language):
        try:
            if page is None:
                raise Absent
            actor = keys.actor_of(page, address=request.META.get("REMOTE_ADDR", ""))
            response = _answer(request, Visit(token, page, actor, language))
        except (Absent, NotAllowed, NotReleased):
            response = _render("person/gone.html", language, 404)
    for name, value in HEADERS.items():
        response[name] = value
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest) -> HttpResponse:
    """Close and hide: forget the code, show the weather. The way back asks for the code again."""
    response = HttpResponseRedirect(ELSEWHERE)
    response.delete_cookie(COOKIE, path="/me/", samesite="Strict")
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _language(request: HttpRequest, page: keys.OwnPage | None) -> str:
    asked = request.GET.get("lang", "")
    if asked in keys.LANGUAGES:
        return asked
    if page:
        return page.language
    return "es" if translation.get_language() == "es" else "en"


def _answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    if not _known(request, visit.page):
        return _ask_code(request, visit)
    release = open_release(visit.actor, visit.page.person_id, Purpose.OWN_ACCESS)
    if request.method == "POST" and "code" not in request.POST:
        return _stop(request, visit)
    if request.method == "POST":
        # A second tap on "Open my page".
        return HttpResponseRedirect(f"{request.path}?lang={visit.language}", status=303)
    return _page(request, visit, release)


def _known(request: HttpRequest, page: keys.OwnPage) -> bool:
    try:
        said = signing.TimestampSigner(salt=keys.SALT).unsign(request.COOKIES.get(COOKIE, ""), max_age=COOKIE_LASTS)
    except signing.BadSignature:
        return False
    return said == page.key_id.hex


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
    return _render("person/code.html", visit.language, 422 if wrong else 200, wrong=wrong, phone=visit.page.phone)


def _stop(request: HttpRequest, visit: Visit) -> HttpResponse:
    try:
        wanted = UUID(request.POST.get("agreement", ""))
    except ValueError:
        raise Absent from None
    revoke(wanted, actor=visit.actor, how=_("on their own page"))
    return HttpResponseRedirect(f"{request.path}?lang={visit.language}#share", status=303)


def _page(request: HttpRequest, visit: Visit, release: Release) -> HttpResponse:
    about = people.summary(release=release)
    seen = looks(release=release)
    shown = seen if request.GET.get("all") else seen[:FIRST_LOOKS]
    agreements = agreements_of(release)
    return _render(
        "person/page.html",
        visit.language,
        200,
        name=about.says_name or about.given_name,
        team=visit.page.organization,
        phone=visit.page.phone,
        next_steps=[_step(one) for one in referrals.of_person(release) if one.state not in ENDED],
        calls=[words.between(one.due_from, one.due_by) for one in followups.of_person(release) if not one.closed_at],
        shares=[one for one in agreements if one.state == State.IN_FORCE],
        stopped=[one for one in agreements if one.taken_back_at],
        asking=request.GET.get("stop", ""),
        looks=[(one, words.role(one.role), words.purpose(one.purpose), words.categories(one.what)) for one in shown],
        more=len(seen) if len(seen) > len(shown) else 0,
    )


def _step(one: referrals.ReferralSummary) -> dict:
    coming = one.state in (ReferralState.ACCEPTED, ReferralState.SENT, ReferralState.ACKNOWLEDGED)
    ahead = one.expected_at and one.expected_at > timezone.now()
    return {
        "place": one.service,
        "need": _(NEED_LABELS[Need(one.need)]),
        "when": words.part_of_day(one.expected_at) if coming and ahead else "",
        "words": words.step(one.state),
        "phone": one.phone,
        "warm": one.warm and one.state == ReferralState.ACCEPTED,
    }


def _render(template: str, language: str, status: int, **context) -> HttpResponse:
    # Without the request: no sign-in, no trace of who else uses this browser.
    languages = [
        {"code": code, "label": label, "url": f"?lang={code}", "current": code == language}
        for code, label in (("en", "English"), ("es", "Español"))
    ]
    context |= {"languages": languages, "lang": language}
    return HttpResponse(render_to_string(template, context), status=status)
