"""The call itself, for everyone on the team: arrival card, five times, who leads, check-in.

The card holds published cautions and facts of the call only, the same for all, so that it gives no clinical hint.
"""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.domain.encounters.records import unfinished
from tandem.domain.encounters.signing import returned_to
from tandem.domain.incidents import actions
from tandem.domain.incidents.criteria import INPUTS
from tandem.domain.incidents.criteria.inputs import ABOUT, SAFETY
from tandem.domain.incidents.records import CallDetail, call, input_words, my_assignments, to_tell_back
from tandem.domain.incidents.rules import ORDER_OF_TIMES
from tandem.domain.people.records import cautions, wish_of
from tandem.domain.people.records import summary as person_summary
from tandem.domain.releases.opening import open_list, shown
from tandem.domain.releases.timeline import of_incident
from tandem.domain.staffing.records import MemberOnShift, team_of
from tandem.domain.transfers.records import stays
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.alerts import alert
from tandem.foundation.audit.record import into_spool, is_unwritable, keeping_refusals
from tandem.foundation.clock.wall import Twice, written
from tandem.surfaces.field.door import TEAM, WRITERS, OnCall, door, on_call, page, person_of_call
from tandem.surfaces.field.watching import draw_card
from tandem.surfaces.shared.unavailable import unavailable
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import HANDOFF_LABELS, RESPONSE_LABELS, HandoffReason, Role, Unanswered, UnitTime
from tandem.vocabulary.timeline import Kind

# Answers about safety that are no danger; every other one is.
CALM = frozenset(
    ["none", "open", "someone_opens", "home", "public", "school", "workplace", "shelter", "care_facility", "vehicle"]
)
UNDO_FOR = timedelta(seconds=10)
TO_FINISH = timedelta(hours=24)
LONGEST_CLOCK = 12
ROWS = (
    (UnitTime.REQUEST, gettext_noop("Request"), ""),
    (UnitTime.DISPATCH, gettext_noop("Dispatch"), ""),
    (UnitTime.ARRIVAL, gettext_noop("Arrived"), gettext_noop("Arrived")),
    (UnitTime.ENGAGEMENT, gettext_noop("Engaged"), gettext_noop("Engaged now")),
    (UnitTime.CLEAR, gettext_noop("Clear"), gettext_noop("Clear now")),
)


@require_GET
@door(*TEAM)
def my_call(request: HttpRequest) -> HttpResponse:
    """The call this human's team is on, straight away; a list if there are several; else where to go from here."""
    actor = request.actor
    release = open_list(actor, "my_call")
    mine = [one for one, _team in my_assignments(actor.id, release=release)]
    if len(mine) == 1:
        return redirect("field_scene" if mine[0].times[UnitTime.ARRIVAL] else "field_card", mine[0].id)
    calls = [(one, call(one.incident_id, release=release)) for one in mine]
    shown(actor, release, [one.incident_id for one in mine])
    may_write = actor.role in WRITERS
    began = unfinished(actor.id, release=release, since=clock.now() - TO_FINISH) if may_write else []
    back = returned_to(actor.id, release=release) if may_write else []
    return page(
        request,
        "my_call",
        calls=calls,
        team=team_of(actor.id),
        may_write=may_write,
        may_ask=actor.role == Role.OFFICER,
        unfinished=began,
        returned=back,
        to_tell=to_tell_back(actor.id, release=release),
        left_work=actor.may(Permission.PHONE_REVIEW),
    )


def known_of(one: CallDetail) -> tuple[list[tuple[str, str, bool]], str]:
    """What is known of the call, (label, words, dangerous) with the dangerous first, and how much is open, in words.

    An answer that nobody has is counted and never listed: a missing line must not read as "no".
    """
    inputs = (one.decision.inputs if one.decision else {}) | one.inputs
    known, unanswered = [], Counter()
    for each in INPUTS:
        value = inputs.get(each.name, Unanswered.NOT_ASKED)
        if not each.asked or each.name == "caller":
            continue
        words = input_words(each.name, value)
        if each.group == ABOUT and value == Unanswered.NOT_ASKED:
            continue
        if value in set(Unanswered):
            unanswered[words.lower()] += 1
        else:
            known.append((each.label, words, each.group == SAFETY and value not in CALM))
    known.sort(key=lambda fact: not fact[2])
    return known, ", ".join(f"{number} {words}" for words, number in unanswered.items())


