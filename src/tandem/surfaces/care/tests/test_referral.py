"""A referral from the person's page: pick, ask, send; the answer by phone; what the person stops."""

import re
from uuid import UUID

import pytest
from django.test import Client

from tandem.domain.consents.models import Agreement
from tandem.domain.referrals.actions import create, far_end
from tandem.domain.referrals.models import Link, Referral
from tandem.surfaces.care.tests.conftest import Known, browser, place
from tests import made

pytestmark = pytest.mark.django_db
SIGNATURE = "M10 10L20 24L31 12"


def drafted(client: Client, known: Known, service: UUID, need: str) -> Referral:
    """By the page, as its button does."""
    response = client.post(f"/people/{known.person}/refer/{service}/", {"need": need, "why": "Wants a visit."})
    assert response.status_code == 303
    return Referral.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[1])


@pytest.fixture
def draft(known: Known) -> Referral:
    """A referral that nobody has been asked about, by the act behind that button."""
    told = {"person_id": known.person, "need": "psychiatry", "why": "Wants a visit."}
    return Referral.objects.get(pk=create(actor=known.clinician, service_id=place("Lakeside", "psychiatry"), **told))


@pytest.fixture
def sent(known: Known, draft: Referral):
    """The page that shows the link after their yes."""
    return browser(known.clinician).post(url(known, draft, "send/"), {"answer": "spoken"})


def url(known: Known, referral: Referral, verb: str = "") -> str:
    return f"/people/{known.person}/referrals/{referral.pk}/{verb}"


def link_on(response) -> str:
    return re.search(r"readonly>http://testserver(/r/[^<]+)<", response.content.decode())[1]


def test_agreed_in_two_taps_and_the_link_is_shown_once(known: Known):
    service, client = place("Lakeside", "psychiatry"), browser(known.clinician)
    assert "Lakeside" in client.get(f"/people/{known.person}/refer/?need=psychiatry").content.decode()
    referral = drafted(client, known, service, "psychiatry")
    asked = client.get(url(known, referral)).content.decode()
    assert "Theo B." in asked and "Yes, said aloud" in asked
    unasked = client.post(url(known, referral, "send/"))
    assert unasked.status_code == 422 and "Ask the person" in unasked.content.decode()
    response = client.post(url(known, referral, "send/"), {"answer": "spoken"})
    shown = response.content.decode()
    assert response.status_code == 200 and "has a referral question for your desk" in shown
    assert Client().get(link_on(response)).status_code == 200
    assert "/r/" not in client.get(url(known, referral)).content.decode()
    # The yes it left says what the receiver really sees.
    person = client.get(f"/people/{known.person}/").content.decode()
    assert "First name and initial; after their yes, name and phone; what the referral is for." in person


def test_a_reload_of_the_sent_page_makes_nothing_twice(known: Known, draft: Referral):
    client, referral = browser(known.clinician), draft
    first, second = (client.post(url(known, referral, "send/"), {"answer": "spoken"}) for _ in range(2))
    assert Agreement.objects.count() == 1 and Referral.objects.count() == 1
    assert Client().get(link_on(first)).status_code == 404
    assert Client().get(link_on(second)).status_code == 200


# In its place in `bin/test`: field/tests/test_input.py, test_a_no_keeps_the_referral_and_sends_nothing.
@pytest.mark.whole
def test_no_agreement_is_not_sent_and_can_be_asked_again(known: Known, draft: Referral):
    client, referral = browser(known.clinician), draft
    assert client.post(url(known, referral, "send/"), {"answer": "no"}).status_code == 303
    assert "Not sent: no agreement" in client.get(url(known, referral)).content.decode()
    assert not Link.objects.exists()
    assert client.post(url(known, referral, "send/"), {"answer": "spoken"}).status_code == 200


# In its place in `bin/test`: field/tests/test_input.py, test_an_unregistered_place_needs_a_signature_and_a_need;
# domain/consents, test_a_shelter_needs_a_signature.
@pytest.mark.whole
def test_a_place_that_is_no_provider_needs_a_signature(known: Known):
    service, client = place("Harbor", "shelter", registered=False), browser(known.clinician)
    referral = drafted(client, known, service, "shelter")
    assert "Yes, said aloud" not in client.get(url(known, referral)).content.decode()
    spoken = client.post(url(known, referral, "send/"), {"answer": "spoken"})
    assert spoken.status_code == 422 and "spoken yes is not enough" in spoken.content.decode()
    unsigned = client.post(url(known, referral, "send/"), {"answer": "signed"})
    assert unsigned.status_code == 422 and "signature is missing" in unsigned.content.decode()
    assert not Agreement.objects.exists() and not Link.objects.exists()
    signed = client.post(url(known, referral, "send/"), {"answer": "signed", "signature": SIGNATURE})
    assert signed.status_code == 200 and Agreement.objects.get().how == "signed"


