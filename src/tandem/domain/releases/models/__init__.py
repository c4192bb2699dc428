from tandem.domain.releases.models.access import Disclosure, Opening

__all__ = ["Disclosure", "Opening"]
