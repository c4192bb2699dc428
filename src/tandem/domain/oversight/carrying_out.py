"""Carry out every expungement that was approved, and those a restored backup has forgotten (reliability F17).

Runs as the owner of the tables, before anybody is served. Carried out again, it changes nothing.
"""

import uuid
from dataclasses import dataclass

from django.db import connections, transaction

from tandem.domain.oversight import journal
from tandem.domain.oversight.destroying import OWNER, destroy, forget_jobs
from tandem.domain.oversight.models import Expungement
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit.record import entry_of


@dataclass(frozen=True)
class Carried:
    """One expungement of the journal, and how many keys and rows it destroyed this time."""

    order_number: str
    keys: int
    rows: int


def carry_out(using: str = OWNER) -> list[Carried]:
    """Everything in the journal, oldest first; the answer names those that found something to destroy."""
    found = [_one(line, using) for line in journal.lines()]
    return [one for one in found if one.keys or one.rows]


def _one(line: journal.Line, using: str) -> Carried:
    now, act_id = clock.now(), uuid.uuid4()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('tandem.act', %s, true)", [str(act_id)])
        # A signed note is never changed, but by an order that the owner of its table carries out.
        cursor.execute("SELECT set_config('tandem.expunging', 'on', true)")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        gone = destroy(line.person_id, line.scope, now=now, using=using)
        jobs = forget_jobs(line.person_id, using)
        rows = sum(gone.rows.values())
        tombstone = Expungement.objects.using(using).filter(pk=line.id)
        # A restored backup may have forgotten the tombstone, and with it why.
        reason = tombstone.values_list("reason", flat=True).first() or ""
        tombstone.filter(done_at=None).update(done_at=now, rows=rows)
        tombstone.update(person_id=None)
        if gone.keys or rows or jobs:
            detail = {
                "expungement": str(line.id),
                "scope": line.scope,
                "reason": reason,
                "keys": gone.keys,
                "tables": gone.rows,
            }
            actor = Actor.system("expunge")
            entry_of(
                actor, "record:expunged", object_kind="expungement", act_id=act_id, count=rows, detail=detail
            ).save(using=using, force_insert=True)
    return Carried(line.order_number, gone.keys, rows)
