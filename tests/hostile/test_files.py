"""Every hostile file at every door that takes files: refused with a reason, or taken as the data it is, never acted on."""

import csv
import gzip
import io
import itertools
import json
import resource
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from openpyxl import Workbook

from tandem.domain.incidents.actions import Call, copy_in
from tandem.domain.incidents.models import Incident
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.archive.tests.test_archive import emptied
from tandem.foundation.attachments import store
from tandem.foundation.attachments.doors import as_attachment
from tandem.foundation.attachments.models import File
from tandem.foundation.attachments.names import LONGEST, safe_name
from tandem.foundation.jobs.models import Run
from tandem.standards.tabular.models import Import
from tandem.surfaces.program.tests.test_imports import columns, counts, send, take
from tandem.surfaces.program.tests.test_program import signed_in
from tandem.vocabulary.law import Category
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Origin, Role
from tests import made
from tests.short import few, few_strings

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
LONGEST_SECONDS, MOST_GROWTH = 1.0, 50 * 1024
SHARED_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
FORMULA = tuple("=+-@|\t\r\n＝＋－＠")


@pytest.fixture
def admin(client):
    made.program()
    made.organization(OrganizationKind.PSAP, in_program=True)
    return signed_in(client, Role.ADMIN)


def table(rows) -> bytes:
    """Rows as a CSV with a header: id, time, type, place, narrative."""
    made_of = io.StringIO(newline="")
    csv.writer(made_of).writerows([["Call ID", "Received", "Nature", "Address", "Notes"], *rows])
    return made_of.getvalue().encode()


def workbook(**parts: bytes) -> bytes:
    """A good workbook with some of its parts put in place of others, by the last part of their name."""
    book, good = Workbook(), io.BytesIO()
    book.active.append(["Received", "Nature"])
    book.active.append(["2026-11-01 10:00", "Welfare check"])
    book.save(good)
    changed = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.pop(name.rpartition("/")[2], old.read(name))
            if name == "[Content_Types].xml" and "sharedStrings.xml" in parts:
                content = content.replace(b"</Types>", SHARED_STRINGS + b"</Types>")
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(f"xl/{name}", content)
    return changed.getvalue()


def refused(client, content: bytes, name="calls.xlsx") -> str:
    """The file is refused at the door, quickly and within bounds; the sentence. Nothing of it stays."""
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    answer = client.post("/program/import/", {"file": SimpleUploadedFile(name, content)})
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    assert answer.status_code == 422, name
    spent = sum(
        now.ru_utime + now.ru_stime - then.ru_utime - then.ru_stime for then, now in zip(before, after, strict=True)
    )
    # Starting the reader is about half a second of it.
    assert spent < LONGEST_SECONDS + 0.5, f"{name} took {spent:.1f} s"
    assert after[0].ru_maxrss - before[0].ru_maxrss < MOST_GROWTH
    assert not Import.objects.exists() and not File.objects.filter(gone_at=None).exists()
    assert not any(path.suffix for path in store.folder().iterdir())
    return answer.context["errors"]["file"]


def test_formulas_come_in_as_words_and_go_out_as_words(client, admin, shared):
    strings = json.loads((shared / "data/hostile/csv/formula_injection.json").read_bytes())
    good = [[number, "2026-11-01 10:00", one, one, one] for number, one in enumerate(strings)]
    bad = [[1000 + number, one, one, one, one] for number, one in enumerate(strings)]
    url = send(client, table(good + bad))
    columns(client, url)
    page = take(client, url)
    assert counts(page) == (len(strings), 0, len(strings))
    assert set(made.told(Incident, "call_type", "narrative")) == {(one, one) for one in strings}
    report = client.get(page.request["PATH_INFO"] + "refused/download/")
    rows = list(csv.reader(io.StringIO(b"".join(report.streaming_content).decode(), newline="")))[1:]
    for row in rows:
        assert not [cell for cell in row if cell.startswith(FORMULA)], row
    back = [row[7].removeprefix("'") for row in rows]
    assert back == [one.removeprefix("'") for one in strings]


