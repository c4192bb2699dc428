"""The page behind a referral's link: the question, yes or no, and what came of it.

Reading changes nothing but the access log, so that a mail scanner that follows the link gives no answer. What the page
does on opening is a POST of its own, sent once it is on a screen. The law cares that a link that is wrong, over, taken
back or never sent has one answer.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tandem.disclosure import NotReleased
from tandem.domain.referrals import actions
from tandem.domain.referrals.links import LinkView, link_actor, open_link
from tandem.domain.referrals.records import PartnerView, for_partner
from tandem.domain.referrals.rules import DECLINE_LABELS, FAIL_LABELS, Verb
from tandem.domain.releases.disclose import open_for_link
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.partner.words import options, question, sentence, sentence_start, when
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import ReferralState

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
FORMS = {"decline": Verb.DECLINE, "fail": Verb.FAIL}
ENDED = (ReferralState.DECLINED, ReferralState.COMPLETED, ReferralState.FAILED)


# The link is the only key and no cookie is read, so that a forged request would need the link itself.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, token: str) -> HttpResponse:
    """One referral for whoever holds its link. `?lang=` keeps the language; `?answer=decline|fail` opens that form."""
    asked = request.GET.get("lang", "")
    language = asked if asked in ("en", "es") else "es" if translation.get_language() == "es" else "en"
    with translation.override(language):
        try:
            link = open_link(token)
            if link is None:
                raise Absent
            actor = link_actor(link, address=request.META.get("REMOTE_ADDR", ""))
            answer = _answer if request.method == "POST" else _page
            response = answer(request, link, actor, language)
        except (Absent, NotAllowed, NotReleased):
            response = render_public("partner/gone.html", language, 404)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def render_public(template: str, language: str, status: int, **context) -> HttpResponse:
    # Without the request: no cookie, no sign-in, no trace of who else uses this browser.
    languages = [
        {"code": code, "label": label, "url": f"?lang={code}", "current": code == language}
        for code, label in (("en", "English"), ("es", "Español"))
    ]
    context |= {"languages": languages, "lang": language}
    return HttpResponse(render_to_string(template, context), status=status)


def _page(
    request: HttpRequest, link: LinkView, actor: Actor, language: str, refused: Refusal | None = None
) -> HttpResponse:
    release = open_for_link(actor, link.referral_id)
    view = for_partner(link.referral_id, release=release)
    tied = {name: sentence(name) for name, _words in refused.errors} if refused else {}
    errors = [(f"id_{name}" if name in ("reason", "reason_kind") else "", words) for name, words in tied.items()]
    wanted = request.POST.get("verb") if refused else request.GET.get("answer", "")
    form = wanted if FORMS.get(wanted) in view.can else ""
    return render_public(
        "partner/referral.html",
        language,
        422 if errors else 200,
        view=view,
        link=link,
        question=question(view.name, view.expected_at, clock.now()),
        expected=sentence_start(when(view.expected_at, clock.now())) if view.expected_at else "",
        can={verb.value: True for verb in view.can},
        form=form,
        reasons=options(FAIL_LABELS if form == "fail" else DECLINE_LABELS) if form else [],
        sent=request.POST,
        errors=errors,
        error=tied,
        seen=_steps(view),
        ended=view.state in ENDED,
    )


def _steps(view: PartnerView) -> dict[str, bool]:
    """Which steps after the yes are done."""
    return {
        "came": view.state in (ReferralState.SEEN, ReferralState.COMPLETED),
        "finished": view.state == ReferralState.COMPLETED,
        "opened": view.state != ReferralState.SENT,
    }


def _answer(request: HttpRequest, link: LinkView, actor: Actor, language: str) -> HttpResponse:
    verb = request.POST.get("verb", "")
    try:
        if verb == Verb.ACKNOWLEDGE:
            actions.acknowledge(link.referral_id, actor=actor)
        else:
            with_reason = verb in FORMS
            actions.far_end(
                link.referral_id,
                actor=actor,
                verb=verb,
                reason_kind=request.POST.get("reason_kind", "") if with_reason else "",
                reason=request.POST.get("reason", "") if with_reason else "",
            )
    except Refusal as refused:
        return _page(request, link, actor, language, refused)
    if request.headers.get("HX-Request") == "true":
        return render_public("partner/opened.html", language, 200, seen={"opened": True})
    return HttpResponseRedirect(f"{request.path}?lang={language}", status=303)
