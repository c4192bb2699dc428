"""What left the demo's provider of late, and who asks for a record: a few forms, and cases of the privacy officer."""

from datetime import datetime, timedelta

from tandem.demo.cast import Cast
from tandem.domain.encounters.models import Encounter
from tandem.domain.releases.cases import actions
from tandem.domain.releases.cases.deciding import open_case
from tandem.domain.releases.cases.leaving import leave, letter_of, pieces
from tandem.domain.releases.forms import SHEETS
from tandem.domain.releases.forms.sending import send
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.recipients import outside
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.program import date_here
from tandem.vocabulary.disclosing import Form
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.terms import Role

PRIVACY = "privacy"
GUARDIAN = {"representative": True, "papers": "Guardianship order 26-G-14, whole reach"}
TOLD = (
    (
        Form.FAMILY,
        ("Ann Calloway", "555-0134"),
        {"tie": "sister", "asked": "agreed", "line": "Safe at home tonight; a call follows tomorrow."},
    ),
    (
        Form.FAMILY,
        ("Jonah Merriweather", "555-0166"),
        {
            "tie": "friend they live with",
            "asked": "no_objection",
            "line": "What helps tonight is in the plan on the fridge.",
        },
    ),
    (
        Form.CUSTODY,
        ("Rivermont County Jail, health unit", "9 Court Square"),
        {
            "who": "As named on the booking sheet",
            "safety": "Spoke of dying this evening. Check often.",
            "needed_for": "Intake",
        },
    ),
)


def give_out(cast: Cast, end: datetime) -> None:
    """Three things told by who wrote the contact, one request answered, and three cases that wait."""
    if not any(one.username == PRIVACY for one in cast.workers):
        return
    mine = {one.user_id: one for one in cast.in_role(Role.CLINICIAN) if one.organization_id == cast.provider.pk}
    met = Encounter.objects.filter(started_by__in=mine, organization_id=cast.provider.pk, person__sealed_at=None)
    met = list(met.exclude(closed_at=None).order_by("-closed_at", "id")[:6])
    if len(met) < 6:
        return
    for (form, to, values), contact in zip(TOLD, met, strict=False):
        actor = mine[contact.started_by].actor()
        with clock.at(min(end, contact.closed_at + timedelta(minutes=20))):
            release = open_release(actor, contact.person_id, Purpose.TREATMENT)
            send(SHEETS[form], values, actor=actor, release=release, to=outside(*to), medium="voice")
    _cases(cast.named(PRIVACY).actor(), met[3:], end)


def _cases(officer: Actor, met: list[Encounter], end: datetime) -> None:
    told = {"actor": officer, "requester_address": "12 Elm Street, Rivermont"}
    with clock.at(end - timedelta(days=18)):
        day = date_here()
        done = actions.open_new(
            kind="access", requester_name="R. Holt", requester_tie="their guardian",
            matter="The note of the last visit", received_on=day, **told,
        )  # fmt: skip
        actions.record_papers(done, actor=officer, told={"identity": "Driving licence seen at the desk", **GUARDIAN})
        actions.name_record(done, actor=officer, person_id=met[0].person_id)
    with clock.at(end - timedelta(days=16)):
        chosen = [one for one in pieces(open_case(done, officer)) if one.key.startswith("contact")][:1]
        if chosen:
            keys = [one.key for one in chosen]
            leave(done, actor=officer, keys=keys, medium="paper", seen=letter_of(chosen))
        actions.close(done, actor=officer, outcome="answered")
        open_again = actions.open_new(
            kind="access", requester_name="M. Adler", requester_tie="their guardian",
            matter="Everything of this autumn", received_on=date_here(), **told,
        )  # fmt: skip
        actions.record_papers(open_again, actor=officer, told={"identity": "Passport seen at the desk", **GUARDIAN})
        actions.name_record(open_again, actor=officer, person_id=met[1].person_id)
    with clock.at(end - timedelta(days=3)):
        paper = actions.open_new(
            kind="subpoena", requester_name="C. Ruiz", requester_tie="landlord's counsel",
            matter="All records about the tenancy", received_on=date_here(),
            due=date_here() + timedelta(days=14), **told,
        )  # fmt: skip
        police = actions.open_new(
            kind="official", requester_name="Det. R. Lowe", requester_tie="Rivermont Police, missing persons",
            matter="Find a missing person", received_on=date_here(), **told,
        )  # fmt: skip
        seen = {"identity": "Called back", "proceeding": False, "paper_kept": "File 26-29", "counsel": officer.name}
        actions.record_papers(police, actor=officer, told=seen)
        actions.name_record(police, actor=officer, person_id=met[2].person_id)
        send(
            SHEETS[Form.LOCATE],
            {
                "whom": "missing",
                "asked_by": "Det. R. Lowe, badge 114",
                "asked_how": "Letter",
                "looks": "Tall, grey coat",
            },
            actor=officer,
            release=open_case(police, officer),
            to=outside("Det. R. Lowe", "12 Elm Street, Rivermont"),
            medium="paper",
            case_id=police,
        )
        papers = {"identity": "Called back", "proceeding": True, "paper_kept": "File 26-31", "subpoena": "26-CV-1182"}
        actions.record_papers(paper, actor=officer, told=papers)
