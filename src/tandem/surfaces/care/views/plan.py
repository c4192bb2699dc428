"""The safety plan of one person: read it, write it with them, see what changed, settle what clashed, print it.

The person's own words are shown as they said them, in their language; only the words of the form are translated.
"""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.disclosure import Release
from tandem.domain.part2.patterns import tells_of_use
from tandem.domain.part2.program import is_part2
from tandem.domain.people import records as people
from tandem.domain.safety_plans import actions, records
from tandem.domain.safety_plans.form import LANGUAGES, form, words
from tandem.domain.safety_plans.records import PlanSummary
from tandem.domain.safety_plans.rules import differences, lines_of
from tandem.foundation.audit.record import record
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.plans import MADE_LABELS, WRITTEN_LABELS, Made
from tandem.vocabulary.refusal import Absent, Refusal

MADE = tuple((one.value, MADE_LABELS[one]) for one in (Made.TOGETHER, Made.BY_PHONE))
WRITTEN = tuple((one.value, label) for one, label in WRITTEN_LABELS.items())
USE_WORDS = gettext_noop(
    "These words may tell about alcohol or drug treatment, which has a place of its own. Leave it out, or keep it here"
    " if it is the person's own wish: you decide."
)
SETTLE = (
    ("both", gettext_noop("Keep both, one under the other")),
    ("stands", gettext_noop("Keep what stands")),
    ("beside", gettext_noop("Take the other words")),
)


@dataclass(frozen=True)
class Part:
    """One section as a page shows it: the form's label and hint in one language, the person's lines."""

    name: str
    label: str
    hint: str
    lines: tuple[str, ...]
    always: str = ""
    value: str = ""
    error: str = ""
    rows: int = 3


def language_of(request: HttpRequest, plan: PlanSummary | None) -> str:
    """The language of the form's words: asked for, else that of the person's own words, else English."""
    asked = request.GET.get("lang", "")
    spoken = plan.language if plan else "en"
    return next((one for one in (asked, spoken) if one in LANGUAGES), "en")


def parts(plan: PlanSummary | None, language: str, sent=None, error=None) -> list[Part]:
    """The sections of the form with what stands in them, and what was typed where a form comes back."""
    found = []
    for one in form().sections:
        lines = plan.sections.get(one.name, ()) if plan else ()
        value = sent.get(one.name, "") if sent else "\n".join(lines)
        found.append(
            Part(
                name=one.name,
                label=one.label[language],
                hint=one.hint[language],
                lines=lines,
                always=one.always.get(language, ""),
                value=value,
                error=(error or {}).get(one.name, ""),
                rows=max(2, min(one.lines, len(lines) + 1)),
            )
        )
    return found


def _opened(release: Release) -> None:
    """Only for who may read the whole plan: to anybody else it looks as if there were none."""
    if not records.may_read(release):
        raise Absent


def _named(name: str, language: str) -> str:
    return next((one.label[language] for one in form().sections if one.name == name), name)


def _clashes(release: Release, plan: PlanSummary | None, language: str) -> list[dict]:
    return [
        {
            "one": one,
            "parts": [
                (_named(name, language), plan.sections.get(name, ()) if plan else (), lines)
                for name, lines in one.sections.items()
            ],
        }
        for one in records.clashes_of(release)
    ]


@require_safe
@person_page
def plan(request: HttpRequest, release: Release) -> HttpResponse:
    """The plan as it stands, what clashed, and every version."""
    _opened(release)
    found = records.plan_of(release)
    language = language_of(request, found)
    return page(
        request,
        "plan",
        about=people.summary(release=release),
        release=release,
        plan=found,
        language=language,
        parts=parts(found, language),
        clashes=_clashes(release, found, language),
        settle=SETTLE,
        versions=records.versions_of(release),
        may_write=request.actor.may(Permission.PLAN_WRITE),
        may_give=request.actor.may(Permission.OWN_PAGE_GIVE),
    )


