from tandem.domain.phones.models.kept import KEPT, ApartWork, CallWork, CareWork, PersonWork, PlanWork, PoliceWork
from tandem.domain.phones.models.key import ServerKey
from tandem.domain.phones.models.lease import Lease
from tandem.domain.phones.models.photo import Photo
from tandem.domain.phones.models.work import Rival, Work

__all__ = [
    "KEPT",
    "ApartWork",
    "CallWork",
    "CareWork",
    "Lease",
    "PersonWork",
    "Photo",
    "PlanWork",
    "PoliceWork",
    "Rival",
    "ServerKey",
    "Work",
]
