"""D5: facts about the cause of a death, for whoever must find it out (42 CFR 2.15(b)(1); 45 CFR 164.512(g)(1))."""

from tandem.domain.releases.forms.sheet import OFFICER_ONLY, TEXT, Field, Sheet
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category

DEATH = Sheet(
    form=Form.DEATH,
    authority="42 CFR 2.15(b)(1); 45 CFR 164.512(g)(1)",
    roles=OFFICER_ONLY,
    what="A coroner or medical examiner gets who died and the facts that bear on the cause of death.",
    only_sud_may=True,
    words_of_use=True,
    fields=(
        Field("law", "The law under which they ask", required=True, leaves=False, limit=120),
        Field("asked_by", "Who asked", required=True, leaves=False),
        Field("who", "Who died", Category.DEMOGRAPHICS, limit=320, required=True, prefill="name_birth"),
        Field(
            "facts",
            "Facts that bear on the cause of death",
            Category.CLINICAL_NOTE,
            kind=TEXT,
            limit=1500,
            required=True,
        ),
    ),
)