@pytest.mark.whole
def test_a_file_name_is_data_and_never_a_path_or_a_header(client, admin, shared):
    names = json.loads((shared / "data/hostile/names/filenames.json").read_bytes())
    assert len(names) > 20
    content = table([[1, "2026-11-01 10:00", "X", "Y", ""]])
    for name in names:
        called = safe_name(name)
        assert called and len(called) <= LONGEST and not set(called) & set('/\\"<>|:*?\r\n\0$`;')
        assert (
            called not in ("..", ".") and called[0] not in "-.~" and called.split(".")[0].lower() not in ("con", "nul")
        )
        kept = store.keep([b"x"], name, category=Category.CAD_FACTS, owner_id=None)
        assert kept.path.parent == store.folder() and kept.path.name.isalnum()
        answer = as_attachment(kept.id)
        assert answer["Content-Disposition"].startswith("attachment") and "\n" not in answer["Content-Disposition"]
        assert answer["Content-Type"] == "application/octet-stream" and "Set-Cookie" not in answer.headers
        answer.file_to_stream.close()
        # Through the door itself; the framework leaves out a file whose name is nothing but a path.
        file = SimpleUploadedFile("x.csv", content)
        file._name = name
        sent = client.post("/program/import/", {"file": file})
        assert sent.status_code in (302, 422), name
        if sent.status_code == 302:
            assert client.get(sent.url).status_code == 200
    places = {path.name for path in store.folder().iterdir()}
    assert all(len(place) == 32 for place in places)


@pytest.mark.fuzz
def test_hostile_markup_in_any_part_of_a_spreadsheet_is_refused(client, admin, shared):
    hostile = {file.name: file.read_bytes() for file in sorted((shared / "data/hostile/xml").glob("*.xml"))}
    assert len(hostile) >= 7
    places = [("sheet1.xml", name) for name in hostile]
    places += itertools.product(
        ("workbook.xml", "styles.xml", "sharedStrings.xml", "[Content_Types].xml"),
        ("billion_laughs.xml", "xxe_file.xml"),
    )
    for part, name in few(places, every=4):
        assert refused(client, workbook(**{part: hostile[name]}), f"{part} {name}")


def test_a_bomb_a_crowd_a_slip_and_a_link_are_refused_before_anything_is_unpacked(client, admin, shared):
    bomb = workbook(**{"sheet1.xml": b" " * 50_000_000})
    assert "far too large" in refused(client, bomb)
    crowd = io.BytesIO()
    with zipfile.ZipFile(crowd, "w") as many:
        for number in range(20_000):
            many.writestr(f"xl/{number}.xml", b"")
    assert "too many parts" in refused(client, crowd.getvalue())
    for name in ("../../etc/passwd", "/etc/passwd", "xl\\..\\x", "a\x01b", "C:x"):
        slip = io.BytesIO()
        with zipfile.ZipFile(slip, "w") as one:
            one.writestr(zipfile.ZipInfo(name), b"x")
        assert "leads out" in refused(client, slip.getvalue()), name
    assert refused(client, (shared / "data/hostile/archive/symlink.zip").read_bytes())
    good = workbook()
    assert "cut off" in refused(client, good[:-30])
    # The sizes an archive states are no promise: what is longer than it says is damaged, not read on.
    lying = bytearray(good)
    at = lying.rfind(b"xl/worksheets/sheet1.xml") - 46
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(client, bytes(lying))


def test_other_kinds_of_files_are_told_apart(client, admin, shared):
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("calls.csv", "a,b\n")
    assert "zip archive, not a spreadsheet" in refused(client, plain.getvalue())
    assert "old Excel" in refused(client, b"\xd0\xcf\x11\xe0" + b"\0" * 600, "calls.xls")
    assert "empty" in refused(client, b"", "calls.csv")
    assert "UTF-16" in refused(client, "a,b\n1,2\n".encode("utf-16"), "calls.csv")


