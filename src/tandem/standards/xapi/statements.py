"""The statements of one learner's rehearsal: begun, completed, left. They hold credit, and nothing that judges a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

VERSION = "1.0.3"
VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
}
ACTIVITY = "http://adlnet.gov/expapi/activities/simulation"
# cmi5 9.6.2: what marks a statement as one of cmi5, and as one that the credit follows from.
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
# Statement ids follow from the run and the learner, so that what is sent twice is one statement (xAPI 2.4.1).
NAMES = UUID("5f0d5cf4-1c7f-5a0f-8f0c-6f5a2d1c9b10")


@dataclass(frozen=True)
class Attempt:
    """One learner in one run. `account` is the sign-in name that the agency's learning system knows.

    `completed_at` is when the debrief was finished, None where the learner left before. Times are aware.
    """

    run: UUID
    account: str
    scenario: str
    title: str
    edition: str
    began_at: datetime
    left_at: datetime
    completed_at: datetime | None


def activity_id(address: str, scenario: str) -> str:
    """The address of a scenario as an activity; `address` is this installation's own, without a slash at its end."""
    return f"{address}/rehearse/scenarios/{scenario}"


def statements(attempts: Iterable[Attempt], *, address: str) -> list[dict]:
    """Return xAPI statements, two or three an attempt, in the order they happened."""
    return [one for attempt in attempts for one in _of(attempt, address)]


def _of(attempt: Attempt, address: str) -> Iterable[dict]:
    yield _statement(attempt, address, "initialized", attempt.began_at)
    if attempt.completed_at:
        done = {"completion": True, "duration": duration(attempt.completed_at - attempt.began_at)}
        yield _statement(attempt, address, "completed", attempt.completed_at, done, credit=True)
    end = max(attempt.left_at, attempt.completed_at or attempt.left_at)
    yield _statement(attempt, address, "terminated", end, {"duration": duration(end - attempt.began_at)})


def _statement(
    attempt: Attempt, address: str, verb: str, at: datetime, result: dict | None = None, *, credit: bool = False
) -> dict:
    categories = [CATEGORY, MOVE_ON] if credit else [CATEGORY]
    told = {
        "id": str(uuid5(NAMES, f"{attempt.run}/{attempt.account}/{verb}")),
        "actor": {"objectType": "Agent", "account": {"homePage": address, "name": attempt.account}},
        "verb": {"id": VERBS[verb], "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": activity_id(address, attempt.scenario),
            "definition": {"type": ACTIVITY, "name": {"en": attempt.title}},
        },
        "context": {
            "registration": str(uuid5(NAMES, f"{attempt.run}/{attempt.account}")),
            "contextActivities": {"category": [{"objectType": "Activity", "id": one} for one in categories]},
            "revision": attempt.edition,
            "platform": "Tandem",
            "extensions": {SESSION: str(attempt.run)},
        },
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "version": VERSION,
    }
    return told | ({"result": result} if result else {})


def duration(time: timedelta) -> str:
    """A length of time as ISO 8601 says it, to the hundredth of a second (xAPI 4.6): "PT612.50S"."""
    return f"PT{max(0.0, time.total_seconds()):.2f}S"
