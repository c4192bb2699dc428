"""The words of the demo: plain, person first, never a label, no substance use in a note, and no name in any text."""

from tandem.demo.dice import Dice

_WHO = ("An adult", "A man", "A woman", "A young adult", "An older man", "An older woman", "A person")
_SEES = {
    "Suicide threat": (
        "{who} told the caller they don't want to live any more.",
        "{who} sent messages saying goodbye to family.",
        "{who} says they are thinking of ending their life and asks for someone to come.",
        "{who} has stopped eating and told a friend that they see no way on.",
    ),
    "Possible overdose": (
        "{who} may have taken more medicine than usual.",
        "{who} is sleepy and slow to answer; an empty pill bottle is near.",
        "{who} took pills an hour ago and is awake.",
    ),
    "Person in crisis": (
        "{who} is pacing, talking to people nobody else sees, and very afraid.",
        "{who} has not slept for days and believes the neighbors are listening.",
        "{who} is crying and can't say what happened.",
        "{who} hears voices and asks for help to make them stop.",
        "{who} is shouting on the porch and then sits down and cries.",
    ),
    "Welfare check": (
        "{who} has not been seen for two days and doesn't answer the phone.",
        "{who} lives alone, sounded confused on the phone, and then hung up.",
        "{who} sits in the cold without a coat and doesn't answer passers-by.",
    ),
    "Family disturbance": (
        "{who} argues loudly with family after days without sleep.",
        "{who} broke a plate, no one is hurt, and family asks for help to calm things.",
        "{who} locked themselves in a room after an argument.",
    ),
    "Trespass, person in crisis": (
        "{who} won't leave the lobby and seems frightened of going outside.",
        "{who} sleeps in the entrance and gets upset when asked to move.",
    ),
    "Public disturbance": (
        "{who} walks between cars and shouts at the sky.",
        "{who} talks loudly to passers-by and startles them; nobody is touched.",
    ),
}
_WEAPON = {
    "none": "No weapon seen.",
    "somewhere": "There may be a weapon in the home, put away.",
    "in_reach": "A kitchen knife is on the table near them.",
    "in_hand": "Holding a knife.",
    "used": "A knife was used.",
}
_OTHERS = {"children": "Two children are there.", "older_adult": "An older adult is there.", "pets": "A dog is there."}
_NEVER_TOLD = "The line went dead before anything more could be asked."


def narrative(dice: Dice, call_type: str, answers: dict[str, str]) -> str:
    """Two or three sentences of a call-taker, in step with the answers."""
    parts = [dice.one(_SEES[call_type]).format(who=dice.one(_WHO))]
    if not answers:
        return f"{parts[0]} {_NEVER_TOLD}"
    parts += [_WEAPON[answers["weapon"]]] if answers.get("weapon") in _WEAPON else []
    parts += [_OTHERS[answers["minors_or_vulnerable"]]] if answers.get("minors_or_vulnerable") in _OTHERS else []
    if answers.get("will_talk") == "yes":
        parts.append("They would talk with a counselor.")
    return " ".join(parts)


_LOOKS = ("about 20", "about 30", "about 40", "about 50", "about 60", "about 70")
_WEARS = (
    "red jacket",
    "gray hooded sweater",
    "blue work shirt",
    "green coat, no shoes",
    "white T-shirt, backpack",
    "long brown coat",
    "yellow rain jacket",
    "black cap, denim jacket",
)


def appearance(dice: Dice) -> str:
    """ "Male, about 30, red jacket": what a caller can see."""
    return f"{dice.one(('Male', 'Female', 'Person'))}, {dice.one(_LOOKS)}, {dice.one(_WEARS)}"


OVERRIDE_REASONS = (
    "Caller knows the person well and asks for the team without police.",
    "A patrol unit was already at the door and asked for the team.",
    "Second caller reports a knife on the table; police should be near.",
    "Medics were close and the caller sounds weak; medical first.",
    "Earlier calls at this address went badly with uniforms at the door.",
    "The person asked for a counselor by name and will wait outside.",
)
CLOSED_WITHOUT_TEAM = (
    "Handled by patrol",
    "Patrol spoke with the person; no team was free",
    "Medics took over",
    "Family took the person to care",
    "No team on shift; patrol answered",
)
CLOSED_BY_PHONE = "Connected with 988 by phone"
CANCELLED = (
    "Caller called back: not needed any more",
    "Second call about the same event",
    "Left before anyone came",
)
CLEARED_HAND_OFF = ("safety_changed", "calmer", "calmer", "calmer", "person_asked", "medical", "weapon", "other")

