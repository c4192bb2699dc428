"""The file itself: contacts, what is not billable and why, and what it is not. Made by the worker; kept for a day."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from tandem.domain.releases.billing.contacts import HELD, Contact, Found, read
from tandem.domain.releases.billing.terms import Terms, in_force
from tandem.domain.releases.disclose import disclose_contacts
from tandem.domain.releases.lists import tell_unusual
from tandem.domain.releases.opening import shown
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act, allow
from tandem.foundation.attachments import store
from tandem.foundation.attachments.models import File
from tandem.foundation.audit.models import Entry
from tandem.foundation.audit.record import record
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.billing import LEFT_LABELS, UNITS_LABELS, Units
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import cell

KIND = "billing.file"
KEPT = timedelta(hours=24)
ADULT = 18
# Named like the boxes they fill; the last three are empty because Tandem does not hold what belongs there.
HEAD = (
    "contact", "service_date", "start", "end", "minutes", "units", "procedure_code", "modifier_1", "modifier_2",
    "modifier_3", "modifier_4", "place_of_service", "team", "signed_by", "signed_as", "family_name", "given_name",
    "birth_date", "under_18", "contacts_in_the_same_time", "in_an_earlier_file", "diagnosis", "beneficiary_id",
    "rendering_npi",
)  # fmt: skip
LEFT_HEAD = ("contact", "service_date", "why")
READ_ME = """Contacts of {payer}, {since} to {until}. Made {made} by {by}. Edition {edition} of the terms.

THIS IS NOT A CLAIM. It is an extract of records from which a billing system makes claims (837P).

In contacts.csv: {billable}, {units} units of 15 minutes. In not-billable.csv: {left}, each with every reason.
Neither in one nor in the other: sealed records, members of the staff, whoever has a limit agreed on, and contacts to which
substance use records belong. Those leave only on the person's own consent, and not by this way.

How it was made
  procedure code {code}, modifiers {modifiers}, place of service {place}
  units: {rule}
  source of these: {source}
  minutes are from the time the team met the person until it was clear
  contacts_in_the_same_time: the same team met so many people in the same time; a payer pays that time once, or not at all

What Tandem does not hold, and the billing system must add or check
  beneficiary id and eligibility; diagnosis; rendering and billing NPI, taxonomy; prior authorization; charges
  whether the person was inside a hospital or other facility: Medicaid does not pay mobile crisis there (SSA 1947(b)(1))
  whether each member is trained as the state asks, and whether the professional may assess under state law
  for people under 18: who gets the explanation of benefits

It holds who people are. Delete it once it is read in. In an earlier file means: told to this payer before, on that day.
"""


def make(actor: Actor, since: date, until: date, edition: int, say: Callable[[int, int], None]) -> dict:
    """Make the file: each contact's accounting and the file stand together, or not at all. Returns ids and counts.

    Raises Conflict where the terms were changed since they were looked at, Refusal where nothing is billable.
    """
    say(0, 2)
    with act(actor, Permission.BILLING_MAKE, kind="billing") as doing:
        terms = in_force()
        if not terms.edition or terms.edition != edition:
            raise Conflict(("edition", "The terms were changed meanwhile. Look at the counts again."))
        found = read(actor, terms, since, until)
        if not found.billable:
            raise Refusal(("until", "No contact of these days is billable. The page says why, contact by contact."))
        shown(actor, found.release, [one.person_id for one in found.contacts])
        disclose_contacts(
            actor=actor,
            release=found.release,
            contacts=[(one.id, one.person_id) for one in found.billable],
            to=terms.recipient,
            categories=HELD,
            fields=HEAD[:-3],
            why=f"Payment for mobile crisis contacts of {since} to {until}",
        )
        body = packed(found, terms, since, until, actor)
        kept = store.keep(
            [body],
            f"mobile-crisis-{since}-{until}.zip",
            category=Category.CLINICAL_NOTE,
            owner_id=actor.id,
            expires_at=clock.now() + KEPT,
        )
        _tell_unusual(actor, kept.id, len(found.billable), doing.at)
        told = {"billable": len(found.billable), "units": sum(one.units for one in found.billable)}
        told |= {"left": len(found.contacts) - len(found.billable)}
        doing.detail = {"file": str(kept.id), "edition": edition, **told}
    return {"file": str(kept.id), **told}


def _tell_unusual(actor: Actor, file_id: UUID, rows: int, now: datetime) -> None:
    mine = Entry.objects.filter(actor_id=actor.id, action="disclose", object_kind="billing", at__gt=now - KEPT)
    tell_unusual(actor, mine.values_list("count", flat=True), kind="billing", object_id=file_id, rows=rows)


def packed(found: Found, terms: Terms, since: date, until: date, actor: Actor) -> bytes:
    """The file as bytes: two tables and what must be known to read them."""
    left = [one for one in found.contacts if one.left]
    said = READ_ME.format(
        payer=terms.payer,
        since=since,
        until=until,
        made=date_here(),
        by=actor.name,
        edition=terms.edition,
        billable=len(found.billable),
        units=sum(one.units for one in found.billable),
        left=len(left),
        code=terms.code,
        modifiers=" ".join(terms.modifiers) or "none",
        place=terms.place,
        rule=UNITS_LABELS[Units(terms.units)],
        source=terms.source,
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("contacts.csv", _csv(HEAD, [_line(one, terms) for one in found.billable]))
        archive.writestr("not-billable.csv", _csv(LEFT_HEAD, [_why(one) for one in left]))
        archive.writestr("read-me.txt", said)
    return made.getvalue()


def _line(one: Contact, terms: Terms) -> list[str]:
    modifiers = [*terms.modifiers, "", "", "", ""][:4]
    born = one.who.birth_date
    return [
        one.number, f"{one.start:%Y-%m-%d}", f"{one.start:%H:%M}", f"{one.end:%H:%M}", str(one.minutes), str(one.units),
        terms.code, *modifiers, terms.place, ", ".join(_called(each) for each in one.team), one.signed_by,
        _called(one.signed_as), one.who.family_name, one.who.given_name, f"{born:%Y-%m-%d}" if born else "",
        _minor(one), one.shares, f"{one.earlier:%Y-%m-%d}" if one.earlier else "", "", "", "",
    ]  # fmt: skip


def _minor(one: Contact) -> str:
    born, day = one.who.birth_date, one.start.date()
    if born is None:
        return "unknown"
    return "yes" if day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < ADULT else "no"


def _called(profession: str) -> str:
    return profession.replace("_", " ").capitalize()


def _why(one: Contact) -> list[str]:
    return [one.number, f"{one.start:%Y-%m-%d}" if one.start else "", "; ".join(LEFT_LABELS[why] for why in one.left)]


def _csv(head: tuple[str, ...], lines: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text, quoting=csv.QUOTE_ALL)
    out.writerow(head)
    out.writerows([cell(each) for each in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def fetch(file_id: UUID, *, actor: Actor) -> UUID:
    """The id of a file, for who made it, within a day; each fetch is in the audit trail. Raises Absent, NotAllowed."""
    allow(actor, Permission.BILLING_MAKE, kind="billing")
    mine = File.objects.filter(pk=file_id, owner_id=actor.id, gone_at=None).first()
    if mine is None or not store.kept(mine.pk).there:
        raise Absent
    record(
        actor, "billing.fetch", object_kind="billing", object_id=mine.pk, size=mine.size, categories=HELD,
        detail={"sha256": mine.sha256},
    )  # fmt: skip
    return mine.pk


def is_there(file_id: UUID) -> bool:
    """Whether the file can still be fetched."""
    try:
        return store.kept(file_id).there
    except Absent:
        return False
