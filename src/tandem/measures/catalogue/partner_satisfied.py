"""Whether partners were content with how the team worked."""

from tandem.measures.catalogue.asked import satisfied
from tandem.vocabulary.surveys import AskedOf

PARTNER_SATISFIED = satisfied("partner_satisfied", AskedOf.PARTNER, "partners")
