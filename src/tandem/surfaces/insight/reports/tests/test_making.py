"""Packs, goals, reports and extracts through their doors; what leaves holds no small number."""

import csv
import io
import re
from collections import Counter

import pypdfium2
import pytest
from django.test import override_settings
from openpyxl import load_workbook

from tandem.foundation import clock
from tandem.foundation.attachments.models import File
from tandem.foundation.attachments.store import kept, sweep
from tandem.foundation.audit.models import Entry
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.measures.reports import extract
from tandem.measures.reports.models import Extract, FrozenMonth, Pack, ReportEdition
from tandem.measures.reports.pack import about
from tandem.surfaces.insight.reports.work import due
from tandem.surfaces.insight.tests.conftest import signed_in
from tandem.vocabulary.terms import Role
from tests.made import program, user_with_job
from tests.published import City, noon, october, september
from tests.short import few
from tests.signed_in import again

MONTHS = {"first": "2026-09", "last": "2026-10"}


@pytest.fixture(scope="module")
def counted(file_db, tmp_path_factory):
    """A program whose two months are counted, and somebody who reports on them."""
    program()
    city = City(tmp_path_factory.mktemp("marts"))
    september(city)
    october(city)
    city.fill(noon(11, 9))
    return city, signed_in(user_with_job(Role.EVALUATOR))


@pytest.fixture(scope="module")
def pack_of_the_file(counted):
    city, desk = counted
    with override_settings(MART_DIR=city.mart.folder):
        return _made(desk).pk


@pytest.fixture
def desk(counted, settings):
    city, desk = counted
    settings.MART_DIR = city.mart.folder
    return again(desk)


@pytest.fixture
def pack(pack_of_the_file, desk):
    return Pack.objects.get(pk=pack_of_the_file)


def _made(desk, **typed) -> Pack:
    answer = desk.post("/reports/packs/", {**MONTHS, "title": "", "ask": "A third team, $495,000 a year.", **typed})
    run = Run.objects.get(pk=answer["Location"].split("/")[-2])
    execute(run_id=str(run.pk))
    assert "/reports/packs/" in desk.get(answer["Location"]).content.decode()
    return Pack.objects.latest("made_at")


def test_a_pack_says_it_in_two_sentences_and_keeps_what_it_counted(desk, pack):
    page = desk.get(f"/reports/packs/{pack.pk}/").content.decode()
    assert "of the people we speak with reach a service within a week" in page
    assert "of the calls meant for a team still get none" in page
    assert page.index("From eligible call") < page.index("Goals") < page.index("What we ask of you")
    assert "$495,000" in page and pack.content["snapshot"][:4] in page
    steps = {one["id"]: one["n"] for one in pack.content["steps"]}
    assert (steps["eligible"], steps["served"], steps["engaged"]) == (472, 332, 332)


def test_a_pack_is_taken_along_as_a_tagged_pdf_a_spreadsheet_and_a_picture(desk, pack):
    pdf = desk.get(f"/reports/packs/{pack.pk}/pack.pdf/").content
    read = pypdfium2.PdfDocument(pdf)
    assert read.is_tagged() and read.get_metadata_dict()["Title"].startswith("Review pack") and len(read) <= 3
    assert "$495,000" in "".join(read[i].get_textpage().get_text_bounded() for i in range(len(read)))
    assert desk.get(f"/reports/packs/{pack.pk}/funnel.png/").content.startswith(b"\x89PNG")
    book = load_workbook(io.BytesIO(desk.get(f"/reports/packs/{pack.pk}/pack.xlsx/").content))
    assert book.sheetnames == ["Summary", "From call to service", "By month", "Goals", "Definitions"]
    assert b"<svg" in desk.get(f"/reports/packs/{pack.pk}/funnel.svg/").content
    assert desk.get(f"/reports/packs/{pack.pk}/other.svg/").status_code == 404


def _by_month(desk, pack) -> dict[str, str]:
    """The month table of a pack's page: what stands beside each month."""
    page = desk.get(f"/reports/packs/{pack.pk}/").content.decode().partition("By month")[2]
    rows = re.findall(r'<tr[^>]*><th scope="row">(\w+ \d{4})</th><td[^>]*>([^<]*)', page)
    return dict(rows)


def test_months_before_the_first_facts_are_a_gap_with_a_sentence_and_no_zero(desk, monkeypatch):
    early = _made(desk, first="2026-07")
    told = _by_month(desk, early)
    assert [told[month] for month in ("July 2026", "August 2026")] == ["nothing recorded"] * 2
    assert told["September 2026"].isdigit() and int(told["September 2026"]) > 0
    page = desk.get(f"/reports/packs/{early.pk}/").content.decode()
    assert "Nothing is recorded before September 2026: the months before it are a gap, not a zero" in page
    # They are in no sum and not frozen: an old file that is brought in later is counted then.
    assert not FrozenMonth.objects.filter(month__lt="2026-09").exists() and early.content["counted_from"] == "2026-09"
    book = load_workbook(io.BytesIO(desk.get(f"/reports/packs/{early.pk}/pack.xlsx/").content))
    assert [cell.value for cell in book["By month"][2]] == ["July 2026", "nothing recorded", "nothing recorded"]
    late = desk.post("/reports/packs/", {"first": "2026-05", "last": "2026-06", "title": "", "ask": ""})
    assert late.status_code == 422 and "Nothing was recorded before September 2026" in late.content.decode()
    # The fault this guards against: counted like any other, they read as months in which nobody was met.
    monkeypatch.setattr("tandem.measures.reports.making.first_month", lambda *told: "2026-01")
    assert _by_month(desk, _made(desk, first="2026-07"))["July 2026"] == "0"


