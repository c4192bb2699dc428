"""A file is sent, mapped, looked at, taken in by a run, and what was refused is listed and handed out."""

import csv
import io
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook

from tandem.domain.incidents.models import Incident
from tandem.foundation.acts import batch
from tandem.foundation.attachments import store
from tandem.foundation.jobs import work
from tandem.foundation.jobs.asking import stop
from tandem.foundation.jobs.models import Run
from tandem.standards.tabular.models import Import, SavedMapping
from tandem.surfaces.program.tests.test_program import signed_in
from tandem.vocabulary.runs import RunState
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made
from tests.short import few

pytestmark = pytest.mark.django_db
TABLE = """Call ID,Date,Time,Nature,Address,Town,Notes
1,11/01/2026,21:41,MENTAL HEALTH CRISIS,12 Mill Lane,Elmview,He talks to himself
2,11/01/2026,22:05,Welfare check,"5 Oak St, flat 2",Elmview,
3,11/02/2026,,Welfare Check,1 Elm St,Oakton,no time was written
4,11/31/2026,09:00,Welfare check,1 Elm St,Oakton,no such day
"""


@pytest.fixture
def admin(client):
    made.program()
    made.organization(OrganizationKind.PSAP, in_program=True)
    return signed_in(client, Role.ADMIN)


