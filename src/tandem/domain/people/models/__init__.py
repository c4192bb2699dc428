from tandem.domain.people.models.caution import Caution
from tandem.domain.people.models.person import Description, Person

__all__ = ["Caution", "Description", "Person"]
