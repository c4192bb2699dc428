"""A replay on one or two sheets of paper, for somebody who votes on the draft and was never in this program.

It leaves the program, so that no count from 1 to 10 stands on it and none can be worked out of those that do: also not
of calls by row or reason, which those who read criteria see whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tandem.domain.incidents.criteria import BY_NAME
from tandem.measures.statistics import wilson
from tandem.planning.replay import K, Replay, protected
from tandem.planning.replay.protect import small
from tandem.planning.replay.told import Move
from tandem.surfaces.plan.lab import carrying
from tandem.surfaces.plan.lab.carrying import percent
from tandem.surfaces.plan.lab.who import Person, gap, people
from tandem.vocabulary.criteria import UNSERVED_LABELS
from tandem.vocabulary.terms import RESPONSE_LABELS, Response

# A sheet holds so many moves; the others are told together.
MOST_MOVES = 8
# Each answer of the criteria as somebody says it who does not work with them: in a column, and after "it sends".
PLAIN = {
    Response.PHONE_988: gettext_noop("Help by phone (988)"),
    Response.TEAM_ALONE: gettext_noop("The team alone"),
    Response.TEAM_POLICE_STAGED: gettext_noop("The team, police out of sight"),
    Response.POLICE_LED: gettext_noop("Police first, then the team"),
    Response.EMS_WITH_TEAM: gettext_noop("Medics with the team"),
    Response.NOT_DECIDABLE: gettext_noop("Ask more first"),
}
SENT = {
    Response.PHONE_988: gettext_noop("nobody, and connects with 988 by phone"),
    Response.TEAM_ALONE: gettext_noop("the team alone"),
    Response.TEAM_POLICE_STAGED: gettext_noop("the team, with police out of sight"),
    Response.POLICE_LED: gettext_noop("police first, then the team"),
    Response.EMS_WITH_TEAM: gettext_noop("medics with the team"),
    Response.NOT_DECIDABLE: gettext_noop("nobody before more is asked"),
}


@dataclass(frozen=True)
class Share:
    """One edition: calls for the team, their share and its interval, as words."""

    calls: str
    share: str
    interval: str


def paper(told: Replay, verdict: tuple[str, list[str]]) -> dict:
    """What the sheets say. Each number is a word already, and one that may not be told says why."""
    groups = people(told)
    moved, others, left_out = _moves(told.moves)
    reasons, reasons_hidden = _reasons(told)
    return {
        "verdict": verdict,
        "compared": f"{told.compared:,}",
        "was": _share(told.eligible, told.compared),
        "now": _share(told.eligible_draft, told.compared),
        "change": _change(told),
        "who_moves": _who_moves(told),
        "moves": moved,
        "moves_others": others,
        "moves_hidden": left_out,
        "people": groups,
        "groups": [
            (row, _share_of(row, row.group.in_force), _share_of(row, row.group.draft)) for row in groups["rows"]
        ],
        "gap": gap(groups),
        "load": told.load,
        "load_sides": carrying.sides(told.load) if told.load else [],
        "load_rows": carrying.rows(told.load) if told.load else [],
        "load_checked": carrying.checked(told.load) if told.load else "",
        "unserved": _unserved(told),
        "reasons": reasons,
        "reasons_hidden": reasons_hidden,
        "undecided": _undecided(told),
        "K": K,
    }


def counted(count: int) -> str:
    """A count as it may leave the program."""
    return _("fewer than %(k)d") % {"k": K} if small(count) else f"{count:,}"


def _share(part: int, whole: int) -> Share:
    if small(part) or small(whole - part):
        return Share(counted(part), _("not shown"), "")
    low, high = wilson(part, whole)
    return Share(
        f"{part:,}", percent(part, whole), _("%(low).1f to %(high).1f %%") % {"low": 100 * low, "high": 100 * high}
    )


def _share_of(row: Person, part: int) -> tuple[str, str]:
    """A group's share and its interval; the groups that are here are safe to tell."""
    low, high = wilson(part, row.group.calls)
    return percent(part, row.group.calls, 0), f"{100 * low:.0f}–{100 * high:.0f} %"


