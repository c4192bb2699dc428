"""What the law permits without consent: nine forms, each with fixed fields, a preview, and its id in the accounting.

None of them is a read: the sender reads under a release of their own, and only what the sheet holds leaves.
"""

from tandem.domain.releases.forms.crime import CRIME
from tandem.domain.releases.forms.custody import CUSTODY
from tandem.domain.releases.forms.death import DEATH
from tandem.domain.releases.forms.family import FAMILY
from tandem.domain.releases.forms.locate import LOCATE
from tandem.domain.releases.forms.oversight import OVERSIGHT
from tandem.domain.releases.forms.report import MANDATED_REPORT
from tandem.domain.releases.forms.sheet import Field, Sheet
from tandem.domain.releases.forms.threat import THREAT
from tandem.vocabulary.disclosing import Form

# D7 is about many people at once: `domain/releases/listing.py` makes the file, on `forms/data_set.py`.
SHEETS: dict[Form, Sheet] = {
    one.form: one for one in (LOCATE, THREAT, MANDATED_REPORT, CRIME, DEATH, FAMILY, CUSTODY, OVERSIGHT)
}

__all__ = ["SHEETS", "Field", "Sheet"]
