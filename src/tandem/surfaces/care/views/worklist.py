"""The care worklist: who is owed a contact today, which loops are open, and the one queue of every promise."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.disclosure import ListRelease, Release
from tandem.domain.consents.restriction_records import unread_count
from tandem.domain.encounters.signing import returned_to
from tandem.domain.followups import actions, records
from tandem.domain.followups.records import FollowUpRow
from tandem.domain.followups.rules import CHOSEN, CLOSE_LABELS, ENDING
from tandem.domain.people import records as people
from tandem.domain.protections.glass import waiting_for_supervisor
from tandem.domain.referrals import records as referrals
from tandem.domain.referrals.records import LoopRow
from tandem.domain.referrals.rules import GOAL
from tandem.domain.releases.opening import open_list, shown
from tandem.foundation import clock
from tandem.surfaces.care.door import care_page, must, number, onward, page, person_page
from tandem.surfaces.care.paging import PAGE, pages
from tandem.surfaces.care.views.signing import waiting_count
from tandem.surfaces.care.words import chip, count, greeting, morning_in, sentence
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import ATTEMPT_LABELS, Role

NEXT_TRY = (
    ("1", gettext_noop("Tomorrow")),
    ("2", gettext_noop("In 2 days")),
    ("7", gettext_noop("In a week")),
    ("none", gettext_noop("No next try yet")),
)
RESULTS = tuple((code.value, words) for code, words in ATTEMPT_LABELS.items())


def _named(rows: list[FollowUpRow | LoopRow], request: HttpRequest, release: ListRelease) -> list[dict]:
    """Rows with the name the list may show, and one access entry for all of them."""
    ids = [row.person_id for row in rows]
    found = people.names(ids, release=release)
    shown(request.actor, release, ids)
    named = []
    for row in rows:
        title = found[row.person_id].title if row.person_id in found else _("Unknown person")
        one = {"row": row, "name": title, "is_loop": isinstance(row, LoopRow)}
        if one["is_loop"]:
            one["chip_kind"], one["chip_icon"] = chip(row.state)
        named.append(one)
    return named


@require_safe
@care_page
def worklist(request: HttpRequest) -> HttpResponse:
    """The day: one sentence with its number, follow-ups due, open loops oldest first."""
    release = open_list(request.actor, "care")
    mine = request.GET.get("whose") == "mine"
    asked = number(request.GET.get("page"))
    now = clock.now()
    total = records.due(release, mine=mine, now=now, limit=0).total
    paging = pages(total, asked, PAGE)
    due = records.due(release, mine=mine, now=now, offset=(paging["at"] - 1) * PAGE, limit=PAGE)
    ages = referrals.open_loop_ages(release)
    loops = referrals.open_loops(release, now=now, limit=10)
    named = _named([*due.rows, *loops.rows], request, release)
    returned = returned_to(request.actor.id, release=release) if release.allows(Category.CLINICAL_NOTE) else []
    past_goal = sum(1 for since, _one in ages if now - since > GOAL)
    late = records.overdue_queue(release, now=now, limit=0).total - len(ages)
    return page(
        request,
        "worklist",
        greeting=greeting(request.actor.name),
        lead=_lead(total, mine),
        then=_then(late, past_goal),
        mine=mine,
        due=named[: len(due.rows)],
        paging=paging,
        loops=named[len(due.rows) :],
        loops_total=loops.total,
        may_try=request.actor.may(Permission.FOLLOWUP_WRITE),
        returned=returned,
        notes_waiting=waiting_count(request.actor),
        may_see_owed=request.actor.role == Role.CLINICAL_SUPERVISOR,
        asked_in_need=_asked_in_need(request),
        may_read_limits=request.actor.may(Permission.RESTRICTION_READ),
        unread_limits=unread_count(release) if request.actor.may(Permission.RESTRICTION_READ) else 0,
    )


def _asked_in_need(request: HttpRequest) -> int:
    if not request.actor.may(Permission.GLASS_ALLOW):
        return 0
    return len(waiting_for_supervisor(request.actor.organization_id))


def _lead(total: int, mine: bool) -> str:
    whose = _(" on your list") if mine else ""
    if total == 0:
        return _("Nobody to reach today%(whose)s.") % {"whose": whose}
    return sentence(
        _("%(count)s %(what)s to reach today%(whose)s.")
        % {"count": count(total), "what": "person" if total == 1 else "people", "whose": whose}
    )


def _then(late: int, past_goal: int) -> str:
    first = (
        _("Nobody is overdue.")
        if late == 0
        else (
            _("%(sentence)s %(what)s overdue.")
            % {"sentence": sentence(count(late)), "what": "is" if late == 1 else "are"}
        )
    )
    if past_goal == 0:
        return _("%(first)s No loop has been open for more than 14 days.") % {"first": first}
    has = _("loop has") if past_goal == 1 else _("loops have")
    return _("%(first)s %(sentence)s %(has)s been open for more than 14 days.") % {
        "first": first,
        "sentence": sentence(count(past_goal)),
        "has": has,
    }


@require_safe
@care_page
def overdue(request: HttpRequest) -> HttpResponse:
    """Everything promised and still open, oldest first, each with its age."""
    release = open_list(request.actor, "care")
    now = clock.now()
    asked, whose = _whose(request, release)
    total = records.overdue_queue(release, now=now, limit=0, **asked).total
    paging = pages(total, number(request.GET.get("page")), PAGE)
    queue = records.overdue_queue(release, now=now, offset=(paging["at"] - 1) * PAGE, limit=PAGE, **asked)
    return page(
        request,
        "overdue",
        rows=_named(list(queue.rows), request, release),
        paging=paging,
        whose=whose,
        extra="".join(f"&{name}={quote(str(value))}" for name, value in asked.items()),
        may_see_owed=request.actor.role == Role.CLINICAL_SUPERVISOR,
    )


def _whose(request: HttpRequest, release: ListRelease) -> tuple[dict, str]:
    """The filter of the overdue list, by who owes it or by team, and its words; {} and "" for everything."""
    if "owner" in request.GET:
        try:
            owner = UUID(request.GET["owner"])
        except ValueError:
            return {}, ""
        names = dict(records.caregivers(release))
        return {"owner": owner}, names.get(owner, _("somebody who left")) if owner.int else _("nobody")
    if "unit" in request.GET:
        unit = request.GET["unit"][:40].replace("\0", "")
        return {"unit": unit}, unit or _("contacts without a call")
    return {}, ""


def one_followup(release: Release, followup_id: UUID) -> FollowUpRow:
    """One follow-up of the person of this release. Raises Absent."""
    found = next((row for row in records.of_person(release) if row.id == followup_id), None)
    if found is None:
        raise Absent
    return found


def show_followup(
    request: HttpRequest, release: Release, row: FollowUpRow, refused: Refusal | None = None
) -> HttpResponse:
    return page(
        request,
        "followup",
        refused,
        about=people.summary(release=release),
        release=release,
        row=row,
        results=RESULTS,
        next_tries=NEXT_TRY,
        reasons=tuple((code.value, CLOSE_LABELS[code]) for code in CHOSEN),
        missed=_missed(release, row),
        may_refer=request.actor.may(Permission.REFERRAL_WRITE),
        may_screen=request.actor.may(Permission.SCREENING_WRITE),
    )


def _missed(release: Release, row: FollowUpRow) -> list[str]:
    """The windows of the same contact in which nobody was reached."""
    same = [one for one in records.of_person(release) if one.encounter_id == row.encounter_id]
    return [one.span_label for one in reversed(same) if one.missed_at and one.id != row.id]


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def followup(request: HttpRequest, release: Release, followup_id: UUID) -> HttpResponse:
    """Log a try: what came of it, and when to try again. A try is not a contact."""
    must(request.actor, Permission.FOLLOWUP_WRITE)
    row = one_followup(release, followup_id)
    if request.method != "POST":
        return show_followup(request, release, row)
    result, again = request.POST.get("result", ""), request.POST.get("next_try_at", "")
    days = {code: int(code) for code, _words in NEXT_TRY if code != "none"}.get(again)
    # What ends the follow-up needs no next try; one that was tapped by habit is let go.
    at = morning_in(days) if days and result not in ENDING else None
    try:
        actions.attempt(
            followup_id, actor=request.actor, result=result, note=request.POST.get("note", ""), next_try_at=at
        )
    except Refusal as error:
        return show_followup(request, release, one_followup(release, followup_id), refused=error)
    ended = result in ENDING
    messages.success(request, _("Written down. This follow-up is done.") if ended else _("Written down as a try."))
    return onward(reverse("care"))


@require_POST
@person_page
def take_on(request: HttpRequest, release: Release, followup_id: UUID) -> HttpResponse:
    """This person takes the follow-up on."""
    must(request.actor, Permission.FOLLOWUP_WRITE)
    one_followup(release, followup_id)
    try:
        actions.take(followup_id, actor=request.actor)
    except Conflict as error:
        return show_followup(request, release, one_followup(release, followup_id), refused=error)
    messages.success(request, _("It is on your list now."))
    return onward(reverse("care_followup", args=[release.person_id, followup_id]))


@require_POST
@person_page
def end(request: HttpRequest, release: Release, followup_id: UUID) -> HttpResponse:
    """End a follow-up without a contact, with the reason."""
    must(request.actor, Permission.FOLLOWUP_WRITE)
    row = one_followup(release, followup_id)
    try:
        actions.close(followup_id, actor=request.actor, reason=request.POST.get("reason", ""))
    except Refusal as error:
        return show_followup(
            request, release, one_followup(release, followup_id) if isinstance(error, Conflict) else row, refused=error
        )
    messages.success(request, _("Ended, with the reason."))
    return onward(reverse("care"))
