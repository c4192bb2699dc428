"""The loop of a referral: which moves exist, who may make them, and what each state asks for next. Pure.

States follow Gravity SDOH Clinical Care STU3 (Task.status, with a reason where one is owed) and a local *acknowledged*:
opened is not a yes, received is not closed, and only *completed* closes a loop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tandem.vocabulary.law import Category
from tandem.vocabulary.terms import REFERRAL_LABELS, ReferralState

S = ReferralState


class Who(StrEnum):
    """MEMBER is the sender's staff, LINK the receiving program by its link. Both stand on the same row of the table
    where a member may write down what the receiving program said by phone."""

    MEMBER = "member"
    LINK = "link"


class Verb(StrEnum):
    SEND = "send"
    SEND_AGAIN = "send_again"
    WITHHOLD = "withhold"
    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    DECLINE = "decline"
    SEEN = "seen"
    COMPLETE = "complete"
    FAIL = "fail"
    UNDO = "undo"
    CANCEL = "cancel"


class DeclineReason(StrEnum):
    FULL = "full"
    WAITLIST = "waitlist"
    NOT_OFFERED = "not_offered"
    ASSESSMENT_FIRST = "assessment_first"
    INSURANCE_OR_AREA = "insurance_or_area"
    OTHER = "other"


DECLINE_LABELS = {
    DeclineReason.FULL: "Full now",
    DeclineReason.WAITLIST: "Waitlist, can call later",
    DeclineReason.NOT_OFFERED: "Not a service we offer",
    DeclineReason.ASSESSMENT_FIRST: "Needs another assessment first",
    DeclineReason.INSURANCE_OR_AREA: "Insurance or area",
    DeclineReason.OTHER: "Something else",
}


class FailReason(StrEnum):
    DID_NOT_COME = "did_not_come"
    NOT_REACHED = "not_reached"
    DID_NOT_WANT = "did_not_want"
    OTHER = "other"


FAIL_LABELS = {
    FailReason.DID_NOT_COME: "Didn't come",
    FailReason.NOT_REACHED: "Couldn't be reached",
    FailReason.DID_NOT_WANT: "Didn't want it any more",
    FailReason.OTHER: "Something else",
}


@dataclass(frozen=True)
class Move:
    """One row of the table. `after` is None for a move that keeps the state (send again) or goes back (undo).

    `reasons` are the kinds to choose from, empty where none is owed; `sentence` says whether words are owed too.
    """

    verb: Verb
    before: frozenset[ReferralState]
    after: ReferralState | None
    who: frozenset[Who]
    reasons: tuple[str, ...] = ()
    sentence: bool = False


_SENDER = frozenset({Who.MEMBER})
_FAR_END = frozenset({Who.MEMBER, Who.LINK})
_SAID_YES = frozenset({S.ACCEPTED, S.SEEN})
_ASKED = frozenset({S.SENT, S.ACKNOWLEDGED})

MOVES: dict[Verb, Move] = {
    move.verb: move
    for move in (
        Move(Verb.SEND, frozenset({S.DRAFT, S.NOT_SENT}), S.SENT, _SENDER),
        Move(Verb.SEND_AGAIN, _ASKED | _SAID_YES, None, _SENDER),
        Move(Verb.WITHHOLD, frozenset({S.DRAFT}), S.NOT_SENT, _SENDER),
        Move(Verb.ACKNOWLEDGE, frozenset({S.SENT}), S.ACKNOWLEDGED, _FAR_END),
        Move(Verb.ACCEPT, _ASKED, S.ACCEPTED, _FAR_END),
        Move(Verb.DECLINE, _ASKED, S.DECLINED, _FAR_END, tuple(DeclineReason), sentence=True),
        Move(Verb.SEEN, frozenset({S.ACCEPTED}), S.SEEN, _FAR_END),
        Move(Verb.COMPLETE, _SAID_YES, S.COMPLETED, _FAR_END),
        Move(Verb.FAIL, _SAID_YES, S.FAILED, _FAR_END, tuple(FailReason), sentence=True),
        Move(Verb.UNDO, _SAID_YES | {S.DECLINED, S.COMPLETED, S.FAILED}, None, _FAR_END),
        Move(
            Verb.CANCEL,
            frozenset({S.DRAFT, S.NOT_SENT, S.ACCEPTED, S.DECLINED}) | _ASKED,
            S.CANCELLED,
            _SENDER,
            sentence=True,
        ),
    )
}
FAR_END_VERBS = tuple(verb for verb, move in MOVES.items() if Who.LINK in move.who)
# The column that dates a state. Leaving the state by an undo clears it.
DATED = {
    S.SENT: "sent_at",
    S.ACCEPTED: "accepted_at",
    S.DECLINED: "declined_at",
    S.SEEN: "seen_at",
    S.COMPLETED: "loop_closed_at",
}
# A loop is open until the far end completes it, or it ends with a reason. A declined one waits for another place.
OPEN_STATES = frozenset({S.DRAFT, S.NOT_SENT, S.DECLINED}) | _ASKED | _SAID_YES
# What the page behind a link shows, so what the agreement must name.
LINK_CATEGORIES = frozenset({Category.DEMOGRAPHICS, Category.REFERRAL_STATUS})
UNDO_WITHIN = timedelta(minutes=15)
GOAL = timedelta(days=14)
SECRET_BYTES = 32
WHY_LIMIT = 300

WORD_WITHIN = timedelta(hours=24)
AGREEMENT_WITHIN = timedelta(hours=72)
SEEN_WITHIN = timedelta(days=7)


def problem(verb: Verb, state: str, who: Who, *, reason_kind: str = "", reason: str = "") -> tuple[str, str] | None:
    """Why `who` can't do `verb` to a referral in `state`, as (field, sentence), or None. Undo has a rule of its own."""
    move = MOVES[verb]
    if who not in move.who:
        return "state", "Only the program that sent it can do this."
    if state not in move.before:
        return "state", f"This can't be done now. It stands at: {REFERRAL_LABELS[ReferralState(state)].lower()}."
    if reason_kind and reason_kind not in move.reasons:
        return "reason_kind", "Choose a reason from the list."
    if move.reasons and not reason_kind:
        return "reason_kind", "Choose a reason."
    if move.sentence and not reason.strip():
        return "reason", "Say why in a sentence."
    return None


