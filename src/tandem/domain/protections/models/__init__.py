from tandem.domain.protections.models.glass import Glass
from tandem.domain.protections.models.seal import Seal

__all__ = ["Glass", "Seal"]
