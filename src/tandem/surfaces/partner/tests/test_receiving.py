"""The receiving desk's page, through HTTP: three answers, the hand-over, and every link that opens nothing."""

import re
from copy import copy
from datetime import timedelta

import pytest
from django.test import Client

from tandem.domain.encounters import actions as encounters
from tandem.domain.releases.models import Opening
from tandem.domain.releases.receiving import tell
from tandem.domain.transfers import actions
from tandem.domain.transfers.models import Answer, Stay, Transfer
from tandem.foundation import clock
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
PERSON_WORDS = ("Theo", "Ballard", "Three nights")


class Coming:
    """Somebody on the way to St. Anne's, and the desk's phone, which has never been here."""

    def __init__(self):
        made.program()
        self.clinician = made.user_with_job(Role.CLINICIAN)
        officer = made.user_with_job(Role.OFFICER)
        place = made.organization(OrganizationKind.HOSPITAL, name="St. Anne's Hospital", registered_provider=True)
        person = made.person(self.clinician, given_name="Theo", family_name="Ballard")
        sent = made.sent(made.call(person), made.team(self.clinician, officer))
        encounter = encounters.start(actor=self.clinician, person_id=person, assignment_id=sent)
        encounters.set_outcome(encounter, actor=self.clinician, outcome="engaged")
        self.transfer = actions.begin(encounter, actor=self.clinician, facility_id=place.pk)
        told = {"why": "Three nights without sleep.", "with": ["officer"], "hold": "no", "minutes_away": "12"}
        actions.write(self.transfer, actor=self.clinician, told=told)
        self.token = tell(self.transfer, actor=self.clinician, medium="link").token

    @property
    def at(self):
        return f"/h/{self.token}/"

    def say(self, answer, query="", **told):
        return self.desk.post(self.at + query, {"answer": answer, **told})

    @property
    def row(self):
        return Transfer.objects.get(pk=self.transfer)


def words(response) -> str:
    return response.content.decode()


def still(response) -> bytes:
    return re.sub(rb'data-now="[^"]*"', b"", response.content)


@pytest.fixture(scope="module")
def on_the_way(file_db):
    return Coming()


@pytest.fixture
def coming(on_the_way):
    found = copy(on_the_way)
    found.desk = Client(enforce_csrf_checks=True)
    return found


def test_ready_with_a_bed_then_taken_over(coming):
    page = words(coming.desk.get(coming.at))
    assert "Theo Ballard" in page and "Three nights without sleep." in page and "No, by choice" in page
    assert coming.row.state == "told", "a mail scanner that follows the link says nothing"
    coming.say("opened")
    assert coming.row.state == "opened"
    assert coming.say("ready", where="Ambulance bay, bed 4").status_code == 303
    assert coming.row.state == "ready" and Answer.objects.get().where == "Ambulance bay, bed 4"
    actions.stamp(coming.transfer, actor=coming.clinician, which="arrived")
    assert "They are here, waiting for you" in words(coming.desk.get(coming.at))
    coming.say("took_over", said_by="Charge nurse")
    page = words(coming.desk.get(coming.at))
    assert "You have taken over their care" in page and "Charge nurse" in page
    assert Stay.objects.get().took_over_said_by == "Charge nurse"


def test_a_hand_over_nobody_saw_arrive_counts_as_both(coming):
    coming.say("took_over")
    stay = Stay.objects.get()
    assert stay.arrived_at == stay.took_over_at and stay.took_over_said_by == "St. Anne's Hospital"


def test_a_no_owes_a_kind_and_keeps_what_was_typed(coming):
    refused = coming.say("cant_take", reason="Both bays are full <b>now</b>.")
    assert refused.status_code == 422 and "Choose a reason." in words(refused)
    assert "Both bays are full &lt;b&gt;now&lt;/b&gt;." in words(refused)
    coming.say("cant_take", reason_kind="full", reason="Back at six.")
    assert coming.row.state == "cant_take"
    assert "You said that you can't take them" in words(coming.desk.get(coming.at))
    coming.say("ready")
    assert coming.row.state == "ready", "a desk may think again"


def test_spanish_whole_and_kept(coming):
    page = words(coming.desk.get(coming.at + "?lang=es"))
    assert 'lang="es"' in page and "Alguien va en camino" in page and "No, viene por su voluntad" in page
    assert "Three nights without sleep." in page, "the team's own words are never translated unasked"
    assert coming.say("ready", "?lang=es").url.endswith("?lang=es")
    for english in ("We are ready", "Why they come", "Who comes along", "Call the team"):
        assert english not in page


def test_wrong_expired_stopped_and_called_off_are_one_page(coming):
    good = coming.token
    gone = still(coming.desk.get(f"/h/{'x' * 40}/"))
    assert b"Theo" not in gone
    with clock.at(clock.now() + timedelta(hours=13)):
        assert still(coming.desk.get(coming.at)) == gone
    coming.token = tell(coming.transfer, actor=coming.clinician, medium="link").token
    assert still(coming.desk.get(f"/h/{good}/")) == gone
    actions.call_off(coming.transfer, actor=coming.clinician)
    late = coming.desk.get(coming.at)
    assert still(late) == gone and late.status_code == 404
    assert coming.say("ready").status_code == 404
    assert still(coming.desk.get(f"/r/{coming.token}/")) == gone, "no key of another door"


def test_nothing_of_the_person_in_title_address_or_headers(coming):
    answer = coming.desk.get(coming.at)
    title = re.search(r"<title>(.*?)</title>", words(answer), re.S)[1]
    assert not any(word in title + coming.at + str(answer.headers) for word in PERSON_WORDS)
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer and not coming.desk.cookies


def test_every_look_is_logged(coming):
    before = Opening.objects.filter(role="hospital").count()
    coming.desk.get(coming.at)
    assert Opening.objects.filter(role="hospital").count() == before + 1


@pytest.mark.parametrize("told", [{"where": "x" * 121}, {"where": "a\x00b"}])
def test_bad_text_is_named_and_stores_nothing(coming, told):
    refused = coming.say("ready", **told)
    assert refused.status_code == 422 and "at most 120 characters" in words(refused)
    assert coming.row.state == "told" and not Answer.objects.exists()


@pytest.mark.fuzz
@pytest.mark.parametrize("answer", few(["", "accept", "draft", "cancelled", "arrived", "officer_free"], every=3))
def test_a_desk_can_say_nothing_else(coming, answer):
    assert coming.say(answer).status_code == 422
    assert coming.row.state == "told" and Stay.objects.get().arrived_at is None
