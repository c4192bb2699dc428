"""From a question to a result that can be checked by hand, through the pages a manager uses."""

import csv
import io
import json
import random
import re
from datetime import UTC, datetime, timedelta
from shutil import copytree

import pytest
from django.test import Client, override_settings

from tandem.demo import studying
from tandem.foundation.jobs.models import Run
from tandem.foundation.jobs.work import execute
from tandem.foundation.marts import Mart
from tandem.measures.cost.records import newest as figures
from tandem.measures.evaluation import refusals
from tandem.measures.evaluation import run as engine
from tandem.measures.evaluation.tables import read_table
from tandem.measures.studies import snapshot
from tandem.measures.studies.models import Study, StudyEdition, StudyResult
from tandem.surfaces.insight.evaluate import small
from tandem.surfaces.insight.tests.conftest import Facts
from tandem.vocabulary.terms import Role
from tests import made
from tests.signed_in import sit

pytestmark = pytest.mark.django_db
PAGE = "/measures/evaluation/"
CHANGED = {
    "question": "Do teams reach fewer of the calls meant for them since the criteria changed?",
    "change": "The criteria took in welfare checks",
    "hope": "less",
    "came": "at_once",
    "month": "2025-09",
}
WHERE = {"by": "area", "places.asked": "1", "group": "", "first": "", "left_out": "", "left_why": ""}
COUNTED = {"measure": "eligible_served", "counts": "share", "words": "calls a team reached", "every": "month"}


@pytest.fixture(scope="module")
def filled(file_db, tmp_path_factory):
    """Calls of 27 whole months in two areas; from September 2025 on fewer of them are reached."""
    made.program()
    facts = Facts(Mart(tmp_path_factory.mktemp("marts")))
    dice = random.Random(7)
    index = 2024 * 12 + 7
    for month in range(27):
        year, number = divmod(index + month, 12)
        start = datetime(year, number + 1, 2, 15, 7, 3, tzinfo=UTC)
        for i in range(30):
            reached = dice.random() < (0.8 if month < 13 else 0.5)
            facts.call(
                start + timedelta(hours=19 * i), 9 if reached else None, dispatched_at=start if reached else None,
                area="Harbor" if i % 3 else "North", recommended="team_alone",
            )  # fmt: skip
    facts.fill()
    return facts


@pytest.fixture
def months(filled, settings):
    settings.MART_DIR = filled.mart.folder
    return filled


def seated(role: Role) -> Client:
    client = Client()
    sit(client, made.user_with_job(role))
    return client


@pytest.fixture
def manager(months):
    return seated(Role.EVALUATOR)


def told(answer) -> str:
    return answer.content.decode()


def drafted(client: Client, **compared) -> str:
    """A study gone through to its last step; returns its page."""
    where = client.post(f"{PAGE}new/", CHANGED).url
    assert where.endswith("/step/where/")
    page = where.removesuffix("step/where/")
    assert client.post(where, WHERE).url.endswith("counted/")
    assert client.post(f"{page}step/counted/", COUNTED).url.endswith("compared/")
    answer = client.post(f"{page}step/compared/", {"design": "its", "seasons": "0", **compared})
    assert answer.status_code == 302 and answer.url.endswith("check/"), answer.context["errors"]
    return page


def worked() -> None:
    for run in Run.objects.filter(state="waiting"):
        execute(run_id=str(run.pk))


def finished(client: Client) -> str:
    page = drafted(client)
    assert client.post(f"{page}step/check/", {"verb": "on"}).url == page
    assert "Waiting to start" in told(client.get(page))
    worked()
    return page


def test_altered_data_are_not_run_on_and_a_stopped_run_leaves_no_result(manager, months):
    page = drafted(manager)
    manager.post(f"{page}step/check/", {"verb": "on"})
    manager.post(f"{page}stop/")
    assert "It was stopped, and there is no result." in told(manager.get(page))
    held = StudyEdition.objects.get()
    path = snapshot.path_of(months.mart.folder, held.pk)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    manager.post(f"{page}run/")
    worked()
    text = told(manager.get(page))
    assert "Did not finish" in text and "were altered" in text and not StudyResult.objects.exists()


def test_what_is_typed_wrong_is_named_and_kept(manager):
    answer = manager.post(f"{PAGE}new/", {**CHANGED, "month": "soon", "hope": ""})
    text = told(answer)
    assert answer.status_code == 422 and "Write a month like 2026-03." in text and 'value="soon"' in text
    page = f"{PAGE}{Study.objects.get().pk}/"
    # Left half-way, it is taken up again where it was, with what was wrong in it.
    assert manager.get(page).url == f"{page}step/changed/"
    assert 'value="soon"' in told(manager.get(f"{page}step/changed/"))
    wrong = manager.post(f"{page}step/changed/", {**CHANGED, "question": "a\0b"})
    assert wrong.status_code == 422 and "NUL" in told(wrong)
    back = manager.post(f"{page}step/where/", {**WHERE, "left_out": "July", "verb": "back"})
    assert back.url == f"{page}step/changed/" and Study.objects.get().draft["left_out"] == "July"
    manager.post(f"{page}leave/")
    assert not Study.objects.exists() and manager.get(page).status_code == 404


