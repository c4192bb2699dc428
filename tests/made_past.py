"""Old lists for tests, as messy as real ones, and the way of one through the pages. Everybody in them is invented."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.measures.past.sample import workbook

# Titles, two rows of names with merged groups, a blank column, times without dates, mangled ids and times, spellings,
# formulas, names and phones: what the page hands out as its sample.
messy_workbook = workbook


def sheet(*rows, other=(), title: str = "Calls") -> bytes:
    """An XLSX file with these rows, and a second sheet with `other`."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.active.title = title
    second = book.create_sheet("Other")
    for row in other:
        second.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def send(client, content, name="old.csv"):
    """Send a file; the address of its columns page."""
    content = content if isinstance(content, bytes) else content.encode()
    answer = client.post("/measures/past/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["errors"]
    return answer.url


def columns(client, url, **told):
    """Post the columns page as proposed, with `told` changed (`column_received="Date"`). The answer."""
    page = client.get(url)
    form = {f"column_{one['name']}": one["column"] for one in page.context["fields"]}
    agency = page.context["fields"][[one["name"] for one in page.context["fields"]].index("agency")]
    form |= {"fixed_agency": agency["fixed"] or agency["fixed_options"][1][0], "zone": page.context["told"].zone}
    return client.post(url, {**form, "source": "old list"} | told)


def spell(client, url, said=None):
    """Post the spellings page as proposed; `said` maps (field, spelling) to our word, "?" for unknown. The answer."""
    form = {}
    for name, _label, lines, _options in client.get(url).context["groups"]:
        for line in lines:
            form[f"{name}_{line['place']}"] = (said or {}).get((name, line["text"]), line["ours"])
    return client.post(url, form)


def bring(client, url):
    """Start from the last page and do the worker's part; the report's page."""
    answer = client.post(url, {"verb": "start"})
    assert answer.status_code == 302, answer.context["errors"]
    work.execute(run_id=str(Run.objects.latest("asked_at").pk))
    return client.get(answer.url)


def settled(client, content, name="old.csv", said=None, answers=None, **told):
    """The way of a file up to the look once more, with every proposal taken; that page's address."""
    at = columns(client, send(client, content, name), **told)
    assert at.status_code == 302, at.context["errors"]
    at = client.post(spell(client, at.url, said).url, answers or {})
    assert at.status_code == 302, [one["legend"] for one in at.context["questions"]]
    return at.url


def through(client, content, name="old.csv", **more):
    """The whole way of a file; its report's page."""
    return bring(client, settled(client, content, name, **more))
