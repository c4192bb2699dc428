"""Write down an agreement between organizations, end one early, and tell both sides before one lapses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tandem.foundation import clock, mail
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Membership, Organization, Pact, PactNotice, PactSide
from tandem.foundation.organizations.pacts import in_force
from tandem.foundation.organizations.program import date_here, zone
from tandem.vocabulary.law import LAW_CATEGORIES, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tandem.vocabulary.text import clean

LONGEST = timedelta(days=5 * 366)
MOST_SIDES = 40
# Days before the end at which both sides are told, and the day it has lapsed.
TOLD_BEFORE = (30, 7, 1, 0)
READERS = (Role.ADMIN, Role.AGENCY_ADMIN, Role.PRIVACY_OFFICER)


@dataclass(frozen=True)
class Signed:
    """One side: which organization, who signed for it, on which day."""

    organization_id: UUID
    signed_by: str
    signed_on: date


def day_starts(day: date) -> datetime:
    """The first instant of a day where the program is."""
    return datetime.combine(day, time(), zone())


def record_pact(
    *,
    actor: Actor,
    name: str,
    reference: str,
    categories: Iterable[str],
    purposes: Iterable[str],
    starts_on: date,
    last_day: date,
    sides: Iterable[Signed],
) -> UUID:
    """Write down a signed agreement: it holds from the start of `starts_on` to the end of `last_day`, program time.

    Raises Refusal naming each field that is wrong. Returns the pact's id.
    """
    signed = list(sides)
    what, why = list(dict.fromkeys(categories)), list(dict.fromkeys(purposes))
    problems = _problems(name, reference, what, why, starts_on, last_day, signed)
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="pact") as doing:
        pact = Pact.objects.create(
            name=name,
            reference=reference,
            categories=what,
            purposes=why,
            starts_at=day_starts(starts_on),
            ends_at=day_starts(last_day + timedelta(days=1)),
            recorded_at=doing.at,
            recorded_by=actor.id,
        )
        PactSide.objects.bulk_create(
            PactSide(pact=pact, organization_id=one.organization_id, signed_by=one.signed_by, signed_on=one.signed_on)
            for one in signed
        )
        doing.about("pact", pact.pk)
        doing.detail |= {"verb": "record", "sides": len(signed)}
        return pact.pk


def _problems(
    name: str,
    reference: str,
    categories: list[str],
    purposes: list[str],
    starts_on: date,
    last_day: date,
    sides: list[Signed],
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field, value, limit in (("name", name, 120), ("reference", reference, 160)):
        found += _wrong(field, value, limit)
    if not categories or not set(categories) <= set(LAW_CATEGORIES):
        found.append(("categories", "Choose what may be shared, from the list."))
    if not purposes or not set(purposes) <= set(Purpose):
        found.append(("purposes", "Choose what it may be shared for, from the list."))
    if last_day < starts_on:
        found.append(("last_day", "The last day can't come before the first."))
    elif last_day - starts_on > LONGEST:
        found.append(("last_day", "An agreement holds for at most five years. Choose an earlier day."))
    return found + _problems_of_sides(sides)


def _wrong(field: str, value: str, limit: int) -> list[tuple[str, str]]:
    try:
        clean(field, value, limit, required=True)
    except Refusal as refusal:
        return refusal.errors
    return []


def _problems_of_sides(sides: list[Signed]) -> list[tuple[str, str]]:
    ids = {one.organization_id for one in sides}
    if len(sides) < 2 or len(ids) < len(sides):
        return [("sides", "Choose at least two organizations, each once.")]
    if len(sides) > MOST_SIDES:
        return [("sides", f"At most {MOST_SIDES} organizations.")]
    if Organization.objects.filter(pk__in=ids).count() < len(ids):
        return [("sides", "One of these organizations is not registered.")]
    found = [error for one in sides for error in _wrong("sides", one.signed_by, 120)]
    if found:
        return [("sides", "Say who signed for each organization, in at most 120 characters.")]
    if any(one.signed_on > date_here() for one in sides):
        return [("sides", "Nobody can have signed on a day that has not come.")]
    return []


def end_pact(pact_id: UUID, *, actor: Actor, why: str) -> None:
    """End an agreement now: sharing under it stops at once. Raises Absent, Conflict, Refusal naming the field."""
    clean("why", why, 200, required=True)
    with act(actor, Permission.PROGRAM_SET_UP, kind="pact", subject=pact_id) as doing:
        pact = Pact.objects.select_for_update().filter(pk=pact_id).first()
        if pact is None:
            raise Absent
        if pact.ended_at or pact.ends_at <= doing.at:
            raise Conflict(("pact", "This agreement has ended already."))
        pact.ended_at, pact.ended_by, pact.ended_why = doing.at, actor.id, why
        pact.save(update_fields=["ended_at", "ended_by", "ended_why"])
        doing.detail["verb"] = "end"


def warn_of_ends() -> int:
    """Tell each side of each pact that it ends in 30, 7 or 1 days, or has lapsed: once each, and only the nearest.

    Returns how many were told. Safe to repeat; a day on which nothing ran is made up for by the next.
    """
    now = clock.now()
    actor = Actor.system("Agreements that end", Permission.PROGRAM_SET_UP)
    told = 0
    for pact in _ending(now):
        days = _due(pact.ends_at - now)
        sides = [one.organization_id for one in pact.sides.all()]
        known = set(PactNotice.objects.filter(pact=pact, days__lte=days).values_list("organization_id", flat=True))
        fresh = [one for one in sides if one not in known]
        if not fresh:
            continue
        with act(actor, Permission.PROGRAM_SET_UP, kind="pact", subject=pact.pk) as doing:
            doing.detail |= {"verb": "warn", "days": days, "sides": len(fresh)}
            PactNotice.objects.bulk_create(
                PactNotice(pact=pact, organization_id=one, days=days, told_at=now, mailed=_mail(pact, one, days))
                for one in fresh
            )
        told += len(fresh)
    return told


def _ending(now: datetime) -> list[Pact]:
    soon = now + timedelta(days=max(TOLD_BEFORE))
    going = in_force(now).filter(ends_at__lte=soon)
    lapsed = Pact.objects.filter(ended_at=None, ends_at__lte=now, ends_at__gt=now - timedelta(days=30))
    return list((going | lapsed).order_by("ends_at", "id").prefetch_related("sides"))


def _due(left: timedelta) -> int:
    """The nearest of 30, 7, 1 and 0 that has been reached with so much time left."""
    return min(days for days in TOLD_BEFORE if left <= timedelta(days=days))


def _mail(pact: Pact, organization_id: UUID, days: int) -> int:
    """Tell the administrators and privacy officers of one side, where mail is set up. Holds no person data."""
    if not mail.mailer().set_up:
        return 0
    jobs = Membership.objects.filter(organization_id=organization_id, role__in=READERS, active=True)
    addresses = sorted(set(jobs.exclude(user__email="").values_list("user__email", flat=True)))
    when = "has ended" if days == 0 else "ends tomorrow" if days == 1 else f"ends in {days} days"
    text = (
        f"The agreement “{pact.name}” ({pact.reference}) {when}.\n\n"
        "From the moment it ends nothing is shared under it. Sign a new one and write it down in Tandem, under Program.\n"
    )
    return sum(mail.send(to, f"An agreement {when}", text).ok for to in addresses)


def read_notice(notice_id: int, *, actor: Actor) -> None:
    """Somebody of the side it was told to has read it; the program's administrator reads for every side. Raises Absent."""
    with act(actor, Permission.PEOPLE_MANAGE, kind="pact_notice") as doing:
        waiting = PactNotice.objects.filter(pk=notice_id, read_at=None)
        if not actor.may(Permission.PROGRAM_SET_UP):
            waiting = waiting.filter(organization_id=actor.organization_id)
        if not waiting.update(read_at=doing.at, read_by=actor.id):
            raise Absent
        doing.detail["verb"] = "read"
