"""Release cases: what the papers amount to, what leaves, and to whom. Rows P6, H17 and R80-R88 of the rule table."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tandem.disclosure import Question, decide
from tandem.domain.encounters import actions as encounters
from tandem.domain.releases.accounting import of_part2, of_person, of_program
from tandem.domain.releases.cases import actions, desk, rules
from tandem.domain.releases.cases.deciding import OnCase, open_case, open_search, recipient_of
from tandem.domain.releases.cases.leaving import leave, letter_of, pieces
from tandem.domain.releases.cases.rules import Papers
from tandem.domain.releases.disclose import NotToThem, disclose, outside
from tandem.domain.releases.models import Disclosure, Letter, Opening, ReleaseCase
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.audit.models import Entry
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.cases import CaseKind, Findings
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.terms import Role
from tests import made

TODAY = date(2026, 11, 20)
ORDER = Papers(
    kind=CaseKind.COURT_ORDER,
    identity="Called back on the court's number",
    proceeding=True,
    paper_kept="File 12",
    counsel="J. Ames",
    court="Demo County Court",
    order_number="26-1182",
    order_on=TODAY,
    findings=Findings.CIVIL,
    findings_words="No other way; the need outweighs.",
    notice_words="Person and program, Nov 2",
    subpoena="26-1182-S",
)
AUTHORIZATION = Papers(
    kind=CaseKind.AUTHORIZATION,
    identity="Known",
    proceeding=True,
    paper_kept="File 9",
    authorized_on=TODAY - timedelta(days=3),
    authorized_until=TODAY + timedelta(days=60),
    names_proceeding=True,
)
SUBPOENA = replace(ORDER, kind=CaseKind.SUBPOENA, assurance="The person was told on Nov 1")
CASES = {
    "an order with findings, notice, counsel and a subpoena": (ORDER, True),
    "an order without findings": (replace(ORDER, findings=""), False),
    "an order whose findings nobody wrote down": (replace(ORDER, findings_words=""), False),
    "an order without notice": (replace(ORDER, notice_words=""), False),
    "an order without counsel": (replace(ORDER, counsel=""), False),
    "an order without a subpoena": (replace(ORDER, subpoena=""), False),
    "an order nobody can name": (replace(ORDER, order_number=""), False),
    "a closed case": (replace(ORDER, closed=True), False),
    "a subpoena alone": (SUBPOENA, False),
    "a subpoena with every field of an order filled in": (replace(SUBPOENA, findings=Findings.PATIENT), False),
    "a general release": (AUTHORIZATION, False),
    "an official request": (replace(ORDER, kind=CaseKind.OFFICIAL), False),
}


def opens(papers: Papers, category: Category, basis: Basis | None = None, **more) -> bool:
    """Whether these papers open the category, over the bases they amount to or on the one given beside them."""
    facts = rules.facts(papers, sealed=False, person_is_staff=False)
    scopes = rules.scopes(papers) | more.get("scopes", frozenset())
    bases = [basis] if basis else rules.grounds(papers, TODAY)
    return any(
        decide(Question(LawRole.PRIVACY_OFFICER, category, rules.purpose(papers), one, False, scopes, facts)).allowed
        for one in bases
    )


@pytest.mark.parametrize("name", CASES)
def test_p6_only_an_order_with_findings_and_a_subpoena_opens_part_2_for_a_proceeding(name):
    papers, allowed = CASES[name]
    assert opens(papers, Category.PART2_RECORD) is allowed
    assert not opens(papers, Category.SUD_COUNSELING_NOTE)


@pytest.mark.parametrize("basis", [Basis.PART2_NAMED, Basis.TPO, Basis.AGREE, Basis.COUNSELING_CONSENT])
@pytest.mark.parametrize("proceeding", [True, None])
def test_p6_no_general_consent_bears_a_proceeding_or_one_nobody_ruled_out(basis, proceeding):
    papers = replace(AUTHORIZATION, proceeding=proceeding)
    match = frozenset({"recipient_match"})
    assert not opens(papers, Category.PART2_RECORD, basis, scopes=match)
    assert not opens(papers, Category.SUD_COUNSELING_NOTE, basis, scopes=match)


def test_p6_a_consent_for_that_alone_does_and_without_a_proceeding_the_named_one():
    match = frozenset({"recipient_match"})
    assert opens(AUTHORIZATION, Category.PART2_RECORD, Basis.PROCEEDINGS_CONSENT, scopes=match)
    quiet = replace(AUTHORIZATION, proceeding=False)
    for basis in (Basis.PART2_NAMED, Basis.TPO):
        assert opens(quiet, Category.PART2_RECORD, basis, scopes=match)
        assert not opens(quiet, Category.PART2_RECORD, basis)


def test_an_order_that_names_the_notes_opens_them():
    named = replace(ORDER, order_names_notes=True)
    for category in (Category.SUD_COUNSELING_NOTE, Category.PSYCHOTHERAPY_NOTE):
        assert opens(named, category) and not opens(ORDER, category)
    assert not opens(replace(named, subpoena=""), Category.SUD_COUNSELING_NOTE)


@pytest.mark.parametrize(
    ("papers", "allowed"),
    [
        (SUBPOENA, True),
        (replace(SUBPOENA, assurance=""), False),
        (replace(SUBPOENA, counsel=""), False),
        (replace(SUBPOENA, paper_kept=""), False),
        (replace(SUBPOENA, identity=""), False),
        (AUTHORIZATION, True),
        (replace(AUTHORIZATION, names_proceeding=False), False),
        (replace(AUTHORIZATION, authorized_until=TODAY - timedelta(days=1)), False),
        (replace(AUTHORIZATION, authorized_on=TODAY + timedelta(days=1)), False),
        (replace(AUTHORIZATION, proceeding=None, names_proceeding=False), False),
        (replace(ORDER, subpoena="", findings=""), True),
    ],
)
def test_other_records_open_on_process_authorization_or_order(papers, allowed):
    assert opens(papers, Category.CLINICAL_NOTE) is allowed


@pytest.mark.parametrize(
    ("papers", "allowed"),
    [
        (Papers(kind=CaseKind.ACCESS, identity="Licence seen"), True),
        (Papers(kind=CaseKind.ACCESS), False),
        (Papers(kind=CaseKind.ACCESS, identity="Seen", representative=True), False),
        (Papers(kind=CaseKind.ACCESS, identity="Seen", representative=True, papers="Guardianship 26-3"), True),
        (
            Papers(
                kind=CaseKind.ACCESS, identity="Seen", representative=True, papers="Guardianship 26-3", harm_feared=True
            ),
            False,
        ),
    ],
)
def test_h17_access_needs_proof_and_a_representatives_papers(papers, allowed):
    assert opens(papers, Category.CLINICAL_NOTE) is allowed and opens(papers, Category.PART2_RECORD) is allowed
    assert opens(papers, Category.ACCESS_LOG) is allowed
    assert not opens(papers, Category.PSYCHOTHERAPY_NOTE) and not opens(papers, Category.SUD_COUNSELING_NOTE)


def test_h17_an_access_request_is_due_in_30_days_and_an_accounting_in_60():
    assert rules.due_on(CaseKind.ACCESS, TODAY, None) == TODAY + timedelta(days=30)
    assert rules.due_on(CaseKind.ACCOUNTING, TODAY, None) == TODAY + timedelta(days=60)
    assert rules.due_on(CaseKind.ACCESS, TODAY, TODAY + timedelta(days=90)) == TODAY + timedelta(days=30)
    assert rules.due_on(CaseKind.SUBPOENA, TODAY, None) is None


class Court:
    """A person with a signed note, and the privacy officer of the provider that wrote it."""

    def __init__(self):
        made.program()
        self.provider = made.organization(in_program=True)
        self.clinician = made.user_with_job(Role.CLINICIAN, of=self.provider)
        self.officer = made.user_with_job(Role.PRIVACY_OFFICER, of=self.provider)
        self.person = made.person(self.clinician, given_name="Theo", family_name="Ballard", address="4 Quay Street")
        contact = encounters.start(actor=self.clinician, person_id=self.person)
        encounters.write_note(contact, actor=self.clinician, text="Three nights without sleep.", sign=True)

    def case(self, kind=CaseKind.ACCESS, person=True, **papers):
        made_case = actions.open_new(
            actor=self.officer,
            kind=kind,
            requester_name="Theo Ballard",
            requester_tie="the person themselves",
            requester_address="4 Quay Street",
            matter="Everything of November",
            received_on=date_here() - timedelta(days=1),
        )
        if papers:
            actions.record_papers(made_case, actor=self.officer, told=papers)
        if person:
            actions.name_record(made_case, actor=self.officer, person_id=self.person)
        return made_case

    def send(self, case, *keys):
        found = pieces(open_case(case, self.officer))
        chosen = [one for one in found if any(one.key.startswith(key) for key in keys)]
        return leave(case, actor=self.officer, keys=[one.key for one in chosen], medium="paper", seen=letter_of(chosen))


@pytest.fixture
def court(db) -> Court:
    return Court()


def test_nothing_opens_before_the_papers_are_recorded_and_only_what_was_chosen_leaves(court):
    case = court.case()
    with pytest.raises(Absent):
        open_case(case, court.officer)
    assert desk.still_needed(desk.case(case, actor=court.officer).papers)
    actions.record_papers(case, actor=court.officer, told={"identity": "Licence seen"})
    package = court.send(case, "note")
    kept = Disclosure.objects.get()
    assert (kept.pk, kept.case_id, kept.recipient_name) == (package.id, case, "Theo Ballard")
    assert (kept.recipient_address, kept.rules, kept.purpose) == ("4 Quay Street", ["R84"], Purpose.OWN_ACCESS)
    assert Letter.objects.get().lines[0][0] == "Note" and "Three nights" in Letter.objects.get().lines[0][1]
    assert "Quay" not in str(Letter.objects.get().lines)
    assert Opening.objects.filter(person_id=court.person, role=LawRole.PRIVACY_OFFICER).exists()


def test_what_was_read_is_what_leaves(court):
    case = court.case(identity="Licence seen")
    found = [one for one in pieces(open_case(case, court.officer)) if one.key.startswith("note")]
    with pytest.raises(Refusal, match="changed while you read"):
        leave(case, actor=court.officer, keys=[found[0].key], medium="paper", seen=[["Note", "Else."]])
    with pytest.raises(Refusal, match="Choose what leaves"):
        leave(case, actor=court.officer, keys=["note-of-somebody-else"], medium="paper", seen=[])
    assert not Disclosure.objects.exists()


def test_p2_a_case_gives_to_nobody_else_and_of_nobody_else(court):
    case = court.case(identity="Licence seen")
    release = open_case(case, court.officer)
    told = {
        "actor": court.officer,
        "on": OnCase(case, court.officer),
        "categories": (Category.CLINICAL_NOTE,),
        "fields": ("note",),
        "body": {"text": "Words."},
        "medium": "paper",
    }
    with pytest.raises(NotToThem):
        disclose(release=release, to=outside("Landlord", "9 Elm Street"), **told)
    other = made.person(court.clinician, given_name="Rae", family_name="Calderwick")
    elsewhere = made.release(court.officer, other, Category.CLINICAL_NOTE)
    with pytest.raises(NotToThem):
        disclose(release=elsewhere, to=outside("Theo Ballard", "4 Quay Street"), **told)
    assert Entry.objects.filter(action="disclose", outcome="refused").count() == 2
    actions.close(case, actor=court.officer, outcome="answered")
    with pytest.raises(NotToThem):
        disclose(release=release, to=outside("Theo Ballard", "4 Quay Street"), **told)


def test_a_case_is_its_own_privacy_officers_only(court):
    case = court.case(identity="Licence seen")
    elsewhere = made.user_with_job(Role.PRIVACY_OFFICER)
    for reader in (elsewhere,):
        with pytest.raises(Absent):
            desk.case(case, actor=reader)
        with pytest.raises(Absent):
            open_case(case, reader)
    for reader in (court.clinician, made.user_with_job(Role.ADMIN, of=court.provider)):
        with pytest.raises(NotAllowed):
            desk.case(case, actor=reader)
        with pytest.raises(NotAllowed):
            desk.cases(reader)
    stranger = made.person(made.user_with_job(Role.CLINICIAN), given_name="Not", family_name="Ours")
    fresh = court.case(person=False)
    with pytest.raises(Absent):
        actions.name_record(fresh, actor=court.officer, person_id=stranger)
    with pytest.raises(Absent):
        desk.case(uuid4(), actor=court.officer)


def test_names_open_only_when_the_papers_are_enough(court):
    case = court.case(person=False)
    assert open_search(case, court.officer) is None
    actions.record_papers(case, actor=court.officer, told={"identity": "Licence seen"})
    assert open_search(case, court.officer).allows(Category.DEMOGRAPHICS)


def test_a_closed_case_stays_closed_and_a_refusal_has_its_reason(court):
    case = court.case(identity="Licence seen")
    with pytest.raises(Refusal, match="empty"):
        actions.close(case, actor=court.officer, outcome="refused")
    actions.close(case, actor=court.officer, outcome="refused", reason="Papers reach another person.")
    with pytest.raises(Conflict):
        actions.record_papers(case, actor=court.officer, told={"identity": "Again"})
    with pytest.raises(Absent):
        open_case(case, court.officer)
    assert ReleaseCase.objects.get().closed_by_name == court.officer.name
    assert recipient_of(ReleaseCase.objects.get()).address == "4 Quay Street"


def test_h17_the_accounting_is_the_sum_of_the_events(court):
    case = court.case(identity="Licence seen")
    for _time in range(3):
        court.send(case, "note")
    lines = of_person(release=open_case(case, court.officer))
    assert len(lines) == Disclosure.objects.filter(person_id=court.person).count() == 3
    assert {one.to for one in lines} == {"Theo Ballard"} and of_part2(release=open_case(case, court.officer)) == []
    totals = of_program(court.officer, clock.now() - timedelta(days=1))
    assert [(one.word, one.count) for one in totals] == [("In a release case", 3)]
