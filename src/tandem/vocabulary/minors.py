"""Words of the law of minors: which care, and who decides about what is shared of it."""

from enum import StrEnum


class Care(StrEnum):
    """A kind of care for which a state says from which age a minor may consent alone."""

    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"


class Decides(StrEnum):
    """Whose consent counts. `PRIVACY_OFFICER` where the age, or the state's rule, is not known."""

    ADULT = "adult"
    MINOR_ALONE = "minor_alone"
    WITH_GUARDIAN = "with_guardian"
    PRIVACY_OFFICER = "privacy_officer"


DECIDES_LABELS = {
    Decides.ADULT: "The person",
    Decides.MINOR_ALONE: "The person alone, although a minor",
    Decides.WITH_GUARDIAN: "A parent or guardian, together with the person",
    Decides.PRIVACY_OFFICER: "Not known: the privacy officer decides",
}


class Tie(StrEnum):
    """By what right somebody else signs."""

    PARENT = "parent"
    COURT_GUARDIAN = "court_guardian"
    ATTORNEY_IN_FACT = "attorney_in_fact"
    ESTATE = "estate"


TIE_LABELS = {
    Tie.PARENT: "Parent or guardian of a minor",
    Tie.COURT_GUARDIAN: "Guardian whom a court has named",
    Tie.ATTORNEY_IN_FACT: "Holds a power of attorney for health care",
    Tie.ESTATE: "Acts for a person who has died",
}