def _change(told: Replay) -> str:
    more = told.eligible_draft - told.eligible
    if small(abs(more)):
        return _("About as many calls as now.")
    words = {"n": f"{abs(more):,}"}
    if more > 0:
        return _("%(n)s calls more than now.") % words
    return _("%(n)s calls fewer than now.") % words if more else _("As many calls as now.")


def _who_moves(told: Replay) -> str:
    """How many gain and lose the team. Told together or not at all: one is the other and the change."""
    if small(told.gain) or small(told.lose):
        return ""
    words = {"gain": f"{told.gain:,}", "lose": f"{told.lose:,}"}
    return _("%(gain)s calls are for the team that are not now, and %(lose)s are not any more.") % words


def _moves(moves: Sequence[Move]) -> tuple[list[dict], str, int]:
    """The largest moves, what the others are together, and how many rows are too small to be told."""
    hidden = protected([(move.calls,) for move in moves])
    kept = [move for at, move in enumerate(moves) if at not in hidden]
    rows = [
        {
            "was": _(PLAIN[move.was]),
            "now": _(PLAIN[move.now]),
            "calls": f"{move.calls:,}",
            "why": _why(move),
        }
        for move in kept[:MOST_MOVES]
    ]
    rest = kept[MOST_MOVES:]
    words = ngettext("%(rows)d more way, %(n)s calls.", "%(rows)d more ways, %(n)s calls.", len(rest))
    others = words % {"rows": len(rest), "n": f"{sum(move.calls for move in rest):,}"} if rest else ""
    return rows, others, len(hidden)


def _why(move: Move) -> str:
    """What changed in the table, with each answer in the words of somebody who has never read it."""
    words = " ".join(move.changes) or _("Another rule is read first.")
    for response, label in sorted(RESPONSE_LABELS.items(), key=lambda one: -len(one[1])):
        words = words.replace(label, str(_(SENT[response])))
    if move.kind == "new":
        return _("New rule. %(what)s") % {"what": words}
    return _("A rule is gone. %(what)s") % {"what": words} if move.kind == "gone" else words


def _reasons(told: Replay) -> tuple[list[tuple[str, str, str]], int]:
    counts = told.ledger.reasons
    hidden = protected([(count,) for _why, count in counts])
    whole = told.ledger.eligible - told.ledger.served
    kept = [one for at, one in enumerate(counts) if at not in hidden]
    return [(UNSERVED_LABELS.get(why, why), f"{n:,}", percent(n, whole, 0)) for why, n in kept], len(hidden)


def _unserved(told: Replay) -> str:
    """How many calls for the team got none. The calls they are of are told where they leave no small rest of others told."""
    whole = told.ledger.eligible
    left = whole - told.ledger.served
    if small(left) or small(told.ledger.served) or small(abs(whole - told.eligible)):
        return _("%(k)s calls that today’s criteria give to the team got none.") % {"k": counted(left)}
    words = {"k": f"{left:,}", "n": f"{whole:,}", "share": percent(left, whole, 0)}
    return _("%(k)s of %(n)s calls (%(share)s) that today’s criteria give to the team got none.") % words


def _undecided(told: Replay) -> str:
    """Calls that are in no share here, and what was not known on them."""
    left = told.undecided
    if not left.total:
        return _("Nothing. Both editions decide every call.")
    words = ngettext(
        "%(n)s call that one edition or neither can decide, because something was not asked or not known.",
        "%(n)s calls that one edition or neither can decide, because something was not asked or not known.",
        max(2, left.total) if small(left.total) else left.total,
    )
    said = [words % {"n": counted(left.total)}]
    known = [(BY_NAME[name].title, count) for name, count in left.open[:4] if not small(count)]
    if known:
        asked = "; ".join(f"{title} ({count:,})" for title, count in known)
        said.append(_("Most often: %(asked)s.") % {"asked": asked})
    return " ".join(said)
