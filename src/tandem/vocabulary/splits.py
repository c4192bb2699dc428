"""The groups a measure may be told for, as code sets. What nobody said stays unknown: a group is never guessed.

Age stands in bands, so that no row of facts holds a birth date. Race and ethnicity are one question with several answers
(OMB Statistical Policy Directive 15, 2024); who gave more than one is counted once, as several. A shift is the hour on
the agency's own clock, whoever was on it.
"""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from tandem.vocabulary.circumstances import LANGUAGE_LABELS, Language
from tandem.vocabulary.followups import WINDOW_LABELS
from tandem.vocabulary.scene import DE_ESCALATION_LABELS
from tandem.vocabulary.terms import NEED_LABELS
from tandem.vocabulary.training import SHIFT_LABELS, Shift


class AgeBand(StrEnum):
    UNDER_18 = "under_18"
    FROM_18 = "18_24"
    FROM_25 = "25_34"
    FROM_35 = "35_44"
    FROM_45 = "45_54"
    FROM_55 = "55_64"
    FROM_65 = "65_on"


AGE_BAND_LABELS = {
    AgeBand.UNDER_18: "Under 18",
    AgeBand.FROM_18: "18 to 24",
    AgeBand.FROM_25: "25 to 34",
    AgeBand.FROM_35: "35 to 44",
    AgeBand.FROM_45: "45 to 54",
    AgeBand.FROM_55: "55 to 64",
    AgeBand.FROM_65: "65 and older",
}
_FROM = {18: AgeBand.FROM_18, 25: AgeBand.FROM_25, 35: AgeBand.FROM_35, 45: AgeBand.FROM_45, 55: AgeBand.FROM_55}
_FROM |= {65: AgeBand.FROM_65}
OLDEST = 120


class Gender(StrEnum):
    """As people say it of themselves."""

    WOMAN = "woman"
    MAN = "man"
    NONBINARY = "nonbinary"
    OTHER = "other"


GENDER_LABELS = {
    Gender.WOMAN: "Woman or girl",
    Gender.MAN: "Man or boy",
    Gender.NONBINARY: "Nonbinary",
    Gender.OTHER: "Another answer",
}


class Race(StrEnum):
    """The seven minimum categories of Directive 15, and several for who gave more than one."""

    NATIVE = "native"
    ASIAN = "asian"
    BLACK = "black"
    HISPANIC = "hispanic"
    MIDDLE_EASTERN = "middle_eastern"
    PACIFIC = "pacific"
    WHITE = "white"
    SEVERAL = "several"


RACE_LABELS = {
    Race.NATIVE: "American Indian or Alaska Native",
    Race.ASIAN: "Asian",
    Race.BLACK: "Black or African American",
    Race.HISPANIC: "Hispanic or Latino",
    Race.MIDDLE_EASTERN: "Middle Eastern or North African",
    Race.PACIFIC: "Native Hawaiian or Pacific Islander",
    Race.WHITE: "White",
    Race.SEVERAL: "More than one",
}


# The name of a split is the column of facts it reads. Labels where its values are codes; other values are words already.
SPLIT_LABELS: dict[str, dict[str, str]] = {
    "agency": {},
    "area": {},
    "shift": {code.value: words for code, words in SHIFT_LABELS.items()},
    "edition": {},
    "age_band": {code.value: words for code, words in AGE_BAND_LABELS.items()},
    "gender": {code.value: words for code, words in GENDER_LABELS.items()},
    "race": {code.value: words for code, words in RACE_LABELS.items()},
    "language": {code.value: words for code, words in LANGUAGE_LABELS.items()},
    "veteran": {"true": "Served in the military", "false": "Did not serve"},
    "need": {code.value: words for code, words in NEED_LABELS.items()},
    "service": {},
    "window": {code.value: words for code, words in WINDOW_LABELS.items()},
    "intervention": {code.value: words for code, words in DE_ESCALATION_LABELS.items()},
    "warm": {"true": "Handed over by somebody", "false": "Sent only"},
    "past": {},
}
OF_PERSON = ("age_band", "gender", "race", "language", "veteran")
DAY_FROM, EVENING_FROM, NIGHT_FROM = 7, 15, 23


def age_band(birth_date: date | None, on: date) -> str | None:
    """The band of an age on a day; None for no birth date, and for one that can't be right (unborn, or over 120)."""
    if birth_date is None:
        return None
    return band_of(on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day)))


def band_of(age: int) -> str | None:
    """The band of an age in years; None for one that can't be right."""
    if not 0 <= age <= OLDEST:
        return None
    return next((band.value for least, band in reversed(_FROM.items()) if age >= least), AgeBand.UNDER_18.value)


def race_of(answers: Collection[str]) -> str | None:
    """One group for one or several answers; None for none."""
    known = {one for one in answers if one in set(Race)}
    return Race.SEVERAL.value if len(known) > 1 else next(iter(known), None)


def shift_of(local: datetime) -> str:
    """Day from 07:00, evening from 15:00, night from 23:00, by the clock given."""
    if local.hour >= NIGHT_FROM or local.hour < DAY_FROM:
        return Shift.NIGHT.value
    return Shift.DAY.value if local.hour < EVENING_FROM else Shift.EVENING.value


def language_of(words: str) -> str | None:
    """The code of a language as a description of a person holds it ("Spanish, with an interpreter"); None for none."""
    name = words.partition(",")[0].strip().casefold()
    if not name:
        return None
    codes = {label.casefold(): code.value for code, label in LANGUAGE_LABELS.items()} | {
        c.value: c.value for c in Language
    }
    return codes.get(name, Language.OTHER.value)


def needs_interpreter(words: str) -> bool | None:
    """Whether a language told says that an interpreter is needed; None where it does not say. Who speaks English needs none."""
    if "interpreter" in words.partition(",")[2]:
        return True
    return False if language_of(words) == Language.ENGLISH else None
