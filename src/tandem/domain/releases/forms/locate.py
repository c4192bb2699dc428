"""D1: exactly the eight facts that police may have to identify or find somebody (45 CFR 164.512(f)(2)).

Never from a Part 2 row, never the name of a program of substance use care, never DNA, dental records, samples or notes.
The request itself is recorded: who asked, how, and what for.
"""

from tandem.domain.releases.forms.sheet import CHOICE, OFFICER_ONLY, Field, Sheet
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category

WHOM = (
    ("suspect", "A suspect"),
    ("fugitive", "A fugitive"),
    ("witness", "A material witness"),
    ("missing", "A missing person"),
)
_D, _N = Category.DEMOGRAPHICS, Category.CLINICAL_NOTE
GIVEN = (
    Field("name_address", "Name and address", _D, limit=320, prefill="name_address"),
    Field("birth", "Date and place of birth", _D, prefill="birth"),
    Field("ssn", "Social Security number", _D, hint="Tandem holds none. Leave it open unless you hold it elsewhere."),
    Field("blood_type", "Blood type and Rh factor", _N, limit=20),
    Field("injury", "Type of injury", _N, limit=120),
    Field("treated_at", "Date and time of treatment", _N, limit=80, prefill="treated"),
    Field("died_at", "Date and time of death", _N, limit=80),
    Field(
        "looks",
        "What the person looks like",
        _D,
        prefill="looks",
        hint="Height, weight, sex, hair, eyes, scars, tattoos, a beard. No DNA, teeth or samples.",
    ),
)
LOCATE = Sheet(
    form=Form.LOCATE,
    authority="45 CFR 164.512(f)(2)",
    roles=OFFICER_ONLY,
    what="Police asked us to help find or identify somebody. They get these facts and nothing else.",
    fields=(
        Field("whom", "Whom they look for", kind=CHOICE, options=WHOM, required=True, leaves=False),
        Field("asked_by", "Who asked", required=True, leaves=False, hint="Name, badge or case number."),
        Field("asked_how", "How and when they asked", required=True, leaves=False),
        *GIVEN,
    ),
)
