"""The page for a receiving desk without an account: who is coming, what they need, and three answers.

Wrong, expired, stopped and called-off links give one and the same page, that of the referral links. Opening changes
nothing by itself; the desk's browser says that it was opened, as a person would see it.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tandem.disclosure import NotReleased
from tandem.domain.releases.receiving import open_for_desk
from tandem.domain.transfers import actions
from tandem.domain.transfers.links import LinkView, link_actor, open_link
from tandem.domain.transfers.records import for_desk
from tandem.foundation.accounts.actor import Actor, NotAllowed
from tandem.surfaces.partner.views import HEADERS, render_public
from tandem.surfaces.shared.notice import shown
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.transfers import CANT_TAKE_LABELS, TRANSFER_LABELS, TransferState, TransferTime

FORMS = ("cant_take", "took_over")
ANSWERS = (TransferState.READY, TransferState.NO_BED_YET, TransferState.CANT_TAKE)


# The link is the only key and no cookie is read, so that a forged request would need the link itself.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def receiving(request: HttpRequest, token: str) -> HttpResponse:
    """One transfer for whoever holds its link. `?lang=` keeps the language; `?answer=` opens a form."""
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


def _page(
    request: HttpRequest, link: LinkView, actor: Actor, language: str, refused: Refusal | None = None
) -> HttpResponse:
    view = for_desk(link.transfer_id, release=open_for_desk(actor, link.transfer_id))
    tied = {name: _sentence(name) for name, _words in refused.errors} if refused else {}
    wanted = request.POST.get("answer") if refused else request.GET.get("answer", "")
    form = wanted if wanted in FORMS and not view.took_over_at else ""
    return render_public(
        "partner/receiving.html",
        language,
        422 if tied else 200,
        view=view,
        link=link,
        lines=shown(view.body),
        form=form,
        reasons=[(code.value, _(words), "") for code, words in CANT_TAKE_LABELS.items()],
        state=_(TRANSFER_LABELS[TransferState(view.state)]),
        sent=request.POST,
        errors=[(f"id_{name}", words) for name, words in tied.items()],
        error=tied,
        seen={"opened": view.opened},
    )


def _sentence(field: str) -> str:
    """What to do about an answer that was not taken, by the field it is about."""
    return {
        "reason_kind": _("Choose a reason."),
        "reason": _("Say why in at most 300 characters of plain text."),
        "where": _("Say where in at most 120 characters of plain text."),
        "said_by": _("Say who takes over in at most 120 characters of plain text."),
    }.get(field, _("This changed meanwhile. Here is how it stands now."))


def _answer(request: HttpRequest, link: LinkView, actor: Actor, language: str) -> HttpResponse:
    said = request.POST.get("answer", "")
    told = {name: request.POST.get(name, "") for name in ("where", "reason_kind", "reason")}
    try:
        if said == "opened" or request.POST.get("verb") == "acknowledge":
            actions.opened(link.transfer_id, actor=actor)
        elif said == TransferTime.TOOK_OVER:
            by = request.POST.get("said_by", "")
            actions.stamp(link.transfer_id, actor=actor, which=TransferTime.TOOK_OVER, said_by=by)
        else:
            actions.answer(link.transfer_id, actor=actor, said=said, **told)
    except Refusal as refused:
        return _page(request, link, actor, language, refused)
    if request.headers.get("HX-Request") == "true":
        return render_public("partner/opened.html", language, 200, seen={"opened": True})
    return HttpResponseRedirect(f"{request.path}?lang={language}", status=303)
