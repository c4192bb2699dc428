from tandem.domain.consents.models.agreement import Agreement, Revocation
from tandem.domain.consents.models.elements import (
    EarlyRevocation,
    NotesAuthorization,
    NotesAuthorizationEnd,
    Part2Consent,
    Part2ConsentEnd,
)
from tandem.domain.consents.models.notice import NoticeGiven
from tandem.domain.consents.models.restriction import Restriction, RestrictionRead

__all__ = [
    "Agreement",
    "EarlyRevocation",
    "NotesAuthorization",
    "NotesAuthorizationEnd",
    "NoticeGiven",
    "Part2Consent",
    "Part2ConsentEnd",
    "Restriction",
    "RestrictionRead",
    "Revocation",
]
