"""The instruments about substance use that the program gives, from `content/instruments`, in the order of its offer."""

from tandem.domain.screenings.instruments import giveable, instrument, shipped_offer
from tandem.foundation.questionnaires.instrument import Instrument
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal


def offered() -> list[Instrument]:
    """What a team may ask about alcohol and drugs, in order; what can't be given any more is left out."""
    found = []
    for name in shipped_offer("apart"):
        try:
            found.append(giveable(instrument(*name.split("/", 1)), Category.PART2_RECORD))
        except (Refusal, TypeError):
            continue
    return found


def to_give(name: str) -> Instrument:
    """The edition of `name` that is given. Raises Refusal."""
    for one in offered():
        if one.id == name:
            return one
    raise Refusal(("instrument", f"There is no instrument named {name!r} here."))
