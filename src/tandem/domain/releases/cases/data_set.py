"""D7: a data set about many people's contacts, on an agreement for limited data sets or a board's paper.

Fixed fields, no direct identifier of 45 CFR 164.514(e)(2), nothing of Part 2 (that needs 2.52 or 2.53). With a data-use
agreement the law asks for no accounting (164.528(a)(1)(viii)), with a board's waiver it does (164.512(i)); either way
each person's entry says that their contacts were in it.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tandem.domain.encounters.models import Encounter
from tandem.domain.people.models import Person
from tandem.domain.releases.cases.deciding import case_of, open_list_of, recipient_of
from tandem.domain.releases.disclose import disclose_set
from tandem.domain.releases.grounds import NotToThem, gives_only_sud_care
from tandem.domain.releases.opening import shown
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.database import reach
from tandem.vocabulary.cases import CaseKind
from tandem.vocabulary.disclosing import PAPER_LABELS, Paper
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, DISPOSITION_LABELS, ORIGIN_LABELS
from tandem.vocabulary.text import cell, clean

HELD = (Category.CAD_FACTS, Category.CLINICAL_NOTE)
FIELDS = ("month", "how the call came", "town", "contact", "how it ended", "distress before", "distress after")
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class DataSet:
    """What would leave: `lines` has one line a contact, in a random-looking but fixed order that tells no sequence."""

    lines: tuple[tuple[str, ...], ...]
    persons: tuple[UUID, ...]


def read(case_id: UUID, *, actor: Actor, since: date | None, until: date | None) -> DataSet:
    """The data set of these days, both included, of the own organization. Raises Refusal by field, NotToThem, Absent.

    Sealed persons and colleagues are left out.
    """
    case = case_of(case_id, actor)
    if case.kind != CaseKind.OFFICIAL or case.person_id:
        raise Absent
    if gives_only_sud_care(case.organization):
        raise NotToThem
    release = open_list_of(case_id, actor, HELD)
    if release is None:
        raise Absent
    if since is None or until is None or not timedelta(0) <= until - since <= LONGEST:
        raise Refusal(("since", "Say from which day to which, three years at most."))
    found = Encounter.objects.select_related("incident").filter(
        organization_id=case.organization_id,
        started_at__gte=_midnight(since),
        started_at__lt=_midnight(until + timedelta(days=1)),
    )
    # By a random id, so that the order of the lines is not the order of the nights.
    rows = list(found.order_by("id"))
    out = _left_out({one.person_id for one in rows})
    rows = [one for one in rows if one.person_id not in out]
    shown(actor, release, list({one.person_id for one in rows}))
    return DataSet(tuple(_line(one) for one in rows), tuple(dict.fromkeys(one.person_id for one in rows)))


@reach.work("who of a data set is sealed or one of the staff, so that they are left out")
def _left_out(persons: set[UUID]) -> set[UUID]:
    found = Person.objects.filter(Q(is_staff=True) | Q(sealed_at__isnull=False), pk__in=persons)
    return set(found.values_list("pk", flat=True))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _line(one: Encounter) -> tuple[str, ...]:
    call = one.incident
    return (
        f"{timezone.localtime(one.started_at):%Y-%m}",
        ORIGIN_LABELS.get(call.origin, "") if call else "",
        call.area if call else "",
        CONTACT_OUTCOME_LABELS.get(one.contact_outcome, ""),
        DISPOSITION_LABELS.get(one.disposition, ""),
        "" if one.distress_before is None else str(one.distress_before),
        "" if one.distress_after is None else str(one.distress_after),
    )


def send(
    case_id: UUID, *, actor: Actor, since: date | None, until: date | None, paper: str, reference: str, seen: int
) -> bytes:
    """Give the data set out: the file, and an entry for each person in it. Raises Refusal, NotToThem, Absent.

    `seen` is how many lines the privacy officer was shown.
    """
    clean("reference", reference, 120, required=True)
    if paper not in list(Paper):
        raise Refusal(("paper", "Say on which paper it rests."))
    with act(actor, Permission.RELEASE_CASE, kind="release_case", subject=case_id) as doing:
        found = read(case_id, actor=actor, since=since, until=until)
        if len(found.lines) != seen or not found.lines:
            raise Refusal(("since", "There is something else now, or nothing. Read it again."))
        count = disclose_set(
            actor=actor,
            persons=found.persons,
            to=recipient_of(case_of(case_id, actor)),
            categories=HELD,
            fields=FIELDS,
            accounted=paper == Paper.BOARD,
            why=f"{PAPER_LABELS[Paper(paper)]}: {reference}",
            case_id=case_id,
        )
        doing.detail = {"form": "D7", "lines": len(found.lines), "persons": count}
    text = io.StringIO(newline="")
    out = csv.writer(text, quoting=csv.QUOTE_ALL)
    out.writerow(FIELDS)
    out.writerows([cell(each) for each in line] for line in found.lines)
    return text.getvalue().encode("utf-8-sig")
