"""The open sessions of an account: on which device, since when, from where; each can be ended within seconds."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from tandem.foundation import clock
from tandem.foundation.accounts.models import OpenSession, User
from tandem.vocabulary.sign_in import FACTOR_LABELS, Factor

# In this order: most browsers also name others they are like.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
LONGEST_AGENT = 500


@dataclass(frozen=True)
class OpenRow:
    id: UUID
    device: str
    address: str
    factor: str
    began_at: datetime
    seen_at: datetime
    here: bool


def words_of(agent: str) -> str:
    """A browser as it names itself, in words: "Firefox on Windows"."""
    agent = agent[:LONGEST_AGENT]
    browser = next((word for sign, word in BROWSERS if sign in agent), "A browser")
    system = next((word for sign, word in SYSTEMS if re.search(sign, agent)), "")
    return f"{browser} on {system}" if system else browser


def note(user: User, key: str, *, agent: str, address: str, factor: Factor) -> None:
    """A session has shown both factors: it is listed from here on."""
    now = clock.now()
    told = {"user": user, "device": words_of(agent), "address": address, "factor": str(factor)}
    OpenSession.objects.update_or_create(session_key=key, defaults={**told, "began_at": now, "seen_at": now})


def moved(old: str, new: str) -> None:
    """The session has another key now."""
    OpenSession.objects.filter(session_key=old).update(session_key=new)


def seen(key: str, address: str) -> None:
    """The session was used just now, from here."""
    OpenSession.objects.filter(session_key=key).update(seen_at=clock.now(), address=address)


def of(user_id: UUID | None, *, here: str = "") -> list[OpenRow]:
    """The sessions that are open now, the one used last first. `here` is the key of the one that asks."""
    rows = list(OpenSession.objects.filter(user_id=user_id).order_by("-seen_at"))
    keys = [one.session_key for one in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=clock.now()).values_list("session_key", flat=True)
    )
    return [
        OpenRow(
            one.pk,
            one.device,
            one.address,
            FACTOR_LABELS[Factor(one.factor)],
            one.began_at,
            one.seen_at,
            one.session_key == here,
        )
        for one in rows
        if one.session_key in alive
    ]


def end(user_id: UUID, row_id: UUID) -> bool:
    """End one session: its next click, and its live streams within seconds. Whether there was one."""
    row = OpenSession.objects.filter(pk=row_id, user_id=user_id).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def sweep() -> int:
    """Forget sessions that are over, and their rows here; how many of these."""
    Session.objects.filter(expire_date__lte=clock.now()).delete()
    alive = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return OpenSession.objects.exclude(session_key__in=alive).delete()[0]
