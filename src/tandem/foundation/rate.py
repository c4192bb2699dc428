"""How often somebody may knock: a count per key and minute, in memory, never of who it was.

Keys are hashed with a secret of this process's own, so that neither memory nor a log ever holds an address or a
token. Each server process counts for itself; Tandem runs one.
"""

import hashlib
import hmac
import secrets
import threading
import time

_SECRET = secrets.token_bytes(32)
# More keys than this at once are an attack of its own: the oldest counts are dropped.
MOST_KEYS = 50_000
_lock = threading.Lock()
_counts: dict[bytes, tuple[int, int]] = {}


def wait_for(kind: str, key: str, *, most: int, seconds: int) -> int:
    """Count one knock. 0 if it may pass; else the seconds until the next window of `seconds` opens."""
    now = int(time.monotonic())
    window = now // seconds
    name = hmac.digest(_SECRET, f"{kind}\n{key}".encode(), hashlib.sha256)
    with _lock:
        started, count = _counts.pop(name, (window, 0))
        count = count + 1 if started == window else 1
        _counts[name] = (window, count)
        if len(_counts) > MOST_KEYS:
            del _counts[next(iter(_counts))]
    return 0 if count <= most else (window + 1) * seconds - now


def forget() -> None:
    """Start counting anew, between tests."""
    with _lock:
        _counts.clear()
