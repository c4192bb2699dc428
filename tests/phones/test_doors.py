"""The phone's other addresses: who is signed in, the lease, photos, what was left on a phone, and the app's own files."""

import base64
import gzip
import hashlib
import json
import os
import uuid
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tandem.domain.consents.models import Restriction
from tandem.domain.incidents.actions import answer_many
from tandem.domain.incidents.models import Assignment, Incident
from tandem.domain.phones import leases, pieces
from tandem.domain.phones.actions import digest_of
from tandem.domain.phones.models import KEPT, Lease, Photo, Work
from tandem.domain.phones.rules import canonical
from tandem.domain.safety.actions import ask as ask_roll
from tandem.domain.safety.models import RollCall
from tandem.foundation import clock, rate
from tandem.foundation.accounts.models import User
from tandem.foundation.acts.act import Act, guard
from tandem.foundation.attachments.models import File
from tandem.foundation.organizations.models import Membership
from tandem.surfaces.field.phone import built, events, lease
from tandem.surfaces.field.phone.sealed import key
from tandem.vocabulary.phones import LeaseEnd
from tandem.vocabulary.terms import Role
from tests import made
from tests.phones.client import API, Phone, plain

JPEG = b"\xff\xd8\xff\xe0" + bytes(200_000)


@pytest.fixture(autouse=True)
def knock_anew():
    rate.forget()


def standing(client, phone: Phone) -> dict:
    return client.get(f"{API}/lease/{phone.shift['lease']}").json()


def test_who_is_signed_in(night, client):
    told = Phone(night.officer).get("me").json()
    assert (told["signed_in"], told["role"], told["user"]) == (True, "officer", str(night.officer.id))
    assert set(client.get(f"{API}/me").json()) == {"signed_in", "csrf"}


def test_a_put_without_the_word_against_forgery_is_refused(night):
    from django.test import Client

    from tests.phones.client import session_of

    phone = Phone(night.clinician)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = session_of(night.clinician).cookies
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    bare = strict.put(f"{API}/work", plain(one.body), content_type="application/json")
    assert bare.status_code == 403 and not Work.objects.exists()
    word = strict.get(f"{API}/me").json()["csrf"]
    headers = {"X-CSRFToken": word}
    sent = strict.put(f"{API}/work", plain(one.body), content_type="application/json", headers=headers)
    assert sent.status_code == 200


# The lease.


def test_a_lease_stands_until_something_ends_it(night, taken, client):
    phone = taken
    assert standing(client, phone)["stands"]
    assert client.get(f"{API}/lease/{'x' * 43}").json() == {"stands": False, "why": "over"}


def later(phone: Phone, **ago: timedelta) -> None:
    """As if the shift had been taken so long ago, and everything of the calls even earlier."""
    with guard(uuid.uuid4()):
        Lease.objects.filter(secret=digest_of(phone.shift["lease"])).update(taken_at=clock.now() - ago["taken"])
        Assignment.objects.update(dispatched_at=clock.now() - ago["told"])
        Incident.objects.update(changed_at=clock.now() - ago["told"])


def test_a_phone_whose_stream_broke_learns_from_the_lease_that_there_is_news(night, taken, client):
    phone = taken
    later(phone, taken=timedelta(minutes=2), told=timedelta(minutes=3))
    assert standing(client, phone) == {"stands": True, "news": False}
    answer_many(night.incident, {"weapon": "in_reach"}, actor=made.user_with_job(Role.DISPATCHER))
    assert standing(client, phone) == {"stands": True, "news": True}
    phone.take_shift()
    later(phone, taken=timedelta(minutes=2), told=timedelta(minutes=3))
    assert not standing(client, phone)["news"]
    # A roll call too: nobody is missed because their line broke.
    roll = ask_roll(actor=made.user_with_job(Role.DISPATCHER))
    assert roll and standing(client, phone)["news"]
    phone.take_shift()
    with guard(uuid.uuid4()):
        RollCall.objects.update(asked_at=clock.now() - timedelta(minutes=3))
    later(phone, taken=timedelta(minutes=2), told=timedelta(minutes=3))
    assert not standing(client, phone)["news"]
    # Nothing that an open phone shows is older than ten minutes, whatever it is.
    later(phone, taken=timedelta(minutes=11), told=timedelta(minutes=12))
    assert standing(client, phone)["news"]


def test_what_a_caller_says_later_wakes_the_phones_of_the_team(night, monkeypatch):
    told = []
    monkeypatch.setattr(Act, "tell", lambda self, topic, *ids: told.extend((topic, one) for one in ids))
    answer_many(night.incident, {"weapon": "in_reach"}, actor=made.user_with_job(Role.DISPATCHER))
    assert ("teams", night.team) in told and ("board", night.incident) in told


