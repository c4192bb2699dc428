"""What a phone may say: each verb, what stands for the fields it sets, and the rooms' own action that takes it.

A subject has a file of its own. To add a verb: write its `Verb`, and put its line into `VERBS`.
"""

from tandem.surfaces.field.phone.verbs import call, contact
from tandem.surfaces.field.phone.verbs.verb import Verb

VERBS: dict[str, Verb] = {
    "call.stamp": call.STAMP,
    "contact.begin": contact.BEGIN,
    "contact.set": contact.SET,
    "contact.close": contact.CLOSE,
}
