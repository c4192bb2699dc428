"""The contacts of a period as payment may see them: each billable, or not and why. Read as a supervisor reads (R13).

Left out without a word: sealed records, staff, whoever has a limit agreed on, and every contact to which something of
Part 2 belongs. Who may not read that must not learn here that it is there.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from tandem.disclosure import ListRelease
from tandem.domain.consents.models import Restriction
from tandem.domain.encounters.models import Encounter, NoteReview
from tandem.domain.encounters.signing import notes_oldest_first, standing_of
from tandem.domain.part2.models import ApartNote, CounselingNote, SubstanceScreening, SubstanceUse
from tandem.domain.people.records import PersonSummary, names
from tandem.domain.releases.billing.terms import Terms
from tandem.domain.releases.billing.units import units
from tandem.domain.releases.grounds import NotToThem, gives_only_sud_care
from tandem.domain.releases.models import Disclosure
from tandem.domain.releases.opening import open_list
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.database import reach
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.billing import Left, Units
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.signing import NoteState
from tandem.vocabulary.terms import ContactOutcome, Profession

HELD = (Category.CAD_FACTS, Category.DEMOGRAPHICS, Category.CLINICAL_NOTE)
APART = (SubstanceUse, ApartNote, CounselingNote, SubstanceScreening)
# More rows than this in one file needs a second person's yes (law.md 2.6); a shorter period does instead.
MOST = 500
LONGEST = timedelta(days=366)
# Within their own scope of practice, by state law; a program may hold less, never more.
CAN_ASSESS = (Profession.CLINICIAN, Profession.NURSE)
LONGEST_CONTACT = timedelta(hours=24)


@dataclass(frozen=True)
class Contact:
    """One contact. `left` is empty for one that is billable. Times are of the clock where the program is."""

    id: UUID
    person_id: UUID
    number: str
    start: datetime | None
    end: datetime | None
    minutes: int
    units: int
    team: tuple[str, ...]
    signed_by: str
    signed_as: str
    who: PersonSummary | None
    left: tuple[Left, ...]
    shares: str = ""
    earlier: date | None = None


@dataclass(frozen=True)
class Found:
    """The contacts of a period, oldest first, with the release they were read under."""

    release: ListRelease
    contacts: tuple[Contact, ...]

    @property
    def billable(self) -> tuple[Contact, ...]:
        return tuple(one for one in self.contacts if not one.left)

    @property
    def left(self) -> dict[Left, int]:
        """How many contacts each reason holds for; one may have several."""
        counted = Counter(why for one in self.contacts for why in one.left)
        return {why: counted[why] for why in Left if counted[why]}


def checked(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The days of a period, both included. Raises Refusal for `since` or `until`."""
    if since is None or until is None:
        raise Refusal(("since" if since is None else "until", "Write the day as year-month-day, like 2026-10-01."))
    if not timedelta() <= until - since < LONGEST:
        raise Refusal(("until", "The last day comes after the first, at most a year later."))
    if until >= today:
        raise Refusal(("until", "Choose a day that is over: contacts of today may still be going on."))
    return since, until


@transaction.atomic
def read(actor: Actor, terms: Terms, since: date, until: date) -> Found:
    """The contacts that began on these days, with the own organization's. Raises NotAllowed, NotToThem, Refusal, Absent."""
    allow(actor, Permission.BILLING_MAKE, kind="billing")
    if gives_only_sud_care(Organization.objects.get(pk=actor.organization_id)):
        raise NotToThem
    release = open_list(actor, "billing")
    found = Encounter.objects.filter(
        organization_id=release.organization_id,
        started_at__gte=_midnight(since),
        started_at__lt=_midnight(until + timedelta(days=1)),
        person__sealed_at=None,
        person__is_staff=False,
    )
    found = found.select_related("incident", "assignment__team").order_by("started_at", "id")
    notes = Prefetch("notes", notes_oldest_first())
    reviews = Prefetch("reviews", NoteReview.objects.order_by("at", "id"))
    rows = list(found.prefetch_related(notes, reviews, "assignment__team__members")[: MOST * 4])
    kept = _not_told(rows)
    rows = [one for one in rows if one.pk not in kept]
    if len(rows) > MOST:
        raise Refusal(("until", f"These days have more than {MOST} contacts. Choose fewer days."))
    who = names({one.person_id for one in rows}, release=release)
    earlier = _earlier([one.pk for one in rows], terms)
    told = [_contact(one, who.get(one.person_id), terms, earlier.get(one.pk)) for one in rows]
    return Found(release, tuple(_shared(told, rows)))


