"""What the pages of the lab read: which state a replay is in, and its counts in the order a council would ask for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.domain.incidents import editions
from tandem.domain.incidents.criteria import BY_NAME
from tandem.domain.incidents.editions import Listed
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.editions.rules import State
from tandem.foundation.jobs.asking import RunView
from tandem.foundation.organizations.program import program
from tandem.planning.replay import K, Replay, from_json, protected
from tandem.planning.replay.told import Group, Move
from tandem.surfaces.plan.door import place
from tandem.surfaces.plan.lab import carrying, drawing
from tandem.surfaces.plan.lab.carrying import percent, price
from tandem.surfaces.plan.lab.council import counted, paper
from tandem.surfaces.plan.lab.who import gap, people
from tandem.vocabulary.criteria import UNSERVED_LABELS
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.runs import RunState
from tandem.vocabulary.terms import RESPONSE_SHORT, Role

# Who may open the calls behind a count, each by a release.
ROW_READERS = (Role.CLINICAL_SUPERVISOR,)
MOST_MOVES = 40
# Less than this share of calls is "about as many".
POINT = 0.005


@dataclass(frozen=True)
class Choice:
    """One edition that can be tried. `why_not` says why it can't; `last` is how this reader's last try ended."""

    one: Listed
    url: str
    why_not: str
    last: RunView | None


def choices(runs: dict[str, RunView]) -> list[Choice]:
    """Drafts first, then what is approved or retired, then what ships."""
    order = (State.DRAFT, State.SIGNING, State.APPROVED, State.COMING, State.RETIRED)
    own = sorted((one for one in editions.line() if one.state in order), key=lambda one: order.index(one.state))
    holds = _holding()
    listed = [*own, *(one for one in editions.templates() if holds is None or one.key != holds.key)]
    return [Choice(one, place(one, "criteria_replay"), cannot(one), runs.get(one.key)) for one in listed]


def _holding() -> Listed | None:
    try:
        return editions.holding()
    except Refusal:
        return None


def cannot(one: Listed) -> str:
    """Why an edition can't be tried, "" where it can."""
    holds = _holding()
    if holds is None:
        return _("No edition is in force yet, so there is nothing to compare with.")
    if holds.key == one.key:
        return _("This edition is in force: it is what every draft is tried against.")
    try:
        editions.edition(one.key)
    except Refusal as refusal:
        return _("It can't decide a call yet: %(why)s") % {"why": refusal.errors[0][1]}
    return ""


def stretches() -> list[tuple[str, str]]:
    return [("365", _("The last 12 months")), ("90", _("The last 90 days")), ("730", _("The last 24 months"))]


def page(actor: Actor, one: Listed, run: RunView | None) -> dict:
    """Everything the page of one replay reads. `told` is None where there is no whole result to show."""
    context = _told(one, run)
    told = context["told"]
    return context | (shown(actor, one, told) if told and told.compared else {})


def sheets(actor: Actor, one: Listed, run: RunView | None) -> dict:
    """Everything the sheets for a council read. Raises Absent where there is no whole result to print."""
    context = _told(one, run)
    told = context["told"]
    if told is None or not told.compared:
        raise Absent
    settings = program()
    return context | {
        "paper": paper(told, verdict(told, counted)),
        "program_name": settings.name if settings else "",
        "holds_key": told.in_force,
        "done_at": _moment(run.results.get("done_at")),
        "printed_at": clock.now(),
        "by": actor.name,
    }


def _told(one: Listed, run: RunView | None) -> dict:
    holds = _holding()
    alike = holds is not None and holds.name == one.name
    context = {"one": one, "holds": holds, "run": run, "why_not": cannot(one), "told": None}
    context |= {"name": named(one, alike), "holds_name": named(holds, alike) if holds else ""}
    if run and run.state == RunState.DONE:
        try:
            told = from_json(run.results["replay"])
        except (KeyError, TypeError, ValueError):
            return context | {"outdated": _("It was counted by an earlier version of Tandem.")}
        context |= {"told": told, "outdated": _outdated(one, run), "filled_to": _moment(run.results.get("filled_to"))}
    return context


def named(one: Listed, alike: bool) -> str:
    """ "Edition 2" beside another of its own; with its city where two cities meet."""
    return _("Edition %(n)d") % {"n": one.number} if alike else f"{one.title}, {one.number}"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _outdated(one: Listed, run: RunView) -> str:
    holds = _holding()
    if run.results.get("draft_hash") != one.content_hash:
        return _("The draft was changed since.")
    if holds and run.results.get("in_force_hash") != holds.content_hash:
        return _("Another edition is in force since.")
    return ""


