"""Scope words: what must also be true of one row before a rule reaches it.

The law cares that a role and a purpose are never enough by themselves: a rule opens a row only where every word of its
scope holds there. `releases` works the words out from consents, calls, care teams and organizations; this file says
what each one claims. A word that is not here is refused, in a rule and in a question.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """`meaning` is the claim, for whoever gathers the facts. `condition` says it to the reader, after "open ...".

    `by_relationship` marks words that restate how the reader stands to the person (on the call, on the care team).
    """

    meaning: str
    condition: str
    by_relationship: bool = False


SCOPES: dict[str, Scope] = {
    "active_call": Scope(
        "The reader is on an active call with this person; a shift supervisor, on one of the supervised shift.",
        "while you are on the call",
        by_relationship=True,
    ),
    "open_call": Scope(
        "The dispatcher handles an open call with this person.", "while you handle the open call", by_relationship=True
    ),
    "shared_call": Scope(
        "The officer's active call or the dispatcher's open call with this person.",
        "while you are on the call",
        by_relationship=True,
    ),
    "care_team": Scope(
        "The reader is on the person's care team.", "when you are on the care team", by_relationship=True
    ),
    "receiving_encounter": Scope(
        "The reader's hospital receives the person in this encounter.",
        "when your hospital receives the person",
        by_relationship=True,
    ),
    "treating_now": Scope(
        "The reader is treating the person now.", "while you are treating the person", by_relationship=True
    ),
    "own_person": Scope("The record is about the reader.", "when the record is about you", by_relationship=True),
    "received_referral": Scope("The row is of a referral sent to the reader.", "when the referral was sent to you"),
    "own_le_agency": Scope("The reader's own police agency holds the row.", "when your own police agency wrote it"),
    "own_psap": Scope("The call is one of the reader's own dispatch center.", "for calls of your own dispatch center"),
    "own_agency": Scope("The reader's own agency holds the row.", "when your own agency holds it"),
    "same_part2_program": Scope("The reader's own Part 2 program wrote the row.", "inside your own program"),
    "addressee": Scope("The statement was sent to this reader.", "when it was sent to you"),
    "aggregate": Scope("The row is a count about many people.", "as numbers, never as rows"),
    "release_case": Scope("An open release case covers the row.", "in a release case"),
    "access_request": Scope("An open request for access covers the row.", "when the person asked for the record"),
    "recipient_match": Scope(
        "The consent names this organization, or a class a registered provider with a treatment relationship is in, "
        "and this discloser, category and purpose. Police, shelter, school and employer never match a class.",
        "naming your agency",
    ),
    "call_source": Scope(
        "Entered by police, dispatch, or the person or family on this call; never filled from a provider's record.",
        "when police, dispatch, the person or the family entered it on this call",
    ),
    "by_call_not_name": Scope(
        "Found by call number, unit or time, not by a person search.", "found by call, unit or time, not by name"
    ),
    "qa_case": Scope(
        "The sampling job drew it, a supervisee wrote it, or a review or complaint about it is open.",
        "when it is up for review",
    ),
    "medical_personnel": Scope(
        "The organization is registered as a provider treating patients and the reader's job there is medical.",
        "when your job there is medical",
    ),
    "consent_unobtainable": Scope(
        "The discloser states why written consent cannot be had.", "when it is stated why consent can't be had"
    ),
    "order_findings": Scope(
        "The privacy officer recorded the findings and notice of 2.64 or 2.65-2.66 (2.63 for what the patient said) "
        "and counsel's name.",
        "when the order's findings and notice are recorded",
    ),
    "order_with_subpoena": Scope("The order came with a subpoena.", "with a subpoena beside the order"),
    "order_names_notes": Scope("The order names these notes.", "when the order names these notes"),
    "requester_proved": Scope(
        "Identity, and for a representative the papers and their reach, are checked.",
        "when it is proved who is asking",
    ),
    "no_proceeding": Scope("The case says proceeding: no.", "outside any legal proceeding"),
}
SCOPE_WORDS = frozenset(SCOPES)
