"""D8: what a jail or other custody needs for the person's health and everybody's safety (45 CFR 164.512(k)(5)).

Facts of care and safety that are not of Part 2.
"""

from tandem.domain.releases.forms.sheet import CLINICAL, TEXT, Field, Sheet
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category

_N = Category.CLINICAL_NOTE
CUSTODY = Sheet(
    form=Form.CUSTODY,
    authority="45 CFR 164.512(k)(5)",
    roles=CLINICAL,
    what="The person is in custody. Whoever holds them gets what keeps the person and others safe and well.",
    fields=(
        Field("who", "The person", Category.DEMOGRAPHICS, limit=320, required=True, prefill="name_birth"),
        Field("health", "What they must know about health", _N, kind=TEXT, limit=600),
        Field("medicines", "Medicines, and when the last dose was", _N, kind=TEXT, limit=600),
        Field(
            "safety",
            "What keeps the person and others safe",
            Category.SAFETY_FLAGS,
            kind=TEXT,
            limit=600,
            required=True,
        ),
        Field("needed_for", "What they said they need it for", required=True, leaves=False),
    ),
)
