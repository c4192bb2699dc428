"""Release cases: who asks, with which papers, what those open, and what leaves. The privacy officer's pages."""

import uuid
from datetime import timedelta
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import NotReleased
from tandem.domain.people.records import find, summary
from tandem.domain.releases import letters, lists
from tandem.domain.releases.accounting import of_part2, of_person, of_program, opened_in_need
from tandem.domain.releases.cases import actions, data_set, desk
from tandem.domain.releases.cases.deciding import case_of, open_case, open_search, recipient_of
from tandem.domain.releases.cases.leaving import leave, letter_of, pieces
from tandem.domain.releases.forms.sending import open_to, sheet_of
from tandem.domain.releases.opening import shown
from tandem.domain.releases.recipients import choices
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.surfaces.program.views.forms import chosen, day, tied
from tandem.surfaces.shared.form_out import digest, form_out, key_of
from tandem.surfaces.shared.session import sign_in_required
from tandem.surfaces.shared.step_up import step_up_required
from tandem.vocabulary.cases import CASE_LABELS, FINDINGS_LABELS, OUTCOME_LABELS, CaseKind
from tandem.vocabulary.disclosing import MEDIUM_LABELS, PAPER_LABELS, Medium
from tandem.vocabulary.law import CATEGORY_LABELS, Category
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role

YES_NO = (("yes", gettext_noop("Yes")), ("no", gettext_noop("No")))
YEAR = timedelta(days=365)
WAYS = (Medium.PAPER, Medium.FILE)


def case_page(view):
    """A page of the privacy officer; what a room below calls absent or not allowed is the same 404 here."""

    @sign_in_required(Role.PRIVACY_OFFICER)
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed, NotReleased) as no:
            raise Http404 from no

    return guarded


def _page(request: HttpRequest, template: str, refused: Refusal | None = None, **context) -> HttpResponse:
    errors = refused.errors if refused else []
    context |= {"summary": tied(errors), "error": dict(reversed(errors)), "sent": request.POST}
    status = 409 if isinstance(refused, Conflict) else 422 if errors else 200
    return render(request, f"program/{template}.html", context, status=status)


@case_page
@require_safe
def cases_page(request: HttpRequest) -> HttpResponse:
    """Every case: open ones by the day they are due, then the closed. Below, how much left in the last year."""
    found = desk.cases(request.actor)
    return _page(
        request,
        "cases",
        waiting=[one for one in found if one.closed_at is None],
        closed=[one for one in found if one.closed_at],
        totals=of_program(request.actor, clock.now() - YEAR),
    )


@case_page
@require_http_methods(["GET", "POST"])
def new_case_page(request: HttpRequest) -> HttpResponse:
    """Open a case for what somebody asks."""
    refused = None
    if request.method == "POST":
        posted = request.POST
        try:
            made = actions.open_new(
                actor=request.actor,
                kind=posted.get("kind", ""),
                requester_name=posted.get("requester_name", ""),
                requester_tie=posted.get("requester_tie", ""),
                requester_address=posted.get("requester_address", ""),
                recipient_id=chosen("recipient", posted["recipient"]) if posted.get("recipient") else None,
                matter=posted.get("matter", ""),
                received_on=day("received_on", posted.get("received_on", "")),
                due=day("due", posted.get("due", "")),
            )
        except Refusal as no:
            refused = no
        else:
            return redirect("case", made)
    return _page(
        request,
        "case_new",
        refused,
        kinds=[(str(kind), words, "") for kind, words in CASE_LABELS.items()],
        places=[("", _("The one who asks gets it")), *((str(key), name) for key, name in choices())],
    )


