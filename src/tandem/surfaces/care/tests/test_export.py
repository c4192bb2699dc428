"""A supervisor takes the list of open referrals out; nobody else of care has the page."""

import pytest

from tandem.domain.releases.models import Copy
from tandem.foundation.organizations.models import Organization
from tandem.surfaces.care.tests.conftest import Known, browser
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db


def test_asked_fetched_and_seen_by_the_privacy_officer(known: Known):
    client = browser(known.supervisor)
    assert client.post("/care/export/", {"purpose": "short"}).status_code == 422
    assert client.post("/care/export/", {"purpose": "Monday's case conference"}).status_code == 303
    page = client.get("/care/export/").content.decode()
    address = page.split('action="/care/export/')[1].split('"')[0]
    answer = client.post(f"/care/export/{address}")
    assert answer["Content-Type"].startswith("text/csv") and answer["Cache-Control"] == "no-store"
    assert b"Monday's case conference" in answer.content
    house = Organization.objects.get(pk=known.supervisor.organization_id)
    desk = browser(made.user_with_job(Role.PRIVACY_OFFICER, of=house))
    assert "Monday&#x27;s case conference" in desk.get("/program/cases/lists/").content.decode()
    assert Copy.objects.filter(kind="list").count() == Copy.objects.count()


def test_nobody_else_has_it(known: Known):
    for reader in (known.clinician, known.peer):
        assert browser(reader).get("/care/export/").status_code == 404
        assert browser(reader).post("/care/export/", {"purpose": "Monday's case conference"}).status_code == 404
