"""What we miss, and what to rehearse next: teams and kinds of signs, never learners. Facts of rehearsals only."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.organizations.models import Organization
from tandem.measures import fill
from tandem.measures.rehearsed import cost, handoffs, played, signs
from tandem.measures.rehearsed import next as following
from tandem.measures.rehearsed.clear import stand_clear
from tandem.measures.rehearsed.share import Share
from tandem.surfaces.rehearse import figures, team_words
from tandem.surfaces.rehearse.team_words import WHO
from tandem.surfaces.shared.session import sign_in_required
from tandem.training.library import records as library
from tandem.training.teaching import actions, records
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.training import PLAYED, CueKind, HandoffMark, NeedSource, Shift

WEEKS = (13, 26, 52)
# Who joined within so many days has met little of what the others rehearsed.
NEW_DAYS = 183


@dataclass(frozen=True)
class Row:
    """One line of the picture: a share with its interval in percent, or the count where there are too few."""

    label: str
    share: Share
    clear: bool = False

    @property
    def percent(self) -> int | None:
        return None if self.share.few else round(100 * self.share.value)

    @property
    def between(self) -> tuple[int, int] | None:
        found = self.share.interval()
        return found and (round(100 * found[0]), round(100 * found[1]))


@dataclass(frozen=True)
class Facts:
    """What the mart holds of one agency's rehearsals in a stretch of weeks."""

    signs: list
    handoffs: list
    rehearsals: list


def facts(agency: str, weeks: int) -> Facts:
    until = clock.now()
    stretch = {"since": until - timedelta(weeks=weeks), "until": until, "agency": agency}
    mart = fill.mart(settings.MART_DIR)
    return Facts(*(each.rows(mart, **stretch) for each in (signs, handoffs, played)))


@require_GET
@sign_in_required(*WHO)
def team(request: HttpRequest) -> HttpResponse:
    """The page. A trainer may say needs, meet them and change the figures; others read."""
    return page(request)


