"""Notes that owe something: the supervisor's queue, each note read before it is decided on, and addenda at the desk.

The law cares that a supervisor reads a colleague's note for quality (R13) while something is owed on it, one at a
time: every look is its own release, and there is no way to sign several at once.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import Release
from tandem.domain.encounters import actions, records
from tandem.domain.encounters.rules import NO_SUBSTANCE_USE_HINT, NOTE_LIMIT
from tandem.domain.encounters.signing import SigningQueue, queue, rule_in_force
from tandem.domain.encounters.signing_rules import COMMENT_LIMIT
from tandem.domain.people import records as people
from tandem.domain.releases.opening import open_list, open_release, shown
from tandem.domain.screenings import records as screenings
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.care.door import care_page, must, number, onward, page, person_page
from tandem.surfaces.care.paging import PAGE, pages
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.signing import ADDENDUM_LABELS, NOTE_STATE_LABELS, NoteState, Verdict

REASONS = tuple((code.value, words) for code, words in ADDENDUM_LABELS.items())


def waiting_count(actor: Actor) -> int | None:
    """How many notes of the organization owe something; None for whoever doesn't look after them."""
    if not actor.may(Permission.NOTE_REVIEW):
        return None
    return queue(release=open_list(actor, "signing"), limit=0).total


def _states(found: SigningQueue) -> list[tuple[str, str]]:
    every = sum(found.counts.values())
    return [("", f"{_('All')} {every}")] + [
        (state.value, f"{NOTE_STATE_LABELS[state]} {count}") for state, count in found.counts.items()
    ]


def _author(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
@care_page
def signing(request: HttpRequest) -> HttpResponse:
    """Everything owed on notes of the own organization, longest first, by what is owed and by whom."""
    must(request.actor, Permission.NOTE_REVIEW)
    release = open_list(request.actor, "signing")
    state = request.GET.get("state") if request.GET.get("state") in list(NoteState) else ""
    author = _author(request.GET.get("author", ""))
    whole = queue(release=release, state=state, author=author, limit=0)
    paging = pages(whole.total, number(request.GET.get("page")))
    found = queue(release=release, state=state, author=author, offset=(paging["at"] - 1) * PAGE, limit=PAGE)
    ids = [row.person_id for row in found.rows]
    names = people.names(ids, release=release)
    shown(request.actor, release, ids)
    return page(
        request,
        "signing",
        rows=[
            (row, names[row.person_id].title if row.person_id in names else _("Unknown person")) for row in found.rows
        ],
        every=sum(found.counts.values()),
        states=_states(found),
        state=state,
        authors=[("", _("Everybody")), *((str(key), f"{name}, {count}") for key, name, count in found.authors if key)],
        author=str(author or ""),
        paging=paging,
        extra=f"&state={state}&author={author or ''}",
        rule=rule_in_force(),
    )


def _given(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> tuple[Release, records.EncounterSummary]:
    """One note for its supervisor, under a release of its own for running the program. Raises Absent."""
    must(request.actor, Permission.NOTE_REVIEW)
    release = open_release(request.actor, person_id, Purpose.OPERATIONS)
    found = records.summary(encounter_id, release=release)
    if found.organization_id != request.actor.organization_id or found.note_state == NoteState.SETTLED:
        raise Absent
    return release, found


@require_http_methods(["GET", "HEAD", "POST"])
@care_page
def read(request: HttpRequest, person_id: UUID, encounter_id: UUID) -> HttpResponse:
    """One note, whole; below it: co-sign, or return with a comment. A post says how far its reader had read."""
    release, found = _given(request, person_id, encounter_id)
    refused = None
    if request.method == "POST":
        sent = request.POST
        told = sent.get("read_to", "")
        read_to = int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None
        try:
            if sent.get("verdict") == Verdict.COSIGNED:
                actions.cosign(encounter_id, actor=request.actor, read_to=read_to or 0)
                messages.success(request, _("Co-signed. The author's signature stands as it was."))
            else:
                comment = sent.get("comment", "")
                actions.return_note(encounter_id, actor=request.actor, comment=comment, read_to=read_to)
                messages.success(request, _("Returned. The author sees your comment on their phone and at the desk."))
            return onward(reverse("signing"))
        except Refusal as error:
            refused = error
            release, found = _given(request, person_id, encounter_id)
    may_screen = release.allows(Category.SCREENING)
    mine = bool(found.notes) and any(part.by_id == request.actor.id for part in found.notes if part.waiting)
    return page(
        request,
        "signing_read",
        refused,
        about=people.summary(release=release),
        one=found,
        screenings=screenings.for_encounter(encounter_id, release=release) if may_screen else [],
        waits=any(part.waiting for part in found.notes) and not mine,
        mine=mine or (bool(found.notes) and found.notes[-1].by_id == request.actor.id),
        state_words=NOTE_STATE_LABELS[found.note_state],
        limit=COMMENT_LIMIT,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def addendum(request: HttpRequest, release: Release, encounter_id: UUID) -> HttpResponse:
    """Add to a note at the desk, for its team: with a reason, and signed. What was signed stays as it is."""
    must(request.actor, Permission.ENCOUNTER_WRITE)
    found = records.summary(encounter_id, release=release)
    if request.actor.id not in found.writers or not any(part.signed_at for part in found.notes):
        raise Absent
    refused = None
    if request.method == "POST":
        sent = request.POST
        try:
            actions.write_note(
                encounter_id,
                actor=request.actor,
                text=sent.get("note", ""),
                sign="sign" in sent,
                reason=sent.get("reason", ""),
            )
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Signed and added.") if "sign" in sent else _("Kept as a draft, not signed."))
            return onward(reverse("care_encounter", args=[release.person_id, encounter_id]))
    return page(
        request,
        "addendum",
        refused,
        about=people.summary(release=release),
        release=release,
        one=found,
        text=request.POST.get("note", found.draft),
        reason=request.POST.get("reason", found.notes[-1].reason if found.draft else ""),
        reasons=REASONS,
        hint=NO_SUBSTANCE_USE_HINT,
        limit=NOTE_LIMIT,
    )
