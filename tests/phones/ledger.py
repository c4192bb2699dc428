"""Phones with a ledger on a real wire: what each said, what was acknowledged, and what the database holds afterwards."""

import http.client
import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tandem.domain.phones.rules import MOST_SENT, canonical, digest
from tests.phones.wire import Line, cookie_of

# How long a caller rests after a server that is busy.
BUSY = 0.2


class Refused(OSError):
    """The server answered, and it was a no: busy (503), signed out, unreadable. No cut of the line."""


@dataclass
class Caller:
    """One team of one clinician on one call, with a phone and its ledger."""

    line: Line
    user: uuid.UUID
    person: str
    assignment: str
    contact: str = field(default_factory=lambda: str(uuid.uuid4()))
    queue: list[dict] = field(default_factory=list)
    acknowledged: dict[str, dict] = field(default_factory=dict)
    branch: str = field(default_factory=lambda: str(uuid.uuid4()))
    seen: dict = field(default_factory=dict)
    # Each piece as it goes over the wire, and its hash: what a phone has ready before it finds a signal.
    written: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def say(self, verb: str, subject: str, **say) -> dict:
        """Put a piece into the queue, after the one before of the same contact."""
        fields = say.get("fields", {})
        before = [one["id"] for one in self.queue if one["subject"] == self.contact][-1:]
        body = {
            "id": str(uuid.uuid4()),
            "verb": verb,
            "subject": subject,
            "branch": self.branch,
            "step": len(self.queue) + 1,
            "trunk": 0,
            "after": before if subject == self.contact else [],
            "settles": None,
            "made_at": now(),
            "was": {name: self.seen.get(name) for name in fields},
            "say": say,
        }
        self.seen |= fields
        self.queue.append(body)
        self.written[body["id"]] = (canonical(body), digest(body))
        return body

    def put(self, body: dict) -> bool:
        """Send one piece; whether it was acknowledged with its own hash. Raises what the wire raises."""
        self.put_all([body["id"]])
        return body["id"] in self.acknowledged

    def put_all(self, ids: Sequence[str]) -> None:
        """Send these in one request, and note which were acknowledged. Raises what the wire raises, Refused for a no."""
        sent = b'{"pieces":[' + b",".join(self.written[one][0] for one in ids) + b"]}"
        status, said = self.line.ask("PUT", "/phone/api/work", sent)
        if status != 200:
            raise Refused(status)
        for one, answer in zip(ids, json.loads(said)["answers"], strict=True):
            receipt = answer["body"]
            if answer["status"] == 200 and (receipt["hash"], receipt["state"]) == (self.written[one][1], "applied"):
                self.acknowledged[one] = receipt

    def runs(self) -> list[list[str]]:
        """The ids of what is not acknowledged, in order, as the app sends them together: a photo's piece comes first."""
        found: list[list[str]] = []
        for body in self.queue:
            if body["id"] not in self.acknowledged:
                if not found or len(found[-1]) == MOST_SENT or body["verb"] == "photo.add":
                    found.append([])
                found[-1].append(body["id"])
        return found

    def send(self) -> None:
        """Everything that is not acknowledged, until the wire breaks."""
        for some in self.runs():
            self.put_all(some)

    def send_through(self, tries: int = 50) -> None:
        """Everything, however often the wire breaks."""
        for _try in range(tries):
            try:
                self.send()
            except Refused:
                # A busy server says so; the app waits for longer.
                time.sleep(BUSY)
                continue
            except (OSError, http.client.HTTPException):
                continue
            if len(self.acknowledged) == len(self.queue):
                return


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def callers(count: int, port: int) -> list[Caller]:
    """So many teams on so many calls. The server must be up before they greet it."""
    from tandem.vocabulary.terms import OrganizationKind, Role
    from tests import made

    made.program()
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    employer = made.organization(OrganizationKind.PROVIDER, in_program=True)
    found = []
    for _each in range(count):
        one = made.user_with_job(Role.CLINICIAN, of=employer)
        person = made.person(appearance="About 30, red jacket")
        assignment = made.sent(
            made.call(person, agency=police), made.team(one, made.user_with_job(Role.OFFICER, of=police))
        )
        line = Line(port, cookie_of(one.id, employer.pk))
        found.append(Caller(line, one.id, str(person), str(assignment)))
    return found


def faults(everybody: list[Caller], *, photos: int = 0) -> list[str]:
    """What the database holds otherwise than the ledgers say: nothing lost, nothing twice, trail and record equal."""
    from tandem.domain.encounters.models import Encounter, Note
    from tandem.domain.phones.models import KEPT, Photo, Work
    from tandem.foundation.audit.models import Entry

    rows = {str(one.pk): one for one in Work.objects.all()}
    said = {body["id"]: body for one in everybody for body in one.queue}
    acknowledged = {key: receipt for one in everybody for key, receipt in one.acknowledged.items()}
    found = [f"lost: {key}" for key in acknowledged if key not in rows or rows[key].state != "applied"]
    found += [f"other words: {key}" for key in rows if key in said and rows[key].hash != digest(said[key])]
    found += [f"from nowhere: {key}" for key in rows if key not in said]
    found += [f"not acknowledged: {key}" for key in said if key not in acknowledged]
    begun = sum(1 for body in said.values() if body["verb"] == "contact.begin")
    found += [f"{Encounter.objects.count()} contacts of {begun}"] if Encounter.objects.count() != begun else []
    notes = sum(1 for body in said.values() if "note" in body["say"].get("fields", {}))
    found += [f"{Note.objects.count()} notes of {notes}"] if Note.objects.count() != notes else []
    found += [f"{Photo.objects.count()} photos of {photos}"] if Photo.objects.count() != photos else []
    entries = Entry.objects.filter(action="phone:work", object_kind="work")
    on_trail = {str(one) for one in entries.values_list("object_id", flat=True)}
    found += [f"not on the trail: {key}" for key in rows if key not in on_trail]
    # A killed write leaves neither the row nor its entry.
    found += [f"on the trail only: {key}" for key in on_trail if key not in rows]
    kept = sum(table.objects.count() for table in KEPT.values())
    return found + ([f"words left: {kept}"] if kept else [])
