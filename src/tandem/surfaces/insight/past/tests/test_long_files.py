"""A long file is read as work of its own: with a bar, with Stop, and with a sentence where it ends too early.

A hundred rows stand for 50,000, and every file counts as long; `tests/performance/past.py` takes 50,000 through.
"""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from tandem.foundation.attachments import store
from tandem.foundation.attachments.models import File
from tandem.foundation.jobs import work
from tandem.foundation.jobs.models import Run
from tandem.measures.past.models import PastImport, PastRow
from tandem.measures.past.sifting import Finding, Sifted
from tandem.measures.past.tally import Tally
from tandem.measures.past.times import Orders, parts
from tandem.surfaces.insight.past import reading, tables
from tandem.surfaces.insight.past.profiles import Profile
from tandem.surfaces.insight.past.tests.test_way_in import manager  # noqa: F401
from tandem.vocabulary.past import Became, Reason
from tandem.vocabulary.terms import Role
from tests import made
from tests.made_past import columns, send
from tests.performance import old_lists
from tests.signed_in import sit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("manager")]
ROWS = 120


@pytest.fixture(autouse=True)
def long(monkeypatch, tmp_path):
    """Every file counts as long, and lies in a folder of the test's own."""
    (tmp_path / "kept").mkdir()
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "kept")
    monkeypatch.setattr(tables, "SMALL", {"csv": 0, "xlsx": 0})
    monkeypatch.setattr(reading, "SAY_EVERY", 10)
    monkeypatch.setattr(work, "SAY_SECONDS", 0)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """Ending → (the file, what is planted in it)."""
    folder = tmp_path_factory.mktemp("lists")
    made = {}
    for ending, write in (("csv", old_lists.as_text), ("xlsx", old_lists.as_sheet)):
        path = folder / f"old.{ending}"
        made[ending] = (write(path, ROWS), path.read_bytes())
    return made


def works() -> Run:
    """Do what waits, as the worker does."""
    run = Run.objects.latest("asked_at")
    work.execute(run_id=str(run.pk))
    run.refresh_from_db()
    return run


def read_on(client, answer):
    """From a page that sent us to the reading, to the page that comes once it is read."""
    assert "/reading/?then=" in answer.url, answer.url
    page = client.get(answer.url)
    assert b"Waiting to start" in page.content and b"Stop reading" in page.content
    run = works()
    assert run.state == "done", run.failure
    assert "HX-Refresh" in client.get(f"{answer.url}&part=run")
    return client.get(answer.url).url


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_long_list_goes_the_whole_way_with_a_bar_at_each_reading(client, lists, ending, monkeypatch):
    planted, content = lists[ending]
    bars = []
    monkeypatch.setattr(work.Doing, "say", lambda doing, done, total=None, words="": bars.append((done, total)))
    spellings = columns(client, send(client, content, f"old.{ending}")).url
    assert read_on(client, client.get(spellings)) == spellings
    # The bar knows where it ends, and moves; a file tells about how many rows it has.
    assert bars[-1][0] == 10 * len(bars) > 100 and 0 <= bars[-1][1] - bars[-1][0] < 30
    page = client.get(spellings)
    form = {f"{name}_{line['place']}": line["ours"] for name, _l, lines, _o in page.context["groups"] for line in lines}
    times = client.post(spellings, form).url
    assert read_on(client, client.get(times)) == times
    # One answer may bring up the next question: the order of day and month first, then the times after midnight.
    for _ in range(2):
        asked = {one["name"]: one["options"][0][0] for one in client.get(times).context["questions"]}
        look = read_on(client, client.post(times, asked))
    page = client.get(look)
    tally = page.context["tally"]
    assert tally.rows == planted["rows"] and not PastRow.objects.exists()
    refused = Counter({str(why): len(rows) for (became, _f, why), rows in tally.found.items() if became == "refused"})
    assert refused == Counter({"repeat": planted["repeat"], "no_date": planted["no date"]})
    answer = client.post(look, {"verb": "start"})
    assert works().state == "done"
    told = client.get(answer.url).context["one"].tally
    assert told["rows"] == planted["rows"] == told["kept"] + told["refused"]
    # Nothing that was read stays once the rows are in.
    assert not File.objects.filter(gone_at=None).exists() and not list(store.folder().iterdir())