def test_what_cannot_be_carried_is_refused_with_its_number_and_so_is_a_plain_install(manager, monkeypatch):
    page = f"{manager.post(f'{PAGE}new/', {**CHANGED, 'month': '2025-01'}).url.removesuffix('step/where/')}"
    manager.post(f"{page}step/where/", WHERE)
    manager.post(f"{page}step/counted/", COUNTED)
    text = told(manager.get(f"{page}step/compared/"))
    assert "5 periods before the change; at least 12 are needed." in text and "Count by the week" in text
    assert "it came everywhere at once" in text
    answer = manager.post(f"{page}step/compared/", {"design": "its", "seasons": "0"})
    assert answer.status_code == 422 and "5 periods before" in told(answer)
    monkeypatch.setattr(refusals, "find_spec", lambda name: None)
    assert "bin/extra evaluate" in told(manager.get(PAGE))
    answer = manager.post(f"{page}step/check/", {"verb": "on"})
    assert answer.status_code == 422 and "bin/extra evaluate" in told(answer)
    assert not StudyEdition.objects.exists()


def test_rows_are_added_up_for_a_reader_outside_care():
    rows = [
        {"change": change, "again": again, "days": 3}
        for change, again, n in (("with it", 1, 20), ("with it", 0, 40), ("without it", 1, 4), ("without it", 0, 60))
        for _ in range(n)
    ]
    # The four, and the one that would give it away by the whole.
    assert [row["counted"] for row in small.summed(rows)] == [40, None, 60, None]


def test_the_demo_citys_study_waits_for_its_facts_and_is_then_stamped_and_run(months, tmp_path, settings):
    # More is filled in here, so that the facts are a copy of those of this file.
    settings.MART_DIR = copytree(months.mart.folder, tmp_path / "marts")
    months = Facts(Mart(settings.MART_DIR))

    class Company:
        @staticmethod
        def named(_name):
            return Company

        @staticmethod
        def actor():
            return made.user_with_job(Role.EVALUATOR)

    end = datetime(2026, 10, 31, 15, tzinfo=UTC)
    studying.study(Company, end, 730)
    assert not studying.finish(months.mart, datetime(2026, 12, 5, tzinfo=UTC)) and not StudyEdition.objects.exists()
    months.encounter(end)
    months.fill()
    assert studying.finish(months.mart, end)
    assert StudyResult.objects.get().report["design"] == "its" and Study.objects.count() == 2


# The tests above find no study but their own.
@pytest.fixture(scope="module")
def study(filled):
    """A study of this file, asked, stamped and counted by its manager; its page."""
    with override_settings(MART_DIR=filled.mart.folder):
        return finished(seated(Role.EVALUATOR))


def test_a_question_becomes_a_stamped_plan_and_a_result(study, manager):
    page = study
    held = StudyEdition.objects.get()
    assert held.data_rows == 27 and held.result.seen_at is None
    text = told(manager.get(page))
    assert "Likely fewer calls a team reached." in text and "Indianapolis" in text
    assert re.search(r">[A-Z][^<>]*, named before the run", text) and "data-print" in text and "Printed " in text
    assert "quasi-Poisson" in text and held.data_digest[:8] in text and held.digest[:8] in text
    assert f"bin/tandem evaluate its --data study-{held.data_digest[:8]}.csv" in text
    assert StudyResult.objects.get().seen_at is not None
    assert "Finished" in told(manager.get(PAGE))
    # A reader outside care gets no small count, in the file or drawn.
    rows = list(csv.DictReader(io.StringIO(told(manager.get(f"{page}1/data.csv")))))
    counts = [int(row["out_of"]) - int(row["counted"]) for row in rows if row["counted"]]
    assert len(rows) == 27 and counts and all(count == 0 or count > 10 for count in counts)
    assert "hold a count under 11" in text and "Periods are not drawn for your role" in text
    # The effect goes into the cost model with its interval and its source.
    assert "Take it into the cost model" in text
    assert manager.post(f"{page}1/cost/", {"price": "nothing"}).url == page
    assert manager.post(f"{page}1/cost/", {"price": "ed_visit"}).url == "/measures/cost/"
    (effect,) = figures().content["effects"]
    count = effect["count"]
    assert effect["price"] == "ed_visit" and 0 < count["low"] < count["used"] < count["high"] < 200
    assert "Study:" in effect["source"] and held.data_digest[:8] in effect["source"]
    clinician = seated(Role.CLINICIAN)
    assert {clinician.get(path).status_code for path in (PAGE, page, f"{PAGE}new/", f"{page}1/data.csv")} == {404}
    assert manager.get(f"{page}9/data.csv").status_code == 404


def test_the_files_give_the_same_numbers_and_a_changed_plan_says_so(study, months, tmp_path):
    supervisor = seated(Role.CLINICAL_SUPERVISOR)
    page = study
    (tmp_path / "data.csv").write_bytes(supervisor.get(f"{page}1/data.csv").content)
    spec = json.loads(supervisor.get(f"{page}1/spec.json").content)
    again = engine("its", read_table(tmp_path / "data.csv"), spec).to_json()
    assert again == StudyResult.objects.get().report
    supervisor.get(page)
    assert supervisor.post(f"{page}1/cost/", {"price": "ed_visit"}).status_code == 404
    supervisor.post(f"{page}step/changed/", {**CHANGED, "month": "2025-10"})
    supervisor.post(f"{page}step/check/", {"verb": "on"})
    first, second = StudyEdition.objects.order_by("number")
    assert second.seen and second.changes == ["Since: September 2025 → October 2025"] and not first.seen
    text = told(supervisor.get(page))
    assert "Changed after a result of an earlier edition had been seen" in text
    assert "Likely fewer" in told(supervisor.get(f"{page}?edition=1"))
