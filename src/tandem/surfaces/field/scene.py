"""The optional pages of a contact: what happened on scene, one screen of taps each. The commonest call needs none.

An officer has one page of taps on the call itself, for their own agency; it opens no clinical page, and a clinician's
pages show nothing of it but what are call facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from tandem.domain.encounters import actions
from tandem.domain.encounters.forms import CLINICAL, ENDING, FORCE_REPORT, Answers, Form, Kind, form_named
from tandem.domain.encounters.scene_records import police_endings, police_reports, told
from tandem.domain.encounters.state_law import edition, in_force
from tandem.domain.people.records import summary
from tandem.foundation.strict_json import loads
from tandem.surfaces.field.door import WRITERS, Contact, OnCall, contact, door, on_call, page, person_of_call
from tandem.vocabulary.circumstances import LANGUAGE_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import UNANSWERED_LABELS, Disposition, Role

WITH = gettext_noop(", with an interpreter")


@dataclass(frozen=True)
class Shown:
    """One field as the page draws it: `value` is what stands there now, a list for several answers."""

    name: str
    label: str
    kind: Kind
    options: tuple
    unknowns: tuple
    value: object
    hint: str
    error: str
    limit: int
    fold: str


def drawn(form: Form, answers: Answers, sent: Mapping[str, Sequence[str]] | None, error: Mapping) -> list[Shown]:
    found = []
    for one in form.fields:
        unknowns = tuple((code.value, UNANSWERED_LABELS[code]) for code in one.unknowns)
        options, value, wrong = one.options, answers.get(one.name, ""), error.get(one.name, "")
        if one.kind == Kind.COUNTS:
            # Each thing is a field of its own on the page.
            options = tuple(
                (
                    f"{one.name}.{code}",
                    words,
                    sent.get(f"{one.name}.{code}", [""])[0] if sent is not None else (value or {}).get(code, ""),
                    error.get(f"{one.name}.{code}", ""),
                )
                for code, words in one.options
            )
        elif sent is not None:
            value = sent.get(one.name, []) if one.kind == Kind.SEVERAL else next(iter(sent.get(one.name, [])), "")
        elif one.kind == Kind.CLOCK and value:
            value = timezone.localtime(datetime.fromisoformat(value)).strftime("%H:%M")
        found.append(
            Shown(one.name, one.label, one.kind, options, unknowns, value, one.hint, wrong, one.limit, one.fold)
        )
    return found


def folded(shown: list[Shown]) -> list[tuple[str, list[Shown], bool]]:
    """(words to fold under or "", fields, whether it stands open): open where something was said or is wrong."""
    return [
        (words, fields, any(one.value or one.error for one in fields))
        for words, each in groupby(shown, key=lambda one: one.fold)
        for fields in [list(each)]
    ]


def _sent(request: HttpRequest, form: Form) -> dict[str, list[str]]:
    """What the page sent; the one quick tap stands for the answers its words say, beside whatever was typed."""
    sent = dict(request.POST.lists())
    if request.POST.get("quick") == form.code:
        sent |= {name: value if isinstance(value, list) else [value] for name, value in form.quick_answers}
    return sent


def _forms(one: Contact) -> list[Form]:
    """The menu: the hold first where the contact ended in one."""
    law = in_force(timezone.localtime(one.encounter.started_at).date())
    held = one.encounter.disposition == Disposition.INVOLUNTARY_HOLD
    return [form for form in (form_named("hold", law) if held else None, *CLINICAL) if form]


@require_GET
@door(*WRITERS)
def menu(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The pages that may be filled in, and what each says so far."""
    one = contact(request.actor, person_id, encounter_id)
    so_far = told(encounter_id, release=one.release)
    rows = [(form, so_far.get(form.code)) for form in _forms(one)]
    return page(
        request,
        "scene_menu",
        one=one,
        rows=rows,
        held=rows[0][0].code == "hold",
        back_url=reverse("field_review", args=one.key),
    )


def spoken(one: Contact) -> dict[str, str]:
    """The language known of the person, as the page's own choices; it is no part of the clinical form."""
    language = one.person.language
    words = language.removesuffix(WITH)
    code = next((code.value for code, label in LANGUAGE_LABELS.items() if label == words), "other" if words else "")
    found = {"language": code, "language_other": words if code == "other" else ""}
    return found | ({"interpreter_needed": "yes"} if language.endswith(WITH) else {})