def send(client, content, name="calls.csv"):
    """Send a file; the address of its columns page."""
    content = content if isinstance(content, bytes) else content.encode()
    answer = client.post("/program/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["errors"]
    return answer.url


def columns(client, url, **told):
    """Post the columns page as it was suggested, with `told` changed."""
    page = client.get(url)
    form = {f"column_{one['name']}": one["column"] for one in page.context["fields"]}
    form |= {one["name"]: one["fixed"] for one in page.context["fields"] if one["fixable"]}
    kept = page.context["told"]
    form |= {"source": kept.source or "county", "agency": page.context["agency"], "zone": kept.zone}
    form |= {"date_form": kept.date_form, "used": page.context["used"]} | ({"header": "on"} if kept.header else {})
    return client.post(url, form | told)


def take(client, url):
    """Start from the preview and do the worker's part; the report's page."""
    report = client.post(url.replace("columns", "preview"), {"verb": "start"}).url
    work.execute(run_id=str(Run.objects.latest("asked_at").pk))
    return client.get(report)


def counts(page):
    found = page.context["found"]
    return found.accepted, found.unchanged, found.refused


def test_from_the_file_to_the_report(client, admin):
    url = send(client, TABLE)
    page = client.get(url)
    guessed = {one["name"]: one["column"] for one in page.context["fields"] if one["column"]}
    assert guessed == {
        "received_at": "Date",
        "received_time": "Time",
        "id": "Call ID",
        "call_type": "Nature",
        "location": "Address",
        "area": "Town",
        "narrative": "Notes",
    }
    assert columns(client, url).url == url.replace("columns", "preview")
    words = url.replace("columns", "words")
    page = client.get(words)
    assert b"Welfare check" in page.content and b"Spelled in more than one way" in page.content
    their = {"their_call_type": "MENTAL HEALTH CRISIS", "our_call_type": "Mental health crisis"}
    client.post(words, their)
    page = client.get(url.replace("columns", "preview"))
    first, second, third, fourth = (row for row, _cells, _whole in page.context["rows"])
    assert first.values["call_type"] == "Mental health crisis"
    assert first.values["received_at"] == datetime(2026, 11, 2, 2, 41, tzinfo=UTC)
    # Shown by the program's own clock.
    assert b"2026-11-01 21:41" in page.content
    assert second.values["narrative"] == ""
    assert set(third.problems) == {"received_at"} and "date without a time" in third.problems["received_at"]
    assert set(fourth.problems) == {"received_at"}
    assert not Incident.objects.exists()
    page = take(client, url)
    assert counts(page) == (2, 0, 2)
    assert [(one.line, label) for one, label in page.context["refused"]] == [
        ("4", "When the call came"),
        ("5", "When the call came"),
    ]
    call = Incident.objects.get(source_id="1")
    assert (call.call_type, call.received_at) == ("Mental health crisis", datetime(2026, 11, 2, 2, 41, tzinfo=UTC))
    # Two spellings are two words until somebody says they are one.
    assert Incident.objects.get(source_id="2").call_type == "Welfare check"
    report = client.get(page.request["PATH_INFO"] + "refused/download/")
    assert report["Content-Disposition"] == 'attachment; filename="refused-calls.csv"'
    rows = list(csv.reader(io.StringIO(b"".join(report.streaming_content).decode())))
    assert rows[0] == ["line", "field", "reason", "row"]
    assert rows[1][3:] == ["3", "11/02/2026", "", "Welfare Check", "1 Elm St", "Oakton", "no time was written"]
    assert counts(take_again(client)) == (0, 2, 2)


def take_again(client):
    url = send(client, TABLE)
    columns(client, url)
    client.post(
        url.replace("columns", "words"),
        {"their_call_type": "MENTAL HEALTH CRISIS", "our_call_type": "Mental health crisis"},
    )
    return take(client, url)


def workbook(*rows, second=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Calls"
    sheet = book.create_sheet("Other")
    for row in second:
        sheet.append(row)
    made_of = io.BytesIO()
    book.save(made_of)
    return made_of.getvalue()


# In its place in `bin/test`: tests/hostile/test_files.py, spreadsheets through this page; standards/tabular/tests,
# what a cell may hold.
@pytest.mark.whole
def test_a_spreadsheet_with_real_dates_numbers_and_blanks(client, admin):
    content = workbook(
        ["Incident", "Received", "Nature", "Lat", "Lng"],
        [101, datetime(2026, 3, 7, 23, 59), "Welfare check", 40.08, -75.38],
        [102, datetime(2026, 3, 7, 0, 0), "Midnight is a time", None, None],
        [103, date(2026, 3, 7), "a date alone", None, None],
        [104, time(21, 41), "a time alone", None, None],
        [105, datetime(1900, 1, 2, 1, 0), "long ago", None, None],
        [106, datetime(2026, 3, 8, 2, 30), "skipped by the clocks", None, None],
        [107, "2026-03-07 08:00", "=1+1", None, None],
        [108.5, "-3", "not a date", None, None],
    )
    url = send(client, content, "calls.xlsx")
    columns(client, url)
    page = take(client, url)
    assert counts(page) == (3, 0, 5)
    assert sorted(one.line for one, _label in page.context["refused"]) == ["4", "5", "6", "7", "9"]
    whys = " ".join(one.reason for one, _label in page.context["refused"])
    for words in ("date without a time", "time without a date", "too long ago", "did not exist"):
        assert words in whys
    call = Incident.objects.get(source_id="101")
    assert (call.latitude, call.received_at) == (40.08, datetime(2026, 3, 8, 4, 59, tzinfo=UTC))
    assert Incident.objects.get(source_id="102").latitude is None
    # A formula that no spreadsheet has counted yet holds nothing; its words are never run or stored.
    assert Incident.objects.get(source_id="107").call_type == ""


@pytest.mark.whole
def test_another_sheet_sign_and_encoding_can_be_chosen(client, admin):
    url = send(client, workbook(["a"], ["b"], second=[["Received", "Type"], ["2026-11-01 10:00", "X"]]), "two.xlsx")
    client.post(url, {"verb": "form", "sheet": "Other"})
    assert client.get(url).context["seen"].names() == ["Received", "Type"]
    assert client.post(url, {"verb": "form", "sheet": "Nowhere"}).status_code == 422
    url = send(client, "Received;Address\n2026-11-01 10:00;Café Nord\n".encode("cp1252"))
    seen = client.get(url).context["seen"]
    assert (seen.form.delimiter, seen.form.encoding, str(seen.rows[1][1])) == (";", "cp1252", "Café Nord")
    client.post(url, {"verb": "form", "delimiter": ",", "encoding": "utf-8"})
    assert client.get(url).context["seen"].names() == ["Received;Address"]
    assert client.post(url, {"verb": "form", "delimiter": "x", "encoding": "utf-8"}).status_code == 422


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("change", "field"),
    few(
        [
            ({"column_received_at": ""}, "received_at"),
            ({"column_received_at": "Nowhere"}, "received_at"),
            ({"column_area": "Nature"}, "area"),
            ({"area": "Elmview"}, "area"),
            ({"origin": "pigeon"}, "origin"),
            ({"narrative": "a\x00", "column_narrative": ""}, "narrative"),
            ({"source": ""}, "source"),
            ({"source": "x" * 121}, "source"),
            ({"agency": ""}, "agency"),
            ({"agency": "00000000-0000-0000-0000-000000000000"}, "agency"),
            ({"zone": "Mars/Olympus"}, "zone"),
            ({"date_form": "stardate"}, "date_form"),
        ],
        every=8,
    ),
)
def test_a_mapping_that_cannot_be_used_says_which_field(client, admin, change, field):
    url = send(client, TABLE)
    answer = columns(client, url, **change)
    assert answer.status_code == 422
    assert field in answer.context["errors"]
    assert client.get(url.replace("columns", "preview")).url == url


def test_a_mapping_is_kept_under_a_name_with_editions_for_page_and_command(client, admin, tmp_path, capsys):
    url = send(client, TABLE)
    columns(client, url, source="county-cad")
    preview = url.replace("columns", "preview")
    assert client.post(preview, {"verb": "save", "save_as": " "}).status_code == 422
    assert client.post(preview, {"verb": "save", "save_as": "a/b"}).status_code == 422
    for _twice in range(2):
        client.post(preview, {"verb": "save", "save_as": "County CAD"})
    assert SavedMapping.objects.count() == 1
    columns(client, url, source="county-cad", column_narrative="")
    client.post(preview, {"verb": "save", "save_as": "County CAD"})
    assert list(SavedMapping.objects.values_list("name", "number")) == [("County CAD", 1), ("County CAD", 2)]
    page = client.get(send(client, TABLE) + "?mapping=County CAD/1")
    assert page.context["told"].fields["narrative"].column == "Notes"
    file = tmp_path / "calls.csv"
    file.write_text(TABLE)
    call_command("import", "calls", str(file), "--mapping", "County CAD", "--json")
    assert '"accepted": 2' in capsys.readouterr().out
    assert Incident.objects.get(source="county-cad", source_id="1").narrative == ""
    call_command("import", "calls", str(file), "--mapping", "County CAD/1", "--source", "again", "--json")
    assert Incident.objects.get(source="again", source_id="1").narrative == "He talks to himself"


# In its place in `bin/test`: test_a_waiting_import_can_be_stopped_before_it_starts; foundation/jobs,
# test_it_is_stopped_while_it_waits_and_while_it_works; standards/tabular, test_what_was_stopped_is_finished_by_the_same_command.
@pytest.mark.whole
def test_a_running_import_shows_how_far_it_is_and_can_be_stopped(client, admin, monkeypatch):
    monkeypatch.setattr(batch.pieces, "__defaults__", (10,))
    monkeypatch.setattr(work, "SAY_SECONDS", 0)
    rows = "\n".join(f"2026-11-01 10:00,Call {number}" for number in range(35))
    url = send(client, f"Received,Nature\n{rows}\n")
    columns(client, url)
    report = client.post(url.replace("columns", "preview"), {"verb": "start"}).url
    assert b"Waiting to start" in client.get(report).content
    run = Run.objects.get()
    assert run.total == 36
    seen, say = [], work.Doing.say

    def look(doing, done, *args, **words):
        say(doing, done, *args, **words)
        seen.append(client.get(f"{report}?part=run").content.decode())
        if len(seen) == 2:
            client.post(f"{report}stop/")

    monkeypatch.setattr(work.Doing, "say", look)
    work.execute(run_id=str(run.pk))
    assert 'value="10"' in seen[0] and "20 taken in" in seen[1]
    page = client.get(report)
    assert counts(page) == (20, 0, 0) or counts(page) == (30, 0, 0)
    assert b"Whole pieces stay" in page.content
    assert client.get(f"{report}?part=run")["HX-Refresh"] == "true"
    stayed = Incident.objects.count()
    monkeypatch.setattr(work.Doing, "say", say)
    url = send(client, f"Received,Nature\n{rows}\n")
    columns(client, url)
    assert counts(take(client, url)) == (35 - stayed, stayed, 0)


def test_a_run_that_broke_says_so_and_keeps_what_is_in(client, admin, monkeypatch):
    url = send(client, TABLE)
    columns(client, url)
    monkeypatch.setattr("tandem.standards.tabular.imports.calls", lambda *_: 1 / 0)
    page = take(client, url)
    assert page.context["run"].state == RunState.FAILED
    assert b"did not finish" in page.content and b"Something broke on our side" in page.content


def test_a_file_that_is_gone_or_somebody_elses_is_not_there(client, admin):
    url = send(client, TABLE)
    other = made.user_with_job(Role.ADMIN)
    Import.objects.update(made_by=other.id)
    for path in (url, url.replace("columns", "preview"), url.replace("columns/", "")):
        assert client.get(path).status_code == 404
    Import.objects.update(made_by=admin.id)
    store.discard(Import.objects.get().file_id)
    assert client.get(url).status_code == 404
    assert client.get(f"/program/import/{uuid4()}/").status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize("role", few([Role.CLINICIAN, Role.DISPATCHER, Role.PRIVACY_OFFICER, Role.EVALUATOR], every=3))
def test_other_roles_find_nothing_here(client, role):
    made.program()
    signed_in(client, role)
    assert client.get("/program/import/").status_code == 404
    answer = client.post("/program/import/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")})
    assert answer.status_code == 404
    assert not Import.objects.exists()


