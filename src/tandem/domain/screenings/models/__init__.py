from tandem.domain.screenings.models.given import Asked, Given
from tandem.domain.screenings.models.screening import Screening, Task

__all__ = ["Asked", "Given", "Screening", "Task"]
