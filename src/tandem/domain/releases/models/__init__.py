from tandem.domain.releases.models.access import Disclosure, Opening
from tandem.domain.releases.models.case import ReleaseCase
from tandem.domain.releases.models.copy import Copy
from tandem.domain.releases.models.letter import Letter

__all__ = ["Copy", "Disclosure", "Letter", "Opening", "ReleaseCase"]
