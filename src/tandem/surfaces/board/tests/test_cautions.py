"""Cautions at the desk: written on a call, shown with their end, reviewed in time, told to police by a clinician."""

import re
from datetime import timedelta

import pytest

from tandem.domain.consents.actions import agree, revoke
from tandem.domain.encounters.actions import start
from tandem.domain.people.actions import publish_caution
from tandem.domain.people.models import Caution
from tandem.foundation import clock
from tandem.foundation.live import PULSE
from tandem.surfaces.board import live
from tandem.surfaces.board.tests.test_board import session_of
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

DAY = timedelta(days=1)
TOLD = {"words": "Startles at loud knocks", "avoid": "The doorway", "what_helps": "Call first", "expires_at": "30"}


class Night:
    def __init__(self, floor):
        self.floor, self.desk = floor, floor.browser()
        self.clinician, self.officer = floor.actor(Role.CLINICIAN), floor.actor(Role.OFFICER)
        self.supervisor = floor.actor(Role.CLINICAL_SUPERVISOR)
        self.person = made.person(self.clinician, given_name="Theo", family_name="Ballard")
        self.call = floor.call(self.person, place="4 Elm Street")
        self.assignment = made.sent(self.call, made.team(self.clinician, self.officer))
        start(actor=self.clinician, person_id=self.person, incident_id=self.call)

    def card(self) -> str:
        return self.floor.browser(self.officer).get(f"/field/call/{self.assignment}/").content.decode()

    def board(self) -> str:
        return self.desk.get(f"/board/call/{self.call}/").content.decode()


@pytest.fixture(scope="module")
def night(floor):
    return Night(floor)


