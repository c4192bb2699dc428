"""The door by which another system hands over a signed consent."""

import base64
from datetime import timedelta

import pytest
from django.test import Client

from tandem.domain.consents.models import Part2Consent
from tandem.domain.consents.tests.made_consent import SIGNATURE
from tandem.foundation import clock
from tandem.foundation.attachments.models import File
from tandem.foundation.organizations.models import Organization, Token
from tandem.vocabulary.terms import Role
from tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    made.program()
    clinician = made.user_with_job(Role.CLINICIAN)
    provider = Organization.objects.get(pk=clinician.organization_id)
    token = Token.issue(provider, "Record system of the test", "consents")
    person = made.person(clinician, given_name="Theo", family_name="Ballard")
    body = {
        "kind": "part2_named",
        "person": str(person),
        "recipient": str(made.organization().pk),
        "categories": ["part2_record"],
        "part": "The assessment of November",
        "purposes": ["treatment"],
        "until": (clock.now() + timedelta(days=30)).isoformat(),
        "given_at": (clock.now() - timedelta(hours=1)).isoformat(),
        "signature": SIGNATURE,
        "right_to_revoke": "At any time, by telling us.",
        "redisclosure": "It may be shared again as the law allows.",
        "refusing": "Care goes on either way.",
    }

    def send(told=None, secret=token, drop="", **changes):
        told = told if told is not None else {k: v for k, v in (body | changes).items() if k != drop}
        return Client().post(
            "/api/v1/consents", told, content_type="application/json", headers={"Authorization": f"Bearer {secret}"}
        )

    return send


def test_p1_a_whole_one_is_taken_once(door):
    answer = door(id="3f2b8c1e-5a64-4c1f-9a0e-0c2f6a1b7d10")
    assert answer.status_code == 201 and answer.json()["id"] == "3f2b8c1e-5a64-4c1f-9a0e-0c2f6a1b7d10"
    assert door(id="3f2b8c1e-5a64-4c1f-9a0e-0c2f6a1b7d10").status_code == 409
    assert Part2Consent.objects.get().how == "machine"


def test_p1_an_element_that_is_missing_is_named(door):
    elements = ["person", "recipient", "categories", "part", "purposes", "until", "signature", "given_at"]
    for element in [*elements, "right_to_revoke", "redisclosure", "refusing"]:
        answer = door(drop=element)
        fields = [one["field"] for one in answer.json()["errors"]]
        assert answer.status_code == 400 and ({"part": "categories"}.get(element, element)) in fields, element
    assert not Part2Consent.objects.exists()


def test_a_scan_stands_for_the_drawn_signature(door):
    scan = base64.b64encode(b"%PDF-1.7 made up").decode()
    assert door(drop="signature", scan="MZ").status_code == 400
    assert door(drop="signature", scan=scan, refusing="").status_code == 400
    assert not File.objects.filter(gone_at=None).exists()
    assert door(drop="signature", scan=scan).status_code == 201


def test_what_is_wrong_is_refused(door):
    for told, status in (({"a": 1}, 400), ([], 400)):
        assert door(told).status_code == status
    for changes in ({"kind": 5}, {"person": "x"}, {"until": "soon"}, {"categories": "all"}, {"given_at": "2026-01-01"}):
        assert door(**changes).status_code == 400
    assert door(person="3f2b8c1e-5a64-4c1f-9a0e-0c2f6a1b7d10").status_code == 404
    intake = Token.issue(made.organization(), "CAD of the test", "intake")
    assert door(secret=intake).status_code == 401 and door(secret="tdm_no").status_code == 401
