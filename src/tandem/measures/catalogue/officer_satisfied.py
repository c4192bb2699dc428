"""Whether officers were content with how the team worked."""

from tandem.measures.catalogue.asked import satisfied
from tandem.vocabulary.surveys import AskedOf

OFFICER_SATISFIED = satisfied("officer_satisfied", AskedOf.OFFICER, "officers")