def test_without_the_extra_the_page_says_what_to_install(desk, pack, monkeypatch):
    monkeypatch.setattr("tandem.surfaces.insight.reports.files.pdf_missing", lambda: "A PDF needs the extra.")
    assert "A PDF needs the extra." in desk.get(f"/reports/packs/{pack.pk}/").content.decode()
    assert desk.get(f"/reports/packs/{pack.pk}/pack.pdf/").status_code == 503


def test_a_failed_pack_says_so_with_a_reference_and_nothing_is_made(desk, monkeypatch):
    before = Pack.objects.count()
    monkeypatch.setattr("tandem.measures.reports.making.weigh", lambda *told: 1 / 0)
    answer = desk.post("/reports/packs/", {**MONTHS, "title": "", "ask": ""})
    execute(run_id=answer["Location"].split("/")[-2])
    page = desk.get(answer["Location"]).content.decode()
    assert "Did not finish" in page and re.search(r"Reference [0-9a-f]{8}", page) and Pack.objects.count() == before


def test_a_pack_can_be_stopped(desk):
    before = Pack.objects.count()
    answer = desk.post("/reports/packs/", {**MONTHS, "title": "", "ask": ""})
    desk.post(answer["Location"] + "stop/")
    execute(run_id=answer["Location"].split("/")[-2])
    assert "It was stopped" in desk.get(answer["Location"]).content.decode() and Pack.objects.count() == before


@pytest.mark.fuzz
@pytest.mark.parametrize(
    ("typed", "words"),
    few(
        [
            ({"last": "2026-08"}, "comes before"),
            ({"first": "9/2026"}, "Write a month like"),
            ({"first": "2020-01"}, "at most 36 months"),
            ({"ask": "x" * 601}, "600"),
        ],
        every=2,
    ),
)
def test_what_no_pack_can_be_made_of_is_said_at_its_field(desk, typed, words):
    before = Run.objects.count()
    answer = desk.post("/reports/packs/", {**MONTHS, "title": "", "ask": "", **typed})
    assert answer.status_code == 422 and words in answer.content.decode() and Run.objects.count() == before


def test_a_goal_stands_in_the_next_pack_with_its_interval(desk):
    goal = {"measure": "request_to_arrival", "target": "30", "way": "at_most", **MONTHS}
    assert desk.post("/reports/goals/", goal).status_code == 302
    assert desk.post("/reports/goals/", goal | {"target": "soon"}).status_code == 422
    row = _made(desk).content["goals"][0]
    assert row["target"] == "at most 30 minutes" and row["stands"] == "met" and " to " in row["interval"]


def test_the_pack_of_a_month_is_made_by_itself_once(desk):
    before = Pack.objects.count()
    desk.post("/reports/packs/", {"verb": "schedule"})
    due()
    due()
    assert Pack.objects.count() == before + (1 if clock.now().day >= 8 else 0)


def test_a_report_is_saved_in_editions_and_counted_without_small_numbers(desk):
    typed = {"name": "Places", "measures": ["arrest_share", "request_to_arrival"], "split": "area", **MONTHS}
    held = desk.post("/reports/own/", typed)["Location"]
    desk.post(held, typed | {"name": "Places, again"})
    assert [one.number for one in ReportEdition.objects.order_by("number")] == [1, 2]
    run = desk.post(held, {"verb": "count"})["Location"]
    execute(run_id=run.split("/")[-2])
    assert held in desk.get(run).content.decode()
    file = re.search(rf"{held}[0-9a-f-]{{36}}/csv/", desk.get(held).content.decode())[0]
    rows = list(csv.DictReader(io.StringIO(desk.get(file).content.decode())))
    assert load_workbook(io.BytesIO(desk.get(file.replace("csv", "xlsx")).content)).sheetnames == ["Report"]
    places = {row["group"]: row for row in rows if row["measure"] == "Arrest" and row["group"]}
    assert set(places) == {"Old Town", "Harbor", "Alder Heights", "County"}
    assert places["Old Town"]["of"] == "115" and not any(0 < int(row["counted_in"] or 0) < 11 for row in rows)
    assert desk.post("/reports/own/", typed | {"measures": ["gossip"]}).status_code == 422


