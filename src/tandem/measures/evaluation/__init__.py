"""Did what we changed change anything? One engine for eight designs, over any table whose columns a spec names.

`run` answers with a `Report`, or refuses by a `SpecError` that names the field and what to do; `fitness` says beforehand
what a design lacks in the data. It knows no page and no record. Its libraries are the extra `evaluate`: without them the
first question is answered by `NotInstalled`, a sentence that says what to install (docs/evaluation.md).
"""

from tandem.measures.evaluation.designs import DESIGNS, Ask, Design
from tandem.measures.evaluation.engine import cautions, fitness, run
from tandem.measures.evaluation.refusals import Barrier, NotInstalled, SpecError
from tandem.measures.evaluation.report import Chance, Excluded, Placebo, Point, Report, Row, Smallest

__all__ = [
    "DESIGNS",
    "Ask",
    "Barrier",
    "Chance",
    "Design",
    "Excluded",
    "NotInstalled",
    "Placebo",
    "Point",
    "Report",
    "Row",
    "Smallest",
    "SpecError",
    "cautions",
    "fitness",
    "run",
]
