"""Random histories of five phones in one team, with cuts, repeats and any order; and what must be true at their end.

The ledger is the phones' own: each piece said, with what its phone saw. At the end the server's record is laid beside it:
nothing lost, nothing twice, and nothing overwritten that somebody had not seen. Seeded, so that a history can be played
again: `TANDEM_HISTORY=SEED`.
"""

import os
import random
from dataclasses import dataclass, field

from tandem.domain.encounters.models import Encounter, Note
from tandem.domain.phones.models import KEPT, Work
from tandem.domain.phones.rules import Met, meet
from tandem.domain.releases.models import Opening
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.models import Membership
from tandem.vocabulary.phones import WorkState
from tandem.vocabulary.terms import Role
from tests import made
from tests.phones.client import Phone, Queued

# Thirty in the long form.
STEPS = int(os.environ.get("TANDEM_HISTORY_STEPS", "10"))
FIELDS = {
    "note": ["Calm now.", "Sister came.", "Went inside.", "Talked about the dog."],
    "distress_before": [9, 8, 7, "not_asked"],
    "distress_after": [4, 3, 2],
    "disposition": ["stays_with_support", "no_service_needed"],
    "form.cues.cues": [["none"]],
    "form.cues.worked": [["yes"], ["partly"], ["no"]],
    "form.supplies.left.blanket": [["1"], ["2"]],
}


@dataclass
class Played:
    """A history as it was played."""

    phones: list[Phone]
    contact: str
    assignment: str
    said: list[Queued] = field(default_factory=list)


def crew() -> tuple[list[Phone], str, str]:
    """Five phones of one team on one call, the person and the assignment: two of each of two clinicians, one officer's."""
    lead = made.user_with_job(Role.CLINICIAN)
    employer = Membership.objects.get(user_id=lead.id).organization
    colleague, officer = made.user_with_job(Role.CLINICIAN, of=employer), made.user_with_job(Role.OFFICER)
    person = made.person(given_name="Theo", family_name="Brand")
    assignment = made.sent(made.call(person), made.team(lead, colleague, officer))
    phones = [Phone(one) for one in (lead, lead, colleague, colleague, officer)]
    for phone in phones:
        phone.take_shift()
    return phones, str(person), str(assignment)


def play(seed: int) -> Played:
    """Steps of five phones, then everybody finds a signal and sends until nothing moves."""
    dice = random.Random(seed)
    phones, person, assignment = crew()
    contact = phones[0].begin(person, assignment)
    phones[0].say("contact.set", contact, fields={"contact_outcome": "engaged"})
    phones[0].send()
    played = Played(phones, contact, assignment, list(phones[0].queue))
    for phone in phones[:4]:
        phone.take_shift()
    for _step in range(STEPS):
        _step_of(dice.choice(phones), played, dice)
    for phone in phones * 3:
        for one in phone.queue:
            if one.state == "waiting":
                phone.put(one)
    for phone in phones:
        _settle(phone, played, dice)
    return played


def _settle(phone: Phone, played: Played, dice: random.Random) -> None:
    """Its user looks at each conflict, until there is none: what waited behind one goes on then."""
    for _round in range(len(phone.queue) + 1):
        open_ones = [one for one in phone.queue if one.state == "conflict" and one.id not in _settled(phone)]
        for one in open_ones:
            phone.take_shift()
            rest, phone.queue = phone.queue, []
            fields = {each["field"]: dice.choice([each["yours"], each["stands"]]) for each in one.receipt["conflicts"]}
            played.said.append(phone.say("contact.set", played.contact, settles=one.id, fields=fields))
            phone.put(phone.queue[0])
            phone.queue = rest + phone.queue
        for one in phone.queue:
            if one.state == "waiting":
                phone.put(one)


def _settled(phone: Phone) -> set[str]:
    return {one.body["settles"] for one in phone.queue if one.body["settles"] and one.state == "applied"}


