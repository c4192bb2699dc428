"""A phone in Python: a queue of pieces, sent through the very door the app uses. Any number of them can play.

It fills id, branch, step, trunk, was and after as `contracts/README.md` says, keeps a piece until a receipt with its own
hash, and knows nothing of the server but that contract.
"""

import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import batched
from uuid import UUID

from django.test import Client

from tandem.domain.phones.rules import MOST_SENT, canonical, digest
from tandem.foundation.accounts.actor import Actor
from tests.signed_in import sit

API = "/phone/api"
SETTLED = {"applied"}


def session_of(actor: Actor) -> Client:
    """A browser signed in for this job, with its second factor."""
    client = Client()
    sit(client, actor)
    return client


@dataclass
class Queued:
    """One piece on the phone, with its last receipt."""

    body: dict
    state: str = "waiting"
    receipt: dict | None = None

    @property
    def id(self) -> str:
        return self.body["id"]


@dataclass(frozen=True)
class Answered:
    """What the server said of one piece."""

    status_code: int
    body: dict

    def json(self) -> dict:
        return self.body


@dataclass
class Phone:
    """One person's phone. `ahead` is how far its clock is off."""

    actor: Actor
    ahead: timedelta = timedelta(0)
    tells_time: bool = False
    queue: list[Queued] = field(default_factory=list)
    shift: dict | None = None
    client: Client | None = None

    def __post_init__(self):
        self.client = self.client or session_of(self.actor)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def at(self) -> str:
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def get(self, address: str):
        return self.client.get(f"{API}/{address}")

    def take_shift(self) -> dict:
        answer = self.get("shift")
        assert answer.status_code == 200, answer.content
        self.shift = answer.json()
        return self.shift

    def stands(self, subject: str) -> dict:
        """What this phone sees of a subject's fields: what it carried, with its own pieces on top."""
        carried = {one["id"]: dict(one["fields"]) for one in (self.shift or {}).get("contacts", [])}
        for one in (self.shift or {}).get("people", []):
            card = {f"card.{name}": value for name, value in (one["card"] or {}).items()}
            carried[one["id"]] = card | dict((one["plan"] or {}).get("fields", {}))
        found = carried.get(str(subject), {})
        for one in self.queue:
            if one.body["subject"] == str(subject):
                found |= one.body["say"].get("fields", {})
        return found

    def say(self, verb: str, subject: UUID | str, after: list[str] | None = None, settles: str | None = None, **say):
        """Put one piece into the queue."""
        subject = str(subject)
        mine = [one for one in self.queue if one.body["subject"] == subject]
        fields = say.get("fields", {})
        stands = self.stands(subject)
        before = [one.id for one in mine if one.body["verb"].endswith((".begin", ".describe"))]
        before += [one.id for one in mine if set(one.body["say"].get("fields", {})) & set(fields)][-1:]
        body = {
            "id": str(uuid.uuid4()),
            "verb": verb,
            "subject": subject,
            "branch": mine[0].body["branch"] if mine else str(uuid.uuid4()),
            "step": len(mine) + 1,
            "trunk": 0,
            "after": list(dict.fromkeys((after or []) + before)),
            "settles": settles,
            "made_at": self.at(),
            "was": {name: stands.get(name) for name in fields},
            "say": say,
        }
        self.queue.append(Queued(body))
        return self.queue[-1]

    def put(self, one: Queued) -> Answered:
        """Send one piece by itself, and read its receipt."""
        return self.put_all([one])[0]

    def put_all(self, some: list[Queued]) -> list[Answered]:
        """Send these in one request, and read their receipts; a request that fails whole is the answer to each."""
        headers = {"Tandem-Now": self.at()} if self.tells_time else {}
        if self.shift:
            headers["Tandem-Lease"] = self.shift["lease"]
        sent = canonical({"pieces": [one.body for one in some]})
        answer = self.client.put(f"{API}/work", sent, content_type="application/json", headers=headers)
        if answer.status_code != 200:
            return [Answered(answer.status_code, answer.json())] * len(some)
        found = [Answered(each["status"], each["body"]) for each in answer.json()["answers"]]
        for one, each in zip(some, found, strict=True):
            if each.status_code in (200, 202, 409, 422):
                one.receipt = each.json()
                if one.receipt["hash"] == digest(one.body):
                    one.state = one.receipt["state"]
        return found

    def send(self) -> list[str]:
        """Send what was not sent, in order, as many at once as may go; then what the server held. Returns the states."""
        for _round in range(3):
            waiting = [one for one in self.queue if one.state == "waiting"]
            for some in batched(waiting, MOST_SENT):
                self.put_all(list(some))
        return [one.state for one in self.queue]

    def begin(self, person: UUID | str, assignment: UUID | str | None = None) -> str:
        """A contact under an id of the phone's own."""
        contact = str(uuid.uuid4())
        made = [one.id for one in self.queue if one.body["subject"] == str(person)]
        said = {"person": str(person), "assignment": str(assignment) if assignment else None, "at": self.at()}
        self.say("contact.begin", contact, after=made, **said)
        return contact


def plain(*pieces: dict) -> bytes:
    """A request with these pieces, as any client might write it."""
    return json.dumps({"pieces": pieces}).encode()