@reach.work("which contacts may not be told to a payer: ids only, so that they are left out")
def _not_told(rows: list[Encounter]) -> set[UUID]:
    ids, persons = [one.pk for one in rows], [one.person_id for one in rows]
    apart = {
        id for table in APART for id in table.objects.filter(encounter__in=ids).values_list("encounter", flat=True)
    }
    limits = Restriction.objects.filter(person__in=persons, ended_at=None)
    limited = {
        person for person, categories in limits.values_list("person", "categories")
        if not categories or set(categories) & set(HELD)
    }  # fmt: skip
    return apart | {one.pk for one in rows if one.person_id in limited}


def _earlier(ids: list[UUID], terms: Terms) -> dict[UUID, date]:
    """On which day each contact was in a file for this payer last."""
    found = Disclosure.objects.filter(form=Form.PAYMENT, subject_id__in=ids, recipient_name=terms.payer)
    return {
        subject: timezone.localtime(at).date() for subject, at in found.order_by("sent_at").values_list("subject_id", "sent_at")
    }  # fmt: skip


def _contact(one: Encounter, who: PersonSummary | None, terms: Terms, earlier: date | None) -> Contact:
    start, end = _times(one)
    minutes = int((end - start).total_seconds() // 60) if start and end else 0
    counted = units(minutes, Units(terms.units))
    team = tuple(sorted(each.profession for each in one.assignment.team.members.all())) if one.assignment_id else ()
    signed = next((each for each in reversed(one.notes.all()) if each.signed_at), None)
    said = {
        Left.OPEN: one.closed_at is None,
        Left.NOT_MET: one.contact_outcome != ContactOutcome.ENGAGED,
        Left.NO_TIMES: start is None,
        Left.TOO_SHORT: start is not None and not counted,
        Left.NO_PROFESSIONAL: not set(team) & set(CAN_ASSESS),
        Left.ONE_PROFESSION: len(set(team)) < 2,
        Left.UNKNOWN: who is None or not (who.family_name and who.given_name),
        Left.UNSIGNED: signed is None or standing_of(one).state != NoteState.SETTLED,
    }
    return Contact(
        id=one.pk,
        person_id=one.person_id,
        number=f"{one.incident.number if one.incident_id else 'no call'}-{str(one.pk)[:8].upper()}",
        start=start and timezone.localtime(start),
        end=end and timezone.localtime(end),
        minutes=minutes,
        units=counted,
        team=team,
        signed_by=signed.written_by_name if signed else "",
        signed_as=signed.written_as if signed else "",
        who=who,
        left=tuple(why for why, holds in said.items() if holds),
        earlier=earlier,
    )


def _times(one: Encounter) -> tuple[datetime, datetime] | tuple[None, None]:
    """From meeting the person until clear: what was face to face, as near as the five times tell it."""
    sent = one.assignment
    if sent is None or sent.engaged_at is None or sent.cleared_at is None:
        return None, None
    if not timedelta() < sent.cleared_at - sent.engaged_at <= LONGEST_CONTACT:
        return None, None
    return sent.engaged_at, sent.cleared_at


def _shared(told: list[Contact], rows: list[Encounter]) -> list[Contact]:
    """The same team's time with several people is said beside each: a payer pays it once, or not at all."""
    team = {one.pk: one.assignment_id for one in rows}
    by = Counter(team[one.id] for one in told if not one.left)
    return [
        replace(one, shares=str(by[team[one.id]])) if not one.left and by[team[one.id]] > 1 else one for one in told
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
