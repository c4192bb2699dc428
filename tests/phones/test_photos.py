"""A photo taken on a phone, as it is seen: by whoever may read the note, each look through a release, and by nobody else."""

import hashlib
import uuid
from dataclasses import dataclass
from uuid import UUID

import pytest

from tandem.domain.phones import actions
from tandem.domain.phones.models import KEPT, Photo
from tandem.domain.releases.models import Opening
from tandem.domain.releases.opening import open_release
from tandem.domain.releases.own_copy import take_home
from tandem.foundation import rate
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments.models import File
from tandem.foundation.organizations.models import Organization
from tandem.vocabulary.law import Category, Purpose
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Role
from tests import made
from tests.phones.client import API, Phone, session_of
from tests.short import few

JPEG = b"\xff\xd8\xff\xe0" + bytes(1_000)


@dataclass(frozen=True)
class Shot:
    """A photo in its contact, and where it is looked at."""

    photo: UUID
    contact: str
    person: UUID

    @property
    def page(self) -> str:
        return f"/people/{self.person}/encounters/{self.contact}/photos/{self.photo}/"

    @property
    def file(self) -> str:
        return f"{self.page}file/"


def test_the_paper_of_a_treatment_program_is_not_kept(night):
    rate.forget()
    phone, photo, digest = Phone(night.clinician), uuid.uuid4(), hashlib.sha256(JPEG).hexdigest()
    contact = phone.begin(night.person, night.assignment)
    put = phone.client.put(
        f"{API}/photo/{photo}",
        JPEG,
        content_type="application/octet-stream",
        headers={"Tandem-Hash": digest, "Tandem-Program-Paper": "yes"},
    )
    assert (put.status_code, put.json()["state"], put.json()["hash"]) == (422, "refused", digest)
    assert "Leave it with the person" in put.json()["problems"][0]["sentence"]
    assert not Photo.objects.exists() and not File.objects.exists()
    marked = phone.say("photo.add", contact, photo=str(photo), name="Other", sha256=digest, bytes=9, program_paper=True)
    assert phone.send() == ["applied", "refused"] and marked.receipt["problems"][0]["field"] == "program_paper"
    # That there is such a paper is told to nobody but the care team.
    assert [category for category, table in KEPT.items() if table.objects.exists()] == [Category.PART2_RECORD]


@pytest.fixture(scope="module")
def shot(night) -> Shot:
    """Taken, sent and tied as a phone does it."""
    rate.forget()
    phone, photo = Phone(night.clinician), uuid.uuid4()
    contact = phone.begin(night.person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "engaged"})
    digest = hashlib.sha256(JPEG).hexdigest()
    put = phone.client.put(
        f"{API}/photo/{photo}", JPEG, content_type="application/octet-stream", headers={"Tandem-Hash": digest}
    )
    assert put.status_code == 200
    phone.say("photo.add", contact, photo=str(photo), name="Discharge sheet", sha256=digest, bytes=len(JPEG))
    assert set(phone.send()) == {"applied"}
    return Shot(photo, contact, night.person)


def test_its_author_finds_it_on_both_pages_of_the_contact_and_each_look_is_written_down(night, shot):
    client = session_of(night.clinician)
    for listing in (f"/field/contact/{shot.person}/{shot.contact}/review/", shot.page.partition("photos/")[0]):
        shown = client.get(listing).content.decode()
        assert f'href="{shot.page}"' in shown and "Discharge sheet" in shown
    looks = Opening.objects.filter(person_id=shot.person, actor_id=night.clinician.id, kind="record")
    before = looks.count()
    page, answer = client.get(shot.page), client.get(shot.file)
    assert f'src="{shot.file}"' in page.content.decode() and "<title>Photo: Tandem</title>" in page.content.decode()
    assert b"".join(answer.streaming_content) == JPEG
    assert looks.count() == before + 2
    assert answer["Content-Type"] == "image/jpeg" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment") and answer["Cache-Control"] == "no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "who", few(["another agency", "officer of the team", "peer", "privacy officer", "nobody"], every=2)
)
def test_for_everybody_else_there_is_no_such_photo(night, shot, who, client):
    match who:
        case "another agency":
            client = session_of(made.user_with_job(Role.CLINICIAN))
        case "officer of the team":
            client = session_of(night.officer)
        case "peer":
            client = session_of(
                made.user_with_job(Role.PEER, of=Organization.objects.get(pk=night.clinician.organization_id))
            )
        case "privacy officer":
            client = session_of(made.user_with_job(Role.PRIVACY_OFFICER))
    absent = client.get(shot.page.replace(str(shot.photo), str(uuid.uuid4())))
    assert absent.status_code == (302 if who == "nobody" else 404)
    for address in (shot.page, shot.file):
        assert client.get(address).status_code == absent.status_code


def test_it_is_reached_through_its_own_contact_and_person_alone(night, shot):
    client, phone = session_of(night.clinician), Phone(night.clinician)
    other = made.person(night.clinician, given_name="Ana", family_name="Ruiz")
    elsewhere = phone.begin(other)
    phone.send()
    for page in (
        f"/people/{shot.person}/encounters/{elsewhere}/photos/{shot.photo}/",
        f"/people/{other}/encounters/{elsewhere}/photos/{shot.photo}/",
        f"/people/{other}/encounters/{shot.contact}/photos/{shot.photo}/file/",
    ):
        assert client.get(page).status_code == 404
    # Tied once, it stays where it is.
    with pytest.raises(Refusal):
        actions.tie_photo(
            shot.photo,
            actor=night.clinician,
            encounter_id=UUID(elsewhere),
            name="Scene",
            digest=Photo.objects.get().hash,
        )


def test_what_the_person_takes_home_names_it(night, shot):
    own = Actor(kind="person", id=night.person, name="The person", grants=frozenset({Permission.OWN_PAGE_OPEN}))
    release = open_release(own, night.person, Purpose.OWN_ACCESS)
    told = {one.heading: one.lines for one in take_home(actor=own, release=release, apart=False)}
    assert "Discharge sheet. Photo by" in told["Photos"][0]
