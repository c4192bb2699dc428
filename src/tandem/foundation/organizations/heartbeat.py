"""The heartbeat of the dispatch center's own system (CAD): when it was last heard, and whether that is too long ago."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max

from tandem.foundation import clock
from tandem.foundation.organizations.models import Token
from tandem.foundation.organizations.program import program


class Heard(NamedTuple):
    """`at` is None while nothing was ever heard. `connected` says that some system has been given a token at all."""

    at: datetime | None
    stale: bool
    connected: bool


def last_heard() -> Heard:
    """When any intake token was last used; stale once the program's limit has passed, or if it was never heard."""
    tokens = Token.objects.filter(scope="intake", revoked_at=None)
    found = tokens.aggregate(at=Max("last_heard_at"), first=Max("created_at"))
    if found["first"] is None:
        return Heard(None, stale=False, connected=False)
    settings = program()
    limit = timedelta(seconds=settings.cad_stale_seconds if settings else 90)
    return Heard(found["at"], stale=found["at"] is None or clock.now() - found["at"] > limit, connected=True)