@require_GET
@door(*TEAM)
def card(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """What changed, what helps, what to watch for, where to stand: twenty seconds to read.

    While the audit trail can't be written, the published cautions alone.
    """
    try:
        with keeping_refusals():
            return _card(request, assignment_id)
    except DatabaseError as error:
        if not is_unwritable(error):
            raise
    alert("unwritable")
    with into_spool():
        return _cautions_only(request, assignment_id)


def _cautions_only(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """What a team on an active call must not miss, and nothing else of the person."""
    one = on_call(request.actor, assignment_id)
    if not one.mine.active:
        return unavailable(request)
    told = []
    for person_id in one.call.everybody:
        release = person_of_call(request.actor, person_id)
        if release and release.allows(Category.SAFETY_FLAGS):
            told += cautions(release=release)
    return page(request, "cautions_only", one=one, cautions=told)


def _card(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    one = on_call(request.actor, assignment_id)
    people = []
    for person_id in one.call.everybody:
        release = person_of_call(request.actor, person_id)
        if release:
            told = cautions(release=release) if release.allows(Category.SAFETY_FLAGS) else []
            wish = wish_of(release) if release.allows(Category.SAFETY_PLAN) else None
            people.append((person_summary(release=release), told, wish))
    override = one.call.override
    advice = None if override else one.call.decision
    words = override.response_words if override else RESPONSE_LABELS.get(one.call.response, "")
    known, open_words = known_of(one.call)
    return page(
        request,
        "card",
        one=one,
        people=people,
        police=request.actor.role == Role.OFFICER,
        afar=one.from_afar(request.actor),
        advice=advice,
        # What was said about the person holds whatever response a human chose.
        pathways=one.call.decision.pathways if one.call.decision else (),
        words=words,
        known=known,
        open_words=open_words,
    )


def corrected_times(one: OnCall) -> dict[str, str]:
    """Which of this team's times were put right, and what each said first."""
    first = {}
    for entry in of_incident(one.mine.incident_id, release=one.release):
        if entry.kind == Kind.TIME_CORRECTED and one.mine.team_id in entry.subjects:
            first[entry.name] = entry.was
    return first


@require_GET
@door(*TEAM)
def scene(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Who leads, the next time to stamp, and when to check in."""
    one = on_call(request.actor, assignment_id)
    was = corrected_times(one)
    times = [(which, label, verb, one.mine.times[which], was.get(which, "")) for which, label, verb in ROWS]
    handed = request.session.get("handed", {})
    undo = handed.get("assignment") == str(assignment_id) and _fresh(handed["at"]) and handed["from"]
    return page(
        request,
        "scene",
        one=one,
        times=times,
        undo=undo,
        may_write=request.actor.role in WRITERS,
        may_report=request.actor.may(Permission.POLICE_REPORT),
        lead=_words(one.mine.lead),
        afar=one.from_afar(request.actor),
        may_hand_over=one.mine.active and len(one.members) > 1 and _may_hand_over(request.actor, one),
        may_ask_tele=one.mine.active and request.actor.may(Permission.TELE_ASK),
        stay=stays([assignment_id], release=one.release).get(assignment_id),
    )


def _words(member: MemberOnShift | None) -> str:
    """ "Castellan, clinician", as teams speak of each other; "" for nobody."""
    if member is None:
        return ""
    afar = _(", by phone") if member.by_phone else ""
    return f"{member.name.split()[-1]}, {member.profession.replace('_', ' ')}{afar}"


def _may_hand_over(actor: Actor, one: OnCall) -> bool:
    """Who is there hands over; the clinician on the phone hands back what was handed to them."""
    return not one.from_afar(actor) or (one.mine.lead is not None and one.mine.lead.user_id == actor.id)


def _fresh(at: str) -> bool:
    return clock.now() - datetime.fromisoformat(at) <= UNDO_FOR


@require_POST
@door(*TEAM)
def stamp(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """One of the five times, now, at one tap. A second tap keeps the first time."""
    one = on_call(request.actor, assignment_id)
    which = request.POST.get("which")
    try:
        if which not in list(UnitTime):
            raise Refusal(("which", _("Choose which time this is.")))
        actions.stamp(assignment_id, actor=request.actor, which=UnitTime(which))
    except Refusal as refused:
        messages.error(request, refused.errors[0][1])
    else:
        if which == UnitTime.CLEAR and request.actor.role not in WRITERS:
            messages.success(request, _("%(unit)s is clear.") % {"unit": one.mine.unit})
            return redirect("field_my_call")
    return redirect("field_scene", assignment_id)


def _moment(text: str, near: datetime, which: str, between: tuple[datetime, datetime]) -> datetime:
    """HH:MM on the wall as the moment closest to `near`, so that a fix across midnight lands on the right day.

    Of an hour the clock showed twice the reading that fits the call's other times is taken, else `which` is asked.
    """
    here, after, before = timezone.get_current_timezone(), *between
    hint = _("Write the time as 24-hour HH:MM, like 21:54.")
    if len(text.strip()) > LONGEST_CLOCK:
        raise Refusal(("at", hint))
    found, refused = [], None
    for days in (-1, 0, 1):
        day = (timezone.localtime(near) + timedelta(days=days)).date()
        try:
            found.append(written(text, here, "at", day=day, hint=hint, which=which, after=after, before=before))
        except Refusal as refusal:
            # The neighbouring days are only looked at for a fix across midnight.
            refused = refusal if days == 0 else refused
    closest = min(found, key=lambda moment: abs(moment - near), default=None)
    if refused and (closest is None or abs(closest - near) > timedelta(hours=6)):
        raise refused
    if closest is None:
        raise Refusal(("at", hint))
    return closest


def _between(one: OnCall, which: UnitTime) -> tuple[datetime, datetime]:
    """The moments this time lies between, as the call's other times stand."""
    times = {**one.mine.times, UnitTime.REQUEST: one.call.received_at}
    place = ORDER_OF_TIMES.index(which)
    earlier = [times[key] for key in ORDER_OF_TIMES[:place] if times.get(key)]
    later = [times[key] for key in ORDER_OF_TIMES[place + 1 :] if times.get(key)]
    return max(earlier), min([*later, clock.now()])


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def fix(request: HttpRequest, assignment_id: UUID, which: str) -> HttpResponse:
    """Put one time right, with a reason. The first one stays on the timeline."""
    one = on_call(request.actor, assignment_id)
    labels = {each: label for each, label, _verb in ROWS[1:]}
    if which not in labels or one.mine.times[UnitTime(which)] is None:
        return redirect("field_scene", assignment_id)
    stands = one.mine.times[UnitTime(which)]
    refused = None
    at, reason = request.POST.get("at", ""), request.POST.get("reason", "")
    which_one, twice = request.POST.get("which_one", ""), ()
    if request.method == "POST":
        try:
            moment = _moment(at, stands, which_one, _between(one, UnitTime(which)))
            actions.correct_time(assignment_id, actor=request.actor, which=UnitTime(which), at=moment, reason=reason)
        except Refusal as error:
            twice = error.choices if isinstance(error, Twice) else ()
            # The room below names the column; on this page there is one time field.
            fields = [("reason" if field == "reason" else "at", sentence) for field, sentence in error.errors]
            refused = Refusal(*fields)
        else:
            return redirect("field_scene", assignment_id)
    return page(
        request,
        "fix",
        refused,
        one=one,
        label=labels[which],
        stands=stands,
        at=at,
        reason=reason,
        twice=twice,
        back_url=reverse("field_scene", args=[assignment_id]),
    )


@require_POST
@door(*TEAM)
def check_in(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """The team is all right; the timer starts again."""
    on_call(request.actor, assignment_id)
    try:
        actions.check_in(assignment_id, actor=request.actor)
    except Refusal as refused:
        messages.error(request, refused.errors[0][1])
    if request.headers.get("HX-Request") == "true":
        # In place: a page on which something is being typed must not go away.
        return HttpResponse(draw_card(request.actor))
    return redirect("field_scene", assignment_id)


def _others(one: OnCall) -> list[MemberOnShift]:
    lead = one.mine.lead
    return [member for member in one.members if lead is None or member.id != lead.id]


@require_http_methods(["GET", "POST"])
@door(*TEAM)
def hand_over(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """The lead goes to another member at the tap of a reason; who that is needs choosing only among several."""
    one = on_call(request.actor, assignment_id)
    others = _others(one)
    refused = None
    if request.method == "POST":
        known = {str(member.id): member.id for member in one.members}
        to = known.get(request.POST.get("member", str(others[0].id) if len(others) == 1 else ""))
        try:
            if to is None:
                raise Refusal(("member", _("Choose first who leads now.")))
            actions.hand_over(assignment_id, actor=request.actor, member_id=to, reason=request.POST.get("reason", ""))
        except Refusal as error:
            refused = error
        else:
            if one.mine.lead and one.mine.lead.id != to and "undo" not in request.POST:
                request.session["handed"] = {
                    "assignment": str(assignment_id),
                    "from": str(one.mine.lead.id),
                    "at": clock.now().isoformat(),
                }
            else:
                request.session.pop("handed", None)
            return redirect("field_scene", assignment_id)
    return page(
        request,
        "hand_over",
        refused,
        one=one,
        others=others,
        lead=_words(one.mine.lead),
        to=_words(others[0]) if len(others) == 1 else "",
        members=[(member.id, member.name, _words(member).partition(", ")[2]) for member in others],
        chosen=request.POST.get("member"),
        back_url=reverse("field_scene", args=[assignment_id]),
        reasons=[(reason.value, HANDOFF_LABELS[reason], "") for reason in HandoffReason],
    )