def test_a_report_that_did_not_finish_says_so_and_one_can_be_stopped(desk, monkeypatch):
    typed = {"name": "Long", "measures": ["arrest_share", "request_to_arrival"], "split": "", **MONTHS}
    held = desk.post("/reports/own/", typed)["Location"]
    run = desk.post(held, {"verb": "count"})["Location"]
    desk.post(run + "stop/")
    execute(run_id=run.split("/")[-2])
    assert "It was stopped" in desk.get(run).content.decode()
    monkeypatch.setattr("tandem.measures.reports.custom.compute", lambda *told, **asked: 1 / 0)
    run = desk.post(held, {"verb": "count"})["Location"]
    execute(run_id=run.split("/")[-2])
    page = desk.get(run).content.decode()
    assert "Did not finish" in page and "no data" not in page.lower() and "/csv/" not in desk.get(held).content.decode()


def test_a_report_that_is_not_shared_is_absent_to_others(desk):
    typed = {"name": "Mine", "measures": ["arrest_share"], "split": "", **MONTHS}
    held = desk.post("/reports/own/", typed)["Location"]
    other = signed_in(user_with_job(Role.CLINICAL_SUPERVISOR))
    assert other.get(held).status_code == 404
    desk.post(held, typed | {"shared": "1"})
    assert other.get(held).status_code == 200


def _extract(desk) -> str:
    """An extract is asked for and made; returns the page of the run."""
    run = desk.post("/reports/extract/", {"reason": "For the university."})["Location"]
    execute(run_id=run.split("/")[-2])
    return desk.get(run).content.decode()


def test_an_extract_is_made_by_the_worker_and_holds_no_rare_combination_no_key_and_no_date(desk):
    assert desk.post("/reports/extract/", {"reason": " "}).status_code == 422
    assert "/reports/extract/" in _extract(desk)
    made, page = Extract.objects.get(), desk.get("/reports/extract/").content.decode()
    door = f"/reports/extract/{made.pk}/"
    assert door in page and "The file is here until" in page and desk.get(door).status_code == 405
    answer = desk.post(door)
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == tuple(extract.DICTIONARY) and len(rows) == 332 == made.rows
    assert {row["year"] for row in rows} == {"2026"} and not re.search(r"\d{4}-\d\d|[0-9a-f]{8}-", text)
    entry = Entry.objects.filter(action="extract.fetch").latest("id")
    assert (entry.object_id, entry.count, entry.size) == (made.pk, 332, len(text.encode()))
    assert entry.categories == ["deid_aggregate"] and entry.detail == {"sha256": made.digest}
    # Nobody else fetches it, and after its days it is gone: the bytes, the button and the door.
    other = signed_in(user_with_job(Role.EVALUATOR))
    assert other.post(door).status_code == 404 and door not in other.get("/reports/extract/").content.decode()
    File.objects.filter(pk=made.file_id).update(expires_at=clock.now())
    sweep(0)
    assert desk.post(door).status_code == 404 and door not in desk.get("/reports/extract/").content.decode()
    assert not kept(made.file_id).path.exists() and Entry.objects.filter(action="extract.fetch").count() == 1


def test_an_extract_that_breaks_or_is_stopped_keeps_nothing_and_says_so(desk, monkeypatch):
    run = desk.post("/reports/extract/", {"reason": "For the university."})["Location"]
    desk.post(run + "stop/")
    execute(run_id=run.split("/")[-2])
    assert "It was stopped" in desk.get(run).content.decode()
    monkeypatch.setattr("tandem.measures.reports.extract.generalised", lambda *told: ([], 332))
    assert "fewer than 11 people share what each says" in _extract(desk)
    monkeypatch.setattr("tandem.measures.reports.extract.generalised", lambda *told: 1 / 0)
    page = _extract(desk)
    assert "Did not finish" in page and re.search(r"Reference [0-9a-f]{8}", page) and not Extract.objects.exists()


def test_an_extract_of_a_program_without_contacts_is_refused_and_is_no_empty_file(desk, settings, tmp_path):
    settings.MART_DIR = tmp_path / "none"
    answer = desk.post("/reports/extract/", {"reason": "For the university."})
    assert answer.status_code == 422 and "No closed contact is counted yet" in answer.content.decode()


def test_what_is_rare_is_blanked_and_then_left_out():
    plain = {"year": "2026", "age_band": "25-34", "gender": "woman", "race": "", "veteran": "", "language": "en"}
    rows = [plain] * 30 + [plain | {"language": "so"}] * 3 + [plain | {"year": "2019"}] * 4
    safe, left_out = extract.generalised([dict(row) for row in rows])
    assert left_out in (4, 7) and min(Counter(extract._known(row) for row in safe).values()) >= 11
    assert not any(row["language"] == "so" or row["year"] == "2019" for row in safe)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.02, "Hardly any"),
        (1 / 3, "A third"),
        (0.36, "More than a third"),
        (0.48, "Almost half"),
        (0.99, "Nearly all"),
    ],
)
def test_a_share_is_said_as_people_say_it(share, words):
    assert about(share) == words
