"""What an encounter allows, as tables: which disposition goes with which contact outcome, and what a close needs. Pure.

The contact outcome comes first, because it is the denominator of every honest number: a person who was never met is
not a person who "remained in the community".
"""

from collections.abc import Mapping

from tandem.vocabulary.scene import TransportTo
from tandem.vocabulary.terms import ContactOutcome, Disposition, Unanswered

C, D, T = ContactOutcome, Disposition, TransportTo

NOTE_LIMIT = 20_000
DETAIL_LIMIT = 200
REASON_LIMIT = 200
CALM, WORST = 0, 10
OLDEST_CONTACT = 1970

# The team and the person talked: only then is there distress to rate, and a disposition that must be said.
MET = frozenset({C.ENGAGED, C.PHONE_ONLY})

# A program's structured fields hold no substance use content: that has tables of its own (42 CFR Part 2). Free text
# can't be policed, so the page says this beside it.
NO_SUBSTANCE_USE_HINT = "Leave out alcohol, drugs and their treatment: they are kept apart, under “Alcohol and drugs”."

# What can still happen when the team and the person did not meet. Whoever was met can have any disposition.
NOT_MET: dict[ContactOutcome, frozenset[Disposition]] = {
    C.DECLINED: frozenset(
        {
            D.NO_SERVICE_NEEDED,
            D.STAYS_WITH_SUPPORT,
            D.POLICE_CONTINUED,
            D.ARREST,
            D.CITATION,
            D.EMS_MEDICAL,
            D.INVOLUNTARY_HOLD,
        }
    ),
    C.UNABLE_TO_LOCATE: frozenset({D.NO_SERVICE_NEEDED, D.POLICE_CONTINUED}),
    C.LEFT_BEFORE_ARRIVAL: frozenset(
        {D.NO_SERVICE_NEEDED, D.POLICE_CONTINUED, D.ARREST, D.CITATION, D.EMS_MEDICAL, D.INVOLUNTARY_HOLD}
    ),
    C.CANCELLED: frozenset({D.NO_SERVICE_NEEDED, D.POLICE_CONTINUED, D.ARREST, D.CITATION, D.EMS_MEDICAL}),
    C.UNSAFE: frozenset({D.POLICE_CONTINUED, D.ARREST, D.CITATION, D.EMS_MEDICAL, D.INVOLUNTARY_HOLD}),
    C.DECEASED: frozenset({D.POLICE_CONTINUED, D.EMS_MEDICAL}),
}


# The endings that take somebody somewhere, and where each can lead. A hold ends at a place that can evaluate; nobody
# goes to jail by choice.
DESTINATIONS: dict[Disposition, tuple[TransportTo, ...]] = {
    D.VOLUNTARY_TRANSPORT: tuple(one for one in TransportTo if one != T.JAIL),
    D.INVOLUNTARY_HOLD: (T.EMERGENCY_DEPARTMENT, T.CRISIS_CENTER, T.PSYCHIATRIC_HOSPITAL, T.OTHER),
    D.EMS_MEDICAL: (T.EMERGENCY_DEPARTMENT, T.CRISIS_CENTER, T.CLINIC, T.OTHER),
    D.ARREST: (T.JAIL, T.EMERGENCY_DEPARTMENT, T.CRISIS_CENTER, T.OTHER),
}


HOLD_OWES = {"basis": "what it rests on", "signer": "who signed it"}


def met(outcome: str) -> bool:
    """Whether the team and the person talked, in person or by phone."""
    return outcome in MET


def dispositions(outcome: str) -> tuple[Disposition, ...]:
    """The dispositions that go with a contact outcome, in the order of the code set; none before it is said."""
    if not outcome:
        return ()
    return tuple(one for one in Disposition if met(outcome) or one in NOT_MET[ContactOutcome(outcome)])


def destinations(disposition: str) -> tuple[TransportTo, ...]:
    """Where a contact that ended so can lead; none for an ending that takes nobody anywhere."""
    return DESTINATIONS.get(disposition, ())


def close_problem(outcome: str, disposition: str, hold: Mapping[str, object] | None = None) -> tuple[str, str] | None:
    """What keeps an encounter from closing, as (field, sentence), or None. Distress, screening and note never do.

    `hold` is what the hold page says: liberty is taken only on a basis and over a name, so that both are owed.
    """
    if not outcome:
        return "contact_outcome", "Say first whether you and the person met."
    if met(outcome) and not disposition:
        return "disposition", "Say how it ended before you close."
    if disposition == D.INVOLUNTARY_HOLD:
        owed = [words for field, words in HOLD_OWES.items() if not (hold or {}).get(field)]
        if owed:
            return "hold", f"Say on the hold page {' and '.join(owed)} before you close."
    return None


def distress(value: object) -> tuple[int | None, str] | None:
    """A rating as (number, why there is none): a whole number from 0 calm to 10 worst, or a word of `Unanswered`.

    None for anything else; True and False are not numbers here.
    """
    if isinstance(value, str) and value in list(Unanswered):
        return None, str(value)
    if isinstance(value, int) and not isinstance(value, bool) and CALM <= value <= WORST:
        return value, ""
    return None
