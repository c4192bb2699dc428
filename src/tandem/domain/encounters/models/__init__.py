from tandem.domain.encounters.models.encounter import Encounter, Note

__all__ = ["Encounter", "Note"]
