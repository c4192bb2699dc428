from tandem.domain.oversight.models.breach import Breach, Due
from tandem.domain.oversight.models.expungement import Expungement
from tandem.domain.oversight.models.hold import LegalHold
from tandem.domain.oversight.models.review import WeeklyReview

__all__ = ["Breach", "Due", "Expungement", "LegalHold", "WeeklyReview"]
