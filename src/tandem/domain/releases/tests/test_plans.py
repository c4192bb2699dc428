"""Who gets what of a plan and a card: police the card, dispatch one line, on a signed yes; nobody of them the plan."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from tandem.domain.consents.actions import agree, take_back
from tandem.domain.incidents.records import call
from tandem.domain.people.actions import write_card
from tandem.domain.people.records import wish_of
from tandem.domain.releases.opening import open_list, open_release
from tandem.domain.releases.own_copy import take_home
from tandem.domain.releases.plans import card_for_dispatch
from tandem.domain.safety_plans.actions import write_plan
from tandem.domain.safety_plans.records import plan_of
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.board.detail import draw_people
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made


@dataclass(frozen=True)
class Night:
    clinician: Actor
    officer: Actor
    dispatcher: Actor
    person: UUID
    incident: UUID

    def agree(self, recipient: UUID, purpose: Purpose) -> UUID:
        return agree(
            actor=self.clinician,
            person_id=self.person,
            recipient_id=recipient,
            categories=[Category.SAFETY_PLAN],
            purpose=purpose,
            until=clock.now() + timedelta(days=300),
            how="signed",
            signature="M10 10 L20 30 40 50",
        )


@pytest.fixture
def night(db) -> Night:
    made.program()
    provider = made.organization(in_program=True)
    police = made.organization(OrganizationKind.POLICE, in_program=True)
    clinician = made.user_with_job(Role.CLINICIAN, of=provider)
    officer = made.user_with_job(Role.OFFICER, of=police)
    desk = made.user_with_job(Role.DISPATCHER, of=made.organization(OrganizationKind.PSAP, in_program=True))
    person = made.person(clinician, given_name="Theo", family_name="Brand")
    incident = made.call(person, agency=police)
    made.sent(incident, made.team(clinician, officer))
    release = open_release(clinician, person, Purpose.TREATMENT)
    write_plan(
        actor=clinician, release=release, base=0, sections={"by_myself": ["Paint"]}, language="en", made="together"
    )
    write_card(
        actor=clinician,
        release=release,
        comes=["no_uniform"],
        comes_words="",
        language="",
        helps="Knock softly",
        avoid="The doorway",
        words="My dog is old",
        made="together",
    )
    return Night(clinician, officer, desk, person, incident)


def test_r05_police_get_the_card_with_what_to_avoid_and_never_the_plan(night):
    given = night.agree(night.officer.organization_id, Purpose.SCENE)
    release = open_release(night.officer, night.person, Purpose.SCENE)
    card = wish_of(release)
    assert (card.helps, card.avoid, card.words, card.by) == ("Knock softly", "The doorway", "", night.clinician.name)
    assert plan_of(release) is None
    assert card.expires_at - card.given_at == timedelta(days=365)
    self = Actor(kind="person", id=night.person, name="The person", grants=frozenset({Permission.CONSENT_TAKE_BACK}))
    take_back(given, actor=self, how="on their own page")
    assert not open_release(night.officer, night.person, Purpose.SCENE).allows(Category.SAFETY_PLAN)


def test_a_card_that_is_over_is_shown_to_care_staff_alone(night):
    night.agree(night.officer.organization_id, Purpose.SCENE)
    police = open_release(night.officer, night.person, Purpose.SCENE)
    care = open_release(night.clinician, night.person, Purpose.TREATMENT)
    with clock.at(clock.now() + timedelta(days=366)):
        assert wish_of(police) is None
        assert wish_of(care).over


def test_r31_dispatch_gets_one_line_on_a_yes_that_names_it(night):
    detail = call(night.incident, release=open_list(night.dispatcher, "board"))
    assert card_for_dispatch(night.dispatcher, night.person) is None
    assert "No uniform first" not in draw_people(detail, actor=night.dispatcher)
    night.agree(night.dispatcher.organization_id, Purpose.DISPATCH)
    card = card_for_dispatch(night.dispatcher, night.person)
    assert (card.who, card.helps, card.avoid, card.words) == (("No uniform first",), "", "", "")
    board = draw_people(detail, actor=night.dispatcher)
    assert "Next time they want:" in board and "No uniform first" in board and "Knock softly" not in board


def test_the_person_takes_plan_and_card_home(night):
    self = Actor(kind="person", id=night.person, name="The person", grants=frozenset({Permission.OWN_PAGE_OPEN}))
    release = open_release(self, night.person, Purpose.OWN_ACCESS)
    told = {one.heading: one.lines for one in take_home(actor=self, release=release, apart=False)}
    assert told["Safety plan"][0] == "What I can do by myself: Paint"
    assert "Avoid: The doorway" in told["Preference card"]