def shown(actor: Actor, one: Listed, told: Replay) -> dict:
    whole = actor.role in ROW_READERS
    moves = [_Moved.of(move, told, place(one, "criteria_replay_calls")) for move in told.moves]
    # Calls by rule are no group of persons, unless the rule asks about the person.
    hidden = set() if whole else protected([(move.calls if move.about else move.calls + K,) for move in told.moves])
    places, places_hidden = _kept(told.places)
    bare = [hour.hour for hour in told.hours if hour.draft and 2 * hour.without > hour.draft]
    without = sum(hour.without for hour in told.hours)
    groups = people(told)
    return {
        "share": percent(told.eligible, told.compared),
        "share_draft": percent(told.eligible_draft, told.compared),
        "interval": carrying.interval(told.eligible, told.compared),
        "interval_draft": carrying.interval(told.eligible_draft, told.compared),
        "more": told.eligible_draft - told.eligible,
        "verdict": verdict(told),
        "hours": drawing.hour_chart(told.hours, bare),
        "hour_rows": told.hours,
        "bare": bare,
        "without": without,
        "without_share": percent(without, told.eligible_draft, 0),
        "places": list(zip(places, drawing.bars(places), [_change(each) for each in places], strict=True)),
        "places_height": 12 + drawing.BAR_STEP * len(places),
        "places_hidden": places_hidden,
        "moves": [move for at, move in enumerate(moves[:MOST_MOVES]) if at not in hidden],
        "moves_hidden": len(hidden),
        "moves_more": max(0, len(moves) - MOST_MOVES),
        "most_moved": max([1, *(move.calls for move in told.moves)]),
        "may_open": whole,
        "people": groups,
        "people_gap": gap(groups),
        "load": told.load,
        "load_sides": carrying.sides(told.load) if told.load else [],
        "load_rows": carrying.rows(told.load) if told.load else [],
        "load_checked": carrying.checked(told.load) if told.load else "",
        "load_growing": round(100 * (told.load.draft.growing or 0)) if told.load else 0,
        "reasons": ledger(told)[1:],
        "most_reason": max([1, *(count for _why, count in told.ledger.reasons)]),
        "unserved": told.ledger.eligible - told.ledger.served,
        "open": [(BY_NAME[name].title, count) for name, count in told.undecided.open[:4]],
        "K": K,
    }


def _change(one: Group) -> str:
    if not one.in_force:
        return _("new") if one.draft else ""
    more = round(100 * (one.draft - one.in_force) / one.in_force)
    return f"{more:+d} %" if more else "0 %"


@dataclass(frozen=True)
class _Moved:
    was: str
    now: str
    calls: int
    rule: str
    why: str
    without: int
    url: str

    @classmethod
    def of(cls, move: Move, told: Replay, url: str) -> "_Moved":
        number = move.row.removeprefix("rule-")
        if move.side == "draft":
            rule = {"new": _("New rule %(n)s"), "changed": _("Changed rule %(n)s"), "moved": _("Rule %(n)s, moved")}
            words = rule.get(move.kind, _("Rule %(n)s")) % {"n": number}
        elif move.kind == "gone":
            words = _("Rule %(n)s of the edition in force is gone") % {"n": number}
        else:
            words = _("Rule %(n)s of the edition in force was changed") % {"n": number}
        return cls(
            was=RESPONSE_SHORT[move.was],
            now=RESPONSE_SHORT[move.now],
            calls=move.calls,
            rule=words,
            why=" ".join(move.changes) or _("It decides what another row decided before."),
            without=move.without,
            url=f"{url}?was={move.was}&now={move.now}&side={move.side}&row={move.row}",
        )


def _kept(groups: tuple[Group, ...]) -> tuple[list[Group], int]:
    hidden = protected([(one.calls, one.in_force, one.draft) for one in groups])
    return [one for place, one in enumerate(groups) if place not in hidden], len(hidden)


def verdict(told: Replay, count: Callable[[int], str] = "{:,}".format) -> tuple[str, list[str]]:
    """One sentence in bold, then its price. `count` writes a count as its reader may see it."""
    change = told.eligible_draft - told.eligible
    moved = sum(move.calls for move in told.moves)
    if not moved:
        return _("Nothing would change."), [_("Every call gets the same answer from both editions.")]
    said = []
    if abs(change) >= POINT * told.compared:
        first = _("More people would get the team.") if change > 0 else _("Fewer people would get the team.")
    else:
        first = _("About as many people would get the team.")
    if told.without_police:
        words = ngettext(
            "%(n)s call would need no police any more.",
            "%(n)s calls would need no police any more.",
            told.without_police,
        )
        said.append(words % {"n": count(told.without_police)})
    if told.heavier:
        said.append(
            ngettext(
                "%(n)s call would get a heavier answer than now.",
                "%(n)s calls would get a heavier answer than now.",
                told.heavier,
            )
            % {"n": count(told.heavier)}
        )
    if told.load:
        said += price(told.load, told.moves)
    return first, said


def move_words(move: Move, told: Replay) -> str:
    """What a page of rows is about: from which answer to which."""
    return _("%(was)s, would be %(now)s") % {"was": RESPONSE_SHORT[move.was], "now": RESPONSE_SHORT[move.now]}


def ledger(told: Replay) -> list[tuple[str, str, int]]:
    """The reasons of the ledger, all of them first."""
    everything = ("all", _("All reasons"), told.ledger.eligible - told.ledger.served)
    return [everything, *((why, UNSERVED_LABELS.get(why, why), count) for why, count in told.ledger.reasons)]


def ledger_words(told: Replay, why: str) -> str:
    """Raises Absent for a reason that the ledger has not."""
    found = {each: label for each, label, _count in ledger(told)}
    if why not in found:
        raise Absent
    return _("For the team, and none went") if why == "all" else found[why]
