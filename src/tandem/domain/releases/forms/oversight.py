"""D9: what HHS or another agency that oversees us is given about one person (45 CFR 164.512(d), 164.502(a)(2)(ii))."""

from tandem.domain.releases.forms.sheet import OFFICER_ONLY, TEXT, Field, Sheet
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category

OVERSIGHT = Sheet(
    form=Form.OVERSIGHT,
    authority="45 CFR 164.512(d), 164.502(a)(2)(ii)",
    roles=OFFICER_ONLY,
    what="An agency that oversees ours gets what its audit or review asks for, and not more.",
    fields=(
        Field("law", "The law under which they ask", required=True, leaves=False, limit=120),
        Field("asked_by", "Who asked, and their reference", required=True, leaves=False),
        Field("who", "The person", Category.DEMOGRAPHICS, limit=320, prefill="name_birth"),
        Field("given", "What they are given", Category.CLINICAL_NOTE, kind=TEXT, limit=2000, required=True),
    ),
)
