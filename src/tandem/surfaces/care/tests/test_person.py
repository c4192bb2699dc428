"""A person's page: who may open it, what it shows, and what may be added."""

import re
from uuid import uuid4

import pytest

from tandem.domain.people.records import summary
from tandem.domain.releases.models import Opening
from tandem.domain.releases.opening import open_release
from tandem.surfaces.care.tests.conftest import Known, browser, still
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


def words(response) -> str:
    return response.content.decode()


def test_the_page_says_who_and_what_is_due_and_is_on_the_record(known: Known):
    response = browser(known.clinician).get(f"/people/{known.person}/")
    shown = words(response)
    assert response.status_code == 200
    assert "Theo Brand" in shown and "555-0123, texts are fine" in shown
    assert "rule R10" in shown and "This look is on the record." in shown
    assert "Read the note" in shown and "days overdue" in shown
    assert "<title>Person: Tandem</title>" in shown
    assert Opening.objects.filter(person_id=known.person, actor_id=known.clinician.id, kind="record").count() == 1


@pytest.mark.fuzz
def test_forbidden_is_absent_to_the_byte(known: Known):
    elsewhere = browser(made.user_with_job(Role.CLINICIAN))
    for path in few(
        ("", "why/", "refer/", "describe/", "caution/", "agreement/", f"followups/{known.followup}/"), every=2
    ):
        forbidden = elsewhere.get(f"/people/{known.person}/{path}")
        absent = elsewhere.get(f"/people/{uuid4()}/{path}")
        assert forbidden.status_code == absent.status_code == 404
        assert still(forbidden) == still(absent)


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "role", few([Role.OFFICER, Role.DISPATCHER, Role.EVALUATOR, Role.ADMIN, Role.PRIVACY_OFFICER], every=2)
)
def test_other_roles_have_no_care_door(known: Known, role):
    client = browser(made.user_with_job(role))
    # An administrator may keep the directory, which is not about persons.
    closed = ("/care/", f"/people/{known.person}/", *(("/directory/",) if role != Role.ADMIN else ()))
    for path in closed:
        assert client.get(path).status_code == 404


def test_a_peer_reads_no_clinical_word(known: Known):
    shown = words(browser(known.peer).get(f"/people/{known.person}/"))
    assert "Theo Brand" in shown and "Follow-up" in shown
    for clinical in ("Read the note", "Encounter", "after noon", "Distress", "C-SSRS"):
        assert clinical not in shown
    assert browser(known.peer).get(f"/people/{known.person}/encounters/{known.encounter}/").status_code == 404


def test_the_why_list_is_the_same_on_every_persons_page(known: Known):
    other = made.person(known.clinician, appearance="Male, about 30, red jacket")
    from tandem.domain.encounters.actions import start

    start(actor=known.clinician, person_id=other)
    client = browser(known.clinician)
    one, two = (words(client.get(f"/people/{who}/why/")) for who in (known.person, other))
    assert one[one.index("<h1") : one.index("</main>")] == two[two.index("<h1") : two.index("</main>")]
    assert "Psychotherapy notes" in one and "What would make it a yes" in one


def test_the_note_is_shown_and_never_run(known: Known):
    shown = words(browser(known.clinician).get(f"/people/{known.person}/encounters/{known.encounter}/"))
    assert "Calm at the end. &lt;b&gt;Sister&lt;/b&gt; stays." in shown


def test_filters_keep_only_their_kind(known: Known):
    client = browser(known.clinician)
    shown = words(client.get(f"/people/{known.person}/?show=followups"))
    assert "Follow-up due" in shown and "Description recorded" not in shown
    assert client.get(f"/people/{known.person}/?show=%00").status_code == 200


def test_an_unknown_person_is_identified_later(known: Known):
    from tandem.domain.encounters.actions import start

    unknown = made.person(known.clinician, appearance="Male, about 30, red jacket")
    start(actor=known.clinician, person_id=unknown)
    client = browser(known.clinician)
    assert "Not identified" in words(client.get(f"/people/{unknown}/"))
    bad = client.post(f"/people/{unknown}/describe/", {"family_name": "Ames", "birth_date": "1999-02-31"})
    assert bad.status_code == 422 and 'id="id_birth_date-error"' in words(bad) and 'value="Ames"' in words(bad)
    assert client.post(f"/people/{unknown}/describe/", {"family_name": "Ames"}).status_code == 303
    release = open_release(known.clinician, unknown, Purpose.TREATMENT)
    assert summary(release=release).identified
    assert "Identified" in words(client.get(f"/people/{unknown}/"))


def test_a_peer_describes_nobody(known: Known):
    assert browser(known.peer).post(f"/people/{known.person}/describe/", {"family_name": "X"}).status_code == 404


def test_a_caution_has_words_an_end_and_a_source(known: Known):
    client = browser(known.clinician)
    assert client.post(f"/people/{known.person}/caution/", {"words": "Loud knocks"}).status_code == 422
    sent = {"words": "Loud knocks", "what_helps": "Call first", "expires_at": "180"}
    assert client.post(f"/people/{known.person}/caution/", sent).status_code == 303
    shown = words(client.get(f"/people/{known.person}/"))
    assert "Loud knocks" in shown and known.clinician.name in shown and "Expires" in shown


def test_a_wrong_telling_is_withdrawn_with_a_reason(known: Known):
    client = browser(known.clinician)
    client.post(f"/people/{known.person}/describe/", {"aliases": "Teddy"})
    page = words(client.get(f"/people/{known.person}/describe/"))
    assert "Teddy" in page
    action = re.search(r'action="(/people/[^"]+/withdraw/)"', page)[1]
    bare = client.post(action, {})
    assert bare.status_code == 422 and 'id="id_reason-error"' in words(bare)
    assert client.post(action, {"reason": "Another Theo"}).status_code == 303
    assert "Also Teddy" not in words(client.get(f"/people/{known.person}/"))
    assert client.post(action, {"reason": "Again"}).status_code == 404
