"""Text that was typed and not sent when a page locked: sealed, and given back once to whoever typed it (H3)."""

import json
from datetime import timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac

from tandem.foundation import clock
from tandem.foundation.accounts.models import UnsavedText
from tandem.foundation.accounts.sealing import WrongKey, seal, unseal

KEPT = timedelta(hours=24)
LONGEST = 60_000
MOST_PAGES = 20
Fields = dict[str, str]


def keep(user_id: UUID, path: str, fields: Fields) -> bool:
    """Keep what stands in a page's fields; an empty form forgets what was kept. False if it is too much to keep."""
    place = _place(path)
    mine = UnsavedText.objects.filter(user_id=user_id)
    if not fields:
        mine.filter(place=place).delete()
        return True
    text = json.dumps(fields)
    if len(text) > LONGEST or mine.exclude(place=place).count() >= MOST_PAGES:
        return False
    sealed = seal(text, purpose=_purpose(place), owner=user_id)
    UnsavedText.objects.update_or_create(
        user_id=user_id, place=place, defaults={"sealed": sealed, "kept_at": clock.now()}
    )
    return True


def take(user_id: UUID, path: str) -> Fields:
    """What this person had typed on this page, which is kept no longer; empty if there is nothing, or it is a day old."""
    place = _place(path)
    found = UnsavedText.objects.filter(user_id=user_id, place=place).first()
    if found is None:
        return {}
    found.delete()
    if clock.now() - found.kept_at > KEPT:
        return {}
    try:
        return json.loads(unseal(found.sealed, purpose=_purpose(place), owner=user_id))
    except WrongKey:
        return {}


def waiting(user_id: UUID | None) -> bool:
    """Whether anything of this person is kept."""
    return UnsavedText.objects.filter(user_id=user_id, kept_at__gt=clock.now() - KEPT).exists()


def sweep() -> int:
    """Forget what is older than a day; how many."""
    return UnsavedText.objects.filter(kept_at__lte=clock.now() - KEPT).delete()[0]


def _place(path: str) -> str:
    return salted_hmac("tandem.accounts.unsaved", path, algorithm="sha256").hexdigest()


def _purpose(place: str) -> str:
    return f"unsaved:{place}"
