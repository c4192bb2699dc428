from tandem.domain.people.models.caution import Caution, CautionReview, PassedOn
from tandem.domain.people.models.key import OwnKey
from tandem.domain.people.models.own import Opinion, Wish
from tandem.domain.people.models.person import Description, Person

__all__ = ["Caution", "CautionReview", "Description", "Opinion", "OwnKey", "PassedOn", "Person", "Wish"]
