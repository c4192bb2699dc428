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


class Cue(StrEnum):
    """What the team saw or heard. Grouped as trainers teach it: voice, body, thinking, surroundings, what stands between.

    Slurred speech and smells wait for the substance use wall. None is a diagnosis, and none says who somebody is.
    """

    PACING = "pacing"
    SHOUTING = "shouting"
    CRYING = "crying"
    SILENT = "silent"
    AFRAID = "afraid"
    HEARS_OR_SEES = "hears_or_sees"
    CONFUSED = "confused"
    FAST_SPEECH = "fast_speech"
    CLENCHED = "clenched"
    SELF_HARM_SIGNS = "self_harm_signs"
    OBJECT_IN_HAND = "object_in_hand"
    BARRED_IN = "barred_in"
    CROWD = "crowd"
    NOISE_LIGHTS = "noise_lights"


CUE_LABELS = {
    Cue.PACING: "Pacing, can't stay still",
    Cue.SHOUTING: "Loud or shouting",
    Cue.CRYING: "Crying",
    Cue.SILENT: "Silent, turned away",
    Cue.AFRAID: "Afraid",
    Cue.HEARS_OR_SEES: "Hears or sees what others don't",
    Cue.CONFUSED: "Unsure of place or time",
    Cue.FAST_SPEECH: "Fast, jumping speech",
    Cue.CLENCHED: "Clenched, braced",
    Cue.SELF_HARM_SIGNS: "Signs of hurting themselves",
    Cue.OBJECT_IN_HAND: "Something in the hand",
    Cue.BARRED_IN: "Door shut or blocked",
    Cue.CROWD: "Bystanders, a crowd",
    Cue.NOISE_LIGHTS: "Noise, lights, radio",
}


class DeEscalation(StrEnum):
    """What the team did to calm things. Our own words for what crisis intervention training (CIT International) and
    PERF's ICAT guide teach: distance, time, cover, one voice, choices. Nobody's text is copied.
    """

    DISTANCE = "distance"
    COVER = "cover"
    TIME = "time"
    ONE_VOICE = "one_voice"
    INTRODUCED = "introduced"
    LOW_VOICE = "low_voice"
    LISTENED = "listened"
    CHOICES = "choices"
    PLAIN_STEPS = "plain_steps"
    LESS_NOISE = "less_noise"
    MOVED_BYSTANDERS = "moved_bystanders"
    LEAD_CHANGED = "lead_changed"
    TRUSTED_PERSON = "trusted_person"
    BASIC_NEEDS = "basic_needs"
    STEPPED_BACK = "stepped_back"


DE_ESCALATION_LABELS = {
    DeEscalation.DISTANCE: "Kept distance",
    DeEscalation.COVER: "Used cover or a barrier",
    DeEscalation.TIME: "Slowed down, took time",
    DeEscalation.ONE_VOICE: "One person talked",
    DeEscalation.INTRODUCED: "Said who we are and why",
    DeEscalation.LOW_VOICE: "Low, slow voice",
    DeEscalation.LISTENED: "Listened and said it back",
    DeEscalation.CHOICES: "Gave choices",
    DeEscalation.PLAIN_STEPS: "Said each step first",
    DeEscalation.LESS_NOISE: "Less noise and light",
    DeEscalation.MOVED_BYSTANDERS: "Moved bystanders away",
    DeEscalation.LEAD_CHANGED: "Changed who led",
    DeEscalation.TRUSTED_PERSON: "Brought in someone they trust",
    DeEscalation.BASIC_NEEDS: "Water, food, a seat, warmth",
    DeEscalation.STEPPED_BACK: "Police stepped back",
}


class Force(StrEnum):
    """Kinds of force, least first: measures count the highest one said.

    After "type of force used" of the FBI's National Use-of-Force Data Collection, with what it leaves out because it
    counts only deaths, serious injuries and shots: handcuffs, restraint for transport, a weapon shown and not used
    (the Bureau of Justice Statistics' Police-Public Contact Survey asks for them).
    """

    NONE = "none"
    HANDCUFFS = "handcuffs"
    SOFT_RESTRAINT = "soft_restraint"
    WEAPON_SHOWN = "weapon_shown"
    HANDS = "hands"
    SPRAY = "spray"
    ELECTRONIC = "electronic"
    IMPACT = "impact"
    CANINE = "canine"
    OTHER = "other"
    FIREARM = "firearm"


