"""What would have helped, in the answers of the people served. Several may be chosen, so that it counts answers."""

from tandem.measures.catalogue.asked import SELECTED, measure
from tandem.vocabulary.own_page import HELPED_LABELS, Helped
from tandem.vocabulary.surveys import AskedOf, Question

WOULD_HELP_MIX = measure(
    id="would_help_mix",
    asked_of=AskedOf.PERSON,
    question_id=Question.WOULD_HELP,
    parts={code.value: label for code, label in HELPED_LABELS.items()},
    good=(Helped.NOTHING,),
    name="What would have helped",
    question="What did people say would have helped?",
    numerator="The answer was: nothing, it was good as it was.",
    source="Two questions on the person's own page, English and Spanish, answered once, kept by month and without a name.",
    caveat=f"{SELECTED} One person may have chosen several answers.",
    yes="Nothing more",
    needs="answers people gave on their own page",
)
