"""Write an edition, sign it, put it in force from a moment, withdraw it. Each is one act, audited.

`Check` comes from the room that owns the kind: sentences saying what keeps a content from being signed; none is good.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import Act, act
from tandem.foundation.editions import records
from tandem.foundation.editions.models import Edition, Signature, Signers
from tandem.foundation.editions.rules import (
    REFUSED,
    TRANSITIONS,
    Groups,
    State,
    approved,
    hash_of,
    id_of,
    missing,
    signers_problems,
)
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean
from tandem.vocabulary.timeline import Kind

Check = Callable[[Any], list[str]]
LONGEST_AHEAD = timedelta(days=366)
CHANGED_SINCE = "Somebody changed this draft after you opened it. Look at it as it is now, then decide again."


def _writer(actor: Actor) -> dict:
    return {"id": str(actor.id or ""), "name": actor.name, "role": str(actor.role or "")}


def _hold(kind: str) -> None:
    """One at a time gives numbers and sets dates within a kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tandem.editions.{kind}"])


def _locked(edition_id: UUID, verb: str, field: str = "edition") -> Edition:
    """The edition, held until the transaction ends, if its state allows the verb. Raises Absent, Refusal."""
    found = Edition.objects.select_for_update().filter(pk=edition_id).first()
    if found is None:
        raise Absent
    state = records._row(found).state
    if state not in TRANSITIONS[verb][0]:
        raise Refusal((field, REFUSED[state]))
    return found


def _same(found: Edition, seen: str) -> None:
    if found.content_hash != seen:
        raise Conflict(("edition", CHANGED_SINCE))


def _new(doing: Act, kind: str, name: str, content: Any, **values) -> Edition:
    _hold(kind)
    number = records.newest_number(kind, name) + 1
    made = Edition.objects.create(
        id=id_of(kind, name, number),
        kind=kind,
        name=name,
        number=number,
        content=content,
        content_hash=hash_of(content),
        drafted_at=doing.at,
        changed_at=doing.at,
        **values,
    )
    doing.about("edition", made.pk)
    return made


def adopt(
    kind: str,
    name: str,
    number: int,
    content: Any,
    *,
    actor: Actor,
    since: datetime | None = None,
    side_by_side: bool = False,
    permission: Permission = Permission.EDITION_ADOPT,
) -> UUID:
    """Take an edition that ships with Tandem as the program's own, in force at once (or as of `since`).

    Only where the program has no edition of this kind in force (of this name, where a kind's names hold `side_by_side`);
    doing it twice changes nothing. Raises NotAllowed.
    """
    slot = name if side_by_side else ""
    with act(actor, permission, kind="edition") as doing:
        _hold(kind)
        known = Edition.objects.filter(kind=kind, slot=slot, in_force_from__isnull=False).first()
        if known:
            return known.pk
        moment = since or doing.at
        made = Edition.objects.create(
            id=id_of(kind, name, number),
            kind=kind,
            slot=slot,
            name=name,
            number=number,
            content=content,
            content_hash=hash_of(content),
            drafted_at=moment,
            changed_at=moment,
            locked_at=moment,
            approved_at=moment,
            in_force_from=moment,
        )
        doing.about("edition", made.pk)
        doing.log(Kind.EDITION_IN_FORCE, made.pk, at=moment, edition=str(made))
    records.forget()
    return made.pk


def begin(
    kind: str,
    name: str,
    content: Any,
    *,
    actor: Actor,
    based_on: str = "",
    side_by_side: bool = False,
    permission: Permission = Permission.EDITION_WRITE,
    must_sign: Groups = (),
) -> records.EditionRow:
    """Begin a draft: the next number under this name. The content is the room's to have checked for its shape.

    `must_sign` is who must sign this one, where that is not what the program asks for all editions of the kind. A room
    whose writers hold a permission of their own names it, here and in the verbs below.
    """
    clean("name", name, 60, required=True)
    slot = name if side_by_side else ""
    asked = [list(group) for group in must_sign]
    with act(actor, permission, kind="edition") as doing:
        told = {"slot": slot, "based_on": based_on, "writers": [_writer(actor)], "must_sign": asked}
        made = _new(doing, kind, name, content, **told)
        doing.log(Kind.EDITION_DRAFTED, made.pk, edition=str(made))
        return records._row(made)


def write(
    edition_id: UUID, content: Any, *, actor: Actor, seen: str, permission: Permission = Permission.EDITION_WRITE
) -> str:
    """Put this content into a draft. `seen` is the hash of what the writer had before them. Returns the new hash.

    Raises Refusal once somebody has signed, Conflict if another change came between, Absent.
    """
    with act(actor, permission, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "write")
        if Signature.objects.filter(edition=found).exists():
            raise Refusal(("edition", REFUSED[State.SIGNING]))
        _same(found, seen)
        found.content = content
        found.content_hash = hash_of(content)
        found.changed_at = doing.at
        found.asked_at = None
        if _writer(actor) not in found.writers:
            found.writers = [*found.writers, _writer(actor)]
        found.save()
        return found.content_hash


def ask(
    edition_id: UUID, *, actor: Actor, seen: str, check: Check, permission: Permission = Permission.EDITION_WRITE
) -> None:
    """Say that a draft is ready to be signed as it is. A change after that takes it back. Raises Refusal, Conflict."""
    with act(actor, permission, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "write")
        _same(found, seen)
        _must_hold(found, check)
        found.asked_at = doing.at
        found.save()