def verb_between(before: str, after: str) -> Verb | None:
    """Which move of the table leads from `before` to `after`; None where none does, as for an undo."""
    if before == after:
        return Verb.SEND_AGAIN
    return next((move.verb for move in MOVES.values() if move.after == after and before in move.before), None)


def undo_problem(before: str, after: str, at: datetime, now: datetime) -> tuple[str, str] | None:
    """Why the newest answer, `before` to `after` made at `at`, can't be undone at `now`, or None."""
    if after not in MOVES[Verb.UNDO].before or verb_between(before, after) not in FAR_END_VERBS:
        return "state", "There is no answer to undo."
    if now - at > UNDO_WITHIN:
        return "state", "An answer can be undone for 15 minutes. Call the team that sent this."
    return None


def link_opens(state: str, state_at: datetime, now: datetime) -> bool:
    """Whether a link may show a referral in `state`. After the far end's last word it lives on for the undo alone."""
    if state in _ASKED | _SAID_YES:
        return True
    return state in (S.DECLINED, S.COMPLETED, S.FAILED) and now - state_at <= UNDO_WITHIN


def verbs_by_link(state: str, *, undoable: bool) -> tuple[Verb, ...]:
    """What the receiving program may do next, in the order of the table."""
    return tuple(verb for verb in FAR_END_VERBS if state in MOVES[verb].before and (verb is not Verb.UNDO or undoable))


def said_yes(state: str) -> bool:
    """Whether the receiving program said yes and still expects the person: then it may have the phone number."""
    return state in _SAID_YES


