from tandem.domain.encounters.models.encounter import Encounter, Note
from tandem.domain.encounters.models.scene import PoliceEnding, PoliceForm, SceneForm
from tandem.domain.encounters.models.signing import NoteReview, SigningRule

__all__ = ["Encounter", "Note", "NoteReview", "PoliceEnding", "PoliceForm", "SceneForm", "SigningRule"]
