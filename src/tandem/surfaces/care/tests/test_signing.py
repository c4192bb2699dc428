"""The supervisor's queue by its pages: read, co-signed or returned; the answer from the phone and from the desk."""

import pytest

from tandem.domain.encounters import actions
from tandem.domain.encounters.models import Encounter, Note, NoteReview
from tandem.domain.releases.models import Opening
from tandem.foundation.accounts.actor import Actor
from tandem.surfaces.care.tests.conftest import Known, browser
from tandem.vocabulary.terms import Profession, Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def intern(known: Known) -> Actor:
    house = made.Organization.objects.get(pk=known.clinician.organization_id)
    return made.user_with_job(Role.CLINICIAN, Profession.INTERN, of=house)


@pytest.fixture(scope="module")
def waiting(known: Known, intern: Actor) -> Encounter:
    """A contact of the intern's own, signed, which waits for a co-signature."""
    person = made.person(intern, given_name="Ines", family_name="Hallow")
    encounter = actions.start(actor=intern, person_id=person)
    actions.set_outcome(encounter, actor=intern, outcome="engaged")
    actions.set_disposition(encounter, actor=intern, disposition="stays_with_support")
    actions.write_note(encounter, actor=intern, text="Talked on the bench.", sign=True)
    actions.close(encounter, actor=intern)
    return Encounter.objects.get(pk=encounter)


def path(one: Encounter) -> str:
    return f"/signing/{one.person_id}/{one.pk}/"


def newest(one: Encounter) -> int:
    return Note.objects.filter(encounter=one).latest("id").pk


def test_the_supervisor_reads_and_cosigns(known: Known, waiting: Encounter):
    client = browser(known.supervisor)
    listed = client.get("/signing/").content.decode()
    assert (
        "One note owes something" in listed and "Ines Hallow" in listed and "A clinical supervisor owes it." in listed
    )
    assert waiting.person_id in Opening.objects.get(kind="signing").ids
    assert "One note owes a signature or an answer" in client.get("/care/").content.decode()
    shown = client.get(path(waiting)).content.decode()
    assert "Talked on the bench." in shown and "Co-sign this note" in shown
    assert Opening.objects.filter(kind="record", purpose="operations", rules__contains=["R13"]).exists()
    assert client.post(path(waiting), {"verdict": "cosigned"}).status_code in (409, 422)
    done = client.post(path(waiting), {"verdict": "cosigned", "read_to": newest(waiting)}, follow=True)
    assert "Co-signed." in done.content.decode() and "Every note is signed" in done.content.decode()
    # Nothing is owed any more, so that there is nothing to look at for quality.
    assert client.get(path(waiting)).status_code == 404


# In its place in `bin/test`: test_the_supervisor_reads_and_cosigns, the other answer.
@pytest.mark.whole
def test_returned_with_a_comment_seen_on_the_phone_and_at_the_desk_and_answered(known, intern, waiting: Encounter):
    supervisor, author = browser(known.supervisor), browser(intern)
    empty = supervisor.post(path(waiting), {"verdict": "returned", "comment": " ", "read_to": newest(waiting)})
    assert empty.status_code == 422
    told = {"verdict": "returned", "comment": "Who stays with her?", "read_to": newest(waiting)}
    assert supervisor.post(path(waiting), told).status_code == 303
    assert "Ines" not in author.get("/field/").content.decode()
    for where in ("/field/", "/care/", f"/field/contact/{waiting.person_id}/{waiting.pk}/note/"):
        assert "Who stays with her?" in author.get(where).content.decode()
    contact = f"/people/{waiting.person_id}/encounters/{waiting.pk}/"
    assert "Answer with an addendum" in author.get(contact).content.decode()
    added = {"note": "Her sister stays.", "sign": "1"}
    assert author.post(f"{contact}add/", added).status_code == 422
    assert author.post(f"{contact}add/", added | {"reason": "answer"}).status_code == 303
    shown = author.get(contact).content.decode()
    assert "Addendum: Answer to a comment" in shown and shown.count("Waiting for co-signature") == 2
    assert "Who stays with her?" not in author.get("/care/").content.decode()
    assert "Co-sign this note" in supervisor.get(path(waiting)).content.decode()


def test_the_phone_asks_why_something_is_added(known: Known, intern: Actor, waiting: Encounter):
    author = browser(intern)
    note = f"/field/contact/{waiting.person_id}/{waiting.pk}/note/"
    assert "Learned later" in author.get(note).content.decode()
    refused = author.post(note, {"note": "He came back.", "sign": "1"})
    assert refused.status_code == 422 and "He came back." in refused.content.decode()
    assert author.post(note, {"note": "He came back.", "sign": "1", "reason": "learned_later"}).status_code == 302
    assert Note.objects.latest("id").reason == "learned_later"


def test_bulk_is_refused_and_the_page_shows_what_was_added_meanwhile(known, intern, waiting: Encounter):
    client = browser(known.supervisor)
    assert client.post("/signing/", {"encounter": [str(waiting.pk)]}).status_code == 405
    assert '<form method="post"' not in client.get("/signing/").content.decode().split("<main")[1]
    read_to = newest(waiting)
    actions.write_note(waiting.pk, actor=intern, text="And her cat.", reason="left_out", sign=True)
    late = client.post(path(waiting), {"verdict": "cosigned", "read_to": read_to})
    assert late.status_code == 409 and "And her cat." in late.content.decode()
    assert NoteReview.objects.count() == 0


@pytest.mark.fuzz
def test_filters_and_bad_words_in_the_address(known: Known, waiting: Encounter):
    client = browser(known.supervisor)
    assert "Nothing fits these two" in client.get("/signing/?state=unsigned").content.decode()
    assert "Ines Hallow" in client.get("/signing/?state=waiting").content.decode()
    for address in few(("?state=x&author=y&page=z", "?author=%00", "?page=99999999999"), every=3):
        assert "Ines Hallow" in client.get(f"/signing/{address}").content.decode()


@pytest.mark.fuzz
def test_there_is_no_such_page_for_anybody_else(known: Known, intern: Actor, waiting: Encounter):
    elsewhere = made.user_with_job(Role.CLINICAL_SUPERVISOR)
    for reader in few((intern, known.peer, known.clinician), every=2):
        client = browser(reader)
        assert client.get("/signing/").status_code == 404
        assert client.get(path(waiting)).status_code == 404
    client = browser(elsewhere)
    assert "Every note is signed" in client.get("/signing/").content.decode()
    assert client.get(path(waiting)).status_code == 404
    assert client.post(path(waiting), {"verdict": "cosigned", "read_to": 1}).status_code == 404
    # Nothing is owed on this one.
    assert browser(known.supervisor).get(f"/signing/{known.person}/{known.encounter}/").status_code == 404
    # A colleague who was not there can read the note, and not add to it.
    add = f"/people/{known.person}/encounters/{known.encounter}/add/"
    assert browser(intern).get(add).status_code == 404
    assert browser(known.clinician).get(add).status_code == 200
