"""Whether families were content with how the team worked."""

from tandem.measures.catalogue.asked import satisfied
from tandem.vocabulary.surveys import AskedOf

FAMILY_SATISFIED = satisfied("family_satisfied", AskedOf.FAMILY, "families")
