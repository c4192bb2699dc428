"""What may be written about who a person is, and what makes a person identified. Pure."""

from datetime import date

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.splits import Gender, Race

# Column → longest text. The columns of `Description` a person can fill in.
LIMITS = {
    "family_name": 80,
    "given_name": 80,
    "says_name": 80,
    "aliases": 200,
    "appearance": 200,
    "pronouns": 40,
    "gender": 12,
    "race": 80,
    "veteran": 3,
    "language": 40,
    "address": 200,
    "phone": 40,
    "phone_rule": 120,
}
OLDEST_PERSON_YEARS = 125
# The columns that hold codes: what the person says of themselves, never what somebody takes them for.
CODES = {"gender": {*Gender}, "race": {*Race}, "veteran": {"yes", "no"}}

# View of the disclosure rules → the columns it shows. `stub` is what finds a person in a list, 45 CFR 164.502(b).
SHOWN = {
    "whole": frozenset(LIMITS) | {"birth_date"},
    "stub": frozenset({"family_name", "given_name", "says_name", "appearance", "birth_date"}),
    "name_dob_address": frozenset({"family_name", "given_name", "says_name", "appearance", "birth_date", "address"}),
    "name_address": frozenset({"family_name", "given_name", "says_name", "appearance", "address"}),
}


def is_identified(told: dict[str, str]) -> bool:
    """A person is identified once a family name is known; a nickname or a red jacket is not enough."""
    return bool(told.get("family_name", "").strip())


def check_birth_date(birth_date: date | None, today: date) -> None:
    """Raise Refusal for a birth date in the future or more than 125 years ago. `today` is the program's own day."""
    if birth_date is None:
        return
    if birth_date > today or today.year - birth_date.year > OLDEST_PERSON_YEARS:
        raise Refusal(("birth_date", "This can't be a birth date. Check the year, or leave it open."))


def check_codes(told: dict[str, str]) -> None:
    """Raise Refusal naming each column whose codes are not among its own."""
    wrong = [name for name, codes in CODES.items() if not {*told.get(name, "").split()} <= codes]
    if wrong:
        raise Refusal(*((name, "Choose one of the answers, or leave it open.") for name in wrong))


def age(birth_date: date | None, today: date) -> int | None:
    """Whole years, or None while the birth date is unknown."""
    if birth_date is None:
        return None
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def title(values: dict[str, object]) -> str:
    """What to call a person on a screen: the name, else how they look, else "Unknown person"."""
    name = " ".join(str(values.get(part) or "").strip() for part in ("given_name", "family_name")).strip()
    return name or str(values.get("appearance") or "").strip() or "Unknown person"
