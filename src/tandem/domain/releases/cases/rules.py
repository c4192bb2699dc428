"""What a case's papers amount to: the scope words and bases that hold, as the rule table asks for them. Pure.

The law cares that a subpoena is no order, that an order opens a Part 2 record only with findings, notice and a subpoena
beside it (42 CFR 2.61, 2.64-2.66), and that a general release or a treatment consent never bears a proceeding (2.31(d)).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tandem.disclosure import Facts
from tandem.vocabulary.cases import DUE_DAYS, OWN, CaseKind
from tandem.vocabulary.law import Basis, Purpose


@dataclass(frozen=True)
class Papers:
    """A case as values; the names are those of the table. Days are the program's own."""

    kind: CaseKind
    identity: str = ""
    representative: bool = False
    papers: str = ""
    harm_feared: bool = False
    proceeding: bool | None = None
    paper_kept: str = ""
    counsel: str = ""
    assurance: str = ""
    court: str = ""
    order_number: str = ""
    order_on: date | None = None
    findings: str = ""
    findings_words: str = ""
    notice_words: str = ""
    subpoena: str = ""
    order_names_notes: bool = False
    opens_sealed: bool = False
    authorized_on: date | None = None
    authorized_until: date | None = None
    names_proceeding: bool = False
    closed: bool = False


def purpose(papers: Papers) -> Purpose:
    """What the privacy officer opens the record for."""
    return Purpose.OWN_ACCESS if papers.kind in OWN else Purpose.RELEASE


def due_on(kind: CaseKind, received_on: date, said: date | None) -> date | None:
    """The day an answer is due: by law where the law says one, else as the paper says."""
    by_law = received_on + timedelta(days=DUE_DAYS[kind]) if kind in DUE_DAYS else None
    return min(by_law, said) if by_law and said else by_law or said


def proved(papers: Papers) -> bool:
    """Whether it is known who asks, and for a representative that they may (45 CFR 164.514(h), 164.502(g))."""
    return bool(papers.identity) and (not papers.representative or bool(papers.papers))


def ordered(papers: Papers) -> bool:
    """Whether there is an order of a court that can be named."""
    return bool(papers.kind == CaseKind.COURT_ORDER and papers.court and papers.order_number and papers.order_on)


def found(papers: Papers) -> bool:
    """Whether the findings and notice of 2.64 or 2.65-2.66 (2.63) are recorded, and counsel's name."""
    return bool(papers.findings and papers.findings_words and papers.notice_words and papers.counsel)


def authorized(papers: Papers, today: date) -> bool:
    """Whether a signed authorization on paper holds today (45 CFR 164.508(c)(1)(v))."""
    if papers.kind != CaseKind.AUTHORIZATION or not (papers.authorized_on and papers.authorized_until):
        return False
    return bool(papers.paper_kept) and papers.authorized_on <= today <= papers.authorized_until


def scopes(papers: Papers) -> frozenset[str]:
    """The scope words that hold for this case. `recipient_match` is the consent's own, and is added with it."""
    if papers.closed:
        return frozenset()
    own = papers.kind in OWN
    holding = {
        "release_case": not own,
        "access_request": own,
        "requester_proved": own and proved(papers),
        "order_findings": ordered(papers) and found(papers),
        "order_with_subpoena": ordered(papers) and bool(papers.subpoena),
        "order_names_notes": ordered(papers) and papers.order_names_notes,
        # Only a no that somebody gave is a no.
        "no_proceeding": papers.proceeding is False,
    }
    return frozenset(word for word, holds in holding.items() if holds)


def grounds(papers: Papers, today: date) -> tuple[Basis, ...]:
    """The bases the papers amount to; *none* always does. Consents kept by Tandem are not asked here."""
    if papers.closed or not papers.identity:
        return (Basis.NONE,)
    holding = {
        Basis.AGREE: authorized(papers, today),
        Basis.COURT_ORDER: ordered(papers) and bool(papers.counsel and papers.paper_kept),
        Basis.LEGAL_PROCESS: _process(papers),
    }
    return (Basis.NONE, *(basis for basis, holds in holding.items() if holds))


def _process(papers: Papers) -> bool:
    """A paper that was kept, looked at by somebody named; for a subpoena the assurance of 164.512(e)(1)(ii) too."""
    if not (papers.paper_kept and papers.counsel):
        return False
    if papers.kind == CaseKind.OFFICIAL:
        return True
    return papers.kind == CaseKind.SUBPOENA and bool(papers.assurance)


def facts(papers: Papers, *, sealed: bool, person_is_staff: bool) -> Facts:
    """What else is true of the case, for the forbids (F1, F3, F4, F9). A proceeding nobody ruled out counts as one."""
    return Facts(
        sealed=sealed,
        within_sealing_order=papers.opens_sealed and ordered(papers),
        person_is_staff=person_is_staff,
        representative=papers.representative,
        papers_unproved=papers.representative and not papers.papers,
        harm_feared=papers.representative and papers.harm_feared,
        proceeding=papers.kind not in OWN and papers.proceeding is not False,
        authorization_names_proceeding=papers.names_proceeding,
    )