FORCE_LABELS = {
    Force.NONE: "None",
    Force.HANDCUFFS: "Handcuffs only",
    Force.SOFT_RESTRAINT: "Soft restraints for transport",
    Force.WEAPON_SHOWN: "Weapon shown, not used",
    Force.HANDS: "Hands: held, pushed, taken down",
    Force.SPRAY: "Pepper spray",
    Force.ELECTRONIC: "Electronic control weapon",
    Force.IMPACT: "Baton, blunt or impact weapon",
    Force.CANINE: "Dog",
    Force.OTHER: "Other force",
    Force.FIREARM: "Firearm fired",
}


class Hurt(StrEnum):
    NOBODY = "nobody"
    PERSON = "person"
    OFFICER = "officer"
    CLINICIAN = "clinician"
    RESPONDER = "responder"
    BYSTANDER = "bystander"


HURT_LABELS = {
    Hurt.NOBODY: "Nobody",
    Hurt.PERSON: "The person",
    Hurt.OFFICER: "Officer",
    Hurt.CLINICIAN: "Clinician or peer",
    Hurt.RESPONDER: "Medic, firefighter",
    Hurt.BYSTANDER: "Family, bystander",
}


class Injury(StrEnum):
    """How badly. Serious as in 18 U.S.C. 2246(4): risk of death, unconsciousness, lasting disfigurement or loss."""

    MINOR = "minor"
    SERIOUS = "serious"
    DEATH = "death"


INJURY_LABELS = {Injury.MINOR: "Minor", Injury.SERIOUS: "Serious", Injury.DEATH: "Died"}


class Cause(StrEnum):
    BEFORE_WE_CAME = "before_we_came"
    SELF = "self"
    FORCE = "force"
    ASSAULT = "assault"
    ACCIDENT = "accident"


CAUSE_LABELS = {
    Cause.BEFORE_WE_CAME: "Hurt before we came",
    Cause.SELF: "Hurt themselves",
    Cause.FORCE: "From force",
    Cause.ASSAULT: "Somebody was attacked",
    Cause.ACCIDENT: "Fall or accident",
}


class Treated(StrEnum):
    ON_SCENE = "on_scene"
    TAKEN = "taken"
    DECLINED = "declined_care"
    NOT_NEEDED = "not_needed"


TREATED_LABELS = {
    Treated.ON_SCENE: "On scene",
    Treated.TAKEN: "Taken to care",
    Treated.DECLINED: "Didn't want treatment",
    Treated.NOT_NEEDED: "None needed",
}


class Charges(StrEnum):
    NONE = "none"
    FILED = "filed"
    HELD_BACK = "held_back"
    LATER = "later"


CHARGES_LABELS = {
    Charges.NONE: "None",
    Charges.FILED: "Filed",
    Charges.HELD_BACK: "Held back for care",
    Charges.LATER: "Decided later",
}


class Supply(StrEnum):
    """What was left with the person. Naloxone, test strips and the like wait for the substance use wall: a thing left
    for one person says something about that person's use (42 CFR 2.11).
    """

    FOOD = "food"
    WATER = "water"
    BLANKET = "blanket"
    CLOTHING = "clothing"
    HYGIENE = "hygiene"
    CHARGER = "charger"
    PHONE = "phone"
    BUS_PASS = "bus_pass"
    LOCK_BOX = "lock_box"
    CABLE_LOCK = "cable_lock"
    PET_FOOD = "pet_food"
    INFORMATION = "information"
    OTHER = "other"


SUPPLY_LABELS = {
    Supply.FOOD: "Food",
    Supply.WATER: "Water",
    Supply.BLANKET: "Blanket, sleeping bag",
    Supply.CLOTHING: "Clothing, shoes",
    Supply.HYGIENE: "Hygiene kit",
    Supply.CHARGER: "Phone charger",
    Supply.PHONE: "Phone",
    Supply.BUS_PASS: "Bus pass, ride",
    Supply.LOCK_BOX: "Lock box for medicine",
    Supply.CABLE_LOCK: "Cable lock for a firearm",
    Supply.PET_FOOD: "Pet food",
    Supply.INFORMATION: "Information sheet, numbers",
    Supply.OTHER: "Something else",
}
