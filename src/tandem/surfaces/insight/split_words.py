"""The splits of measures by the words a reader knows them by."""

from django.utils.translation import gettext_lazy

from tandem.measures.measure import Measure
from tandem.measures.splits import splits_of

NAMES = {
    "agency": gettext_lazy("Agency"),
    "area": gettext_lazy("Area"),
    "shift": gettext_lazy("Time of day"),
    "edition": gettext_lazy("Edition of the criteria"),
    "age_band": gettext_lazy("Age"),
    "gender": gettext_lazy("Gender"),
    "race": gettext_lazy("Race and ethnicity"),
    "language": gettext_lazy("Language"),
    "veteran": gettext_lazy("Military service"),
    "need": gettext_lazy("Need"),
    "service": gettext_lazy("Service"),
    "window": gettext_lazy("Follow-up window"),
    "intervention": gettext_lazy("What was used"),
    "warm": gettext_lazy("Handing over"),
}


def names(found: Measure) -> list[tuple[str, str]]:
    """The splits of a measure with their words, for its page."""
    return [(by, NAMES[by]) for by in splits_of(found)]
