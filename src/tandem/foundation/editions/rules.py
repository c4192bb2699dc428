"""Which moves an edition's state allows, and when enough of the right people have signed. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from tandem.vocabulary.terms import ROLE_LABELS, Role


class State(StrEnum):
    """`COMING` is approved with a date ahead. An edition is retired when the next one takes its place."""

    DRAFT = "draft"
    SIGNING = "signing"
    APPROVED = "approved"
    COMING = "coming"
    IN_FORCE = "in_force"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


STATE_LABELS = {
    State.DRAFT: "Draft",
    State.SIGNING: "Waiting for signatures",
    State.APPROVED: "Approved",
    State.COMING: "Approved, date set",
    State.IN_FORCE: "In force",
    State.RETIRED: "Retired",
    State.WITHDRAWN: "Withdrawn",
}

S = State
# Verb → the states it may start from, and the state it ends in. A last signature ends in approved.
TRANSITIONS: dict[str, tuple[frozenset[State], State]] = {
    "write": (frozenset({S.DRAFT}), S.DRAFT),
    "sign": (frozenset({S.DRAFT, S.SIGNING}), S.SIGNING),
    "put in force": (frozenset({S.APPROVED}), S.COMING),
    "take back the date": (frozenset({S.COMING}), S.APPROVED),
    "withdraw": (frozenset({S.DRAFT, S.SIGNING, S.APPROVED}), S.WITHDRAWN),
}
REFUSED = {
    S.DRAFT: "This edition is still a draft.",
    S.SIGNING: "Somebody has signed this edition, so that its text is locked. Withdraw it to go on in a new draft.",
    S.APPROVED: "This edition is approved, so that its text is locked. Withdraw it to go on in a new draft.",
    S.COMING: "This edition has a date from which it holds. Take the date back first.",
    S.IN_FORCE: "This edition is in force and never changes. Begin a new draft from it.",
    S.RETIRED: "This edition is retired and never changes. Begin a new draft from it.",
    S.WITHDRAWN: "This edition was withdrawn. Go on in a newer one.",
}

# Who must sign, unless the program says otherwise: one from each group.
Groups = Sequence[Sequence[str]]
SIGNERS: Groups = ((Role.CLINICAL_SUPERVISOR,), (Role.DISPATCHER, Role.OFFICER))
MAY_BE_ASKED = (Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.OFFICER, Role.EVALUATOR, Role.ADMIN)
MOST_SIGNERS = 6


def state_of(
    *,
    now: datetime,
    signed: bool,
    approved_at: datetime | None,
    in_force_from: datetime | None,
    retired_at: datetime | None,
    withdrawn_at: datetime | None,
) -> State:
    """The state at `now`. Dates alone move an edition into force and out of it: nobody has to press anything."""
    if withdrawn_at:
        return S.WITHDRAWN
    if in_force_from:
        if in_force_from > now:
            return S.COMING
        return S.RETIRED if retired_at and retired_at <= now else S.IN_FORCE
    if approved_at:
        return S.APPROVED
    return S.SIGNING if signed else S.DRAFT


def hash_of(content: Any) -> str:
    """SHA-256 of the content as canonical JSON: what a signature stands under."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def id_of(kind: str, name: str, number: int) -> UUID:
    """The id of an edition, from what it is called: the same in every installation (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, f"tandem:edition/{kind}/{name}/{number}")


def missing(groups: Groups, signers: Mapping[UUID, str]) -> list[tuple[str, ...]]:
    """The groups still without a signature. `signers` are users with the role each signed in; one counts for one group."""
    return _unmatched([tuple(group) for group in groups], list(signers.values()))


def _unmatched(groups: list[tuple[str, ...]], roles: list[str]) -> list[tuple[str, ...]]:
    if not groups:
        return []
    first, *rest = groups
    best = [first, *_unmatched(rest, roles)]
    for at, role in enumerate(roles):
        if role in first:
            found = _unmatched(rest, roles[:at] + roles[at + 1 :])
            best = min(best, found, key=len)
    return best


def approved(groups: Groups, signers: Mapping[UUID, str], writers: Iterable[UUID]) -> bool:
    """Whether every group has signed and at least one of those who signed wrote none of it."""
    return not missing(groups, signers) and bool(set(signers) - set(writers))


def group_words(group: Sequence[str]) -> str:
    """ "dispatcher or officer", for a page."""
    words = [ROLE_LABELS[Role(role)].lower() for role in group]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def signers_problems(groups: Groups) -> list[tuple[str, str]]:
    """What is wrong with a setting of who must sign, as (field, sentence)."""
    if not groups:
        return [("groups", "At least one person other than the author must sign.")]
    if len(groups) > MOST_SIGNERS:
        return [("groups", f"At most {MOST_SIGNERS} signatures can be asked for.")]
    known = set(MAY_BE_ASKED)
    if any(not group or not set(group) <= known for group in groups):
        return [("groups", "Choose for each signature one role or more who may give it.")]
    return []
