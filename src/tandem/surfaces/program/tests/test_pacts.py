"""Agreements between organizations at the program's door, and whether one is a Part 2 program."""

import pytest
from django.test import Client

from tandem.foundation import clock
from tandem.foundation.organizations.models import Organization, Pact, PactNotice, Part2Setting
from tandem.surfaces.program.tests.conftest import at_the_page
from tandem.vocabulary.terms import Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
WHY = "Counsel says that it holds itself out as one."


def filled(lake, **changes) -> dict:
    sides = (lake.provider.pk, lake.police.pk)
    told = {
        "name": "Crisis response",
        "reference": "MOU 12",
        "categories": ["safety_flags", "demographics"],
        "purposes": ["scene"],
        "starts_on": "2026-01-01",
        "last_day": "2027-06-30",
        "sides": [str(one) for one in sides],
    }
    told |= {f"by-{one}": "Robin Chief" for one in sides} | {f"on-{one}": "2025-12-20" for one in sides}
    return told | changes


def test_c11_an_agreement_is_written_down_and_ended(lake):
    assert lake.admin.get("/program/pacts/new/").status_code == 200
    before = Pact.objects.count()
    assert lake.admin.post("/program/pacts/new/", filled(lake)).status_code == 302
    pact = Pact.objects.get(name="Crisis response")
    shown = lake.admin.get("/program/pacts/").content.decode()
    assert "Crisis response" in shown and "signed by Robin Chief" in shown
    assert lake.admin.post(f"/program/pacts/{pact.pk}/end/", {"why": ""}).status_code == 422
    assert lake.admin.post(f"/program/pacts/{pact.pk}/end/", {"why": "Replaced"}).status_code == 302
    assert lake.admin.post(f"/program/pacts/{made.UUID(int=7)}/end/", {"why": "x"}).status_code == 404
    assert "Replaced" in lake.admin.get("/program/pacts/").content.decode()
    assert Pact.objects.count() == before + 1


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("changes", "words"),
    few(
        [
            ({"name": ""}, "be empty"),
            ({"starts_on": "soon"}, "Write the day like"),
            ({"last_day": ""}, "Write the day like"),
            ({"last_day": "2025-01-01"}, "come before the first"),
            ({"sides": ["x"]}, "organizations of the list"),
            ({"sides": []}, "at least two"),
            ({"categories": ["gossip"]}, "from the list"),
        ],
        every=3,
    ),
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(lake, changes, words):
    answer = lake.admin.post("/program/pacts/new/", filled(lake, **changes))
    body = answer.content.decode()
    assert answer.status_code == 422 and words in body and "MOU 12" in body
    assert not Pact.objects.filter(reference="MOU 12").exists()


def test_c11_a_side_reads_its_own_notice_and_nobody_elses(lake):
    pact = made.pact(lake.provider, lake.police)
    for one in (lake.provider, lake.police):
        PactNotice.objects.create(pact=pact, organization=one, days=7, told_at=clock.now())
    page = lake.agency_admin.get("/program/pacts/").content.decode()
    assert "ends within 7 days" in page and lake.police.name + " was told" not in page
    theirs = PactNotice.objects.get(organization=lake.police)
    own = PactNotice.objects.get(organization=lake.provider)
    assert lake.agency_admin.post(f"/program/pacts/told/{theirs.pk}/").status_code == 404
    assert lake.agency_admin.post(f"/program/pacts/told/{own.pk}/").status_code == 302
    assert "ends within 7 days" not in lake.agency_admin.get("/program/pacts/").content.decode()
    assert lake.agency_admin.get("/program/pacts/new/").status_code == 404


def test_p16_yes_only_a_unit_and_no_with_reason_and_review(lake):
    url = f"/program/part2/{lake.provider.pk}/"
    assert lake.admin.get(url).status_code == 200
    for told, words in (
        ({"reason": WHY}, "Choose one"),
        ({"program": "unit", "reason": WHY}, "Name the unit"),
        ({"program": "yes", "reason": "no"}, "at least 15"),
    ):
        answer = lake.admin.post(url, told)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert lake.admin.post(url, {"program": "yes", "reason": WHY}).status_code == 302
    assert Organization.objects.get(pk=lake.provider.pk).part2_program
    assert lake.admin.post(url, {"program": "no", "reason": "Counsel has looked at it again."}).status_code == 302
    privacy = at_the_page(made.user_with_job(Role.PRIVACY_OFFICER, of=lake.provider))
    due = Part2Setting.objects.exclude(review_due_at=None).get()
    assert "protection was taken away" in privacy.get("/program/pacts/").content.decode()
    assert lake.admin.post(f"/program/part2/review/{due.pk}/", {"review": "Fine"}).status_code == 404
    assert privacy.post(f"/program/part2/review/{due.pk}/", {"review": ""}).status_code == 422
    assert privacy.post(f"/program/part2/review/{due.pk}/", {"review": "Read the letter."}).status_code == 302
    assert "protection was taken away" not in privacy.get("/program/pacts/").content.decode()
    assert "Read the letter." in lake.admin.get(url).content.decode()
    assert Client().get(url).status_code in (302, 404)