_NOTE_START = (
    "Met at the door, quiet voice, sat down together after some minutes.",
    "Found on the front steps; agreed to talk with the team at a distance first.",
    "Talked in the kitchen with family in the next room.",
    "Walked along the street together; calmer with fewer people around.",
    "Spoke mostly through a family member at first, then directly.",
)
_NOTE_MIDDLE = (
    "Says the last weeks were hard: little sleep, worry about rent.",
    "Hears voices more often since a change of medicine; wants to see the doctor about it.",
    "Lost a job in the summer and has withdrawn from friends.",
    "Misses a parent who died this year; evenings are the worst.",
    "Felt watched by neighbors; was able to look at the street together and feel safer.",
)
_NOTE_END = (
    "What helped: time, one voice at a time, a glass of water.",
    "Names a sister and a neighbor who can be called.",
    "Agreed to a visit this week and knows whom to call at night.",
    "Would like a call in the afternoon, by text first.",
    "Family knows what to watch for and when to call.",
)
_NOTE_NOT_MET = (
    "Knocked and called for fifteen minutes. Card left at the door.",
    "Searched the block with the caller on the phone. Not found.",
    "The person said through the door that they are all right and don't want to talk today.",
    "Turned back on the way: not needed any more.",
)


def note(dice: Dice, *, met: bool) -> str:
    """A short clinical note. Nothing on substance use, whose records have no wall yet (42 CFR Part 2)."""
    if not met:
        return dice.one(_NOTE_NOT_MET)
    return f"{dice.one(_NOTE_START)} {dice.one(_NOTE_MIDDLE)} {dice.one(_NOTE_END)}"


DISPOSITION_DETAIL = {
    "voluntary_transport": ("Lakeside Walk-in Crisis Center", "Cedar Hollow Hospital", "Harbor Respite House", "Home"),
    "stays_with_support": ("With a sister", "With a parent", "With a neighbor until morning", "With a partner"),
    "warm_handoff": ("To the Lakeside desk, by phone together", "To the Lantern companion, in person"),
    "ems_medical": ("Cedar Hollow Hospital",),
    "involuntary_hold": ("Cedar Hollow Hospital",),
}
CAUTIONS = (
    ("A large dog behind the side door", "The side gate", "Call first; family takes the dog out"),
    ("Startles at loud voices and uniforms", "Several voices at once", "One person talks, from the side, slowly"),
    ("Hunting rifle kept in a locked cabinet", "", "Brother has the key and can be called"),
    ("Steps back toward the balcony when crowded", "Standing close together", "Give room, stay in the hallway"),
    ("Hard of hearing on the left", "Calling from behind", "Stand on the right, speak facing them"),
    ("Kitchen knives in the living room at times", "Talking in the living room", "Ask to sit outside; that works well"),
)
WISHES = ("text first", "call after noon", "call in the evening", "come by, don't call", "call my sister first", "")
REFERRAL_WHY = {
    "crisis_stabilization": ("Wants a quiet, safe place for some nights.", "Asks not to be alone tonight."),
    "mental_health_care": ("Would like someone to talk with this week.", "Asks for help with sleep and worry."),
    "psychiatry": ("Wants to see a doctor about a change of medicine.", "Has medicine for four more days."),
    "shelter": ("Has no place to stay from tonight.", "Lost the room last week and slept outside."),
    "food": ("Has had little to eat since the weekend.",),
    "primary_care": ("Has not seen a doctor for two years.",),
    "benefits": ("Needs papers sorted before the end of the month.",),
    "peer_support": ("Would like to talk with someone who has been there.", "Would like company to the first visit."),
    "family_support": ("The family asks how to help and where to turn.",),
}
DECLINES = (
    ("full", "No place free this week."),
    ("full", "All beds are taken tonight."),
    ("waitlist", "We can call in about two weeks."),
    ("not_offered", "We only see people after a first visit here."),
    ("assessment_first", "We need a doctor's assessment first."),
    ("insurance_or_area", "Lives outside the area we serve."),
    ("other", "Our counselor is away until next month."),
)
FAILURES = (
    ("did_not_come", "Didn't come to the first visit and hasn't called."),
    ("not_reached", "Called three times without an answer."),
    ("did_not_want", "Says this is not needed any more."),
)
TAKEN_BACK = (
    "No answer from the service; the person found help elsewhere.",
    "The person moved away.",
    "The person doesn't want it any more.",
    "Too long without word; talked over with the person.",
)
TRY_NOTES = ("", "", "", "Sounded tired, glad of the call.", "Will try again after work.", "Sister answered.")
