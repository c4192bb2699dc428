"""A clinician tells somebody outside on a form the law permits: read word for word, sent once, kept."""

import re

import pytest

from tandem.domain.releases.models import Disclosure
from tandem.surfaces.care.tests.conftest import Known, browser

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"')
FAMILY = {
    "tie": "sister",
    "asked": "agreed",
    "line": "CANARY she is safe",
    "recipient_name": "Ann Ballard",
    "recipient_address": "555-0134",
    "way": "voice",
}


def test_what_leaves_is_read_first_and_leaves_once(known: Known):
    client, base = browser(known.clinician), f"/people/{known.person}/tell/"
    listed = client.get(base).content.decode()
    assert "Told to family" in listed and "A crime on our premises" not in listed
    assert client.get(f"{base}D6/").status_code == 200
    read = client.post(f"{base}D6/", {**FAMILY, "step": "read"}).content.decode()
    assert "Exactly this leaves" in read and "CANARY she is safe" in read and not Disclosure.objects.exists()
    sent = client.post(f"{base}D6/", {**dict(HIDDEN.findall(read)), "step": "send"})
    assert sent.status_code == 303 and "CANARY she is safe" in client.get(sent["Location"]).content.decode()
    assert Disclosure.objects.get().form == "D6"
    assert client.post(f"{base}D6/", {**dict(HIDDEN.findall(read)), "step": "send"}).status_code == 409
    changed = {**dict(HIDDEN.findall(read)), "line": "Something else", "step": "send"}
    assert client.post(f"{base}D6/", changed).status_code == 422 and Disclosure.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"line": ""}, "empty"),
        ({"line": "In rehab now"}, "substance use"),
        ({"line": "x" * 201}, "201 characters"),
        ({"asked": "perhaps"}, "Choose one"),
        ({"recipient_address": ""}, "empty"),
        ({"way": "pigeon"}, "Choose how it goes"),
        ({"recipient": "nobody"}, "Choose one"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(known: Known, changed, words):
    answer = browser(known.clinician).post(f"/people/{known.person}/tell/D6/", {**FAMILY, **changed, "step": "read"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and words in shown and "Ann Ballard" in shown
    assert not Disclosure.objects.exists()


def test_only_the_forms_of_the_role_are_there(known: Known):
    client = browser(known.clinician)
    for form in ("D1", "D4", "D5", "D7", "D9", "D0"):
        assert client.get(f"/people/{known.person}/tell/{form}/").status_code == 404
    for path in ("tell/", "tell/D6/"):
        assert browser(known.peer).get(f"/people/{known.person}/{path}").status_code == 404
