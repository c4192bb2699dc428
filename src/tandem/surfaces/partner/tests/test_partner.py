"""The page behind a link, through HTTP: yes to closed, no with its reason, and every link that opens nothing."""

import re
from copy import copy
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from tandem.domain.consents.actions import revoke
from tandem.domain.referrals.actions import cancel
from tandem.domain.referrals.models import Link, Referral
from tandem.domain.referrals.tests.made_loop import Loop, loop
from tandem.domain.releases.models import Opening
from tandem.domain.releases.referring import send
from tandem.foundation import clock
from tandem.surfaces.partner.words import question
from tests.signed_in import sit

pytestmark = pytest.mark.django_db


class Sent:
    """A referral that was sent, and the desk's phone, which has never been here."""

    def __init__(self, **changes):
        self.loop: Loop = loop(**changes)
        self.token = send(self.loop.referral, actor=self.loop.sender).token
        self.desk = Client(enforce_csrf_checks=True)

    def get(self, query: str = ""):
        return self.desk.get(f"/r/{self.token}/{query}")

    def say(self, verb: str, query: str = "", **told):
        return self.desk.post(f"/r/{self.token}/{query}", {"verb": verb, **told})

    @property
    def row(self) -> Referral:
        return self.loop.row()


def words(response) -> str:
    return response.content.decode()


def still(response) -> bytes:
    return re.sub(rb'data-now="[^"]*"', b"", response.content)


@pytest.fixture(scope="module")
def once(file_db):
    return Sent()


@pytest.fixture
def sent(once):
    found = copy(once)
    found.desk = Client(enforce_csrf_checks=True)
    return found


def test_yes_seen_completed_closes_the_loop(sent):
    asked = words(sent.get())
    assert "Can you see Theo B.?" in asked and "Three nights without sleep." in asked
    assert "Ballard" not in asked and "555-0117" not in asked
    assert sent.say("accept").status_code == 303
    yes = words(sent.get())
    assert "Theo Ballard" in yes and "555-0117" in yes and "Texts are fine" in yes
    assert sent.row.loop_closed_at is None
    assert sent.say("seen").status_code == 303
    assert sent.row.loop_closed_at is None
    assert sent.say("complete").status_code == 303
    assert sent.row.loop_closed_at and "The loop is closed." in words(sent.get())


def test_declined_owes_a_kind_and_a_sentence(sent):
    assert "Full now" in words(sent.get("?answer=decline"))
    bare = sent.say("decline")
    assert bare.status_code == 422 and "Choose a reason." in words(bare)
    wordless = sent.say("decline", reason_kind="full")
    assert wordless.status_code == 422 and 'id="id_reason-error"' in words(wordless)
    assert re.search(r'value="full" checked', words(wordless))
    long = sent.say("decline", reason_kind="full", reason="x" * 301)
    assert long.status_code == 422 and "x" * 301 in words(long)
    assert sent.say("decline", reason_kind="full", reason="No room <b>now</b>").status_code == 303
    assert sent.row.state == "declined" and "You said no" in words(sent.get())


def test_undone_for_fifteen_minutes(sent):
    sent.say("decline", reason_kind="full", reason="No room")
    assert "Undo" in words(sent.get())
    assert sent.say("undo").status_code == 303 and sent.row.state == "sent"
    sent.say("decline", reason_kind="full", reason="No room")
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert sent.get().status_code == 404 and sent.say("undo").status_code == 404


def test_they_did_not_come(sent):
    sent.say("accept")
    assert "Didn&#x27;t come" in words(sent.get("?answer=fail"))
    assert sent.say("fail", reason_kind="did_not_come", reason="We waited").status_code == 303
    assert sent.row.state == "failed" and sent.row.loop_closed_at is None


