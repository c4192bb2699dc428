"""What is wrong with the audit trail, told where it can still be told: a file beside the database, and the log.

When the trail can't be written, the database can't keep the alert about it. The privacy officer's and the
administrator's pages read the file (CJIS AU-5: within an hour; here at once). Nothing about a person stands in it.
"""

import json
import logging
import os
import time
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from tandem.foundation import clock
from tandem.foundation.audit.sinks import own_folder

FILE = "alerts.jsonl"
# One alert of a kind in this time: an outage is one event, not one per request.
QUIET_SECONDS = 60
SHOWN_FOR = timedelta(days=7)
log = logging.getLogger(__name__)
_told_at: dict[str, float] = {}

WORDS = {
    "unwritable": "The audit trail could not be written. Requests were refused meanwhile; cautions on active calls went on.",
    "spooled": "Looks at cautions were written to the file beside the audit trail. They are put in as soon as it works.",
    "late": "Entries of the audit trail wait for their seal longer than they should: see whether the worker runs.",
    "sink": "Checkpoints of the audit trail could not be written to one of their places.",
    "key": "The key that signs the audit trail is missing or another one. Nothing is sealed until it is put right.",
    "rolled_back": "The audit trail is older than what was signed: entries that were there are gone.",
    "tried": "Somebody tried to change or delete entries of the audit trail through the application. It was refused.",
    "found": "A check of the audit trail found that it was changed.",
}


@dataclass(frozen=True)
class Alert:
    at: datetime
    kind: str
    words: str
    more: str


def alert(kind: str, more: str = "") -> None:
    """Say it in the file and the log, at most once a minute for a kind. Never raises: it is called when things fail."""
    key = f"{kind} {more}"
    if time.monotonic() - _told_at.get(key, float("-inf")) < QUIET_SECONDS:
        return
    _told_at[key] = time.monotonic()
    log.error("audit alert %s: %s %s", kind, WORDS[kind], more)
    line = json.dumps({"at": clock.now().isoformat(), "kind": kind, "more": more}) + "\n"
    try:
        own_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(own_folder() / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        log.error("the alert could not be kept: %s", type(error).__name__)


def alerts(most: int = 20) -> list[Alert]:
    """Those of the last seven days, the newest first."""
    since = clock.now() - SHOWN_FOR
    try:
        with (own_folder() / FILE).open() as file:
            newest = deque(file, maxlen=most)
    except OSError:
        return []
    found = []
    for line in newest:
        try:
            told = json.loads(line)
            one = Alert(datetime.fromisoformat(told["at"]), told["kind"], WORDS[told["kind"]], told["more"])
        except (ValueError, KeyError, TypeError):
            continue
        if one.at >= since:
            found.append(one)
    return found[::-1]
