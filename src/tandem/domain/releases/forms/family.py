"""D6: what was told to family or to a person they named (45 CFR 164.510(b)). One line, and never of Part 2."""

from tandem.domain.releases.forms.sheet import CHOICE, CLINICAL, Field, Sheet, Values
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal

AGREED, NO_OBJECTION, COULD_NOT = "agreed", "no_objection", "could_not"
ASKED = (
    (AGREED, "They agreed"),
    (NO_OBJECTION, "They had the chance to object and did not"),
    (COULD_NOT, "They could not be asked"),
)


def _why(values: Values) -> None:
    if values["asked"] == COULD_NOT and not values["could_not_why"]:
        raise Refusal(("could_not_why", "Say why they could not be asked, and why telling is in their interest."))


FAMILY = Sheet(
    form=Form.FAMILY,
    authority="45 CFR 164.510(b)",
    roles=CLINICAL,
    what="Somebody close to the person was told something that bears on their part in the care. Write down the one line.",
    check=_why,
    fields=(
        Field("tie", "Who they are to the person", required=True, limit=80, leaves=False),
        Field("asked", "What the person said to it", kind=CHOICE, options=ASKED, required=True, leaves=False),
        Field("could_not_why", "Why they could not be asked", leaves=False),
        Field("line", "What was said, in one line", Category.CLINICAL_NOTE, required=True),
    ),
)
