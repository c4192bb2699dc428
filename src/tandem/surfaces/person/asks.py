"""What the person tells and asks on their own page: who should come next time, a correction, everything on paper, and two
questions that nobody can be known by. Each form keeps what was typed when something is missing."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tandem.domain.people.actions import opinion as keep_opinion
from tandem.domain.people.actions import wish as keep_wish
from tandem.domain.people.records import wish_of
from tandem.domain.releases import asking
from tandem.surfaces.person.visit import Visit, after_code, render
from tandem.vocabulary.cases import FROM_OWN_PAGE
from tandem.vocabulary.own_page import COMES_LABELS, HELPED_LABELS, TREATED_LABELS
from tandem.vocabulary.refusal import Absent, Conflict, Refusal

COMES = tuple((str(code), words) for code, words in COMES_LABELS.items())
TEXTS = ("comes_words", "language", "helps", "avoid", "words")
TREATED = tuple((str(code), words) for code, words in TREATED_LABELS.items())
HELPED = tuple((str(code), words) for code, words in HELPED_LABELS.items())


def _form(visit: Visit, template: str, refused: Refusal | None, **context) -> HttpResponse:
    errors = refused.errors if refused else []
    context["errors"] = [(f"id_{field}", sentence) for field, sentence in errors]
    context["error"] = dict(reversed(errors))
    status = 409 if isinstance(refused, Conflict) else 422 if errors else 200
    return render(f"person/{template}.html", visit.language, status, back=visit.home, **context)


def _home(visit: Visit, part: str) -> HttpResponse:
    return HttpResponseRedirect(f"{visit.home}#{part}", status=303)


@after_code
def wish(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say or change who should come next time."""
    refused = None
    now = wish_of(visit.release())
    told = {name: getattr(now, name) if now else "" for name in ("comes", *TEXTS)}
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name in TEXTS}
        told["comes"] = request.POST.getlist("comes")
        try:
            keep_wish(actor=visit.actor, **told)
            return _home(visit, "wish")
        except Refusal as no:
            refused = no
    return _form(visit, "wish", refused, told=told, options=COMES)


@after_code
def ask(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Ask for a correction ("amendment") or for everything on paper ("access")."""
    if kind not in FROM_OWN_PAGE:
        raise Absent
    refused = None
    visit.release()
    sent = {name: request.POST.get(name, "") for name in ("words", "way")}
    if request.method == "POST":
        try:
            asking.ask(actor=visit.actor, kind=kind, **sent)
            return _home(visit, "ask")
        except Refusal as no:
            refused = no
    elif kind == "access":
        sent["words"] = _("Everything you have about me.")
    return _form(visit, "ask", refused, sent=sent, fixing=kind == "amendment")


@after_code
def opinion(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Two questions, once for each link. Afterwards nothing here leads from the link to the answer."""
    if visit.page.answered:
        return _form(visit, "thanks", None)
    refused = None
    visit.release()
    if request.method == "POST":
        sent = request.POST
        try:
            keep_opinion(
                key_id=visit.page.key_id,
                treated=sent.get("treated", ""),
                helped=sent.getlist("helped"),
                words=sent.get("words", ""),
            )
            return _form(visit, "thanks", None)
        except Refusal as no:
            refused = no
    told = {"treated": request.POST.get("treated", ""), "words": request.POST.get("words", "")}
    told["helped"] = request.POST.getlist("helped")
    return _form(visit, "opinion", refused, told=told, treated=TREATED, helped=HELPED)
