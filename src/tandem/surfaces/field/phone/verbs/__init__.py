"""What a phone may say: each verb, what stands for the fields it sets, and the rooms' own action that takes it.

A subject has a file of its own. To add a verb: write its `Verb`, and put its line into `VERBS`.
"""

from tandem.surfaces.field.phone.verbs import call, contact, person, photo, plan, refer, report, safety, tele
from tandem.surfaces.field.phone.verbs.verb import Verb

VERBS: dict[str, Verb] = {
    "call.stamp": call.STAMP,
    "call.correct": call.CORRECT,
    "call.lead": call.LEAD,
    "call.check_in": call.CHECK_IN,
    "call.report": report.REPORT,
    "call.tele": tele.ASK,
    "call.tele_end": tele.END,
    "person.describe": person.DESCRIBE,
    "contact.begin": contact.BEGIN,
    "contact.set": contact.SET,
    "contact.task": contact.TASK,
    "contact.refer": refer.REFER,
    "contact.close": contact.CLOSE,
    "contact.add": contact.ADD,
    "safety.sos": safety.SOS,
    "safety.roll": safety.ROLL,
    "photo.add": photo.ADD,
    "plan.set": plan.PLAN_SET,
    "card.set": plan.CARD_SET,
}
