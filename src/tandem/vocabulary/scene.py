"""What happened on scene, as code sets: where the person was taken and by whom, and what the team saw, did and left.

The value is what is stored, the label is what a screen says. Nothing here says substance use: detox as a place to be
taken to, naloxone and test strips as things left, and intoxication as a cue each say something about one person's use,
and their wall (42 CFR Part 2) does not stand yet. They come with it.
"""

from enum import StrEnum


class TransportTo(StrEnum):
    """Where the person was taken. Detox waits for the substance use wall: the place alone says why somebody went."""

    EMERGENCY_DEPARTMENT = "emergency_department"
    CRISIS_CENTER = "crisis_center"
    PSYCHIATRIC_HOSPITAL = "psychiatric_hospital"
    RESPITE = "respite"
    CLINIC = "clinic"
    SHELTER = "shelter"
    HOME = "home"
    JAIL = "jail"
    OTHER = "other"


TRANSPORT_TO_LABELS = {
    TransportTo.EMERGENCY_DEPARTMENT: "Emergency department",
    TransportTo.CRISIS_CENTER: "Crisis center or stabilization unit",
    TransportTo.PSYCHIATRIC_HOSPITAL: "Psychiatric hospital",
    TransportTo.RESPITE: "Respite house",
    TransportTo.CLINIC: "Clinic",
    TransportTo.SHELTER: "Shelter",
    TransportTo.HOME: "Home, theirs or family's",
    TransportTo.JAIL: "Jail or custody",
    TransportTo.OTHER: "Somewhere else",
}


class TransportBy(StrEnum):
    TEAM_CAR = "team_car"
    POLICE = "police"
    AMBULANCE = "ambulance"
    SECURE_TRANSPORT = "secure_transport"
    FAMILY = "family"
    OWN_WAY = "own_way"


TRANSPORT_BY_LABELS = {
    TransportBy.TEAM_CAR: "The team's car",
    TransportBy.POLICE: "Police car",
    TransportBy.AMBULANCE: "Ambulance",
    TransportBy.SECURE_TRANSPORT: "Secure transport service",
    TransportBy.FAMILY: "Family or friend",
    TransportBy.OWN_WAY: "Their own way",
}
