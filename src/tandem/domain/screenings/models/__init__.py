from tandem.domain.screenings.models.screening import Screening, Task

__all__ = ["Screening", "Task"]
