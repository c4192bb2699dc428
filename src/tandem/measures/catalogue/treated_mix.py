"""How people said they were treated, in their own answer, with nothing that leads back to them."""

from tandem.measures.catalogue.asked import SELECTED, measure
from tandem.vocabulary.own_page import TREATED_LABELS, Treated
from tandem.vocabulary.surveys import AskedOf, Question

TREATED_MIX = measure(
    id="treated_mix",
    asked_of=AskedOf.PERSON,
    question_id=Question.TREATED,
    parts={code.value: label for code, label in TREATED_LABELS.items()},
    good=(Treated.WELL,),
    name="Treated with respect",
    question="How did the people we served say they were treated?",
    numerator="The answer was: with respect.",
    source="Two questions on the person's own page, English and Spanish, answered once, kept by month and without a name.",
    caveat=SELECTED,
    yes="With respect",
    needs="answers people gave on their own page",
)
