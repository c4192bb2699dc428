"""Files that were made by accident or on purpose: refused in a sentence, or read as what they are; never run."""

import io
import zipfile
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tandem.foundation.attachments.models import File
from tandem.measures.past.models import PastFinding, PastImport, PastRow
from tandem.surfaces.insight.past.tests.test_way_in import manager, rows_of  # noqa: F401
from tandem.vocabulary.past import Became, Reason
from tests.made_past import columns, send, spell, through
from tests.short import few

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("manager")]
ROWS = "Date,Outcome\n2024-03-04 10:00,Engaged\n2024-03-05 10:00,Refused\n"


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return made.getvalue()


def not_a_workbook() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return made.getvalue()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("content", "sentence"),
    few(
        [
            (b"", "empty"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel"),
            (b"<html><table><tr><td>Date</td></tr></table></html>", "web page"),
            (b"PK\x03\x04" + b"\0" * 200, "damaged"),
            (ROWS.encode("utf-16")[:-1], "UTF-16"),
            pytest.param(bomb(), "far too large", id="bomb"),
            pytest.param(not_a_workbook(), "not a spreadsheet", id="zip"),
            (b"\n\n\n", "no row"),
        ],
        every=2,
    ),
)
def test_a_file_that_cant_be_read_is_refused_in_a_sentence_and_nothing_stays(client, content, sentence):
    answer = client.post("/measures/past/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422 and sentence in answer.context["errors"]["file"]
    assert not PastImport.objects.exists() and not File.objects.filter(gone_at=None).exists()


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "content", few([ROWS.encode("utf-16"), ROWS.encode("utf-8-sig"), ROWS.replace(",", ";").encode()], every=2)
)
def test_other_writings_of_the_same_rows_are_the_same_rows(client, content):
    assert through(client, content).context["one"].tally["kept"] == 2


def test_windows_letters_in_a_file_of_utf_8(client):
    old = "Date,Outcome,City\n2024-03-04 10:00,Engaged,Españolà\n2024-03-05 10:00,Engaged,X\n".encode()
    page = through(client, old.replace(b"X\n", b"San Jos\xe9\n"), column_area="City")
    assert page.context["one"].tally["kept"] == 2 and rows_of(Became.MENDED, Reason.LETTERS) == [3]
    assert sorted(PastRow.objects.values_list("area", flat=True)) == ["Españolà", "San José"]


@pytest.mark.whole
def test_formulas_are_their_last_value_or_unknown_and_never_run(client):
    book = Workbook()
    for row in (
        ["Date", "Outcome"],
        [datetime(2024, 3, 4, 10), "Engaged"],
        ["=NOW()", "=1+1"],
        [datetime(2024, 3, 5, 9), "=A2"],
    ):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    page = through(client, made.getvalue(), "formulas.xlsx")
    # What was never shown has no value: the second row is empty, the third has no outcome.
    tally = page.context["one"].tally
    assert (tally["rows"], tally["kept"], tally["as_they_stood"], tally["refused"]) == (2, 2, 2, 0)
    assert sorted(PastRow.objects.values_list("contact_outcome", flat=True)) == ["", "engaged"]


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "text", few(["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "{{7*7}}", "\u202etxt"], every=3)
)
def test_a_cell_that_means_to_be_run_is_shown_as_text(client, text):
    url = send(client, f'Date,Outcome\n2024-03-04 10:00,"{text}"\n2024-03-05 10:00,Engaged\n')
    at = columns(client, url)
    page = client.get(at.url)
    assert b"<script>alert" not in page.content and b"49" not in page.content.split(b"<main")[1].split(b"{{7")[0][-40:]
    assert {line["text"]: line["ours"] for line in page.context["groups"][0][2]}[text] == "?"
    assert spell(client, at.url).status_code == 302


def test_naughty_cells_never_break_a_page(client):
    cells = [
        "\x00",
        "NULL",
        "'; DROP TABLE x; --",
        "田中さん",
        "\U0001f4a9" * 70,
        "\ufeff",
        "1/0",
        "NaN",
        "\t\t",
        "%s%n",
        "a" * 90_000,
    ]
    body = "".join(f'2024-03-04 10:0{n % 10},"{cell}","{cell}"\n' for n, cell in enumerate(cells))
    at = columns(client, send(client, "Date,Outcome,MRN\n" + body), column_person="MRN", column_contact_outcome="")
    page = client.get(client.post(spell(client, at.url).url, {}).url)
    assert page.status_code == 200 and page.context["tally"].kept >= 8


def test_a_torn_row_costs_itself_alone(client):
    good = "".join(f"2024-03-06 10:{n},Engaged,Oakton\n" for n in range(10, 20))
    torn = '2024-03-04 10:00,Engaged,"Elmview\n2024-03-05 10:00,Engaged,Oakton\n'
    old = f'Date,Outcome,City\n{good}{torn}2024-03-07 10:00,Engaged,Oakton,more\n2024-03-08 10:00,Engaged,"Oakton"\n'
    page = through(client, old)
    assert page.context["one"].tally["kept"] == 12
    assert rows_of(Became.REFUSED, Reason.TORN) == [12] and rows_of(Became.REFUSED, Reason.TOO_WIDE) == [14]
    assert not [one for one in PastFinding.objects.all() if "Elmview" in str(one.examples)]


def test_a_run_whose_worker_died_is_done_again_and_leaves_nothing_twice(client):
    from tandem.foundation.jobs import work
    from tandem.foundation.jobs.models import Run
    from tests.made_past import settled

    client.post(settled(client, ROWS), {"verb": "start"})
    run = Run.objects.latest("asked_at")
    brought = PastImport.objects.get()
    from tandem.foundation.acts.act import guard

    with guard(brought.pk):
        PastRow.objects.create(brought=brought, number=2, agency="x", received_at=datetime.now().astimezone())
    work.execute(run_id=str(run.pk))
    assert PastRow.objects.count() == 2