def columns(row: Referral) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_reading_changes_nothing_but_the_access_log(sent):
    before = columns(Referral.objects.get())
    for query in ("", "?lang=es", "?answer=decline", "?answer=fail"):
        assert sent.get(query).status_code == 200
    assert sent.desk.head(f"/r/{sent.token}/").status_code == 200
    assert columns(Referral.objects.get()) == before
    assert Link.objects.get().opened_at is None
    assert Opening.objects.filter(actor_kind="link", person_id=sent.loop.person).count() == 5


def test_opening_tells_the_team_by_a_post_of_its_own(sent):
    page = words(sent.get())
    assert 'hx-trigger="intersect once"' in page and "Tell the team we have seen this" in page
    answer = sent.desk.post(f"/r/{sent.token}/", {"verb": "acknowledge"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "It is not a yes." in words(answer)
    assert sent.row.state == "acknowledged" and sent.row.accepted_at is None
    assert "hx-trigger" not in words(sent.get())


def test_an_answer_that_no_longer_fits_says_how_it_stands(sent):
    sent.say("accept")
    late = sent.say("accept")
    assert late.status_code == 422 and "This changed meanwhile." in words(late)
    assert sent.say("send").status_code == 422 and sent.row.state == "accepted"


def test_every_link_that_opens_nothing_is_one_page(sent):
    wrong = [sent.desk.get(f"/r/{token}/") for token in ("x", "a.b.c", sent.token[:-1], "x" + sent.token, "%00", "é")]
    again = send(sent.loop.referral, actor=sent.loop.sender).token
    wrong.append(sent.get())
    with clock.at(clock.now() + timedelta(days=15)):
        wrong.append(sent.desk.get(f"/r/{again}/"))
        wrong.append(sent.desk.post(f"/r/{again}/", {"verb": "accept"}))
    revoke(sent.loop.agreement, actor=sent.loop.sender, how="told by phone")
    wrong.append(sent.desk.get(f"/r/{again}/"))
    wrong.append(sent.desk.post(f"/r/{again}/", {"verb": "accept"}))
    assert {one.status_code for one in wrong} == {404}
    assert len({still(one) for one in wrong}) == 1
    assert sent.row.state == "sent" and "Ask for a new one." in words(wrong[0])
    assert not wrong[0].cookies


def test_taken_back_opens_nothing(sent):
    cancel(sent.loop.referral, actor=sent.loop.sender, reason="Moved away")
    assert sent.get().status_code == 404


def test_no_agreement_makes_no_link():
    draft = loop()
    revoke(draft.agreement, actor=draft.sender, how="told by phone")
    assert send(draft.referral, actor=draft.sender) is None
    assert draft.row().state == "not_sent" and not Link.objects.filter(referral_id=draft.referral).exists()


def test_the_page_is_kept_by_nobody_and_names_nobody_outside_its_body(sent):
    for response in (sent.get(), sent.desk.get("/r/x/")):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
    assert "Theo" not in re.search("<title>.*?</title>", words(sent.get()))[0]


def test_whoever_is_signed_in_reads_as_the_receiving_program(sent):
    client = Client()
    sit(client, sent.loop.sender)
    shown = words(client.get(f"/r/{sent.token}/"))
    assert "Ballard" not in shown and sent.loop.sender.name in shown
    assert Opening.objects.filter(actor_kind="link").count() == 1


def test_the_expected_time_can_not_be_read_as_that_of_the_meeting():
    now = timezone.localtime(clock.now()).replace(hour=12)
    morning = (now + timedelta(days=1)).replace(hour=9)
    assert question("", morning, now) == "Tomorrow morning: can you see someone we met?"
    assert question("Theo B.", morning, now) == "Can you see Theo B. tomorrow morning?"
    with translation.override("es"):
        assert question("", morning, now).startswith("Mañana por la mañana: ¿pueden")


def test_after_the_yes_the_expected_time_stays():
    sent = Sent(expected_at=clock.now() + timedelta(days=1))
    sent.say("accept")
    assert "<dt>When</dt><dd>Tomorrow" in words(sent.get())
    sent.say("seen")
    sent.say("complete")
    assert "<dt>When</dt>" not in words(sent.get())
