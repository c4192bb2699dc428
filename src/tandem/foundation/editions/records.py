"""Editions as the rest of the house reads them: frozen values, and the one in force now, cheaply.

No person served is in them, so that no release is needed.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from tandem.foundation import clock
from tandem.foundation.editions.models import Edition, Signature, Signers
from tandem.foundation.editions.rules import SIGNERS, STATE_LABELS, State, missing, state_of

# How old the list of what is in force may be in a process. A date that was set ahead takes effect to the moment.
KEEP_SECONDS = 1.0


@dataclass(frozen=True)
class SignatureRow:
    user_id: UUID
    name: str
    role: str
    organization: str
    at: datetime


@dataclass(frozen=True)
class EditionRow:
    """One edition whole. `content` is the room's to read; do not change it."""

    id: UUID
    kind: str
    name: str
    number: int
    content: Any
    content_hash: str
    based_on: str
    writers: tuple[dict, ...]
    drafted_at: datetime
    changed_at: datetime
    asked_at: datetime | None
    must_sign: tuple[tuple[str, ...], ...]
    locked_at: datetime | None
    approved_at: datetime | None
    in_force_from: datetime | None
    retired_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str
    signatures: tuple[SignatureRow, ...]

    @property
    def key(self) -> str:
        """ "demo-county/1": what a decision keeps."""
        return f"{self.name}/{self.number}"

    @property
    def state(self) -> State:
        return state_of(
            now=clock.now(),
            signed=bool(self.signatures),
            approved_at=self.approved_at,
            in_force_from=self.in_force_from,
            retired_at=self.retired_at,
            withdrawn_at=self.withdrawn_at,
        )

    @property
    def state_words(self) -> str:
        return STATE_LABELS[self.state]

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """Groups of roles that have not signed yet."""
        return missing(self.must_sign, {one.user_id: one.role for one in self.signatures})


class Held(NamedTuple):
    """An edition with its dates, without its content."""

    id: UUID
    name: str
    number: int
    content_hash: str
    in_force_from: datetime
    retired_at: datetime | None

    @property
    def key(self) -> str:
        return f"{self.name}/{self.number}"


_kept: dict[str, tuple[float, tuple[Held, ...]]] = {}


def in_force(kind: str) -> Held | None:
    """The edition of this kind that holds now, or None if the program has none of its own.

    Costs one small query a second and process. A change made in another process is seen within `KEEP_SECONDS`; the
    moment an edition takes effect is compared with the clock at each call.
    """
    return next(iter(all_in_force(kind)), None)


def all_in_force(kind: str) -> tuple[Held, ...]:
    """Every edition of this kind that holds now, by name: several where its names hold side by side. As cheap."""
    read_at, found = _kept.get(kind, (float("-inf"), ()))
    if time.monotonic() - read_at > KEEP_SECONDS:
        dated = Edition.objects.filter(kind=kind, in_force_from__isnull=False).order_by("name", "number")
        still = dated.filter(Q(retired_at=None) | Q(retired_at__gt=clock.now()))
        found = tuple(Held(*row) for row in still.values_list(*Held._fields))
        _kept[kind] = (time.monotonic(), found)
    now = clock.now()
    return tuple(one for one in found if one.in_force_from <= now and not (one.retired_at and one.retired_at <= now))


def forget() -> None:
    """Drop what is kept, after a change in this process."""
    _kept.clear()


def _row(one: Edition) -> EditionRow:
    return EditionRow(
        id=one.pk,
        kind=one.kind,
        name=one.name,
        number=one.number,
        content=one.content,
        content_hash=one.content_hash,
        based_on=one.based_on,
        writers=tuple(one.writers),
        drafted_at=one.drafted_at,
        changed_at=one.changed_at,
        asked_at=one.asked_at,
        must_sign=tuple(tuple(group) for group in (one.must_sign or signers(one.kind))),
        locked_at=one.locked_at,
        approved_at=one.approved_at,
        in_force_from=one.in_force_from,
        retired_at=one.retired_at,
        withdrawn_at=one.withdrawn_at,
        withdrawn_by=one.withdrawn_by,
        withdrawn_reason=one.withdrawn_reason,
        signatures=tuple(
            SignatureRow(each.user_id, each.name, each.role, each.organization, each.at)
            for each in sorted(one.signatures.all(), key=lambda each: each.pk)
        ),
    )


def of_kind(kind: str) -> list[EditionRow]:
    """Every edition of a kind: by name, then by number."""
    found = Edition.objects.filter(kind=kind).prefetch_related("signatures").order_by("name", "number")
    return [_row(one) for one in found]


def edition(kind: str, name: str, number: int) -> EditionRow | None:
    """One edition by its name and number, or None."""
    found = Edition.objects.filter(kind=kind, name=name, number=number).prefetch_related("signatures").first()
    return _row(found) if found else None


def edition_of(edition_id: UUID) -> EditionRow | None:
    """One edition by its id, or None."""
    found = Edition.objects.filter(pk=edition_id).prefetch_related("signatures").first()
    return _row(found) if found else None


def newest_number(kind: str, name: str) -> int:
    """The highest number given so far under this name; 0 for none."""
    return (
        Edition.objects.filter(kind=kind, name=name).order_by("-number").values_list("number", flat=True).first() or 0
    )


def signers(kind: str) -> Iterable[Iterable[str]]:
    """The groups of roles of which one person each must sign an edition of this kind."""
    found = Signers.objects.filter(pk=kind).values_list("groups", flat=True).first()
    return found or SIGNERS


def has_signed(edition_id: UUID, user_id: UUID | None) -> bool:
    return user_id is not None and Signature.objects.filter(edition_id=edition_id, user_id=user_id).exists()
