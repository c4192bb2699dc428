"""The page of a team in words: who, what kind of sign, and sentences that say no more than the numbers do."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tandem.measures.rehearsed.clear import Clear
from tandem.measures.rehearsed.next import Reason, Why
from tandem.measures.rehearsed.played import Played
from tandem.measures.rehearsed.share import Share
from tandem.training.teaching.records import NeedRow
from tandem.vocabulary.terms import Role
from tandem.vocabulary.training import (
    CUE_KIND_LABELS,
    HANDOFF_MARK_LABELS,
    NEED_SOURCE_LABELS,
    NEED_WORD_LABELS,
    SEAT_LABELS,
    SHIFT_LABELS,
)

# Who looks at a team's page: whoever leads rehearsals, supervises, or runs the program.
WHO = (Role.TRAINER, Role.CLINICAL_SUPERVISOR, Role.ADMIN)
FIGURES = {
    "learners": gettext_noop("People in a session"),
    "hours": gettext_noop("Hours of a session"),
    "instructor_hours": gettext_noop("Hours an instructor is paid for, with preparation"),
    "instructor_pay": gettext_noop("Pay of an instructor, dollars an hour"),
    "room": gettext_noop("Room for a session, dollars"),
    "devices_a_year": gettext_noop("Screen and devices, dollars a year"),
    "sessions_a_year": gettext_noop("Sessions a year"),
    "actors": gettext_noop("Live role-players in a session"),
    "actor_hours": gettext_noop("Hours each of them is paid for, with preparation"),
    "actor_pay": gettext_noop("Pay of a role-player, dollars an hour"),
}


def kind(code: str) -> str:
    return _(CUE_KIND_LABELS[code])


def seat(code: str) -> str:
    return _(SEAT_LABELS[code])


def shift(code: str) -> str:
    return _(SHIFT_LABELS[code])


def mark(code: str) -> str:
    return _(HANDOFF_MARK_LABELS[code])


def figure(name: str) -> str:
    return _(FIGURES[name])


def team_and_kind(team: str, code: str) -> str:
    return f"{team}: {kind(code)}"


def need_options() -> list[tuple[str, str]]:
    return [(str(code), _(words)) for code, words in NEED_WORD_LABELS.items()]


def source_options() -> list[tuple[str, str]]:
    return [(str(code), _(words)) for code, words in NEED_SOURCE_LABELS.items()]


def need(one: NeedRow) -> str:
    """ "Who leads, and handing it over: said 2 times, last in a review of calls." """
    times = ngettext("said once", "said %(n)d times", one.count) % {"n": one.count}
    told = {"word": _(NEED_WORD_LABELS[one.word]), "times": times, "source": _(NEED_SOURCE_LABELS[one.source])}
    return _("%(word)s: %(times)s, seen in %(source)s.") % told


def reason(one: Reason) -> str:
    """A reason as a sentence with its k of n."""
    told = {"k": one.k, "n": one.n}
    if one.why is Why.MISSED:
        code, who = one.what
        told |= {"who": seat(who) if who in SEAT_LABELS else who, "kind": kind(code).lower()}
        return _("%(who)s: %(k)d of %(n)d signs of this kind were missed (%(kind)s).") % told
    if one.why is Why.HANDOFFS:
        return _("%(shift)s: %(k)d of %(n)d hand-offs were not clean.") % (told | {"shift": shift(one.what[0])})
    if one.why is Why.NEED:
        word = {"word": _(NEED_WORD_LABELS[one.what[0]])}
        return ngettext("“%(word)s” was asked for once.", "“%(word)s” was asked for %(k)d times.", one.k) % (
            told | word
        )
    return _("%(k)d of %(n)d people joined in the last half year.") % told


def clear_sentence(clear: list[Clear], shares: Collection[Share]) -> str:
    """What stands out by kind of sign and role, or that nothing does."""
    if not shares:
        return ""
    if all(one.few for one in shares):
        return _("Too few rehearsals to compare anything yet.")
    if not clear:
        return _("No role and kind of sign stands clear of the rest. The differences below could be chance.")
    names = ", ".join(f"{seat(one.key[1])} ({kind(one.key[0]).lower()})" for one in clear)
    return _("More than chance: %(names)s. Most other differences could be chance.") % {"names": names}


def team_sentence(clear: list[Clear], shares: Collection[Share]) -> str:
    """What stands out by team, or that nothing does."""
    if not shares:
        return _("Rooms opened without names of teams can't be told apart here.")
    if all(one.few for one in shares):
        return _("Too few rehearsals to compare anything yet.")
    if not clear:
        return _("No team stands clear of the rest. The differences below could be chance.")
    names = ", ".join(f"{one.key[1]} ({kind(one.key[0]).lower()})" for one in clear)
    return _("More than chance: %(names)s. Most other differences could be chance.") % {"names": names}


def repetition(one: Played) -> str:
    """Why a scenario needs more, or that it does not."""
    if one.steady:
        return _("Enough for now.")
    if one.times == 0:
        return _("Nobody has played it.")
    if one.good.few:
        return _("Too few to say.")
    if one.more is None:
        return _("It ends well in half of the rehearsals or fewer.")
    return _("The interval is still wide.")


def chip(one: Played) -> tuple[str, str]:
    """(words, kind of chip)."""
    if one.steady:
        return _("steady"), "ok"
    if one.times == 0:
        return _("start"), "none"
    if one.more is None:
        return _("keep on"), "warn"
    return ngettext("%(n)d more", "%(n)d more", one.more) % {"n": one.more}, "warn"