def test_stopped_while_it_reads_nothing_of_it_stays_and_it_can_be_read_again(client, manager, lists, monkeypatch):  # noqa: F811
    spellings = columns(client, send(client, lists["xlsx"][1], "old.xlsx")).url
    at = client.get(spellings).url
    files = File.objects.filter(gone_at=None).count()
    heard = []

    def stops(doing, done, total=None, words=""):
        heard.append(done)
        client.post(at, {"verb": "stop"}) if done == 40 else None
        doing.listen()

    with monkeypatch.context() as patch:
        patch.setattr(work.Doing, "say", stops)
        assert works().state == "cancelled"
    assert max(heard) == 40 and File.objects.filter(gone_at=None).count() == files
    page = client.get(at)
    assert b"The reading was stopped" in page.content and b"is still kept" in page.content
    # Coming back to the step starts nothing by itself; a word does.
    assert client.get(spellings).url == at and Run.objects.count() == 1
    assert read_on(client, client.post(at, {"verb": "again"})) == spellings


def test_a_file_that_ends_too_early_says_how_far_it_could_be_read(client, lists, monkeypatch):
    spellings = columns(client, send(client, lists["csv"][1])).url
    at = client.get(spellings).url
    whole = tables.unpacked.rows

    def torn(*told):
        for number, cells in whole(*told):
            if number == 100:
                raise tables.Refusal(("file", "This spreadsheet can't be read: it is damaged."))
            yield number, cells

    monkeypatch.setattr(tables.unpacked, "rows", torn)
    run = works()
    assert (run.state, run.failure) == (
        "failed",
        "This spreadsheet can't be read: it is damaged. It could be read as far as row 99.",
    )
    page = client.get(at)
    assert b"as far as row 99" in page.content and b'role="alert"' in page.content


def test_a_long_column_of_notes_is_sent_back_with_its_reason_and_none_of_its_words_is_kept(client, manager):  # noqa: F811
    rows = "".join(f"2024-03-04 10:{n % 60:02},Engaged,{n} Elm Street\n" for n in range(400))
    answer = columns(client, send(client, f"Date,Outcome,Place\n{rows}"), column_area="Place")
    at = client.get(answer.url).url
    works()
    page = client.get(client.get(client.get(at).url).url)
    assert "names, addresses or notes" in page.context["errors"]["area"]
    (kept,) = File.objects.filter(gone_at=None, name__startswith="read-of-")
    assert b"Elm" not in store.kept(kept.pk).path.read_bytes()
    # Left, its reading ends with it.
    client.post(answer.url.replace("spellings", "leave"))
    assert not File.objects.filter(gone_at=None).exists() and not PastImport.objects.exists()


def test_the_reading_of_a_file_is_seen_and_stopped_by_who_began_it_alone(client, lists):
    spellings = columns(client, send(client, lists["csv"][1])).url
    at = client.get(spellings).url
    sit(client, made.user_with_job(Role.ADMIN))
    assert client.get(at).status_code == 404 and client.post(at, {"verb": "stop"}).status_code == 404
    assert Run.objects.get().cancel_asked_at is None


def test_what_is_kept_of_a_reading_is_what_was_found(lists):
    tally = Tally()
    mended = Finding(Became.MENDED, "received", Reason.SERIAL, "45231")
    for number in (7, 9):
        tally.add(Sifted(number, {"received": datetime(2024, 3, 4, tzinfo=UTC), "area": "Elmview"}, [mended]))
    tally.add(Sifted(11, None, [Finding(Became.REFUSED, "", Reason.TORN)], [("gap", "02:30")]))
    again = Tally.from_json(json.loads(json.dumps(tally.as_json())))
    assert again == tally and again.as_they_stood == 0 and again.count(Became.MENDED) == 2
    orders = Orders()
    orders.see(3, "22/04/2024", parts("22/04/2024"))
    told = Profile({"area": {"Elmview": (4, (3, 5))}}, {"Date": orders}, {"race": "no"}, 12)
    back = Profile.from_json(json.loads(json.dumps(told.as_json())))
    assert (back.words, back.too_many, back.total) == (told.words, told.too_many, 12)
    assert back.orders["Date"].known == "day" and back.orders["Date"].examples == [[3, "22/04/2024"]]