PAPER_FIELDS = {
    CaseKind.ACCESS: ("identity", "representative", "papers", "harm_feared"),
    CaseKind.ACCOUNTING: ("identity", "representative", "papers", "harm_feared"),
    CaseKind.AMENDMENT: ("identity",),
    CaseKind.AUTHORIZATION: (
        "identity",
        "proceeding",
        "paper_kept",
        "authorized_on",
        "authorized_until",
        "names_proceeding",
    ),
    CaseKind.SUBPOENA: ("identity", "proceeding", "paper_kept", "counsel", "subpoena", "assurance"),
    CaseKind.COURT_ORDER: (
        "identity",
        "proceeding",
        "paper_kept",
        "counsel",
        "court",
        "order_number",
        "order_on",
        "findings",
        "findings_words",
        "notice_words",
        "subpoena",
        "order_names_notes",
        "opens_sealed",
    ),
    CaseKind.OFFICIAL: ("identity", "proceeding", "paper_kept", "counsel"),
}
# Field → (label, kind, longest, hint). "tick" is a checkbox, "yes_no" has a third answer: not said yet.
PAPER_WORDS = {
    "identity": (
        gettext_noop("How you checked who asks"),
        "text",
        200,
        gettext_noop("Like: called back on the number of the court."),
    ),
    "representative": (gettext_noop("They stand for the person (parent, guardian, power of attorney)"), "tick", 0, ""),
    "papers": (gettext_noop("The papers that let them, and how far those reach"), "text", 200, ""),
    "harm_feared": (gettext_noop("Harm to the person is feared if they get it"), "tick", 0, ""),
    "proceeding": (
        gettext_noop("Is it for a proceeding against the person?"),
        "yes_no",
        0,
        gettext_noop("Not said counts as yes."),
    ),
    "paper_kept": (gettext_noop("Where the paper is kept"), "text", 200, gettext_noop("Your file number.")),
    "counsel": (gettext_noop("Who looked at the paper: counsel, or you"), "text", 120, ""),
    "subpoena": (gettext_noop("The subpoena beside it: number and day"), "text", 120, ""),
    "assurance": (
        gettext_noop("The person was told, or a protective order covers it"),
        "text",
        200,
        gettext_noop("45 CFR 164.512(e)(1)(ii): without it a subpoena opens nothing."),
    ),
    "court": (gettext_noop("Which court"), "text", 120, ""),
    "order_number": (gettext_noop("Number of the order"), "text", 80, ""),
    "order_on": (gettext_noop("Day of the order"), "date", 0, ""),
    "findings": (gettext_noop("Findings for substance use records, under"), "select", 0, ""),
    "findings_words": (gettext_noop("What the court found"), "textarea", 400, ""),
    "notice_words": (gettext_noop("Who was given notice of the application, and when"), "text", 200, ""),
    "order_names_notes": (gettext_noop("The order names counseling or psychotherapy notes"), "tick", 0, ""),
    "opens_sealed": (gettext_noop("The order opens a sealed record"), "tick", 0, ""),
    "authorized_on": (gettext_noop("Day the person signed"), "date", 0, ""),
    "authorized_until": (gettext_noop("Day it ends"), "date", 0, ""),
    "names_proceeding": (gettext_noop("It names that proceeding"), "tick", 0, ""),
}