def _kept(request: HttpRequest, release: Release) -> actions.Kept:
    sent = request.POST
    sections = {name: lines_of(sent.get(name, "")) for name in form().names}
    if "asked" not in sent and is_part2(request.actor.organization_id):
        told = " ".join(line for lines in sections.values() for line in lines)
        if tells_of_use(told):
            raise Refusal(("asked", _(USE_WORDS)))
    return actions.write_plan(
        actor=request.actor,
        release=release,
        base=int(sent.get("base", "")) if sent.get("base", "").isascii() and sent.get("base", "").isdigit() else 0,
        sections=sections,
        language=sent.get("language", ""),
        made=sent.get("made", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def write(request: HttpRequest, release: Release) -> HttpResponse:
    """Write or change the plan, with the person."""
    must(request.actor, Permission.PLAN_WRITE)
    _opened(release)
    refused, found = None, records.plan_of(release)
    if request.method == "POST":
        try:
            kept = _kept(request, release)
        except Refusal as error:
            refused = error
        else:
            if kept.clashes:
                messages.warning(
                    request, _("Somebody changed the same part meanwhile. Both are kept: settle it with the person.")
                )
            else:
                messages.success(request, _("Kept, as version %(number)s.") % {"number": kept.number})
            return onward(reverse("care_plan", args=[release.person_id]))
    language = language_of(request, found)
    sent = request.POST if request.method == "POST" else None
    wrong = dict(reversed(refused.errors)) if refused else {}
    return page(
        request,
        "plan_write",
        refused,
        about=people.summary(release=release),
        release=release,
        plan=found,
        language=language,
        parts=parts(found, language, sent, wrong),
        limit=form().line_limit,
        base=sent.get("base", "0") if sent else found.number if found else 0,
        spoken=sent.get("language", "") if sent else found.language if found else "",
        made=sent.get("made", "") if sent else "",
        languages=WRITTEN,
        ways=MADE,
    )


@require_POST
@person_page
def settle(request: HttpRequest, release: Release, beside_id: UUID) -> HttpResponse:
    """Put an end to two tellings of the same part: keep both, what stands, or the other words. None is lost."""
    must(request.actor, Permission.PLAN_WRITE)
    _opened(release)
    other = next((one for one in records.clashes_of(release) if one.id == beside_id), None)
    stands = records.plan_of(release)
    if other is None or stands is None:
        raise Absent
    how = request.POST.get("how", "both")
    sections = {}
    for name, lines in other.sections.items():
        now = stands.sections.get(name, ())
        both = (*now, *(one for one in lines if one not in now))
        sections[name] = {"stands": now, "beside": lines}.get(how, both)
    try:
        actions.write_plan(
            actor=request.actor,
            release=release,
            base=stands.number,
            sections=sections,
            language=stands.language,
            made=request.POST.get("made", Made.TOGETHER),
            settles=other.id,
        )
    except Refusal as refused:
        messages.error(request, refused.errors[0][1])
    else:
        messages.success(request, _("Settled. Every version is still there to read."))
    return onward(reverse("care_plan", args=[release.person_id]))


@require_safe
@person_page
def version(request: HttpRequest, release: Release, number: int) -> HttpResponse:
    """One version, and what it changed against the one it grew on."""
    _opened(release)
    one = records.version(number, release=release)
    before = next((each for each in records.versions_of(release) if each.number == one.base), None)
    language = language_of(request, one)
    old = before.sections if before else {}
    new = {**old, **one.sections} if one.beside else one.sections
    return page(
        request,
        "plan_version",
        about=people.summary(release=release),
        release=release,
        one=one,
        before=before,
        language=language,
        parts=[each for each in parts(one, language) if each.lines],
        differences=[(_named(each.section, language), each) for each in differences(form(), old, new)],
    )


@require_safe
@person_page
def printed(request: HttpRequest, release: Release) -> HttpResponse:
    """The plan on paper, in English or Spanish; the person's own lines stay in their own language."""
    _opened(release)
    found = records.plan_of(release)
    if found is None:
        raise Absent
    record(
        request.actor,
        "plan.print",
        object_kind="person",
        object_id=release.person_id,
        detail={"release": str(release.id), "version": found.number},
    )
    language = language_of(request, found)
    return page(
        request,
        "plan_print",
        release=release,
        plan=found,
        language=language,
        words=words(language),
        parts=parts(found, language),
        team=request.membership.organization,
    )