def ends(night, how: str) -> None:
    user = User.objects.filter(pk=night.clinician.id)
    match how:
        case "disabled":
            user.update(is_active=False)
        case "locked":
            user.update(locked_at=clock.now())
        case "role":
            Membership.objects.filter(user_id=night.clinician.id).update(active=False)
        case "over":
            with guard(uuid.uuid4()):
                Lease.objects.update(until=clock.now() - timedelta(seconds=1))
        case "retake":
            with guard(uuid.uuid4()):
                provider = Membership.objects.get(user_id=night.clinician.id).organization
                about = {"person_id": night.person, "organization": provider, "words": "Not to Harbor House"}
                Restriction.objects.create(**about, agreed_at=clock.now())


@pytest.mark.parametrize("how", list(LeaseEnd))
def test_each_reason_to_drop_what_is_carried(night, taken, client, how):
    phone = taken
    ends(night, how)
    assert standing(client, phone) == {"stands": False, "why": str(how)}
    assert standing(client, phone) == {"stands": False, "why": str(how)}


def test_another_team_is_a_reason_to_take_the_shift_again(night, taken, client):
    from tandem.domain.staffing.models import Team

    phone = taken
    with guard(uuid.uuid4()):
        Team.objects.filter(pk=night.team).update(signed_off_at=clock.now())
    assert standing(client, phone)["why"] == "retake"


def test_words_are_not_tried_without_end(night, client, monkeypatch):
    assert lease.MOST_A_MINUTE == 60
    monkeypatch.setattr(lease, "MOST_A_MINUTE", 6)
    # Twice as many as a minute allows: a minute that turns meanwhile forgives one half of them at most.
    answers = {client.get(f"{API}/lease/{'x' * 43}").status_code for _try in range(13)}
    assert answers == {200, 429}


def test_an_open_phone_is_told_by_ids_alone(night, taken):
    drawn = events.render(None, {"teams": frozenset({night.team})}, night.clinician)
    assert drawn.events == (("arrival", {"team": str(night.team)}),) and drawn.html == ""
    ends(night, "retake")
    drawn = events.render(None, {"person": frozenset({night.person})}, night.clinician)
    assert drawn.events == (("lease", {"why": "retake"}),)
    assert leases.why_not(pieces.lease_when(night.clinician.id, clock.now())) == LeaseEnd.RETAKE


# Photos.


def put_photo(phone: Phone, photo: str, body: bytes, digest: str = ""):
    headers = {"Tandem-Hash": digest or hashlib.sha256(body).hexdigest()}
    return phone.client.put(f"{API}/photo/{photo}", body, content_type="application/octet-stream", headers=headers)


def test_a_photo_is_kept_once_and_tied_to_its_contact(night):
    phone = Phone(night.clinician)
    contact, photo = phone.begin(night.person, night.assignment), str(uuid.uuid4())
    digest = hashlib.sha256(JPEG).hexdigest()
    told = {"photo": photo, "name": "stairs.jpg", "sha256": digest, "bytes": len(JPEG)}
    early = phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    tie = phone.say("photo.add", contact, **told)
    phone.send()
    # The piece came before its bytes: nothing is lost, and it says what to do.
    assert (early.state, tie.state) == ("applied", "refused")
    first, again = put_photo(phone, photo, JPEG), put_photo(phone, photo, JPEG)
    assert (first.status_code, again.status_code) == (200, 200) and first.json()["hash"] == digest
    anew = phone.say("photo.add", contact, settles=tie.id, **told)
    phone.put(anew)
    assert anew.state == "applied"
    kept = Photo.objects.get()
    assert (str(kept.encounter_id), kept.person_id, kept.name) == (contact, night.person, "stairs.jpg")
    assert File.objects.get().expires_at is None


@pytest.mark.parametrize(
    ("body", "digest", "status"),
    [
        (JPEG[:100], hashlib.sha256(JPEG).hexdigest(), 400),
        (b"<svg onload=alert(1)>", "", 422),
        (b"\xff\xd8\xff" + bytes(5 * 1_048_576), "", 413),
    ],
)
def test_what_is_no_whole_photo_is_not_kept(night, body, digest, status):
    answer = put_photo(Phone(night.clinician), str(uuid.uuid4()), body, digest)
    assert answer.status_code == status and answer.json()["problems"]
    assert not Photo.objects.exists() and not File.objects.exists()


def test_another_photo_under_the_same_id_changes_nothing(night):
    phone, photo = Phone(night.clinician), str(uuid.uuid4())
    put_photo(phone, photo, JPEG)
    assert put_photo(phone, photo, JPEG + b"x").status_code == 409
    assert put_photo(Phone(night.officer), photo, JPEG).status_code == 409
    assert Photo.objects.get().hash == hashlib.sha256(JPEG).hexdigest()