@case_page
@require_http_methods(["GET", "POST"])
def one_case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case, step by step. A post does the step it names."""
    refused = None
    if request.method == "POST":
        try:
            said = _step(request, case_id)
        except Refusal as no:
            refused = no
        else:
            messages.success(request, said)
            return redirect("case", case_id)
    one = desk.case(case_id, actor=request.actor)
    found = _search(request, one) if one.person_id is None else None
    opened = desk.opened(case_id, actor=request.actor)
    return _page(
        request,
        "case",
        refused,
        one=one,
        rows=_rows(request, one, refused),
        needed=desk.still_needed(one.papers),
        found=found,
        opened=[(CATEGORY_LABELS[each.category], each) for each in opened],
        anything=any(each.allowed for each in opened),
        accounts=any(each.allowed and each.category == Category.ACCESS_LOG for each in opened),
        sheets=[] if one.own else open_to(request.actor.role),
        left=desk.left_in(case_id, actor=request.actor),
        outcomes=[("", _("Choose")), *((str(word), words) for word, words in OUTCOME_LABELS.items())],
    )


def _step(request: HttpRequest, case_id: UUID) -> str:
    """Do the step a post names; the sentence to say afterwards. Raises Refusal, Absent."""
    step, posted = request.POST.get("step", ""), request.POST
    if step == "papers":
        actions.record_papers(case_id, actor=request.actor, told=_told(request, case_id))
        return _("Recorded. Below stands what it opens now.")
    if step == "record":
        actions.name_record(case_id, actor=request.actor, person_id=chosen("q", posted.get("person", "")))
        return _("The record is named.")
    if step == "close":
        outcome, reason = posted.get("outcome", ""), posted.get("reason", "")
        actions.close(case_id, actor=request.actor, outcome=outcome, reason=reason)
        return _("Closed. It opens nothing from now on.")
    raise Absent


def _told(request: HttpRequest, case_id: UUID) -> dict[str, object]:
    one = desk.case(case_id, actor=request.actor)
    told: dict[str, object] = {}
    for name in PAPER_FIELDS[one.kind]:
        kind, said = PAPER_WORDS[name][1], request.POST.get(name, "")
        if kind == "tick":
            told[name] = bool(said)
        elif kind == "date":
            told[name] = day(name, said)
        elif kind == "yes_no":
            told[name] = {"yes": True, "no": False}.get(said)
        else:
            told[name] = said
    return told


def _rows(request: HttpRequest, one: desk.CaseSummary, refused: Refusal | None) -> list[dict]:
    """The fields of the papers, with what was typed where it was refused."""
    typed = refused is not None and request.POST.get("step") == "papers"
    rows = []
    for name in PAPER_FIELDS[one.kind]:
        label, kind, longest, hint = PAPER_WORDS[name]
        value = request.POST.get(name, "") if typed else getattr(one.papers, name)
        if kind == "date" and value and not typed:
            value = value.isoformat()
        if kind == "yes_no" and not typed:
            value = {True: "yes", False: "no"}.get(value, "")
        options = [(str(word), _(words)) for word, words in FINDINGS_LABELS.items()] if kind == "select" else YES_NO
        rows.append(
            {
                "name": name,
                "label": label,
                "kind": {"tick": "checkbox"}.get(kind, kind),
                "longest": longest or None,
                "hint": hint,
                "value": value,
                "options": options,
                "error": dict(refused.errors).get(name) if typed else None,
            }
        )
    return rows


def _search(request: HttpRequest, one: desk.CaseSummary) -> dict | None:
    """Records of the own organization by name, where the papers open names; None where they open none yet."""
    release = open_search(one.id, request.actor)
    if release is None:
        return None
    words = request.GET.get("q", "")
    people = find(words, release=release, limit=20) if words.strip() else []
    shown(request.actor, release, [each.id for each in people])
    return {"q": words, "people": people}


@case_page
@require_http_methods(["GET", "POST"])
@step_up_required
def leave_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose what leaves, read it word for word, send it."""
    one = desk.case(case_id, actor=request.actor)
    release = open_case(case_id, request.actor)
    found = pieces(release)
    keys = request.POST.getlist("piece")
    picked = [each for each in found if each.key in keys]
    context = {
        "one": one,
        "to": recipient_of(case_of(case_id, request.actor)),
        "about": summary(release=release) if release.allows(Category.DEMOGRAPHICS) else None,
        "pieces": [(each, CATEGORY_LABELS[each.section.category], each in picked) for each in found],
        "ways": [(str(way), MEDIUM_LABELS[way].capitalize()) for way in WAYS],
        "way": request.POST.get("way", ""),
    }
    step = request.POST.get("step", "")
    try:
        if step in ("read", "send"):
            if context["way"] not in WAYS:
                raise Refusal(("way", _("Choose how it goes.")))
            if not picked:
                raise Refusal(("piece", _("Choose what leaves.")))
            words = letter_of(picked)
            if step == "send":
                if request.POST.get("seen") != digest(words):
                    raise Refusal(("piece", _("The record changed while you read it. Read it again, then send it.")))
                key = key_of(request.POST.get("key", ""))
                package = leave(case_id, actor=request.actor, keys=keys, medium=context["way"], seen=words, key=key)
                return _letter(request, letters.fresh(package, words, actor=request.actor), case_id)
            context |= {"read": words, "seen": digest(words), "key": str(uuid.uuid4()), "picked": picked}
    except Refusal as refused:
        return _page(request, "case_leave", refused, **context)
    return _page(request, "case_leave", **context)


