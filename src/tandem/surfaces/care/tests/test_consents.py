"""A written consent through the pages: filled in, read in the person's language, signed or scanned, taken back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tandem.domain.consents.models import NotesAuthorization, NoticeGiven, Part2Consent, Restriction
from tandem.domain.consents.tests.made_consent import SIGNATURE
from tandem.foundation import clock
from tandem.foundation.attachments.models import File
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.care.tests.conftest import Known, browser, still
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db


def filled(known: Known, **changes) -> dict:
    clinic = made.organization()
    told = {
        "kind": "part2_named",
        "recipient": str(clinic.pk),
        "categories": ["part2_record"],
        "part": "The assessment of November",
        "purposes": ["treatment"],
        "lasts": "90",
        "language": "en",
        "step": "read",
    }
    return told | changes


def url(known: Known, more: str = "consent/") -> str:
    return f"/people/{known.person}/{more}"


def test_the_person_reads_it_in_their_language_and_signs(known: Known):
    client, told = browser(known.clinician), filled(known, language="es")
    assert client.get(url(known)).status_code == 200
    sheet = client.post(url(known), told)
    words = sheet.content.decode()
    assert sheet.status_code == 200 and 'lang="es"' in words and "Usted no tiene que firmar" in words
    order = [words.index(one) for one in ("expediente sobre consumo", "November", "puede decir que no", "Al firmar")]
    assert order == sorted(order)
    assert not Part2Consent.objects.exists()
    unsigned = client.post(url(known), told | {"step": "sign"})
    assert unsigned.status_code == 422 and "signature is missing" in unsigned.content.decode()
    signed = client.post(url(known), told | {"step": "sign", "signature": SIGNATURE})
    assert signed.status_code == 303
    kept = Part2Consent.objects.get()
    assert (kept.language, kept.edition) == ("es", "consent-forms/1") and "retirar" in kept.right_to_revoke
    copy = client.get(signed["Location"]).content.decode()
    assert "In force" in copy and SIGNATURE in copy and "Usted no tiene que firmar" in copy
    assert "Substance use records" in client.get(url(known, "")).content.decode()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("changes", "words"),
    few(
        [
            ({"recipient": ""}, "Choose who gets it"),
            ({"recipient": "somebody"}, "Choose who gets it"),
            ({"categories": []}, "which part of it"),
            ({"part": " "}, "which part of it"),
            ({"purposes": []}, "what it is for"),
            ({"lasts": ""}, "the day or event it ends"),
            ({"lasts": "event", "until_event": ""}, "the day or event it ends"),
            ({"part": "x" * 301}, "at most 300"),
            ({"part": "a\0b"}, "NUL"),
        ],
        every=5,
    ),
)
def test_p1_what_is_missing_is_named_and_what_was_typed_is_kept(known: Known, changes, words):
    answer = browser(known.clinician).post(url(known), filled(known, **changes))
    body = answer.content.decode()
    assert answer.status_code == 422 and words in body
    assert 'id="id_' in body and not Part2Consent.objects.exists()


def test_a_sheet_to_print_stores_nothing(known: Known):
    sheet = browser(known.clinician).post(url(known), filled(known, step="print")).content.decode()
    assert "Name in print" in sheet and "State" not in sheet
    assert not Part2Consent.objects.exists()


def paper(name="signed.pdf", body=b"%PDF-1.7 made up"):
    return SimpleUploadedFile(name, body)


@pytest.mark.fuzz
def test_p1_a_paper_is_kept_with_its_scan_and_its_elements(known: Known):
    client, day = browser(known.clinician), (clock.now() - timedelta(days=2)).date().isoformat()
    told = filled(known, step="paper", given_at=day, signer="person")
    for changes, words in few(
        (
            ({}, "Choose the scan"),
            ({"scan": paper(body=b"MZ not a scan")}, "no PDF, JPEG or PNG"),
            ({"scan": paper(), "given_at": "soon"}, "Write the day like"),
            ({"scan": paper(), "text": "other", "refusing": ""}, "says no"),
            ({"scan": paper(), "signer": "representative"}, "by what right"),
        ),
        every=2,
    ):
        answer = client.post(url(known), told | changes)
        assert answer.status_code == 422 and words in answer.content.decode(), changes
    assert not Part2Consent.objects.exists() and not File.objects.filter(gone_at=None).exists()
    kept = client.post(url(known), told | {"scan": paper()})
    assert kept.status_code == 303
    row = Part2Consent.objects.get()
    assert row.how == "paper" and row.signature == "" and str(row.given_at)[:10] == day
    scan = client.get(f"{kept['Location']}download/")
    assert b"".join(scan.streaming_content).startswith(b"%PDF") and scan["Content-Disposition"].startswith("attachment")


def test_taking_it_back_works_at_once_and_twice_is_once(known: Known):
    client = browser(known.clinician)
    signed = client.post(url(known), filled(known, step="sign", signature=SIGNATURE))
    page = signed["Location"]
    assert client.post(page, {"verb": "back", "how": "shouted"}).status_code == 422
    assert client.post(page, {"verb": "back", "how": "by phone"}).status_code == 303
    after = client.get(page).content.decode()
    assert "Nothing goes since" in after and "Stop sharing" not in after
    assert client.post(page, {"verb": "back", "how": "by phone"}).status_code == 303


def test_notes_authorizations_stand_apart(known: Known):
    told = filled(known, kind="psy_authorization", categories=["psychotherapy_note"], step="sign", signature=SIGNATURE)
    assert browser(known.clinician).post(url(known), told).status_code == 303
    assert NotesAuthorization.objects.count() == 1 and not Part2Consent.objects.exists()
    mixed = filled(known, kind="psy_authorization", categories=["psychotherapy_note", "clinical_note"])
    assert browser(known.clinician).post(url(known), mixed).status_code == 422


def test_who_is_not_theirs_and_what_is_no_kind_is_absent(known: Known):
    client, stranger = browser(known.clinician), browser(made.user_with_job(made.Role.CLINICIAN))
    assert client.get(url(known) + "?kind=agree").status_code == 404
    assert client.get(url(known, f"consents/{known.person}/")).status_code == 404
    nothing = stranger.get(f"/people/{made.UUID(int=5)}/consent/")
    assert nothing.status_code == 404 and still(stranger.get(url(known))) == still(nothing)


def test_p8_a_limit_closes_the_record_until_somebody_here_has_read_it(known: Known):
    supervisor, clinician = browser(known.supervisor), browser(known.clinician)
    assert clinician.get(url(known, "restriction/")).status_code == 404
    empty = supervisor.post(url(known, "restriction/"), {"words": " "})
    assert empty.status_code == 422 and not Restriction.objects.exists()
    agreed = supervisor.post(url(known, "restriction/"), {"words": "Nothing to the employer."})
    assert agreed.status_code == 303
    for client in (supervisor, clinician):
        assert client.get(url(known, "")).status_code == 404
    listed = supervisor.get(agreed["Location"]).content.decode()
    assert "Theo Brand" in listed and "Nothing to the employer." in listed and "Not read yet" in listed
    one = Restriction.objects.get()
    # Where a supervisor starts the day: it says that something is closed, and leads there.
    day = supervisor.get("/care/").content.decode()
    assert "One record is closed until somebody here reads" in day and 'href="/care/notices/"' in day
    assert "/care/restrictions/" not in clinician.get("/care/").content.decode()
    assert clinician.get("/care/restrictions/").status_code == 404
    assert clinician.post(f"/care/restrictions/{one.pk}/", {"verb": "read"}).status_code == 404
    assert supervisor.post(f"/care/restrictions/{one.pk}/", {"verb": "read"}).status_code == 303
    shown = clinician.get(url(known, "")).content.decode()
    assert "One record is closed" not in supervisor.get("/care/").content.decode()
    assert "Nothing to the employer." in shown
    assert supervisor.post(f"/care/restrictions/{one.pk}/", {"verb": "end", "why": ""}).status_code == 422
    assert supervisor.post(f"/care/restrictions/{one.pk}/", {"verb": "end", "why": "He asked"}).status_code == 303
    assert "Nothing to the employer." not in clinician.get(url(known, "")).content.decode()


@pytest.mark.fuzz
def test_p14_the_notice_is_given_or_declined_and_who_lacks_it_is_listed(known: Known):
    supervisor, clinician = browser(known.supervisor), browser(known.clinician)
    assert "Theo Brand" not in supervisor.get("/care/notices/").content.decode()
    Organization.objects.filter(pk=known.clinician.organization_id).update(part2_program=True)
    assert "Theo Brand" in supervisor.get("/care/notices/").content.decode()
    assert "no notice to patients yet" in clinician.get(url(known, "")).content.decode()
    page = clinician.get(url(known, "notice/")).content.decode()
    assert "Su expediente sobre consumo" in page and "42 CFR Part 2" in page
    for told in few(({}, {"language": "fr", "answer": "given"}, {"language": "es"}), every=2):
        assert clinician.post(url(known, "notice/"), told).status_code == 422
    assert clinician.post(url(known, "notice/"), {"language": "es", "answer": "declined"}).status_code == 303
    given = NoticeGiven.objects.get()
    assert "no notice to patients yet" not in clinician.get(url(known, "")).content.decode()
    assert (given.edition, given.language, given.declined) == ("part2-notice/1", "es", True)
    assert "Theo Brand" not in supervisor.get("/care/notices/").content.decode()
    assert clinician.get("/care/notices/").status_code == 404
