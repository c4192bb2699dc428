"""What the person asks on their own page: everything on paper (45 CFR 164.524), or a correction (164.526).

It becomes a release case like any other, due by law, on the desk of whoever answers those. It opens nothing by itself:
who asks is checked by a human first (164.514(h)). The answer comes back to the page as one sentence.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from tandem.disclosure import Release
from tandem.domain.people.models import Person
from tandem.domain.releases.cases.rules import due_on
from tandem.domain.releases.models import ReleaseCase
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.vocabulary.cases import FROM_OWN_PAGE, CaseKind
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

WORDS_LIMIT, WAY_LIMIT = 400, 200
MOST_A_MONTH = 4
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Asked:
    """One thing the person asked, and the answer once there is one. `outcome` is a code of `Outcome`, "" while it waits."""

    kind: CaseKind
    asked_on: date
    due_on: date
    words: str
    outcome: str
    answer: str
    answered_on: date | None


def ask(*, actor: Actor, kind: str, words: str, way: str) -> UUID:
    """Ask, once for each kind until it is answered, at most four times in thirty days. `way` is how to reach them.

    Raises Refusal by field, Conflict, Absent for a kind that is none or a record that is no organization's.
    """
    if kind not in FROM_OWN_PAGE or actor.kind != "person":
        raise Absent
    errors = []
    for field, text, limit in (("words", words, WORDS_LIMIT), ("way", way, WAY_LIMIT)):
        try:
            clean(field, text, limit, required=True)
        except Refusal as refused:
            errors += refused.errors
    if errors:
        raise Refusal(*errors)
    with act(actor, Permission.OWN_PAGE_SAY, kind="release_case") as doing:
        # Two taps at once wait for each other here.
        person = Person.objects.select_for_update().filter(pk=actor.id, sealed_at=None).first()
        if person is None or person.organization_id is None:
            raise Absent
        before = ReleaseCase.objects.filter(person=person, from_own_page=True)
        if before.filter(kind=kind, closed_at=None).exists():
            raise Conflict(("words", "You asked for this already. The answer will stand on your page."))
        if before.filter(opened_at__gt=doing.at - MONTH).count() >= MOST_A_MONTH:
            raise Conflict(
                ("words", "You asked several times this month. Call the team, so that you get an answer today.")
            )
        today = timezone.localtime(doing.at).date()
        case = ReleaseCase.objects.create(
            organization_id=person.organization_id,
            person=person,
            kind=kind,
            # The name opens with the case, never before.
            requester_name="The person",
            requester_tie="On their own page, with link and code",
            requester_address=way.strip(),
            matter=words.strip(),
            received_on=today,
            due_on=due_on(CaseKind(kind), today, None),
            opened_at=doing.at,
            opened_by=None,
            opened_by_name="The person",
            from_own_page=True,
        )
        doing.about("release_case", case.pk)
        doing.detail = {"kind": kind}
        return case.pk


def asked(*, release: Release) -> list[Asked]:
    """What the person asked on their page, newest first, with the answers. For the person themselves. Raises NotReleased."""
    release.require(Category.ACCESS_LOG)
    found = ReleaseCase.objects.filter(person_id=release.person_id, from_own_page=True).order_by("-opened_at")
    return [
        Asked(
            kind=CaseKind(one.kind),
            asked_on=one.received_on,
            due_on=one.due_on,
            words=one.matter,
            outcome=one.outcome,
            answer=one.reason,
            answered_on=timezone.localtime(one.closed_at).date() if one.closed_at else None,
        )
        for one in found
    ]
