"""From a messy file to a measure, and out again, through the pages a program manager uses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.foundation.marts import Mart
from tandem.measures.past.models import PastImport, PastRow
from tandem.surfaces.insight import facts as filling
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
LIST = """Date,Arrived,Outcome,MRN
2024-03-04 21:41,2024-03-04 22:00,Engaged,A1
2024-03-05 10:00,2024-03-05 10:20,engaged,A2
2024-03-05 11:00,2024-03-05 10:20,Refused,A1
2024-03-06,,,
,,Refused,
"""


@pytest.fixture
def manager(client, settings, tmp_path):
    settings.MART_DIR = tmp_path / "marts"
    made.program()
    made.organization(OrganizationKind.PROVIDER, in_program=True, name="Juniper House", short_name="Juniper")
    actor = made.user_with_job(Role.EVALUATOR)
    sit(client, actor)
    return actor


def send(client, content, name="old.csv"):
    """Send a file; the address of its columns page."""
    content = content if isinstance(content, bytes) else content.encode()
    answer = client.post("/measures/past/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["errors"]
    return answer.url


def columns(client, url, **told):
    """Post the columns page as proposed, with `told` changed. The answer."""
    page = client.get(url)
    form = {f"column_{one['name']}": one["column"] for one in page.context["fields"]}
    form |= {"fixed_agency": "Juniper", "zone": page.context["told"].zone, "source": "old list"}
    return client.post(url, form | told)


def spell(client, url, **told):
    """Post the spellings page as proposed; `told` is field and spelling → our word."""
    page = client.get(url)
    form = {}
    for name, _label, lines, _options in page.context["groups"]:
        for line in lines:
            form[f"{name}_{line['place']}"] = told.get(f"{name}:{line['text']}", line["ours"])
    return client.post(url, form)


def bring(client, url):
    """Start from the last page and do the worker's part; the report's page."""
    answer = client.post(url, {"verb": "start"})
    assert answer.status_code == 302, answer.context["errors"]
    work.execute(run_id=str(Run.objects.latest("asked_at").pk))
    return client.get(answer.url)


def through(client, content, name="old.csv", **answers):
    """The whole way with every proposal taken and `answers` given to the questions of times; the report's page."""
    url = send(client, content, name)
    at = columns(client, url)
    assert at.status_code == 302, at.context["errors"]
    at = spell(client, at.url)
    at = client.post(at.url, answers)
    assert at.status_code == 302, [one["legend"] for one in at.context["questions"]]
    return bring(client, at.url)


def test_a_file_becomes_rows_that_a_measure_counts_and_goes_out_whole(client, manager):
    page = through(client, LIST)
    tally = page.context["one"].tally
    assert tally == {"rows": 5, "kept": 4, "mended": 1, "set_aside": 2, "unknown": 0, "refused": 1}
    for _month in filling.fill_every_month("encounters"):
        pass
    found = Mart(filling.mart().folder)
    assert found.ledger().rows("encounters")["2024-03"] == 4
    client.post(page.request["PATH_INFO"] + "take-out/")
    assert not PastRow.objects.exists() and PastImport.objects.get().out_at
    assert filling.fill_month("encounters", "2024-03") == 0