def test_a_page_or_script_dressed_as_a_table_is_words(client, admin, shared):
    """A polyglot PDF and a scripted SVG are read as lines of text, shown as text, and never served as what they are."""
    for name in ("polyglot_pdf_html.pdf", "svg_script.svg"):
        content = (shared / "data/hostile/archive" / name).read_bytes()
        sent = client.post("/program/import/", {"file": SimpleUploadedFile(name, content)})
        assert sent.status_code in (302, 422)
        if sent.status_code == 302:
            shown = client.get(sent.url).content.decode()
            assert "<script>alert" not in shown and "<svg onload" not in shown
        kept = store.keep([content], name, category=Category.CAD_FACTS, owner_id=None)
        answer = as_attachment(kept.id, ours=True)
        assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
        answer.file_to_stream.close()


def test_a_packed_body_is_never_unpacked(client, admin):
    """`Content-Encoding: gzip` at each door that takes a body: the bytes are what they are, and no form."""
    packed = gzip.compress(b"\0" * 20_000_000)
    for path in ("/program/import/", "/program/export/", "/sign-in/", "/api/v1/intake/eido"):
        for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json"):
            began = time.process_time()
            answer = client.post(path, packed, content_type=kind, HTTP_CONTENT_ENCODING="gzip")
            assert answer.status_code in (302, 400, 401, 413, 415, 422), (path, kind)
            assert time.process_time() - began < LONGEST_SECONDS
    assert not Import.objects.exists() and not Incident.objects.exists()


@pytest.fixture
def strings(shared):
    found = json.loads((shared / "data/hostile/blns.json").read_bytes())
    assert len(found) > 500
    return found


@pytest.mark.fuzz
def test_naughty_strings_through_the_page_and_out_by_the_report(client, admin, strings):
    strings = few_strings(strings, every=4)
    good = [[number, "2026-11-01 10:00", one[:200], one[:300], one] for number, one in enumerate(strings)]
    bad = [[9000 + number, "no date", "", "", one] for number, one in enumerate(strings)]
    url = send(client, table(good + bad))
    columns(client, url)
    page = take(client, url)
    stored = dict(made.told(Incident, "source_id", "narrative"))
    assert len(stored) + page.context["found"].refused == 2 * len(strings)
    for number, one in enumerate(strings):
        if "\0" not in one:
            assert stored[str(number)] == one
    report = client.get(page.request["PATH_INFO"] + "refused/download/")
    rows = list(csv.reader(io.StringIO(b"".join(report.streaming_content).decode(), newline="")))[1:]
    back = {row[3]: row[7] for row in rows}
    for number, one in enumerate(strings):
        out = back[str(9000 + number)]
        assert out == one or (out == f"'{one}" and one.startswith((*FORMULA, "\0"))), one
    listed = page.content.decode()
    for one in strings:
        if one.lower().startswith(("<script", "<img", "<svg", "<iframe")):
            assert one not in listed


@pytest.mark.whole
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_naughty_strings_out_by_export_and_back_by_restore(strings, tmp_path):
    agency, now = made.organization(OrganizationKind.PSAP), clock.now()
    told = {"source": "blns", "agency_id": agency.pk, "origin": Origin.CAD, "received_at": now}
    calls = [(one, Call(source_id=str(number), narrative=one, **told)) for number, one in enumerate(strings)]
    system = Actor.system("test", Permission.INCIDENT_IMPORT)
    copy_in(calls, actor=system, refuse=lambda one, _why: None)
    before = sorted(made.told(Incident, "source_id", "narrative", "place"))
    call_command("export", str(tmp_path / "all.zip"), open=True)
    emptied()
    call_command("restore", str(tmp_path / "all.zip"))
    assert sorted(made.told(Incident, "source_id", "narrative", "place")) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM incidents_incident WHERE octet_length(narrative) > 0")
        assert cursor.fetchone()[0] > 400


def test_nothing_runs_for_a_file_that_was_refused(client, admin):
    refused(client, b"PK\x03\x04 this is no archive")
    assert not Run.objects.exists()
