"""Delete entries of more than six years ago, as the owner of the tables; links and checkpoints stay, and so does the proof.

The application's own role can't delete one entry, and a trigger refuses anybody a younger one.
"""

from datetime import datetime

from django.db import connections, transaction

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.keeping import may_purge
from tandem.foundation.audit.models import Entry, Link
from tandem.foundation.audit.record import record

OWNER = "owner"


class TooYoung(Exception):
    """What should go must stay. The message says which rule says so."""


def purge(before: datetime) -> int:
    """Delete what is older than `before`; returns how many. Raises TooYoung, and the try is on the trail."""
    actor = Actor.system("audit purge")
    if refused := may_purge(before, clock.now()):
        record(actor, "audit.purge", object_kind="audit", outcome="refused", detail={"before": before.isoformat()})
        raise TooYoung(refused)
    old = Entry.objects.filter(at__lt=before)
    newest = Link.objects.filter(entry_id__in=old.values("id")).order_by("-seq").first()
    young = Entry.objects.filter(at__gte=before).order_by("id").values_list("id", flat=True).first()
    if newest is None:
        record(actor, "audit.purge", object_kind="audit", detail={"before": before.isoformat(), "gone": 0})
        return 0
    # Only a whole beginning of the chain goes: up to the first entry that must stay.
    stays = Link.objects.filter(entry_id=young).first() if young else None
    to_seq = min(newest.seq, stays.seq - 1 if stays else newest.seq)
    ids = list(Link.objects.filter(seq__lte=to_seq).values_list("entry_id", flat=True))
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = ANY(%s) AND at < %s", [ids, before])
        gone = cursor.rowcount
    record(
        actor,
        "audit.purge",
        object_kind="audit",
        count=max(1, gone),
        detail={"before": before.isoformat(), "gone": gone, "to_seq": to_seq},
    )
    return gone