def test_dispatch_writes_one_and_everybody_on_the_call_reads_it(night):
    address = f"/board/call/{night.call}/caution/"
    assert night.desk.post(address, TOLD | {"person": str(night.person)}).status_code == 303
    intake = night.desk.get(f"/board/{night.call}/intake/").content.decode()
    for page in (night.board(), night.card(), intake):
        assert "Startles at loud knocks" in page and "The doorway" in page and "Call first" in page
        assert f"From {night.floor.dispatcher.name}" in page and "Expires" in page
    with clock.at(Caution.objects.get().expires_at):
        for page in (night.board(), night.card()):
            assert "Startles" not in page, "gone at that very moment"


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    few(
        [
            ({"words": "Known EDP"}, "words", "is a label"),
            ({"words": ""}, "words", "empty"),
            ({"what_helps": "x" * 201}, "what_helps", "200"),
            ({"expires_at": "999"}, "expires_at", "how long"),
            ({"person": "somebody"}, "person", "whom it is about"),
        ],
        every=3,
    ),
)
def test_what_cannot_be_a_caution_comes_back_with_what_was_typed(night, wrong, field, said):
    answer = night.desk.post(f"/board/call/{night.call}/caution/", TOLD | {"person": str(night.person)} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and f"id_{field}" in page
    assert (TOLD | wrong)["avoid"] in page and not Caution.objects.exists()


def test_an_officer_writes_and_reviews_their_own(night):
    mine = night.floor.browser(night.officer)
    assert mine.post(f"/board/call/{night.call}/caution/", TOLD | {"person": str(night.person)}).status_code == 303
    caution = Caution.objects.get()
    assert not caution.by_provider and caution.told_on == night.call
    assert mine.get(f"/cautions/{caution.pk}/").status_code == 200
    other = night.floor.browser(night.floor.actor(Role.OFFICER))
    assert other.get(f"/cautions/{caution.pk}/").status_code == 404


def publish(night, days=5):
    return publish_caution(
        actor=night.clinician, person_id=night.person, words="Startles at bells", expires_at=clock.now() + days * DAY
    )


# In its place in `bin/test`: domain/people, where each verb of the queue is tried.
@pytest.mark.whole
def test_the_supervisor_works_through_the_queue(night):
    caution, lead = publish(night), night.floor.browser(night.supervisor)
    page = lead.get("/cautions/").content.decode()
    assert "Startles at bells" in page and "Ballard" in page
    assert "Startles at bells" not in night.desk.get("/cautions/").content.decode()
    assert night.desk.get(f"/cautions/{caution}/").status_code == 404
    here = f"/cautions/{caution}/"
    assert lead.post(f"{here}renew/", {"expires_at": "30", "reason": ""}).status_code == 422
    assert lead.post(f"{here}renew/", {"expires_at": "30", "reason": "Seen again"}).status_code == 303
    assert "Startles at bells" not in lead.get("/cautions/").content.decode()
    told = {"words": "Startles at doorbells", "reason": "Which bells"}
    assert lead.post(f"{here}correct/", told | {"words": "Psycho"}).status_code == 422
    assert lead.post(f"{here}correct/", told).status_code == 303
    page = lead.get(here).content.decode()
    assert "Before: “Startles at bells”" in page and "Seen again" in page
    assert lead.post(f"{here}withdraw/", {"reason": "Moved away"}).status_code == 303
    assert "Moved away" in lead.get(here).content.decode()
    assert lead.get(f"{here}renew/").status_code == 404
    assert lead.get(f"{here}nothing/").status_code == 404


def test_dispatch_sees_its_own_by_call_without_a_name(night):
    assert night.desk.post(
        f"/board/call/{night.call}/caution/", TOLD | {"person": str(night.person), "expires_at": "7"}
    )
    page = night.desk.get("/cautions/").content.decode()
    assert re.search(r"Written on call [\d-]+", page) and "Ballard" not in page and "Theo" not in page


def test_a_clinician_tells_police_on_a_signed_yes_and_it_ends_with_it(night):
    caution = publish(night, days=30)
    mine, of = night.floor.browser(night.clinician), f"?of={night.person}"
    page = mine.get(f"/cautions/{caution}/pass-on/{of}").content.decode()
    assert "No agreement in force" in page and "Tell them" not in page
    agreement = agree(
        actor=night.clinician,
        person_id=night.person,
        recipient_id=night.floor.center.pk,
        categories=[Category.SAFETY_FLAGS],
        purpose=Purpose.SCENE,
        until=clock.now() + 20 * DAY,
        how="signed",
        signature="M10 10 L200 60",
    )
    assert mine.post(f"/cautions/{caution}/pass-on/{of}", {}).status_code == 422
    told = {"recipient": str(night.floor.center.pk)}
    assert mine.post(f"/cautions/{caution}/pass-on/{of}", told).status_code == 303
    page = night.board()
    assert "Startles at bells" in page and "signed agreement" in page
    assert "Startles at bells" not in night.card(), "the yes named dispatch, not the police"
    assert night.floor.center.name in mine.get(f"/cautions/{caution}/{of}").content.decode()
    view = live.open_view(session_of(night.floor.dispatcher), {"call": str(night.call)})
    (panel,) = [one for one in view.audiences if one.about == str(night.call)]
    revoke(agreement, actor=night.clinician, how="by phone")
    assert "Startles at bells" not in night.board()
    for told in ({"person": frozenset([night.person])}, {PULSE: frozenset()}):
        drawn = live.render(panel, told, view.release)
        assert f'id="people-{night.call}"' in drawn.html and "Startles at bells" not in drawn.html


def test_a_warning_reaches_the_desk_it_is_addressed_to(night):
    caution, of = publish(night), f"?of={night.person}"
    mine = night.floor.browser(night.clinician)
    told = {"recipient": str(night.floor.center.pk), "statement": "He waits for his brother", "at_risk": "his brother"}
    assert mine.post(f"/cautions/{caution}/warn/{of}", told).status_code == 422
    assert mine.post(f"/cautions/{caution}/warn/{of}", told | {"ends_at": "1"}).status_code == 303
    assert "He waits for his brother" in night.board() and "Startles at bells" not in night.board()
    assert "He waits for his brother" in night.desk.get("/cautions/").content.decode()
    assert night.desk.get(f"/cautions/{caution}/warn/").status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.PEER, Role.EVALUATOR, Role.ADMIN, Role.PRIVACY_OFFICER], every=3))
def test_the_queue_is_absent_for_others(night, role):
    browser = night.floor.browser(night.floor.actor(role))
    assert browser.get("/cautions/").status_code == 404
    assert browser.get(f"/cautions/{publish(night)}/").status_code == 404