def _step_of(phone: Phone, played: Played, dice: random.Random) -> None:
    officer = phone.actor.role == Role.OFFICER
    what = dice.choice(["say", "say", "say", "send", "send", "repeat", "shuffle", "lose", "shift"])
    waiting = [one for one in phone.queue if one.state == "waiting"]
    match what:
        case "say" if officer:
            which = dice.choice(["arrival", "engagement"])
            played.said.append(phone.say("call.stamp", played.assignment, which=which, at=phone.at()))
        case "say":
            names = dice.sample(list(FIELDS), dice.choice([1, 1, 2]))
            fields = {name: dice.choice(FIELDS[name]) for name in names}
            played.said.append(phone.say("contact.set", played.contact, fields=fields))
        case "send":
            for one in waiting:
                phone.put(one)
        case "repeat" if phone.queue:
            phone.put(dice.choice(phone.queue))
        case "shuffle":
            dice.shuffle(waiting)
            for one in waiting:
                phone.put(one)
        case "lose" if waiting:
            # Stored there, and the answer cut off on its way: the phone knows nothing of it.
            one = dice.choice(waiting)
            before = (one.state, one.receipt)
            phone.put(one)
            one.state, one.receipt = before
        case "shift" if not waiting:
            phone.take_shift()
            phone.queue = []


def wrong(played: Played) -> list[str]:
    """What is not as it must be at the end, in words; nothing in a good history."""
    rows = {str(one.pk): one for one in Work.objects.all()}
    found = [f"lost: {one.id}" for one in played.said if one.id not in rows]
    found += [f"waits for ever: {key}" for key, one in rows.items() if one.state == WorkState.WAITING]
    found += [f"too many: {len(rows) - len(played.said)}"] if len(rows) != len({one.id for one in played.said}) else []
    found += _overwritten(played, rows)
    found += _kept(played, rows)
    return found + _watched(rows)


def _overwritten(played: Played, rows: dict[str, Work]) -> list[str]:
    """Each field of the contact, in the order the server took them: what was taken had been seen, or said the same."""
    bodies = {one.id: one.body for one in played.said}
    # The trail says in which order the server took them; that a conflict was settled later is another entry.
    came_out = Entry.objects.filter(action="phone:work", detail__has_key="state").order_by("id")
    place = dict(came_out.values_list("object_id", "id"))
    taken = sorted(
        (one for one in rows.values() if one.state in ("applied", "conflict")), key=lambda one: place[one.pk]
    )
    stands: dict[str, object] = {}
    found = []
    for row in taken:
        body = bodies.get(str(row.pk), {"say": {}, "was": {}})
        for name, said in body["say"].get("fields", {}).items():
            met = meet(body["was"].get(name), said, stands.get(name))
            if name in row.conflicting:
                found += [f"no conflict after all: {name}"] if met != Met.CONFLICT else []
            elif met == Met.CONFLICT:
                found.append(f"overwritten in silence: {name} was {stands.get(name)!r}, now {said!r}")
            else:
                stands[name] = said
    there = Phone(played.phones[0].actor)
    now = next(one for one in there.take_shift()["contacts"] if one["id"] == played.contact)["fields"]
    return found + [
        f"stands otherwise: {name} {now.get(name)!r}, not {value!r}"
        for name, value in stands.items()
        if meet(None, value, now.get(name)) != Met.SAME
    ]


def _kept(played: Played, rows: dict[str, Work]) -> list[str]:
    """One contact, one version of the note for each piece that changed it, and words kept only where they are needed."""
    found = [] if Encounter.objects.count() == 1 else ["more than one contact"]
    notes = [one for one in played.said if "note" in one.body["say"].get("fields", {})]
    found += ["a note twice"] if Note.objects.count() > len(notes) else []
    kept = {str(row.work_id) for table in KEPT.values() for row in table.objects.all()}
    needed = {key for key, one in rows.items() if one.state != WorkState.APPLIED and not one.settled_at}
    return found + ([f"words kept otherwise: {kept ^ needed}"] if kept != needed else [])


def _watched(rows: dict[str, Work]) -> list[str]:
    """The audit trail has an entry for each piece, and one for each opening of a record."""
    entries = {str(one) for one in Entry.objects.filter(action="phone:work").values_list("object_id", flat=True)}
    found = [f"not on the trail: {key}" for key in rows if key not in entries]
    openings = Opening.objects.filter(kind="record").count()
    told = Entry.objects.filter(action="release.record").count()
    return found + ([f"{openings} openings and {told} entries"] if openings != told else [])
