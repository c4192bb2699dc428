from tandem.domain.releases.models.access import Disclosure, Opening
from tandem.domain.releases.models.billing import BillingTerms
from tandem.domain.releases.models.case import ReleaseCase
from tandem.domain.releases.models.copy import Copy
from tandem.domain.releases.models.letter import Letter
from tandem.domain.releases.models.list_export import ListExport

__all__ = ["BillingTerms", "Copy", "Disclosure", "Letter", "ListExport", "Opening", "ReleaseCase"]