def test_the_far_ends_word_by_phone_closes_the_loop(known: Known, draft: Referral, sent):
    client, referral = browser(known.peer), draft
    assert client.post(url(known, referral, "answer/"), {}).status_code == 422
    for verb in ("accept", "seen"):
        far_end(referral.pk, actor=known.peer, verb=verb, recorded_for="Desk, Kim")
    said = {"verb": "complete", "recorded_for": "Desk, Kim"}
    assert client.post(url(known, referral, "answer/"), said).status_code == 303
    assert "as Desk, Kim said" in client.get(url(known, referral)).content.decode()
    referral.refresh_from_db()
    assert referral.state == "completed" and referral.loop_closed_at


# In its place in `bin/test`: domain/referrals, test_every_answer_in_every_state.
@pytest.mark.whole
def test_a_no_by_phone_owes_kind_and_words_and_goes_on_to_another_place(known: Known):
    service, other, client = place("Lakeside", "psychiatry"), place("Cedar", "psychiatry"), browser(known.clinician)
    referral = drafted(client, known, service, "psychiatry")
    client.post(url(known, referral, "send/"), {"answer": "spoken"})
    bare = client.post(url(known, referral, "answer/"), {"verb": "decline"})
    assert bare.status_code == 422 and 'id="id_decline_kind-error"' in bare.content.decode()
    said = {"verb": "decline", "decline_kind": "full", "reason": "No room"}
    assert client.post(url(known, referral, "answer/"), said).status_code == 303
    late = client.post(url(known, referral, "answer/"), {"verb": "accept"})
    assert late.status_code == 422 and "It stands at: declined" in late.content.decode()
    sent = {"need": "psychiatry", "instead_of": str(referral.pk)}
    assert client.post(f"/people/{known.person}/refer/{other}/", sent).status_code == 303
    assert Referral.objects.exclude(pk=referral.pk).get().instead_of_id == referral.pk


def test_taken_back_with_a_reason_stops_the_link(known: Known, draft: Referral, sent):
    client, referral, link = browser(known.clinician), draft, link_on(sent)
    assert client.post(url(known, referral, "take-back/"), {"cancel_reason": " "}).status_code == 422
    assert client.post(url(known, referral, "take-back/"), {"cancel_reason": "Moved away"}).status_code == 303
    assert Client().get(link).status_code == 404


# In its place in `bin/test`: test_taken_back_with_a_reason_stops_the_link.
@pytest.mark.whole
def test_stopping_closes_the_link_at_once(known: Known):
    service, client = place("Lakeside", "psychiatry"), browser(known.clinician)
    referral = drafted(client, known, service, "psychiatry")
    link = link_on(client.post(url(known, referral, "send/"), {"answer": "spoken"}))
    stop = f"/people/{known.person}/agreement/{Agreement.objects.get().pk}/stop/"
    assert client.post(stop, {}).status_code == 422
    assert client.post(stop, {"how": "by phone"}).status_code == 303
    assert Client().get(link).status_code == 404
    assert "Taken back" in client.get(f"/people/{known.person}/").content.decode()
    assert "has ended already" in client.get(stop).content.decode()


def test_a_new_yes_names_what_to_whom_and_how_long(known: Known):
    other = made.organization()
    client = browser(known.clinician)
    path = f"/people/{known.person}/agreement/"
    assert client.post(path, {}).status_code == 422
    sent = {"recipient": str(other.pk), "purpose": "referral", "until": "90", "how": "spoken"}
    nothing = client.post(path, sent)
    assert nothing.status_code == 422 and 'id="id_categories-error"' in nothing.content.decode()
    assert client.post(path, sent | {"categories": ["demographics", "safety_flags"]}).status_code == 303
    assert f"To {other.name}" in client.get(f"/people/{known.person}/").content.decode()


def test_another_persons_referral_is_absent(known: Known, draft: Referral):
    client, referral = browser(known.clinician), draft
    other = made.person(known.clinician, given_name="Ana", family_name="Prado")
    from tandem.domain.encounters.actions import start

    start(actor=known.clinician, person_id=other)
    assert client.get(f"/people/{other}/referrals/{referral.pk}/").status_code == 404
    assert client.post(f"/people/{other}/referrals/{referral.pk}/send/", {"answer": "spoken"}).status_code == 404
