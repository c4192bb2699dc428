"""The privacy officer's release cases, through the door: opened, papers recorded, record found, read, sent, closed."""

import re
from copy import copy

import pytest
from django.test import Client

from tandem.domain.encounters import actions as encounters
from tandem.domain.releases.cases import actions
from tandem.domain.releases.models import Disclosure, ReleaseCase
from tandem.foundation.organizations.program import date_here
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few
from tests.signed_in import again

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(?!csrf)([^"]+)" value="([^"]*)"')


class Office:
    def __init__(self):
        made.program()
        self.provider = made.organization(in_program=True)
        self.clinician = made.user_with_job(Role.CLINICIAN, of=self.provider)
        self.officer = made.user_with_job(Role.PRIVACY_OFFICER, of=self.provider)
        self.client: Client = at_the_page(self.officer)
        self.person = made.person(self.clinician, given_name="Theo", family_name="Ballard", address="4 Quay Street")
        contact = encounters.start(actor=self.clinician, person_id=self.person)
        encounters.write_note(contact, actor=self.clinician, text="CANARY three nights", sign=True)

    def open(self, kind="access", **told) -> str:
        form = {
            "kind": kind,
            "requester_name": "Ms. Ruiz",
            "requester_tie": "landlord's counsel",
            "requester_address": "12 Elm Street",
            "matter": "The contact of November",
            "received_on": date_here().isoformat(),
            "due": "",
            "recipient": "",
        }
        answer = self.client.post("/program/cases/new/", {**form, **told})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    def post(self, url, **form):
        return self.client.post(url, form)

    def read(self, url) -> str:
        answer = self.client.get(url)
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture(scope="module")
def office_of_the_file(file_db) -> Office:
    return Office()


@pytest.fixture
def office(office_of_the_file) -> Office:
    found = copy(office_of_the_file)
    found.client = again(found.client)
    return found


def test_a_case_from_the_letter_to_the_printed_answer(office):
    url = office.open("access", requester_name="Theo Ballard", requester_tie="the person themselves")
    page = office.read(url)
    assert "First write down what the papers say" in page and "CANARY" not in page
    office.post(url, step="papers", identity="Licence seen")
    assert re.search("Ballard, born|Theo Ballard", office.read(f"{url}?q=Ballard"))
    office.post(url, step="record", person=str(office.person))
    page = office.read(url)
    assert "R84" in page and "12 Elm Street" in page and "CANARY" not in page
    keys = re.findall(r'name="piece" value="([^"]+)"', office.read(f"{url}leave/"))
    note = next(key for key in keys if key.startswith("note"))
    read = office.post(f"{url}leave/", piece=note, way="paper", step="read").content.decode()
    assert "Exactly this leaves" in read and "CANARY three nights" in read and not Disclosure.objects.exists()
    sent = dict(HIDDEN.findall(read))
    printed = office.post(f"{url}leave/", **sent, step="send").content.decode()
    assert "CANARY three nights" in printed and "12 Elm" in printed and "4 Quay" not in printed
    assert Disclosure.objects.get().case_id == ReleaseCase.objects.get().pk
    again = office.post(f"{url}leave/", **sent, step="send")
    assert again.status_code == 409 and Disclosure.objects.count() == 1
    accounting = office.read(f"{url}accounting/")
    assert "Theo Ballard" in accounting and "R84" in accounting
    assert "CANARY three nights" in office.read(f"{url}sent/{Disclosure.objects.get().pk}/")
    office.post(url, step="close", outcome="answered", reason="")
    assert "Closed" in office.read(url) and office.client.get(f"{url}leave/").status_code == 404
    assert "In a release case" in office.read("/program/cases/")


def test_p6_a_subpoena_alone_says_what_is_missing_and_opens_nothing(office):
    url = office.open("subpoena")
    office.post(url, step="papers", identity="Called back", proceeding="yes", paper_kept="File 3", counsel="J. Ames")
    actions.name_record(ReleaseCase.objects.get().pk, actor=office.officer, person_id=office.person)
    page = office.read(url)
    assert "protective order (45 CFR 164.512(e)(1)(ii))" in page and "Choose what leaves" not in page
    assert office.client.get(f"{url}leave/").status_code == 404


def test_a_form_for_police_from_a_case(office):
    url = office.open("official", requester_name="Det. Lowe", requester_tie="Rivermont Police")
    told = {"identity": "Badge seen", "proceeding": "no", "paper_kept": "File 4", "counsel": "Owen Fairhallow"}
    office.post(url, step="papers", **told)
    office.post(url, step="record", person=str(office.person))
    page = office.read(f"{url}form/D1/")
    assert "Theo Ballard, 4 Quay Street" in page and "Blood type" in page
    form = {"whom": "missing", "asked_by": "Det. Lowe", "asked_how": "In person", "name_address": "Theo Ballard"}
    read = office.post(f"{url}form/D1/", **form, way="paper", step="read").content.decode()
    assert "Exactly this leaves" in read and not Disclosure.objects.exists()
    answer = office.post(f"{url}form/D1/", **dict(HIDDEN.findall(read)), step="send")
    assert answer.status_code == 302 and "Theo Ballard" in office.read(answer["Location"])
    kept = Disclosure.objects.get()
    assert (kept.form, kept.recipient_name, kept.recipient_address) == ("D1", "Det. Lowe", "12 Elm Street")
    assert office.client.get(f"{url}form/D7/").status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("field", "value", "words"),
    few(
        [
            ("kind", "gossip", "Choose what kind"),
            ("requester_name", "", "empty"),
            ("requester_address", "", "empty"),
            ("received_on", "yesterday", "2026-11-22"),
            ("received_on", "2199-01-01", "still to come"),
            ("matter", "x" * 401, "401 characters"),
            ("matter", "a\x00b", "NUL"),
            ("recipient", "nobody", "Choose one"),
        ],
        every=5,
    ),
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(office, field, value, words):
    form = {
        "kind": "access",
        "requester_name": "Ms. Ruiz",
        "requester_tie": "counsel",
        "requester_address": "12 Elm Street",
        "matter": "All of it",
        "received_on": date_here().isoformat(),
        field: value,
    }
    answer = office.client.post("/program/cases/new/", form)
    assert (
        answer.status_code == 422
        and words in answer.content.decode()
        and "Ms. Ruiz" in answer.content.decode()
        or (field == "requester_name")
    )
    assert not ReleaseCase.objects.exists()


@pytest.mark.fuzz
def test_nobody_else_has_these_pages(office):
    url = office.open()
    paths = ("/program/cases/", url, f"{url}leave/", f"{url}accounting/", f"{url}form/D1/")
    for number, role in enumerate((Role.ADMIN, Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.AGENCY_ADMIN)):
        client = at_the_page(made.user_with_job(role, of=office.provider))
        for path in few(paths[number:], every=4):
            assert client.get(path).status_code == 404, (role, path)
    other = at_the_page(made.user_with_job(Role.PRIVACY_OFFICER))
    assert other.get(url).status_code == 404 and url not in other.get("/program/cases/").content.decode()
