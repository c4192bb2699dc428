"""Vouch for a point, take a word back, sign the release, take it back. Each is one act, and who said it stays written."""

from datetime import date

from django.db import connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.program import date_here
from tandem.foundation.readiness import standing
from tandem.foundation.readiness.checks import look
from tandem.foundation.readiness.models import Signature, Vouch
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.readiness import SETTLED_DAYS, VOUCHED_DAYS, Point
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

SHORTEST_NOTE, LONGEST_NOTE = 10, 400


def vouch(point: str, *, actor: Actor, done_on: date, note: str, holds: bool = True) -> None:
    """Say that a point is done since `done_on`, and how; `holds=False` takes an earlier word back.

    Raises Absent for a point nobody can vouch for, Refusal naming the field, NotAllowed.
    """
    if point not in {*VOUCHED_DAYS, *SETTLED_DAYS}:
        raise Absent
    _note(note)
    if done_on > date_here():
        raise Refusal(("done_on", "This day is still to come. Write the day it was done."))
    if done_on.year < 2000:
        raise Refusal(("done_on", "Write the day it was done."))
    with act(actor, Permission.READINESS_SIGN, kind="readiness") as doing:
        Vouch.objects.create(
            point=Point(point),
            holds=holds,
            done_on=done_on,
            note=note,
            signed_by=actor.id,
            signed_as=actor.role,
            signed_at=doing.at,
        )
        doing.detail |= {"verb": "vouch", "point": str(point), "holds": holds}
    standing.forget()


def sign(*, actor: Actor, note: str, holds: bool = True) -> None:
    """Sign that this installation may serve real people; the second person's signature releases it.

    `holds=False` takes the release back, by either. Raises Conflict while points are open or where the other signature
    is this person's own, Refusal naming the field, NotAllowed.
    """
    _note(note)
    with act(actor, Permission.READINESS_SIGN, kind="readiness") as doing:
        _one_at_a_time()
        held = standing.signatures()
        if holds:
            left = standing.still_open(look())
            if left:
                raise Conflict(("note", f"Points to do first: {len(left)}. The list shows which."))
            if any(one.signed_by == actor.id and role != actor.role for role, one in held.items()):
                raise Conflict(("note", "You signed in your other role. Another person has to sign here."))
        elif not held:
            raise Conflict(("note", "It is not released."))
        # Taken back by one, both sign again: what changed is looked at by two.
        for role in [actor.role] if holds else list(held):
            Signature.objects.create(holds=holds, note=note, signed_by=actor.id, signed_as=role, signed_at=doing.at)
        doing.detail |= {"verb": "release", "holds": holds}
    standing.forget()


def _note(note: str) -> None:
    clean("note", note, LONGEST_NOTE, required=True)
    if len(note.strip()) < SHORTEST_NOTE:
        raise Refusal(("note", f"Say how and by whom, in at least {SHORTEST_NOTE} characters."))


def _one_at_a_time() -> None:
    """Two people who press at once come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tandem.readiness'))")
