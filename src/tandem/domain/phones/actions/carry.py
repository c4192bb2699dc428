"""A phone takes a shift: one lease, for at most a day."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tandem.domain.phones.models import Lease
from tandem.domain.phones.rules import LONGEST_CARRIED
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.phones import LeaseEnd


def digest_of(word: str) -> str:
    """What is stored of the word a phone asks with."""
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()


def take_shift(
    *,
    actor: Actor,
    job: UUID,
    people: Iterable[UUID],
    team: UUID | None,
    members: Iterable[UUID],
    until: datetime | None = None,
) -> tuple[str, datetime, datetime]:
    """Note what this phone carries from now on. Returns (the word it asks with, taken at, until): at most a day."""
    with act(actor, Permission.PHONE_WORK, kind="lease") as doing:
        word = secrets.token_urlsafe(32)
        latest = doing.at + LONGEST_CARRIED
        made = Lease(
            secret=digest_of(word),
            user=actor.id,
            job=job,
            organization_id=actor.organization_id,
            role=str(actor.role),
            people=sorted(set(people)),
            team=team,
            members=sorted(members),
            taken_at=doing.at,
            until=min(until or latest, latest),
        )
        doing.about("lease", made.pk)
        doing.detail = {"people": len(made.people)}
        doing.add(made)
        return word, made.taken_at, made.until


def end(lease_id: UUID, *, actor: Actor, why: LeaseEnd) -> None:
    """The phone was told to drop what it carries. The first reason stays."""
    with act(actor, Permission.PHONE_WORK, kind="lease", subject=lease_id) as doing:
        found = Lease.objects.select_for_update().filter(pk=lease_id, ended_at=None).first()
        if found is None:
            return
        found.ended_at, found.ended_why = doing.at, why
        found.save()
        doing.detail = {"why": str(why)}