@require_http_methods(["GET", "POST"])
@door(*WRITERS)
def form(request: HttpRequest, person_id: UUID, encounter_id: UUID, code: str) -> HttpResponse:
    """One form. Nothing on it is needed; what was said before stands there, and a change keeps the earlier version."""
    one = contact(request.actor, person_id, encounter_id)
    law = in_force(timezone.localtime(one.encounter.started_at).date())
    shown = form_named(code, law)
    before = told(encounter_id, release=one.release).get(code)
    if shown is None or (code == "hold" and shown.code not in {each.code for each in _forms(one)} and not before):
        raise Absent
    refused = sent = None
    if request.method == "POST":
        sent = _sent(request, shown)
        try:
            actions.tell(encounter_id, actor=request.actor, form=code, told=sent)
            return redirect("field_scene_menu", *one.key)
        except Refusal as error:
            refused = error
    answers = (before.answers if before else {}) | (spoken(one) if code == "access" else {})
    wrong = dict(reversed(refused.errors)) if refused else {}
    return page(
        request,
        "scene_form",
        refused,
        one=one,
        form=shown,
        parts=[(shown, folded(drawn(shown, answers, sent, wrong)))],
        before=before,
        reports=law.reports if law and code == "family" else (),
        no_reports=code == "family" and not law,
        unknown_law=code == "hold" and law is None,
        printable=code == "hold" and before,
        back_url=reverse("field_scene_menu", args=one.key),
    )


def _notice() -> list[tuple[str, dict]]:
    """The rights in plain words, (language, words), English and Spanish: content, so that a program can put its own."""
    found = loads((settings.CONTENT_DIR / "rights-notice" / "edition-1.json").read_bytes())
    return [(language, found[language]) for language in ("en", "es")]


@require_GET
@door(*WRITERS)
def hold_print(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """The hold on paper, with the rights in two languages. Not the state's form, and it says so."""
    one = contact(request.actor, person_id, encounter_id)
    hold = told(encounter_id, release=one.release).get("hold")
    if hold is None:
        raise Absent
    law = edition(hold.edition)
    back = reverse("field_scene_form", args=[*one.key, "hold"])
    return page(request, "hold_print", one=one, hold=hold, law=law, languages=_notice(), back_url=back)


def _about(request: HttpRequest, one: OnCall) -> tuple[list[tuple], UUID | None]:
    """(people on the call as the officer may know them, whom this page is about)."""
    people = []
    for person_id in one.call.person_ids:
        release = person_of_call(request.actor, person_id)
        title = summary(release=release).title if release else _("Person on the call")
        people.append((str(person_id), title, ""))
    known = {code for code, _title, _small in people}
    wanted = request.POST.get("person") or request.GET.get("person", "")
    chosen = wanted if wanted in known else next(iter(known)) if len(known) == 1 else None
    return people, UUID(chosen) if chosen else None


@require_http_methods(["GET", "POST"])
@door(Role.OFFICER)
def report(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """The officer's taps: arrest, citation, transport; force, injuries, charges. For the officer's own agency."""
    one = on_call(request.actor, assignment_id)
    people, person_id = _about(request, one)
    refused = sent = None
    if request.method == "POST":
        # A quick tap answers one half of the page; the other half is sent as it stands.
        sent = _sent(request, ENDING if request.POST.get("quick") == ENDING.code else FORCE_REPORT)
        try:
            actions.report(assignment_id, actor=request.actor, person_id=person_id, told=sent)
            return redirect("field_scene", assignment_id)
        except Refusal as error:
            refused = error
    ended = next(
        (each for each in police_endings(assignment_id, release=one.release) if each.person_id == person_id), None
    )
    wrote = next(
        (each for each in police_reports(assignment_id, release=one.release) if each.person_id == person_id), None
    )
    wrong = dict(reversed(refused.errors)) if refused else {}
    parts = [
        (ENDING, folded(drawn(ENDING, ended.answers if ended else {}, sent, wrong))),
        (FORCE_REPORT, folded(drawn(FORCE_REPORT, wrote.answers if wrote else {}, sent, wrong))),
    ]
    return page(
        request,
        "police_report",
        refused,
        one=one,
        parts=parts,
        people=people if len(people) > 1 else [],
        person=person_id,
        before=wrote or ended,
        back_url=reverse("field_scene", args=[assignment_id]),
    )
