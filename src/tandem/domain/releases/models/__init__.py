from tandem.domain.releases.models.access import Disclosure, Opening
from tandem.domain.releases.models.copy import Copy

__all__ = ["Copy", "Disclosure", "Opening"]