def _must_hold(found: Edition, check: Check) -> None:
    problems = check(found.content)
    if problems:
        raise Refusal(*[("edition", problem) for problem in problems])


def sign(
    edition_id: UUID, *, actor: Actor, seen: str, check: Check, permission: Permission = Permission.EDITION_SIGN
) -> State:
    """Sign what was read: `seen` is its hash. The first signature locks the text; the last one approves it.

    Raises Refusal where the content can't be signed as it is, the role is not asked for, or the state forbids it;
    Conflict if the text changed since it was read.
    """
    with act(actor, permission, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "sign")
        _same(found, seen)
        if not found.asked_at:
            raise Refusal(("edition", "Whoever writes this draft has not asked for signatures yet."))
        _must_hold(found, check)
        groups: Groups = found.must_sign or records.signers(found.kind)
        if not any(actor.role in group for group in groups):
            raise Refusal(("edition", "Your role is not one of those who must sign this."))
        signed = dict(found.signatures.values_list("user_id", "role"))
        if actor.id in signed:
            raise Refusal(("edition", "You have signed this already."))
        writers = [UUID(one["id"]) for one in found.writers if one["id"]]
        before, after = missing(groups, signed), missing(groups, {**signed, actor.id: actor.role})
        if before and len(after) == len(before):
            raise Refusal(("edition", "Everyone of your role who must sign has signed. Others are still asked."))
        if not before and actor.id in writers:
            raise Refusal(("edition", "Somebody who wrote none of it must sign as well."))
        employer = Organization.objects.filter(pk=actor.organization_id).values_list("name", flat=True).first()
        Signature.objects.create(
            edition=found,
            user_id=actor.id,
            name=actor.name,
            role=actor.role,
            organization=employer or "",
            at=doing.at,
            content_hash=found.content_hash,
        )
        found.must_sign = [list(group) for group in groups]
        found.locked_at = found.locked_at or doing.at
        if approved(groups, {**signed, actor.id: actor.role}, writers):
            found.approved_at = doing.at
        found.save()
        doing.log(Kind.EDITION_SIGNED, found.pk, edition=str(found), role=actor.role)
        return State.APPROVED if found.approved_at else State.SIGNING


def put_in_force(
    edition_id: UUID,
    *,
    actor: Actor,
    since: datetime | None = None,
    permission: Permission = Permission.EDITION_PUT_IN_FORCE,
) -> datetime:
    """Let an approved edition hold from `since` on, at once if None; the present one retires at that moment.

    Raises Refusal for a moment in the past, or while another edition waits for its date. Returns the moment.
    """
    with act(actor, permission, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "put in force", "since")
        _hold(found.kind)
        moment = since or doing.at
        if moment < doing.at - timedelta(minutes=1):
            raise Refusal(("since", "This moment has passed. Choose now, or a time ahead."))
        if moment > doing.at + LONGEST_AHEAD:
            raise Refusal(("since", "This is more than a year ahead. Choose an earlier day."))
        beside = Edition.objects.filter(kind=found.kind, slot=found.slot)
        before = beside.filter(in_force_from__isnull=False, retired_at=None).first()
        if before and before.in_force_from > doing.at:
            raise Refusal(("since", f"Edition {before} waits for its own date. Take that date back first."))
        if before:
            before.retired_at = moment
            before.save()
        found.in_force_from = moment
        found.save()
        doing.log(Kind.EDITION_IN_FORCE, found.pk, at=moment, edition=str(found))
    records.forget()
    return moment


def take_back(edition_id: UUID, *, actor: Actor) -> None:
    """The date ahead no longer stands; the present edition goes on. Once the date has come, it is too late."""
    with act(actor, Permission.EDITION_PUT_IN_FORCE, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "take back the date", "since")
        _hold(found.kind)
        moment, found.in_force_from = found.in_force_from, None
        found.save()
        before = Edition.objects.filter(kind=found.kind, slot=found.slot, retired_at=moment).first()
        if before:
            before.retired_at = None
            before.save()
        doing.log(Kind.EDITION_WITHDRAWN, found.pk, edition=str(found))
    records.forget()


def withdraw(
    edition_id: UUID, *, actor: Actor, reason: str, again: bool, permission: Permission = Permission.EDITION_WRITE
) -> records.EditionRow | None:
    """Stop this edition for good. `again` begins a new draft with the same words. Returns that draft."""
    clean("reason", reason, 200, required=True)
    with act(actor, permission, kind="edition", subject=edition_id) as doing:
        found = _locked(edition_id, "withdraw")
        found.withdrawn_at = doing.at
        found.withdrawn_by = actor.name
        found.withdrawn_reason = reason
        found.save()
        doing.log(Kind.EDITION_WITHDRAWN, found.pk, edition=str(found))
        if not again:
            return None
        told = {"slot": found.slot, "based_on": str(found), "writers": found.writers}
        made = _new(doing, found.kind, found.name, found.content, **told)
        doing.log(Kind.EDITION_DRAFTED, made.pk, edition=str(made))
        return records._row(made)


def ask_for(kind: str, groups: Groups, *, actor: Actor) -> None:
    """Say who must sign editions of this kind from now on. What somebody has signed already keeps its own list."""
    problems = signers_problems(groups)
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="edition"):
        Signers.objects.update_or_create(pk=kind, defaults={"groups": [list(group) for group in groups]})
