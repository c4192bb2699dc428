"""Live views: what happened, told to every open screen within a moment of its commit.

One connection per process listens to PostgreSQL; browsers hold server-sent event streams. Messages between the two
carry ids only. Each audience (a role of an organization) has its fragment rendered once and gets the same bytes.
What the law cares about: a stream ends when its session, job or account does (CJIS AC-12, ASVS 7.4), and what comes
into view on it is written to the access log.
"""

from tandem.foundation.live.sessions import KeySession, LiveSession
from tandem.foundation.live.topics import PULSE, Audience, Key, Told, View, register

__all__ = ["PULSE", "Audience", "Key", "KeySession", "LiveSession", "Told", "View", "register"]
