"""The accounting: what left the organization and who looked, read from the events themselves, never counted beside them.

For the person (45 CFR 164.528: six years), for Part 2 (42 CFR 2.25: three years of what left on a consent; 2.24 asks for
a list of intermediaries, and there is none), and for the program. An entry that the law exempts says so and stays in.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tandem.disclosure import Release
from tandem.disclosure.part2 import PART2_CATEGORIES, PART2_CONSENTS
from tandem.domain.protections.glass import GlassRow
from tandem.domain.protections.glass import of_person as of_glass
from tandem.domain.releases.models import Disclosure, Opening
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.audit.record import record
from tandem.vocabulary.disclosing import FORM_LABELS, MEDIUM_LABELS, Form, Medium
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Basis, Category, Purpose
from tandem.vocabulary.permissions import Permission

SIX_YEARS, THREE_YEARS = timedelta(days=6 * 365 + 2), timedelta(days=3 * 365 + 1)


@dataclass(frozen=True)
class Line:
    """One disclosure as an accounting says it (164.528(b)(2)): when, to whom and where, what, why, by which rule.

    `exempt`: the law does not ask for it, as what left for treatment. `part2`: it left on a Part 2 consent.
    """

    at: datetime
    to: str
    address: str
    what: str
    why: str
    rules: str
    how: str
    exempt: bool
    part2: bool
    notice: str
    of_part2_record: bool = False


def line(one: Disclosure) -> Line:
    """One event as one line."""
    part2 = Basis(one.basis) in PART2_CONSENTS and not PART2_CATEGORIES.isdisjoint(map(Category, one.categories))
    what = ", ".join(CATEGORY_LABELS[Category(each)] for each in one.categories)
    return Line(
        at=one.sent_at,
        to=one.recipient_name,
        address=one.recipient_address,
        what=f"{what}: {', '.join(one.fields)}" if one.form else what,
        why=one.why or PURPOSE_LABELS[Purpose(one.purpose)],
        rules=", ".join(one.rules),
        how=MEDIUM_LABELS[Medium(one.medium)],
        exempt=one.exempt,
        part2=part2,
        notice=one.notice,
        of_part2_record=not PART2_CATEGORIES.isdisjoint(map(Category, one.categories)),
    )


def accounting(*, release: Release) -> list[Disclosure]:
    """What left the organization about this person, newest first (164.528). For readers of the access log only.

    What left for treatment is in it too, and says that it is exempt: a person may ask where their record went.
    """
    release.require(Category.ACCESS_LOG)
    return list(Disclosure.objects.filter(person_id=release.person_id).order_by("-sent_at"))


def openings(*, release: Release, limit: int = 200) -> list[Opening]:
    """Who looked at this person's record, newest first."""
    release.require(Category.ACCESS_LOG)
    return list(Opening.objects.filter(person_id=release.person_id).order_by("-opened_at")[:limit])


def of_person(*, release: Release, now: datetime | None = None) -> list[Line]:
    """The six years of 164.528, newest first. Raises NotReleased."""
    since = (now or clock.now()) - SIX_YEARS
    return [line(one) for one in accounting(release=release) if one.sent_at >= since]


def of_part2(*, release: Release, now: datetime | None = None) -> list[Line]:
    """The three years of 42 CFR 2.25: what left on a Part 2 consent, newest first. Raises NotReleased."""
    since = (now or clock.now()) - THREE_YEARS
    return [one for one in of_person(release=release, now=now) if one.part2 and one.at >= since]


def opened_in_need(*, release: Release) -> list[GlassRow]:
    """Who opened the record from outside the care team, when and why, newest first. Raises NotReleased."""
    release.require(Category.ACCESS_LOG)
    return of_glass(release.person_id)


def lines_of(release: Release, *, apart: bool = True) -> tuple[str, ...]:
    """The accounting of the person as lines of a letter; without `apart`, none that speaks of a Part 2 record."""
    return tuple(
        f"{timezone.localtime(one.at):%Y-%m-%d %H:%M} to {one.to}{f', {one.address}' if one.address else ''}: "
        f"{one.what}. For: {one.why}. {one.rules}."
        for one in of_person(release=release)
        if apart or not one.of_part2_record
    )


@dataclass(frozen=True)
class Total:
    """How many disclosures of one sort left in the time asked for."""

    word: str
    count: int


def of_program(actor: Actor, since: datetime) -> list[Total]:
    """How many disclosures left the organization since then, by form or basis. Counts only. Raises NotAllowed."""
    allow(actor, Permission.RELEASE_CASE, kind="access_log")
    record(actor, "accounting.program", object_kind="access_log")
    found = Disclosure.objects.filter(organization_id=actor.organization_id, sent_at__gte=since)
    counted = Counter(_sort(form, case, basis) for form, case, basis in found.values_list("form", "case_id", "basis"))
    return [Total(word, count) for word, count in sorted(counted.items())]


def _sort(form: str, case_id: object, basis: str) -> str:
    if form:
        return f"{form} {FORM_LABELS[Form(form)]}"
    if case_id:
        return "In a release case"
    return "On the person's consent" if basis != Basis.NONE else "To who treats the person now"
