"""The privacy officer's cases: who asks what, by when. The person stays unnamed until a release opens the record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tandem.domain.releases.cases import rules
from tandem.domain.releases.cases.deciding import answers, case_of, papers_of
from tandem.domain.releases.cases.rules import Papers
from tandem.domain.releases.models import Disclosure, ReleaseCase
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import allow
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.cases import CASE_LABELS, CASE_SHORT, OUTCOME_LABELS, OWN, CaseKind, Outcome
from tandem.vocabulary.law import LAW_CATEGORIES, Category
from tandem.vocabulary.permissions import Permission

ABOUT_THE_RECORD = tuple(one for one in LAW_CATEGORIES if one not in (Category.DEID_AGGREGATE, Category.LE_NARRATIVE))


@dataclass(frozen=True)
class Opened:
    """One category as the case opens it now. `rules` and `authority` are empty in a no."""

    category: Category
    allowed: bool
    rules: str
    authority: str


@dataclass(frozen=True)
class CaseSummary:
    """`number` is what people call it by. `left` counts days to the due day; negative when it has passed."""

    id: UUID
    number: str
    kind: CaseKind
    label: str
    short: str
    requester: str
    tie: str
    address: str
    recipient: str
    matter: str
    received_on: date
    due_on: date | None
    left: int | None
    person_id: UUID | None
    outcome: str
    reason: str
    closed_at: datetime | None
    closed_by: str
    sent: int
    papers: Papers
    from_own_page: bool

    @property
    def own(self) -> bool:
        """Whether the person, or who stands for them, asks for themselves."""
        return self.kind in OWN

    @property
    def late(self) -> bool:
        """Whether the due day has passed and the case is still open."""
        return self.left is not None and self.left < 0 and self.closed_at is None


def _summary(case: ReleaseCase, sent: int) -> CaseSummary:
    today = date_here()
    return CaseSummary(
        id=case.pk,
        number=str(case.pk)[:8].upper(),
        kind=CaseKind(case.kind),
        label=CASE_LABELS[CaseKind(case.kind)],
        short=CASE_SHORT[CaseKind(case.kind)],
        requester=case.requester_name,
        tie=case.requester_tie,
        address=case.requester_address,
        recipient=case.recipient.name if case.recipient else "",
        matter=case.matter,
        received_on=case.received_on,
        due_on=case.due_on,
        left=(case.due_on - today).days if case.due_on else None,
        person_id=case.person_id,
        outcome=OUTCOME_LABELS[Outcome(case.outcome)] if case.outcome else "",
        reason=case.reason,
        closed_at=case.closed_at,
        closed_by=case.closed_by_name,
        sent=sent,
        papers=papers_of(case),
        from_own_page=case.from_own_page,
    )


def cases(actor: Actor, limit: int = 100) -> list[CaseSummary]:
    """The cases of the privacy officer's organization: open ones by due day, then the newest closed. Raises NotAllowed."""
    allow(actor, Permission.RELEASE_CASE, kind="release_case")
    found = ReleaseCase.objects.select_related("recipient").filter(organization_id=actor.organization_id)
    waiting = list(found.filter(closed_at=None).order_by("due_on", "received_on"))
    closed = list(found.exclude(closed_at=None).order_by("-closed_at")[:limit])
    ids = [one.pk for one in (*waiting, *closed)]
    left = list(Disclosure.objects.filter(case_id__in=ids).values_list("case_id", flat=True))
    return [_summary(one, left.count(one.pk)) for one in (*waiting, *closed)]


def case(case_id: UUID, *, actor: Actor) -> CaseSummary:
    """One case. Raises NotAllowed, Absent."""
    found = case_of(case_id, actor)
    return _summary(found, Disclosure.objects.filter(case_id=found.pk).count())


def opened(case_id: UUID, *, actor: Actor) -> list[Opened]:
    """What the case opens now, category by category, the same list for every record. Raises NotAllowed, Absent."""
    found = answers(case_of(case_id, actor), clock.now())
    return [
        Opened(one, found[one].allowed, ", ".join(found[one].rules), found[one].authority)
        for one in ABOUT_THE_RECORD
        if one in found
    ]


def left_in(case_id: UUID, *, actor: Actor) -> list[Disclosure]:
    """What left in this case, newest first, as the accounting has it."""
    found = case_of(case_id, actor)
    return list(Disclosure.objects.filter(case_id=found.pk).order_by("-sent_at"))


def still_needed(papers: Papers) -> list[str]:
    """What the papers still lack before they open anything, in words for the privacy officer."""
    today = date_here()
    words = []
    if not papers.identity:
        words.append("Say how you checked who asks.")
    if papers.representative and not papers.papers:
        words.append("Check the papers that let them stand for the person.")
    if papers.kind in OWN or papers.kind == CaseKind.AMENDMENT:
        return words
    if papers.proceeding is None:
        words.append("Say whether it is for a proceeding against the person. Until then it counts as one.")
    if not papers.paper_kept:
        words.append("Say where the paper is kept.")
    if papers.kind != CaseKind.AUTHORIZATION and not papers.counsel:
        words.append("Name the counsel, or who else, looked at the paper.")
    if papers.kind == CaseKind.SUBPOENA and not papers.assurance:
        words.append("Record that the person was told, or the protective order (45 CFR 164.512(e)(1)(ii)).")
    if papers.kind == CaseKind.COURT_ORDER and not rules.ordered(papers):
        words.append("Name the court, the number and the day of the order.")
    if papers.kind == CaseKind.AUTHORIZATION and not rules.authorized(papers, today):
        words.append("Record the day it was signed and the day it ends, or a consent that names the recipient.")
    return words