def _letter(request: HttpRequest, letter: letters.Printed, case_id: UUID) -> HttpResponse:
    return render(request, "shared/letter.html", {"letter": letter, "back": reverse("case", args=[case_id])})


@case_page
@require_safe
def letter_page(request: HttpRequest, case_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """The words that left, once more. Those of a Part 2 record were not kept."""
    release = open_case(case_id, request.actor)
    return _letter(request, letters.kept(disclosure_id, release=release), case_id)


@case_page
@require_http_methods(["GET", "POST"])
@step_up_required
def form_page(request: HttpRequest, case_id: UUID, form: str) -> HttpResponse:
    """One form that the law permits without consent, for the record and the recipient of this case."""
    sheet = sheet_of(form, actor=request.actor)
    one = desk.case(case_id, actor=request.actor)
    if one.own:
        raise Absent
    release = open_case(case_id, request.actor)
    step = form_out(request, sheet, release=release, to=recipient_of(case_of(case_id, request.actor)), case_id=case_id)
    if step.sent:
        return redirect("case_letter", case_id, step.sent)
    return _page(request, "case_form", step.refused, one=one, **step.context)


@case_page
@require_safe
def accounting_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The accounting of this person, to print: six years, and the three of Part 2."""
    one = desk.case(case_id, actor=request.actor)
    release = open_case(case_id, request.actor)
    return _page(
        request,
        "accounting",
        one=one,
        lines=of_person(release=release),
        part2=of_part2(release=release),
        in_need=opened_in_need(release=release),
        at=clock.now(),
    )


@case_page
@require_http_methods(["GET", "POST"])
@step_up_required
def lists_page(request: HttpRequest) -> HttpResponse:
    """Lists of people that somebody wants as a file: yes, or no with a reason."""
    refused, about = None, request.POST.get("export", "")
    if request.method == "POST":
        try:
            yes = request.POST.get("verb") == "yes"
            asked = chosen("export", about)
            lists.answer(asked, actor=request.actor, yes=yes, words=request.POST.get("answer", ""))
        except Refusal as no:
            refused = no
        else:
            messages.success(request, _("Approved for a day.") if yes else _("Not approved."))
            return redirect("case_lists")
    return _page(request, "case_lists", refused, files=lists.asked(request.actor), about=about)


@case_page
@require_http_methods(["GET", "POST"])
@step_up_required
def data_set_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A data set about many people (D7): fixed fields, counted and sampled before it leaves."""
    one = desk.case(case_id, actor=request.actor)
    if one.own or one.person_id:
        raise Absent
    refused, found, posted = None, None, request.POST
    if request.method == "POST":
        try:
            days = {"since": day("since", posted.get("since", "")), "until": day("until", posted.get("until", ""))}
            if posted.get("step") == "send":
                seen = posted.get("seen", "")
                body = data_set.send(
                    case_id,
                    actor=request.actor,
                    paper=posted.get("paper", ""),
                    reference=posted.get("reference", ""),
                    seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else -1,
                    **days,
                )
                answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
                answer["Content-Disposition"] = content_disposition_header(True, "data-set.csv")
                answer["X-Content-Type-Options"] = "nosniff"
                answer["Cache-Control"] = "no-store"
                return answer
            found = data_set.read(case_id, actor=request.actor, **days)
        except Refusal as no:
            refused = no
    return _page(
        request,
        "case_data_set",
        refused,
        one=one,
        found=found,
        sample=found.lines[:5] if found else (),
        fields=data_set.FIELDS,
        papers=[(str(paper), words) for paper, words in PAPER_LABELS.items()],
    )
