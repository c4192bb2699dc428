"""From a messy file to a measure, and out again, through the pages a program manager uses."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.attachments import store
from tandem.foundation.jobs import work
from tandem.foundation.jobs.asking import stop
from tandem.foundation.jobs.models import Run
from tandem.measures import results
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.past.actions import sweep
from tandem.measures.past.models import PastFinding, PastImport, PastRow
from tandem.standards.tabular.models import SavedMapping
from tandem.surfaces.insight import facts as filling
from tandem.vocabulary.past import Became, Reason
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.terms import OrganizationKind, Role
from tests import made, made_past
from tests.made_past import bring, columns, send, settled, spell, through
from tests.short import few
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
    juniper = made.organization(OrganizationKind.PROVIDER, in_program=True, name="Juniper House", short_name="Juniper")
    actor = made.user_with_job(Role.EVALUATOR, of=juniper)
    sit(client, actor)
    return actor


def fill(*months):
    """Fill these months, those of the newest import unless told, as its event does."""
    for month in months or PastImport.objects.latest("made_at").months:
        for table in ("incidents", "encounters"):
            filling.fill_month(table, month)


def counted(measure, start="2024-01", end="2024-12"):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    found = CATALOGUE[measure]
    return results.compute(found, filling.mart(), start_month=start, end_month=end, zone="America/New_York", now=now)


def rows_of(became, reason):
    """Row numbers of the newest import by what became of them and why."""
    found = PastFinding.objects.filter(became=became, reason=reason, brought=PastImport.objects.latest("made_at"))
    return sorted({row for one in found for row in one.rows})


def test_a_file_becomes_rows_that_a_measure_counts_and_goes_out_whole(client, manager):
    page = through(client, LIST)
    tally = page.context["one"].tally
    assert tally == {"rows": 5, "kept": 4, "as_they_stood": 2, "mended": 1, "set_aside": 2, "unknown": 0, "refused": 1}
    assert rows_of(Became.SET_ASIDE, Reason.NEGATIVE) == [4] and rows_of(Became.REFUSED, Reason.NO_DATE) == [6]
    # The report is a table that a spreadsheet opens as text.
    answer = client.get(page.request["PATH_INFO"] + "report.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["Row of the file", "What became of it", "Field", "Why"]
    assert ["6", "Refused", "When the call came"] in [row[:3] for row in rows]
    assert answer["Content-Type"].startswith("text/csv") and answer["Cache-Control"] == "no-store"
    fill()
    found = counted("contact_outcome_mix")
    assert (found.n, found.numerator, found.past) == (3, 2, 3)
    assert {one.id: one.count for one in found.exclusions}["unknown_outcome"] == 1
    # The same person in two rows is one person; the key is the mart's own.
    keys = [row.person for row in PastRow.objects.order_by("number")]
    assert keys[0] == keys[2] != keys[1] and len(keys[0]) == 32 and keys[3] == ""
    client.post(page.request["PATH_INFO"] + "take-out/")
    assert not PastRow.objects.exists() and PastImport.objects.get().out_at
    fill()
    assert counted("contact_outcome_mix").n == 0
    page = client.get(page.request["PATH_INFO"])
    assert b"count no more" in page.content and b"Take its" not in page.content


def test_the_messy_sample_from_its_titles_to_its_report(client, manager):
    url = send(client, made_past.messy_workbook(), "old list.xlsx")
    page = client.get(url)
    assert (page.context["seen"].header_row, page.context["seen"].header_rows) == (4, 2)
    guessed = {one["name"]: one["column"] for one in page.context["fields"] if one["column"]}
    assert guessed == {
        "received": "Call / Date",
        "received_time": "Times / Received",
        "dispatched": "Times / Sent",
        "arrived": "Times / Arrived",
        "cleared": "Times / Cleared",
        "call": "Call / Case #",
        "person": "Who / MRN",
        "contact_outcome": "What happened / Outcome",
        "disposition": "What happened / Disposition",
        "ed": "What happened / ED?",
        "area": "What happened / City",
    }
    assert set(page.context["never"]) == {"Who / Client name", "Who / Phone", "Who / Notes"}
    at = columns(client, url)
    page = client.get(at.url)
    lines = {line["text"]: line for line in page.context["groups"][0][2]}
    assert (lines["REFUSD"]["ours"], lines["Pt. refused"]["ours"], lines["see notes"]["ours"]) == (
        "declined",
        "declined",
        "?",
    )
    assert lines["REFUSD"]["why"] and not lines["Engaged"]["why"]
    at = spell(client, at.url)
    page = client.get(at.url)
    # The city "Elm View" is proposed as Elmview; times after midnight are asked about, with the rows.
    assert [one["name"] for one in page.context["questions"]] == ["next_day"]
    at = client.post(at.url, {"next_day": "next"})
    page = client.get(at.url)
    assert not PastRow.objects.exists()
    before = page.context["tally"]
    page = bring(client, at.url)
    tally = page.context["one"].tally
    assert tally["kept"] == before.kept == 240 and tally["refused"] == 1
    assert rows_of(Became.REFUSED, Reason.NO_DATE) == [246]
    assert rows_of(Became.SET_ASIDE, Reason.MANGLED_ID) == [5 + 41 * n for n in range(1, 6)]
    assert rows_of(Became.SET_ASIDE, Reason.MANGLED_TIME) == [5 + 29 * n for n in range(1, 9)]
    assert len(rows_of(Became.UNKNOWN, Reason.NOT_MAPPED)) == tally["unknown"] > 0
    fill()
    wait = counted("request_to_arrival", end="2025-12")
    assert wait.n > 200 and wait.n == wait.past
    # What the report set aside is what the measure sets aside, for the same reasons.
    aside = PastFinding.objects.filter(field="received>arrived")
    assert {one.reason: len(one.rows) for one in aside} == {
        one.id: one.count for one in wait.exclusions if one.impossible and one.count
    }


def test_no_name_phone_address_or_word_of_the_file_stays(client, manager):
    rows = "".join(
        f'24-000{n},2024-03-{n} 10:00,2024-03-{n} 10:{n},Engaged,"see porch",CL-00{n},Ada Hazel {n},555-0142,"=HYPERLINK(1)"\n'
        for n in range(10, 30)
    )
    head = "Case #,Date,Arrived,Outcome,Disposition,MRN,Client name,Phone,Notes\n"
    said = {("disposition", "see porch"): "?"}
    page = through(client, head + rows + "24-00099,Ada Alder,,,,,,,\n", said=said)
    assert page.context["one"].tally["kept"] == 20
    fill()
    there = "".join(path.read_bytes().decode("latin-1") for path in filling.mart().folder.rglob("*") if path.is_file())
    with connection.cursor() as cursor:
        for table in ("past_pastimport", "past_pastrow", "past_pastfinding", "jobs_run", "acts_log", "audit_entry"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            there += cursor.fetchone()[0] or ""
    there += page.content.decode() + client.get(page.request["PATH_INFO"] + "report.csv").content.decode()
    for word in ("Alder", "Hazel", "555-0142", "porch", "HYPERLINK", "CL-00", "24-00010", "24-00029"):
        assert word not in there, word
    assert store.kept(PastImport.objects.get().file_id).gone_at
    assert not [one for one in store.folder().iterdir() if b"Hazel" in one.read_bytes()]


def test_a_drill_says_the_row_of_the_file_and_opens_no_record(client, manager):
    through(client, LIST)
    fill()
    clinician = sit(client, made.user_with_job(Role.CLINICIAN))
    text = clinician.get("/measures/contact_outcome_mix/rows/?period=24").content.decode()
    assert "Row " not in text or "imported file" in text
    from tandem.surfaces.insight.behind import opened

    row = PastRow.objects.get(number=2)
    shown = opened(manager, "encounters", [str(row.pk)])[str(row.pk)]
    assert shown.what == "Row 2 of the imported file old.csv" and shown.outcome == "Engaged"


def test_an_order_of_day_and_month_that_could_be_either_is_asked_and_shown(client, manager):
    url = send(client, "Date,Outcome\n03/04/2024,Engaged\n05/06/2024,Engaged\n")
    at = spell(client, columns(client, url).url).url
    (question,) = client.get(at).context["questions"]
    assert question["name"] == "order_0" and "March 4, 2024" in question["options"][0][2]
    assert "April 3, 2024" in question["options"][1][2]
    # Unanswered, it goes no further, and nothing can be started round it.
    assert client.post(at, {}).status_code == 200
    assert client.get(at.replace("times", "look")).url == f"{at}?more=1"
    assert client.post(at.replace("times", "look"), {"verb": "start"}).status_code == 422
    at = client.post(at, {"order_0": "day"}).url
    bring(client, at)
    assert [row.received_at.astimezone(UTC).month for row in PastRow.objects.order_by("number")] == [4, 6]


def test_an_order_that_only_one_reading_fits_is_not_asked(client, manager):
    at = settled(client, "Date,Outcome\n03/04/2024,Engaged\n25/06/2024,Engaged\n")
    bring(client, at)
    assert [row.received_at.month for row in PastRow.objects.order_by("number")] == [4, 6]


def test_hours_that_the_clocks_skipped_or_showed_twice_are_asked(client, manager):
    old = "Date,Arrived,Outcome\n2024-03-10 02:30,2024-03-10 04:00,Engaged\n2024-11-03 01:30,2024-11-03 03:00,Engaged\n"
    at = spell(client, columns(client, send(client, old)).url).url
    assert [one["name"] for one in client.get(at).context["questions"]] == ["gap", "fold"]
    bring(client, client.post(at, {"gap": "later", "fold": "second"}).url)
    first, second = PastRow.objects.order_by("number")
    assert first.received_at == datetime(2024, 3, 10, 7, 30, tzinfo=UTC)
    assert second.received_at == datetime(2024, 11, 3, 6, 30, tzinfo=UTC)
    assert rows_of(Became.MENDED, Reason.LATER) == [2] and rows_of(Became.MENDED, Reason.WHICH_HOUR) == [3]


def test_a_mapping_is_kept_by_editions_and_fills_in_the_next_file(client, manager):
    at = settled(client, LIST, said={("contact_outcome", "Refused"): "unsafe", ("contact_outcome", "engaged"): "?"})
    assert client.post(at, {"verb": "save", "save_as": " "}).status_code == 422
    client.post(at, {"verb": "save", "save_as": "Old list"})
    client.post(at, {"verb": "save", "save_as": "Old list"})
    kept = SavedMapping.objects.get()
    assert (kept.kind, kept.name, kept.number) == ("past", "Old list", 1)
    bring(client, at)
    assert PastImport.objects.get().edition == "Old list/1"
    # Another file of the same kind: its columns, and what "Refused" was said to mean, come from the mapping.
    url = send(client, LIST.replace("2024-", "2025-"))
    page = client.get(url + "?mapping=Old list/1")
    assert page.context["told"].columns["person"] == "MRN"
    at = columns(client, url + "?mapping=Old list/1", used="Old list/1")
    lines = {line["text"]: line["ours"] for line in client.get(at.url).context["groups"][0][2]}
    assert lines["Refused"] == "unsafe" and "engaged" not in kept.body["words"]["contact_outcome"]
    assert client.get("/measures/past/").context["mappings"][0].words == "Old list/1"


def test_the_same_file_twice_is_refused_until_the_first_is_out(client, manager):
    page = through(client, LIST)
    answer = client.post("/measures/past/", {"file": made_past.SimpleUploadedFile("again.csv", LIST.encode())})
    assert answer.status_code == 422 and "in already" in answer.context["errors"]["file"]
    client.post(page.request["PATH_INFO"] + "take-out/")
    assert send(client, LIST)


def test_two_contacts_of_one_call_are_one_call_and_a_call_known_from_another_file_is_not_taken_twice(client, manager):
    old = "Incident #,Date,Outcome,MRN\nC1,2024-03-04 10:00,Engaged,A\nC1,2024-03-04 10:00,Engaged,B\n"
    through(client, old)
    fill()
    march = {"start": "2024-03", "end": "2024-03"}
    ledger = filling.mart().ledger()
    assert (ledger.rows("incidents")["2024-03"], ledger.rows("encounters")["2024-03"]) == (1, 2)
    assert counted("contact_outcome_mix", **march).n == 2
    through(client, old + "C2,2024-03-05 10:00,Engaged,A\n")
    assert rows_of(Became.REFUSED, Reason.ALREADY_IN) == [2, 3]


def test_stopped_half_way_nothing_of_it_stays(client, manager, monkeypatch):
    at = settled(client, LIST)
    monkeypatch.setattr("tandem.foundation.jobs.work.SAY_SECONDS", 0)
    monkeypatch.setattr("tandem.foundation.acts.batch.pieces.__defaults__", (2,))
    answer = client.post(at, {"verb": "start"})
    run = Run.objects.latest("asked_at")

    def stops(doing, done, total=None, words=""):
        stop(run.pk, actor=manager)
        doing.listen()

    monkeypatch.setattr(work.Doing, "say", stops)
    work.execute(run_id=str(run.pk))
    assert Run.objects.get(pk=run.pk).state == "cancelled"
    assert not PastRow.objects.exists() and not PastFinding.objects.exists()
    page = client.get(answer.url)
    assert b"Nothing of the file counts" in page.content


def test_an_import_that_was_left_is_forgotten_after_a_day(client, manager):
    columns(client, send(client, LIST))
    system = Actor.system("Imports that were left", Permission.PAST_BRING)
    sweep(actor=system)
    assert PastImport.objects.count() == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        sweep(actor=system)
    assert not PastImport.objects.exists()


def test_a_file_is_left_and_nothing_of_it_stays(client, manager):
    url = send(client, LIST)
    file = PastImport.objects.get().file_id
    assert client.post(url.replace("columns", "leave")).url == "/measures/past/"
    assert not PastImport.objects.exists() and store.kept(file).gone_at
    assert client.get(url).status_code == 404


@pytest.mark.fuzz
@pytest.mark.parametrize(
    "role", few([Role.CLINICIAN, Role.CLINICAL_SUPERVISOR, Role.DISPATCHER, Role.PRIVACY_OFFICER], every=2)
)
def test_other_roles_find_no_such_page(client, manager, role):
    url = send(client, LIST)
    sit(client, made.user_with_job(role))
    assert client.get("/measures/past/").status_code == 404
    assert client.get(url).status_code == 404


def test_an_import_on_its_way_is_seen_by_who_began_it_and_a_report_by_both_roles(client, manager):
    url = send(client, LIST)
    sit(client, made.user_with_job(Role.ADMIN))
    assert client.get(url).status_code == 404
    assert client.post(url.replace("columns", "leave")).status_code == 404
    sit(client, manager)
    page = through(client, LIST.replace("2024", "2023"))
    sit(client, made.user_with_job(Role.ADMIN))
    assert client.get(page.request["PATH_INFO"]).status_code == 200


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client, manager):
    url = send(client, LIST)
    page = columns(client, url, column_received="", source="")
    assert page.status_code == 422
    assert set(page.context["errors"]) == {"received", "source"}
    page = columns(client, url, column_arrived="Date")
    assert "chosen for two fields" in page.context["errors"]["arrived"]
    page = columns(client, url, source="county\0")
    assert page.status_code == 422 and b"NUL" in page.content
    # A column of notes is no category: names would be kept as if they were words.
    long = "Date,Outcome,Place\n" + "".join(f"2024-03-04 10:{n % 60:02},Engaged,{n} Elm Street\n" for n in range(400))
    page = columns(client, send(client, long), column_area="Place")
    assert page.status_code == 422 and "names, addresses or notes" in page.context["errors"]["area"]


@pytest.mark.whole
def test_another_sheet_and_another_header_row(client, manager):
    content = made_past.sheet(["nothing", "here"], other=[["x"], ["When", "What"], ["2024-03-04 10:00", "Engaged"]])
    url = send(client, content, "book.xlsx")
    client.post(url, {"verb": "form", "sheet": "Other", "header_row": "1", "header_rows": "1"})
    page = client.get(url)
    assert page.context["seen"].form.sheet == "Other" and page.context["seen"].names == ["When", "What"]
    answer = client.post(url, {"verb": "form", "sheet": "Other", "header_row": "77", "header_rows": "1"})
    assert answer.status_code == 422 and "no such row" in answer.context["errors"]["header_row"]
    client.post(url, {"verb": "form", "sheet": "Other", "header_row": "1", "header_rows": "0"})
    assert client.get(url).context["seen"].names == ["Column 1", "Column 2"]