def page(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    actor = request.actor
    weeks = _weeks(request.GET.get("weeks", ""))
    found = facts(Organization.objects.get(pk=actor.organization_id).short_name, weeks)
    scenarios = {one.name: one for one in library.in_force()}
    times = played.played(found.rehearsals, scenarios)
    by_seat = signs.missed(found.signs, signs.by_kind_and_seat)
    by_team = signs.missed(found.signs, signs.by_kind_and_team)
    by_shift = handoffs.handed(found.handoffs, lambda one: one.shift)
    needs = records.needs(actor.organization_id)
    rule = records.rule(actor.organization_id)
    today = clock.now().date()
    due = records.refreshers(
        actor.organization_id,
        months=rule.refresh_months or 12,
        today=today,
        new_since=today - timedelta(days=NEW_DAYS),
    )
    said = {}
    for one in needs:
        said[one.word] = said.get(one.word, 0) + one.count
    lessons = [records.lesson(one.id) for one in scenarios.values()]
    chosen = following.choose(
        [following.Lesson(one.name, one.signs, one.teaches) for one in lessons],
        times,
        by_seat,
        by_team,
        by_shift,
        said,
        (due.new, due.people),
    )
    prices = figures.of(rule.figures)
    context = {
        "weeks": weeks,
        "week_options": WEEKS,
        "rehearsals": len(found.rehearsals),
        "next": chosen,
        "next_title": scenarios[chosen.scenarios[0]].title if chosen.scenarios else "",
        "others": [scenarios[name].title for name in chosen.scenarios[1:3]],
        "reasons": [team_words.reason(one) for one in chosen.reasons],
        "groups": _groups(by_seat),
        "signs_sentence": team_words.clear_sentence(stand_clear(by_seat), by_seat.values()),
        "teams": _teams(by_team),
        "teams_sentence": team_words.team_sentence(stand_clear(by_team), by_team.values()),
        "times": _times(signs.times(found.signs, lambda one: one.kind)),
        "shifts": _shifts(by_shift),
        "scenarios": [_scenario(one, scenarios) for one in times],
        "needs": [{"row": one, "words": team_words.need(one)} for one in needs],
        "rule": rule,
        "due": due,
        "here": cost.here(prices),
        "live": cost.live(prices),
        "missing": [
            team_words.figure(one) for one in dict.fromkeys(cost.here(prices).missing + cost.live(prices).missing)
        ],
        "fields": figures.fields(rule.figures, request.POST if refused else None),
        "leads": actor.may(Permission.TRAINING_LEAD),
        "may_say": actor.may(Permission.TRAINING_NEED),
        "need_options": team_words.need_options(),
        "source_options": team_words.source_options(),
        "source": request.GET.get("from", "") or NeedSource.REVIEW,
        "errors": [(f"id_{field}", sentence) for field, sentence in (refused.errors if refused else [])],
        "error": dict(reversed(refused.errors)) if refused else {},
        "typed": request.POST if refused else {},
    }
    return render(request, "rehearse/team.html", context, status=422 if refused else 200)


def _weeks(text: str) -> int:
    return int(text) if text in {str(one) for one in WEEKS} else WEEKS[1]


def _groups(by_seat: dict) -> list[dict]:
    clear = {one.key for one in stand_clear(by_seat)}
    return [
        {
            "label": team_words.kind(kind),
            "rows": [
                Row(team_words.seat(seat), by_seat[kind, seat], (kind, seat) in clear)
                for seat in PLAYED
                if (kind, seat) in by_seat
            ],
        }
        for kind in CueKind
        if any((kind, seat) in by_seat for seat in PLAYED)
    ]


def _teams(by_team: dict) -> list[Row]:
    clear = {one.key for one in stand_clear(by_team)}
    return [
        Row(team_words.team_and_kind(team, kind), share, (kind, team) in clear)
        for (kind, team), share in sorted(by_team.items(), key=lambda one: (one[0][1], one[0][0]))
    ]


def _times(found: dict) -> list[dict]:
    return [{"label": team_words.kind(kind), "times": found[kind]} for kind in CueKind if kind in found]


def _shifts(by_shift: dict) -> list[dict]:
    return [
        {
            "label": team_words.shift(shift),
            "marks": [(team_words.mark(mark), by_shift[shift].counts[mark], str(mark)) for mark in HandoffMark],
            "row": Row(team_words.shift(shift), by_shift[shift].not_clean),
            "n": by_shift[shift].n,
        }
        for shift in Shift
        if shift in by_shift
    ]


def _scenario(one: played.Played, scenarios: dict) -> dict:
    known = scenarios.get(one.scenario)
    return {
        "title": known.title if known else one.scenario,
        "played": one,
        "row": Row("", one.good),
        "why": team_words.repetition(one),
        "chip": team_words.chip(one),
    }


@require_POST
@sign_in_required(*WHO)
def say_need(request: HttpRequest) -> HttpResponse:
    """Something should be rehearsed."""
    said = request.POST
    count = said.get("count", "1").strip()
    try:
        actions.propose(
            actor=request.actor,
            organization_id=request.actor.organization_id,
            word=said.get("word", ""),
            source=said.get("source", ""),
            count=int(count) if count.isascii() and count.isdigit() and len(count) < 5 else 0,
        )
    except Refusal as refusal:
        return page(request, refusal)
    except NotAllowed:
        raise Http404 from None
    messages.success(request, _("Said. It is one of the reasons for what to rehearse next."))
    return redirect(reverse("rehearse_team") + "#needs")


@require_POST
@sign_in_required(*WHO)
def meet_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """It was rehearsed."""
    try:
        actions.meet(need_id, actor=request.actor)
    except (Absent, NotAllowed):
        raise Http404 from None
    return redirect(reverse("rehearse_team") + "#needs")


@require_POST
@sign_in_required(*WHO)
def set_rule(request: HttpRequest) -> HttpResponse:
    """How often people rehearse again, and the figures."""
    try:
        months = _months(request.POST.get("refresh_months", "").strip())
        actions.set_rule(actor=request.actor, refresh_months=months, figures=figures.read(request.POST))
    except Refusal as refusal:
        return page(request, refusal)
    except (NotAllowed, Absent):
        raise Http404 from None
    messages.success(request, _("Saved."))
    return redirect(reverse("rehearse_team") + "#cost")


def _months(text: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