def test_a_visitor_sends_nothing(client):
    made.program()
    answer = client.post("/program/import/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")})
    assert answer.status_code == 400


def test_a_waiting_import_can_be_stopped_before_it_starts(client, admin):
    url = send(client, TABLE)
    columns(client, url)
    report = client.post(url.replace("columns", "preview"), {"verb": "start"}).url
    run = Run.objects.get()
    stop(run.pk, actor=admin)
    work.execute(run_id=str(run.pk))
    assert not Incident.objects.exists()
    assert b"was stopped" in client.get(report).content
    # A second start of the same import is the run there is.
    assert client.post(url.replace("columns", "preview"), {"verb": "start"}).url == report


def test_signs_of_behavioral_health_come_in_as_ours_or_not_at_all(client, admin):
    rows = [
        "2026-11-01 10:00,A,Y",
        "2026-11-01 10:01,B,",
        "2026-11-01 10:02,C,N",
        "2026-11-01 10:03,D,confused;self_harm",
    ]
    rows += ["2026-11-01 10:04,E,perhaps"]
    url = send(client, "\n".join(["Received,Nature,MH flag", *rows]))
    columns(client, url)
    words = url.replace("columns", "words")
    theirs = {"their_sign": ["Y", "N"], "our_sign": ["marked", "no such sign"]}
    answer = client.post(words, theirs)
    assert answer.status_code == 422 and b"is none of ours" in answer.content and b"no such sign" in answer.content
    client.post(words, theirs | {"our_sign": ["marked", "unknown"]})
    assert counts(take(client, url)) == (4, 0, 1)
    found = dict(Incident.objects.values_list("call_type", "signs"))
    assert found == {"A": {"marked": "system"}, "B": {}, "C": {}, "D": {"confused": "system", "self_harm": "system"}}
    assert dict(Incident.objects.values_list("call_type", "behavioral_health"))["C"] is None
