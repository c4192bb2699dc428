"""D3: a report of abuse or neglect that state law demands, the first one only (45 CFR 164.512(b), (c); 42 CFR 2.12(c)(6)).

Which reports there are, by when and to whom is the state's own content. A report never opens the chart to whoever
receives it: more that is asked for afterwards needs a consent or an order.
"""

from tandem.domain.encounters.forms.law import Report
from tandem.domain.encounters.state_law import in_force
from tandem.domain.releases.forms.sheet import CHOICE, CLINICAL, TEXT, Field, Sheet, Values
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category
from tandem.vocabulary.refusal import Refusal

FIRST, MORE = "first", "more"
WHICH = ((FIRST, "The first report of this"), (MORE, "More, asked for after a report"))
LATER = "Only the first report goes out this way. What is asked for afterwards needs a consent or a court order."
OTHER = "other"
NO_STATE = "A report under another law"


def reports() -> tuple[Report, ...]:
    """The mandated reports of the program's state, none where no file says them."""
    law = in_force(date_here())
    return law.reports if law else ()


def _options() -> dict[str, tuple[tuple[str, str], ...]]:
    found = tuple((str(place), f"{one.about} ({one.citation})") for place, one in enumerate(reports()))
    return {"about": (*found, (OTHER, NO_STATE))}


def _first_only(values: Values) -> None:
    if values["which"] != FIRST:
        raise Refusal(("which", LATER))
    if values["about"] == OTHER and not values["law"]:
        raise Refusal(("law", "Name the law that demands this report."))


MANDATED_REPORT = Sheet(
    form=Form.MANDATED_REPORT,
    authority="45 CFR 164.512(b)(1)(ii), (c); 42 CFR 2.12(c)(6)",
    roles=CLINICAL,
    what="You must report what you saw or heard. Whoever gets it sees this report and never the chart.",
    only_sud_may=True,
    words_of_use=True,
    check=_first_only,
    options=_options,
    fields=(
        Field("about", "Which report", Category.CLINICAL_NOTE, kind=CHOICE, required=True),
        Field("law", "The law, where yours is not listed", Category.CLINICAL_NOTE, limit=120),
        Field("which", "Is it the first?", kind=CHOICE, options=WHICH, required=True, leaves=False),
        Field("noticed", "When you noticed it", Category.CLINICAL_NOTE, limit=80, required=True),
        Field("about_whom", "About whom, and where they are now", Category.DEMOGRAPHICS, limit=320, required=True),
        Field("facts", "What you saw or heard", Category.CLINICAL_NOTE, kind=TEXT, limit=1500, required=True),
        Field("by_voice", "Told by voice to, and their number for it", leaves=False),
    ),
)
