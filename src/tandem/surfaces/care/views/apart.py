"""What is kept apart, at the desk: the author's own counseling and psychotherapy notes, and what was told in an emergency."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from tandem.disclosure import Release
from tandem.disclosure.views import WHOLE
from tandem.domain.encounters import records as encounters
from tandem.domain.part2 import actions
from tandem.domain.part2 import records as part2
from tandem.domain.part2.actions.emergency import Emergency, facilities
from tandem.domain.part2.rules import NAME_LIMIT, NATURE_LIMIT, NOTE_LIMIT, PART_LIMIT, WHY_LIMIT
from tandem.domain.part2.shelf import APART
from tandem.domain.people import records as people
from tandem.domain.releases.emergency import extract, tell_in_emergency
from tandem.domain.releases.own_notes import open_own_notes
from tandem.domain.screenings import records as screenings
from tandem.domain.screenings.actions import done_task
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.substances import ORDINARY_LABELS, OrdinaryPart

EMERGENCY_FIELDS = (
    ("recipient_name", gettext_noop("Who gets it there, by name"), "text", NAME_LIMIT),
    ("discloser_name", gettext_noop("Who tells them"), "text", NAME_LIMIT),
    ("told_on", gettext_noop("Day"), "date", None),
    ("told_clock", gettext_noop("Time"), "clock", None),
    ("nature", gettext_noop("What the medical emergency is"), "textarea", NATURE_LIMIT),
    ("why_no_consent", gettext_noop("Why written consent can't be had"), "text", WHY_LIMIT),
)


@dataclass(frozen=True)
class Apart:
    """What one release shows of the substance use record on a page about the person. All empty: nothing is drawn."""

    told: list
    notes: list
    screenings: list
    tasks: list
    emergencies: list
    whole: bool

    def __bool__(self) -> bool:
        return bool(self.told or self.notes or self.screenings or self.emergencies)


def apart_of(release: Release, encounter_id: UUID | None = None) -> Apart | None:
    """The substance use record as far as this release opens it, of one contact, or the newest of all for the person's page.

    None where it is closed.
    """
    if not release.allows(Category.PART2_RECORD):
        return None
    whole = release.view(Category.PART2_RECORD) == WHOLE
    told = part2.of_person(release)
    given = screenings.of_person(release, APART) if whole else []
    notes = part2.notes_apart(release, encounter_id)
    if encounter_id:
        told = [one for one in told if one.encounter_id == encounter_id]
        given = [one for one in given if one.encounter_id == encounter_id]
    else:
        told, given, notes = told[:1], given[:2], notes[-1:]
    return Apart(
        told=told,
        notes=notes,
        screenings=given,
        tasks=screenings.open_tasks(release=release, shelf=APART) if whole else [],
        emergencies=[] if encounter_id else part2.emergencies(release),
        whole=whole,
    )


@require_POST
@person_page
def task(request: HttpRequest, release: Release, task_id: UUID) -> HttpResponse:
    """Tick off what a screening that is kept apart asked of the team."""
    found = apart_of(release)
    if found is None or task_id not in [one.id for one in found.tasks]:
        raise Absent
    done_task(task_id, actor=request.actor, shelf=APART)
    messages.success(request, _("Done, and kept with the screening."))
    return onward(reverse("care_person", args=[release.person_id]))


@dataclass(frozen=True)
class _NoteKind:
    """One kind of note of the author's own, as its page says it."""

    category: Category
    title: str
    said: str
    read: object
    write: object


