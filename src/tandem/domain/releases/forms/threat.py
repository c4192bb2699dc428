"""D2: a warning of a serious and imminent threat, to whoever can prevent it (45 CFR 164.512(j)).

It holds the entered statement and whom it protects. The statement does not say or imply substance use care, names no
diagnosis, and carries nothing from the record.
"""

from tandem.domain.people.labels import refuse_labels
from tandem.domain.releases.forms.sheet import CLINICAL, TEXT, Field, Sheet, Values
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category, Purpose


def _plain(values: Values) -> None:
    refuse_labels({name: values[name] for name in ("statement", "at_risk")})


THREAT = Sheet(
    form=Form.THREAT,
    authority="45 CFR 164.512(j)",
    roles=CLINICAL,
    what="Somebody is in danger now and the one you tell can prevent it. They get your statement and nothing else.",
    purpose=Purpose.IMMINENT_THREAT,
    also=("R04",),
    check=_plain,
    fields=(
        Field(
            "statement",
            "What they need to know",
            Category.SAFETY_FLAGS,
            kind=TEXT,
            limit=400,
            required=True,
            hint="What was said or done, when. No diagnosis, no record.",
        ),
        Field("at_risk", "Who is in danger", Category.SAFETY_FLAGS, limit=120, required=True),
        Field("able", "Why they can prevent it", required=True, leaves=False),
    ),
)
