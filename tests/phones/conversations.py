"""Writes `contracts/conversations`: what a phone sent and what the server answered, word for word but for ids and times.

Ids become the same each time, by the order in which they are first met; the server's own times one moment. A hash is of
the body as it stands in the file, so that the other side can check it.
"""

import json
import re
from pathlib import Path
from typing import Any

from tandem.domain.phones.rules import digest
from tests.phones.client import Phone, Queued

FOLDER = Path(__file__).parents[2] / "contracts" / "conversations"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
NAME = re.compile(r"Robin Made\d+")


class Recorder:
    """Puts what is sent, and what comes back, into one list."""

    def __init__(self, about: str):
        self.about, self.turns = about, []

    def put(self, phone: Phone, *some: Queued) -> list[str]:
        """Send these in one request. Returns their states."""
        answers = [{"status": one.status_code, "body": one.json()} for one in phone.put_all(list(some))]
        sent = json.loads(json.dumps({"pieces": [one.body for one in some]}))
        self.turns.append({"request": {"method": "PUT", "path": "/phone/api/work", "body": sent}})
        self.turns[-1]["response"] = {"status": 200, "body": json.loads(json.dumps({"answers": answers}))}
        return [one.state for one in some]

    def told(self) -> dict[str, Any]:
        """The conversation with its ids and times made the same each time, and its hashes of that."""
        known: dict[str, str] = {}

        def steady(found: re.Match) -> str:
            return known.setdefault(found[0], f"00000000-0000-4000-8000-{len(known) + 1:012d}")

        text = json.dumps({"about": self.about, "turns": self.turns}, ensure_ascii=False)
        text = MOMENT.sub("2026-11-27T03:20:11.123Z", UUID.sub(steady, NAME.sub("Robin Made", text)))
        found = json.loads(text)
        for turn in found["turns"]:
            pieces, answers = turn["request"]["body"]["pieces"], turn["response"]["body"]["answers"]
            for piece, answer in zip(pieces, answers, strict=True):
                if "hash" in answer["body"]:
                    answer["body"]["hash"] = digest(piece)
        return found


def written(told: dict) -> str:
    """The file as it stands in the folder."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
