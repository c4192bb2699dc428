"""Open a case, record what its papers say, name the record, close it. Every step is an act with its audit entry."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tandem.domain.people.models import Person
from tandem.domain.releases.cases.deciding import case_of
from tandem.domain.releases.cases.rules import due_on
from tandem.domain.releases.models import ReleaseCase
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.cases import CaseKind, Findings, Outcome
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Conflict, Refusal
from tandem.vocabulary.text import clean

TEXTS = {
    "identity": 200,
    "papers": 200,
    "paper_kept": 200,
    "counsel": 120,
    "assurance": 200,
    "court": 120,
    "order_number": 80,
    "findings_words": 400,
    "notice_words": 200,
    "subpoena": 120,
}
DAYS = ("order_on", "authorized_on", "authorized_until")
YES_NO = ("representative", "harm_feared", "order_names_notes", "opens_sealed", "names_proceeding")


def open_new(
    *,
    actor: Actor,
    kind: str,
    requester_name: str,
    requester_tie: str,
    matter: str,
    received_on: date | None,
    requester_address: str = "",
    recipient_id: UUID | None = None,
    due: date | None = None,
) -> UUID:
    """Open a case for what somebody asks. Returns its id. Raises Refusal naming the fields, NotAllowed.

    An access request is due 30 days after it came (45 CFR 164.524(b)(2)), an accounting after 60 (164.528(c)(1)), a
    correction after 60 (164.526(b)(2)).
    """
    errors = []
    told = {"requester_name": 120, "requester_tie": 120, "matter": 400}
    texts = {"requester_name": requester_name, "requester_tie": requester_tie, "matter": matter}
    for name, limit in told.items():
        errors += _problem(name, texts[name], limit, required=True)
    errors += _problem("requester_address", requester_address, 200, required=recipient_id is None)
    if kind not in list(CaseKind):
        errors.append(("kind", "Choose what kind of request it is."))
    today = date_here()
    if received_on is None or received_on > today:
        errors.append(("received_on", "Say on which day it came; not a day that is still to come."))
    if recipient_id and not Organization.objects.filter(pk=recipient_id).exists():
        errors.append(("recipient", "Choose a registered organization, or leave it open."))
    if errors:
        raise Refusal(*errors)
    with act(actor, Permission.RELEASE_CASE, kind="release_case") as doing:
        case = ReleaseCase.objects.create(
            organization_id=actor.organization_id,
            kind=kind,
            requester_name=requester_name.strip(),
            requester_tie=requester_tie.strip(),
            requester_address=requester_address.strip(),
            recipient_id=recipient_id,
            matter=matter,
            received_on=received_on,
            due_on=due_on(CaseKind(kind), received_on, due),
            opened_at=doing.at,
            opened_by=actor.id,
            opened_by_name=actor.name,
        )
        doing.about("release_case", case.pk)
        doing.detail = {"kind": kind}
    return case.pk


def _problem(name: str, text: str, limit: int, *, required: bool = False) -> list[tuple[str, str]]:
    try:
        clean(name, text, limit, required=required)
    except Refusal as refused:
        return refused.errors
    return []


def record_papers(case_id: UUID, *, actor: Actor, told: Mapping[str, object]) -> None:
    """Record what the papers say; a name that is missing in `told` stays as it is. Raises Refusal, Conflict, Absent.

    The audit entry names what changed, never the words.
    """
    errors = [problem for name in TEXTS if name in told for problem in _problem(name, told[name], TEXTS[name])]
    if told.get("findings", "") not in list(Findings):
        errors.append(("findings", "Choose one of the list."))
    if errors:
        raise Refusal(*errors)
    with act(actor, Permission.RELEASE_CASE, kind="release_case", subject=case_id) as doing:
        case = _open(case_id, actor)
        changed = []
        for name in (*TEXTS, *DAYS, *YES_NO, "findings", "proceeding"):
            if name in told and getattr(case, name) != told[name]:
                setattr(case, name, told[name])
                changed.append(name)
        case.save()
        doing.detail = {"changed": changed}


def name_record(case_id: UUID, *, actor: Actor, person_id: UUID) -> None:
    """Say whose record the case is about: one of the own organization's. Raises Conflict once something has left."""
    with act(actor, Permission.RELEASE_CASE, kind="release_case", subject=case_id) as doing:
        case = _open(case_id, actor)
        person = Person.objects.filter(pk=person_id, organization_id=actor.organization_id).first()
        if person is None:
            raise Absent
        if case.person_id and case.person_id != person.pk:
            raise Conflict(("person", "This case is about another record. Open a case of its own."))
        case.person = person
        case.save()
        doing.detail = {"person": str(person.pk)}


def close(case_id: UUID, *, actor: Actor, outcome: str, reason: str = "") -> None:
    """Close the case: from now on it opens nothing. A refusal needs its reason, and so does whatever a person asked on
    their own page: they read it there. Raises Refusal, Conflict, Absent."""
    clean("reason", reason, 400, required=outcome != Outcome.ANSWERED)
    if outcome not in list(Outcome):
        raise Refusal(("outcome", "Say how it ended."))
    with act(actor, Permission.RELEASE_CASE, kind="release_case", subject=case_id) as doing:
        case = _open(case_id, actor)
        if case.from_own_page and not reason.strip():
            raise Refusal(("reason", "Write the answer in a sentence. The person reads it on their own page."))
        case.outcome, case.reason, case.closed_at, case.closed_by_name = outcome, reason, doing.at, actor.name
        case.save()
        doing.detail = {"outcome": outcome}


def _open(case_id: UUID, actor: Actor) -> ReleaseCase:
    case = case_of(case_id, actor, lock=True)
    if case.closed_at:
        raise Conflict(("outcome", "This case is closed. Open a new one."))
    return case