def partner_name(given_name: str, family_name: str, *, whole: bool) -> str:
    """The name as the receiving program reads it: "Theo B." until its yes, then whole. "" where no name is known."""
    if whole:
        return f"{given_name} {family_name}".strip()
    if not given_name:
        return ""
    return f"{given_name} {family_name[:1]}." if family_name else given_name


def loop_word(state: str) -> str | None:
    """The one word an officer may hear with the person's agreement: connected, declined or pending, never where."""
    if state in (S.SEEN, S.COMPLETED):
        return "connected"
    if state == S.CANCELLED:
        return None
    return "declined" if state == S.DECLINED else "pending"


def last_word(state: str) -> str:
    """What is known of an open loop, in a few words."""
    return {
        S.DRAFT: "Not sent yet",
        S.NOT_SENT: REFERRAL_LABELS[S.NOT_SENT],
        S.SENT: "Sent, no answer",
        S.ACKNOWLEDGED: "Opened, not answered",
        S.ACCEPTED: "Accepted, not seen",
        S.SEEN: "Seen, not finished",
        S.DECLINED: "Declined",
    }.get(S(state), REFERRAL_LABELS[S(state)])


# What left on the person's yes, and is not over yet.
RESTS_ON_A_YES = frozenset({S.SENT, S.ACKNOWLEDGED, S.ACCEPTED, S.SEEN})


def next_step(
    state: str, *, reason_kind: str = "", link_alive: bool = True, phone: str = "", sharing: bool = True
) -> str:
    """The next thing to do about an open loop, in words. `phone` is the service's; `sharing`: the yes still holds."""
    call = f"Call them, {phone}" if phone else "Call them"
    if state in RESTS_ON_A_YES and not sharing:
        return "The yes has ended. Ask the person what they want now"
    if state in _ASKED and not link_alive:
        return "The link has ended. Send it again, or call"
    return {
        S.DRAFT: "Ask if they agree, then send it",
        S.NOT_SENT: "Ask if they agree, or take it back",
        S.SENT: call,
        S.ACKNOWLEDGED: call,
        S.ACCEPTED: "Ask if they came",
        S.SEEN: "Ask if it is finished",
        S.DECLINED: "Ask again, or try another place" if reason_kind == DeclineReason.WAITLIST else "Try another place",
    }[S(state)]


def overdue(state: str, state_at: datetime, since: datetime, expected_at: datetime | None, now: datetime) -> str | None:
    """Why an open loop is late at `now`, in words, or None. `since` is when it was sent, or made if it never was.

    Late is: a draft or a no for a day, no agreement for three days, no word a day after it was sent or opened, nobody
    seen a day after the person was expected (a week where no day was set), and anything open for more than 14 days.
    """
    waited = now - state_at
    if state == S.DRAFT and waited > WORD_WITHIN:
        return "Not sent for a day"
    if state == S.NOT_SENT and waited > AGREEMENT_WITHIN:
        return "No agreement for three days"
    if state in _ASKED and waited > WORD_WITHIN:
        return "No word for a day"
    if state == S.ACCEPTED and (now > expected_at + WORD_WITHIN if expected_at else waited > SEEN_WITHIN):
        return "Expected, no word"
    if state == S.DECLINED and waited > WORD_WITHIN:
        return "Declined, no other place yet"
    if state in OPEN_STATES and now - since > GOAL:
        return "Open for more than 14 days"
    return None


def chart() -> Iterable[tuple[str, str, str, str, str]]:
    """The table for the docs, one row a move: verb, from, to, who, reason owed."""
    order = list(ReferralState)
    for move in MOVES.values():
        after = move.after or ("the same" if move.verb is Verb.SEND_AGAIN else "the state before, within 15 minutes")
        owed = " and ".join(word for word, is_owed in (("kind", move.reasons), ("sentence", move.sentence)) if is_owed)
        for before in sorted(move.before, key=order.index):
            yield move.verb.value, before.value, str(after), " or ".join(sorted(move.who)), owed