KINDS = {
    "counseling": _NoteKind(
        Category.SUD_COUNSELING_NOTE,
        gettext_noop("Your counseling notes"),
        gettext_noop(
            "What was said in a counseling session about alcohol or drugs. You alone read it; anybody else needs the"
            " person's consent for counseling notes, on a paper of its own."
        ),
        part2.counseling_notes,
        actions.write_counseling_note,
    ),
    "psychotherapy": _NoteKind(
        Category.PSYCHOTHERAPY_NOTE,
        gettext_noop("Your psychotherapy notes"),
        gettext_noop(
            "Your own notes of what was said in a session. You alone read them; anybody else needs the person's"
            " authorization for psychotherapy notes, on a paper of its own."
        ),
        part2.psychotherapy_notes,
        actions.write_psychotherapy_note,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def own_notes(request: HttpRequest, release: Release, encounter_id: UUID, kind: str) -> HttpResponse:
    """The author's own notes of one contact, and the form for one. There is no such page for anybody else's contact."""
    must(request.actor, Permission.APART_WRITE)
    found = encounters.summary(encounter_id, release=release)
    if kind not in KINDS or request.actor.id not in found.writers:
        raise Absent
    this, refused = KINDS[kind], None
    if request.method == "POST":
        try:
            _keep(request, encounter_id, kind)
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Kept."))
            return onward(reverse("care_own_notes", args=[release.person_id, encounter_id, kind]))
    own = open_own_notes(request.actor, release.person_id, this.category)
    notes = this.read(own, encounter_id)
    editing = next((one for one in notes if str(one.id) == request.GET.get("note", "")), None)
    others = []
    if release.allows(this.category):
        others = [one for one in this.read(release, encounter_id) if one.by_id != request.actor.id]
    return page(
        request,
        "own_notes",
        refused,
        about=people.summary(release=release),
        release=release,
        one=found,
        kind=kind,
        title=this.title,
        said=this.said,
        notes=notes,
        others=others,
        editing=editing,
        text=request.POST.get("note", editing.text if editing else ""),
        limit=NOTE_LIMIT,
        why_limit=WHY_LIMIT,
        parts=_parts(request, refused) if kind == "psychotherapy" else [],
    )


def _parts(request: HttpRequest, refused: Refusal | None) -> list[dict]:
    wrong = dict(reversed(refused.errors)) if refused else {}
    return [
        {
            "name": part.value,
            "label": words,
            "value": request.POST.get(part, ""),
            "error": wrong.get(part, ""),
            "kept": part in request.POST.getlist("kept"),
            "limit": PART_LIMIT,
        }
        for part, words in ORDINARY_LABELS.items()
    ]


def _keep(request: HttpRequest, encounter_id: UUID, kind: str) -> None:
    sent = request.POST
    if "move" in sent and kind == "counseling":
        actions.move_counseling_note(_uuid(sent["move"]), actor=request.actor, why=sent.get("why", ""))
        return
    about = {"actor": request.actor, "text": sent.get("note", "")}
    if sent.get("version_of"):
        about["note_id"] = _uuid(sent["version_of"])
    if kind == "psychotherapy":
        about["told"] = {part: sent.get(part, "") for part in OrdinaryPart}
        about["kept"] = sent.getlist("kept")
    KINDS[kind].write(encounter_id, **about)


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def emergency(request: HttpRequest, release: Release) -> HttpResponse:
    """Tell medical personnel in a medical emergency: exactly what is told, and what must be written before."""
    must(request.actor, Permission.APART_WRITE)
    _opened, found = extract(release.person_id, actor=request.actor)
    refused, sent = None, request.POST
    if request.method == "POST":
        try:
            tell_in_emergency(release.person_id, actor=request.actor, told=_told(sent))
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Written down. Tell them now, word for word."))
            return onward(reverse("care_emergency", args=[release.person_id]))
    now = timezone.localtime()
    wrong = dict(reversed(refused.errors)) if refused else {}
    kept = {"discloser_name": request.actor.name, "told_on": f"{now:%Y-%m-%d}", "told_clock": f"{now:%H:%M}"}
    fields = [
        {"name": name, "label": label, "kind": kind, "limit": limit, "value": sent.get(name, kept.get(name, ""))}
        | {"error": wrong.get("told_at" if name.startswith("told_") else name, "")}
        for name, label, kind, limit in EMERGENCY_FIELDS
    ]
    return page(
        request,
        "emergency",
        refused,
        about=people.summary(release=release),
        release=release,
        lines=found.lines,
        places=[("", _("Choose"))] + [(str(key), name) for key, name in facilities()],
        place=sent.get("facility", ""),
        fields=fields,
        told=part2.emergencies(release),
    )


def _told(sent) -> Emergency:
    try:
        place = UUID(sent.get("facility", ""))
    except ValueError:
        place = None
    try:
        moment = datetime.fromisoformat(f"{sent.get('told_on', '')}T{sent.get('told_clock', '')}")
        told_at = timezone.make_aware(moment.replace(tzinfo=None))
    except ValueError:
        told_at = None
    words = {name: sent.get(name, "") for name in ("recipient_name", "discloser_name", "nature", "why_no_consent")}
    return Emergency(facility=place, told_at=told_at, **words)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Absent from None