# What was left on a phone.


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sealed(phone: Phone, body: dict, *, lease: str | None = None, author: str = "") -> dict:
    """A package as the app makes it, written from `contracts/README.md`."""
    jwk = phone.shift["server_key"]
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[name] + "=="), "big") for name in ("x", "y"))
    mine = ec.generate_private_key(ec.SECP256R1())
    numbers = mine.public_key().public_numbers()
    shared = mine.exchange(ec.ECDH(), ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key())
    iv, author = os.urandom(12), author or str(phone.actor.id)
    text = canonical({"lease": phone.shift["lease"] if lease is None else lease, "piece": body})
    epk = {"kty": "EC", "crv": "P-256", "x": b64(numbers.x.to_bytes(32)), "y": b64(numbers.y.to_bytes(32))}
    ct = AESGCM(key(shared)).encrypt(iv, text, f"{body['id']} {author}".encode())
    return {"id": body["id"], "author": author, "sealed": {"epk": epk, "iv": b64(iv), "ct": b64(ct)}}


def hand_over(client, *packages: dict):
    return client.post(f"{API}/left", json.dumps({"packages": packages}), content_type="application/json")


def test_left_work_waits_under_its_author_and_is_applied_when_they_come_back(night, taken, client):
    phone = taken
    contact = phone.begin(night.person, night.assignment)
    phone.say("contact.set", contact, fields={"contact_outcome": "declined"})
    answer = hand_over(client, *(sealed(phone, one.body) for one in phone.queue))
    assert answer.status_code == 202 and answer.json()["taken"] == [one.id for one in phone.queue]
    assert {(one.state, one.why, one.author) for one in Work.objects.all()} == {("review", "left", night.clinician.id)}
    assert hand_over(client, sealed(phone, phone.queue[0].body)).json()["taken"] == [phone.queue[0].id]
    assert phone.send() == ["applied", "applied"] and Work.objects.count() == 2


def test_a_package_nobody_can_prove_says_so(night, client):
    phone = Phone(night.officer)
    phone.take_shift()
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    forged = sealed(phone, one.body, author=str(night.clinician.id))
    assert hand_over(client, forged).status_code == 202
    assert Work.objects.get().why == "unproven"


def test_what_no_key_opens_is_kept_for_review_and_rubbish_is_not(night, taken, client):
    phone = taken
    one = phone.say("call.stamp", night.assignment, which="arrival", at=phone.at())
    broken = sealed(phone, one.body)
    broken["sealed"]["ct"] = broken["sealed"]["ct"][:-4] + "AAAA"
    told = hand_over(client, broken, {"id": 1}, "x", {"id": one.id, "author": str(uuid.uuid4()), "sealed": {}}).json()
    assert told["taken"] == [one.id]
    assert [row.why for row in Work.objects.all()] == ["unread"]
    assert sum(table.objects.count() for table in KEPT.values()) == 1
    for body in (b"{", b"[]", b'{"packages": 3}', b'{"packages": [' + b"{}," * 50 + b"{}]}"):
        assert client.post(f"{API}/left", body, content_type="application/json").status_code == 400


# The app's own files.


def test_the_app_is_served_and_says_when_it_is_not_built(client, db, tmp_path, monkeypatch):
    monkeypatch.setattr(built, "FOLDER", tmp_path / "built")
    bare = client.get("/phone/")
    assert bare.status_code == 503 and "was not built" in bare.content.decode()
    (tmp_path / "built" / "assets").mkdir(parents=True)
    (tmp_path / "secret").write_text("no")
    (tmp_path / "built" / "index.html").write_text("<!doctype html><title>Phone</title>")
    (tmp_path / "built" / "sw.js").write_text("1")
    (tmp_path / "built" / "assets" / "index-Bx3k9_aZ.js").write_text("1")
    assert client.get("/phone/")["Cache-Control"] == "no-cache"
    assert "blob:" in client.get("/phone/")["Content-Security-Policy"]
    assert client.get("/phone/sw.js")["Cache-Control"] == "no-cache"
    hashed = client.get("/phone/assets/index-Bx3k9_aZ.js")
    assert "immutable" in hashed["Cache-Control"] and hashed["Content-Type"].startswith("text/javascript")
    packed = client.get("/phone/assets/index-Bx3k9_aZ.js", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == b"1"
    for way in ("../secret", "%2e%2e/secret", "assets", "nothing.js", "api/nothing", "%00"):
        assert client.get(f"/phone/{way}").status_code == 404


def test_the_word_of_a_lease_is_stored_nowhere(night, taken):
    phone = taken
    row = Lease.objects.get()
    assert row.secret == digest_of(phone.shift["lease"]) and phone.shift["lease"] not in str(vars(row))
