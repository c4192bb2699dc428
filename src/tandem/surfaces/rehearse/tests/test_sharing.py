"""A scenario travels as one signed file: given away by a trainer, taken in elsewhere as a draft, and no forged one is."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile

from tandem.foundation.audit.models import Entry
from tandem.foundation.editions.rules import State
from tandem.surfaces.rehearse.tests.test_authors import SOURCE, approved, author, do, draft, edition, page, signed_in
from tandem.training.library import envelope, shelf
from tandem.training.library.models import KnownKey, SigningKey
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

__all__ = ["author", "draft"]
THEIRS = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
MORE = {"number": 2, "languages": {}, "notes": "From Lake County.", "art": {}}


def file(key=THEIRS, **more) -> bytes:
    """A file as another agency's Tandem would write it."""
    told = {"name": "lake-porch", "source": SOURCE, "made_by": "Lake County", "made_at": "2026-11-02T10:00:00+00:00"}
    return envelope.written({**MORE, **told, **more}, key)


def bring(client, body: bytes, **more):
    return client.post("/rehearse/library/bring/", {"file": SimpleUploadedFile("a.json", body), **more})


def nothing_stored() -> bool:
    return not KnownKey.objects.exists() and {one.name for one in shelf.shelf()} <= {"quiet-porch"}


def test_a_scenario_is_given_away_signed_and_read_again(author, draft):
    assert author.post(f"{draft}give/").status_code == 404
    approved(author, draft)
    do(author, draft, "publish")
    before = Entry.objects.count()
    given = author.post(f"{draft}give/")
    assert given.status_code == 200 and Entry.objects.count() > before
    found = envelope.read(given.content)
    assert (found.name, found.number, found.source) == ("quiet-porch", 1, SOURCE)
    key = SigningKey.objects.get()
    assert found.key == key.public and key.secret not in given.content.decode()
    assert envelope.read(author.post(f"{draft}give/").content).key == key.public
    assert envelope.fingerprint(key.public) in page(author, "/rehearse/library/bring/")
    peer = signed_in(made.user_with_job(Role.PEER))
    assert peer.post(f"{draft}give/").status_code == 404
    assert bring(author, given.content).status_code == 422
    back = bring(author, given.content, name="porch-again").url
    assert "With your own program" in page(author, back) and not KnownKey.objects.exists()


def test_a_file_comes_in_as_a_draft_and_says_loudly_who_signed_it(author, draft):
    url = bring(author, file()).url
    assert edition(url).state is State.DRAFT and edition(url).content["notes"] == "From Lake County."
    html = page(author, url)
    assert "Signed by Lake County" in html and "for the first time" in html
    assert envelope.fingerprint(envelope.public_of(THEIRS)) in html
    again = bring(author, file(), name="lake-porch-two").url
    assert "came with before" in page(author, again)
    # Somebody else under the same name: stopped, unless people compared the keys.
    forged = file(Ed25519PrivateKey.from_private_bytes(b"8" * 32), name="other-porch")
    answer = bring(author, forged)
    assert answer.status_code == 422 and "another key than before" in answer.content.decode()
    assert 'name="compared"' in answer.content.decode()
    assert {one.name for one in shelf.shelf()} == {"quiet-porch", "lake-porch", "lake-porch-two"}
    told = page(author, bring(author, forged, compared="on").url)
    assert "With another key than before" in told and 'class="note mt2 danger"' in told


def changed(**more) -> bytes:
    """A file whose text was changed after it was signed."""
    return json.dumps(json.loads(file()) | more).encode()


def resigned() -> bytes:
    """A file of Lake County's key, signed by somebody else: hash and shape are right."""
    theirs, other = json.loads(file()), json.loads(file(Ed25519PrivateKey.from_private_bytes(b"8" * 32)))
    return json.dumps(theirs | {"signature": other["signature"]}).encode()


BAD = {
    "changed text": (lambda: changed(source=SOURCE + " "), "was changed after it was made"),
    "changed maker": (lambda: changed(made_by="Harbor City"), "was changed after it was made"),
    "another's signature": (resigned, "not of the key that it names"),
    "no signature": (lambda: changed(signature=""), "not of the key that it names"),
    "more than belongs": (lambda: changed(approved=True), "stands in it that does not belong"),
    "no JSON": (lambda: b"PK\x03\x04" + b"\0" * 400, "no file of a scenario"),
    "an empty file": (lambda: b"", "no file of a scenario|empty|Choose"),
    "twice the same": (lambda: b'{"format":"tandem-scenario/1","format":"x"}', "appears twice"),
    "deep": (lambda: b"[" * 100_000, "no file of a scenario"),
    "too large": (lambda: file(notes="n" * 2_000_001), "larger than 2 MB"),
    "NUL": (lambda: file().replace(b"From Lake", b"From\\u0000Lake"), "no file of a scenario"),
    "script in art": (lambda: file(art={"a.svg": "<svg><script>alert(1)</script></svg>"}), "may run or fetch"),
    "no art": (lambda: file(art={"a.exe": "MZ"}), "no SVG"),
    "art above": (lambda: file(art={"../../a.svg": "<svg/>"}), "odd characters"),
    "braces": (lambda: file(source=SOURCE.replace("Rosa sits", "{{ settings }} sits")), "braces of a template"),
    "script": (lambda: file(source=SOURCE.replace("Rosa sits", "<script>x</script> sits")), "HTML"),
    "10,000 parts": (lambda: file(source=SOURCE + "=== p ===\nx\n-> DONE\n" * 10_000), "parts and choices"),
    "endless": (lambda: file(source=SOURCE.replace("-> talk", "-> porch")), "must be mended"),
    "no ink": (lambda: file(source=SOURCE + "\n{ trust >\n"), "must be mended"),
    "a name above": (lambda: file(name="../up"), "Its name"),
    "a language": (lambda: file(languages={"<b>": {}}), "a language that is none"),
    "a number": (lambda: file(number=-1), "number of its edition"),
    "a day": (lambda: file(made_at="yesterday"), "time it was made"),
}


@pytest.mark.fuzz
@pytest.mark.parametrize("what", few([*BAD], every=4))
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_stored(author, what):
    make, words = BAD[what]
    answer = bring(author, make())
    html = answer.content.decode()
    assert answer.status_code == 422 and any(one in html for one in words.split("|")), html[html.find("thing") :][:600]
    assert nothing_stored()


# In its place in `bin/test`: test_authors.py, test_a_draft_is_checked_sent_approved_by_somebody_else_and_published, whose
# peer is of another agency.
@pytest.mark.whole
def test_the_shelf_is_the_program_s_and_not_one_agency_s(author, draft):
    approved(author, draft)
    do(author, draft, "publish")
    elsewhere = signed_in(made.user_with_job(Role.TRAINER))
    assert "A quiet porch" in page(elsewhere, "/rehearse/library/") and "A quiet porch" in page(elsewhere, "/rehearse/")
    officer = signed_in(made.user_with_job(Role.OFFICER))
    assert "A quiet porch" in page(officer, "/rehearse/")
