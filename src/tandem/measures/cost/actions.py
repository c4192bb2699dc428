"""Change the figures of the cost model: one act, and what stood before stays readable."""

from collections.abc import Mapping

from django.db import connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.measures.cost.figures import check
from tandem.measures.cost.models import Figures
from tandem.measures.cost.records import newest
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Conflict, Refusal
from tandem.vocabulary.text import clean


def write(content: Mapping, *, actor: Actor, seen: int, why: str) -> int:
    """Put figures in force from now on. `seen` is the number of those the writer had before them. Returns the new one.

    Raises Refusal naming each field that can't stand, Conflict if somebody wrote meanwhile, NotAllowed.
    """
    clean("why", why, 200, required=True)
    with act(actor, Permission.COST_WRITE, kind="costs") as doing:
        problems = list(check(content, doing.at.year))
        if problems:
            raise Refusal(*problems)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.costs'))")
        if newest().number != seen:
            raise Conflict(
                ("why", "Somebody changed the figures after you opened them. Look at them, then change again.")
            )
        made = Figures.objects.create(content=dict(content), written_at=doing.at, written_by_name=actor.name, why=why)
        return made.pk
