"""D4: a crime on the program's premises or against its staff, or a threat of either (42 CFR 2.12(c)(5); 164.512(f)(5)).

Only the circumstances, that the person is or was a patient, name, address and last known whereabouts.
"""

from tandem.domain.releases.forms.sheet import CHOICE, OFFICER_ONLY, TEXT, Field, Sheet
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category

WHAT = (
    ("premises", "A crime on our premises"),
    ("staff", "A crime against our staff, anywhere"),
    ("threat", "A threat of such a crime"),
)
STATUS = (("is", "Is in our care"), ("was", "Was in our care"), ("not", "Was never in our care"))
CRIME = Sheet(
    form=Form.CRIME,
    authority="42 CFR 2.12(c)(5); 45 CFR 164.512(f)(5)",
    roles=OFFICER_ONLY,
    what="Police get the circumstances, whether the person is in our care, name, address and where they were last.",
    only_sud_may=True,
    words_of_use=True,
    fields=(
        Field("crime", "What kind", Category.CLINICAL_NOTE, kind=CHOICE, options=WHAT, required=True),
        Field("circumstances", "What happened", Category.CLINICAL_NOTE, kind=TEXT, limit=800, required=True),
        Field("status", "The person", Category.CLINICAL_NOTE, kind=CHOICE, options=STATUS, required=True),
        Field("name_address", "Name and address", Category.DEMOGRAPHICS, limit=320, prefill="name_address"),
        Field("whereabouts", "Last known whereabouts", Category.DEMOGRAPHICS),
    ),
)
