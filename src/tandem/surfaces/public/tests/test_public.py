"""The public page through its own door: what it shows, and that nobody is found on it, in it or between two of it."""

import csv
import io
import re
from copy import deepcopy
from shutil import copytree

import pytest

from tandem.measures.reports import page as pages
from tandem.measures.reports.models import FrozenMonth
from tandem.measures.reports.records import newest
from tandem.measures.reports.records import pages as published
from tandem.measures.suppress import Told, Why, audit, is_small
from tandem.vocabulary.refusal import Refusal
from tests.made import program
from tests.published import OCTOBER, SEPTEMBER, City, noon, october, opened, september

ADDRESSES = ("/public/", "/public/words/", "/public/counted/", "/public/how/", "/public/rights/", "/public/numbers.csv")


@pytest.fixture(scope="module")
def september_out(file_db, tmp_path_factory):
    program()
    found = City(tmp_path_factory.mktemp("marts"))
    september(found)
    found.publish(noon(10, 9))
    opened()
    return found


@pytest.fixture
def out(september_out, settings, tmp_path):
    """The city whose page is open and whose September is out. Nothing is to be published for the first time after it."""
    settings.MART_DIR = copytree(september_out.mart.folder, tmp_path / "out")
    found = deepcopy({name: kept for name, kept in vars(september_out).items() if name != "mart"})
    city = City(settings.MART_DIR)
    vars(city).update(found)
    return city


def test_there_is_no_page_until_somebody_decides_and_a_month_is_published(city, visitor):
    assert {visitor.get(address).status_code for address in ADDRESSES} == {404}
    opened()
    assert visitor.get("/public/").status_code == 404
    assert city.publish(noon(10, 9)) == "2026-09"
    assert {visitor.get(address).status_code for address in ADDRESSES} == {200}


def test_a_month_is_published_once_and_only_when_it_is_over(city):
    with pytest.raises(Refusal, match="over for seven days"):
        city.publish(noon(10, 4))
    city.publish(noon(10, 9))
    with pytest.raises(Refusal, match="September 2026 is published already"):
        city.publish(noon(10, 20))


def test_the_page_says_each_number_with_what_it_is_of(out, visitor):
    text = visitor.get("/public/").content.decode()
    for words in ("174", "of 254 that should have had one", "60 in 100", "of 174 people we spoke with", "988", "911"):
        assert words in text
    assert text.index("tel:988") < text.index("calls answered by a team") < text.index("By neighborhood")
    assert (
        text.index("By neighborhood") < text.index("fewer than 11 people stand behind") < text.index("cannot say yet")
    )
    assert "69 of 100 squares filled" in text and text.count('class="full"') == 69


def test_a_small_place_and_its_neighbor_are_not_shown_and_say_why(out, visitor):
    page = newest()
    hidden = {(f.series, f.place): f.why for f in page.figures if f.value is None}
    assert hidden == {("connected", "County"): Why.FEW, ("connected", "Alder Heights"): Why.COMPANION}
    text = visitor.get("/public/").content.decode()
    rows = text[text.index("By neighborhood") :]
    assert rows.count("pub-not") == 2 and "fewer than 11</td>" in text
    assert "hidden so that another cannot be worked out</td>" in text


def test_no_byte_of_any_address_holds_a_hidden_value(out, visitor):
    """22 and 8 are hidden; no cell, label or comment says them, and the data the page is made from doesn't hold them."""
    for address in ADDRESSES:
        body = visitor.get(address).content.decode()
        cells = re.findall(r">\s*([\d,]+)\s*<", body)
        assert not {"8", "22"} & set(cells), address
    rows = list(csv.DictReader(io.StringIO(visitor.get("/public/numbers.csv").content.decode())))
    county = next(row for row in rows if row["place"] == "County" and row["series"] == "connected")
    assert county["value"] == "" and county["not_shown_because"] == "fewer than 11"
    assert not {"8", "22"} & {row["value"] for row in rows}
    assert {"8", "22"} <= {str(n) for _answered, n in SEPTEMBER.values()}


def _attack(shown) -> list[str]:
    """Every group of 1 to 10 of any month and place that an attacker with all pages narrows to under four sizes."""
    counted = {row.month: row.counts for row in FrozenMonth.objects.all()}
    places = sorted({f.place for page in published() for f in page.figures if f.level == pages.PLACE})
    counts = pages.atoms_of(counted, places)
    every = {f.id: f for page in published() for f in page.figures}
    known = [pages._cell(f, places) for f in every.values() if shown(f)]
    told = [Told(pages._cell(f, places), 1, 10) for f in every.values() if f.why == Why.FEW]
    groups = [*pages.watched(sorted(counted), places), *(pages._cell(f, places) for f in every.values())]
    small = [cell for cell in groups if is_small(cell.value(counts))]
    assert len(small) > 2
    return [bound.id for bound in audit(counts, known, small, told) if bound.width < 3]


def test_the_differencing_attack_finds_nobody_in_two_pages(out):
    """3 people were connected in County in October. With cells under 11 hidden one by one, they are found; not on ours."""
    october(out)
    out.publish(noon(11, 9))
    assert OCTOBER["County"][1] == 3

    def single_cells_only(figure) -> bool:
        counted = {row.month: row.counts for row in FrozenMonth.objects.all()}
        places = sorted({f.place for f in newest().figures if f.level == pages.PLACE})
        return not is_small(pages._cell(figure, places).value(pages.atoms_of(counted, places)))

    assert "connected County in 2026-10" in _attack(single_cells_only)
    assert _attack(lambda figure: figure.value is not None) == []


def test_a_late_row_changes_no_month_that_is_out(out):
    """One person more in September, told in October: neither page says so, nor the difference of the two."""
    before = newest()
    out.month("2026-09", "Harbor", answered=1, connected=1)
    october(out)
    out.publish(noon(11, 9))
    first, second = published()[1], newest()
    assert first.figures == before.figures
    shown = {(f.series, f.level, f.place): f.value for f in second.figures}
    assert shown["served", "all", ""] in (None, 174 + 158)
    assert FrozenMonth.objects.get(month="2026-09").counts["served"]["yes"]["Harbor"] == 50


def test_a_page_needs_no_cookie_and_no_script_and_may_be_cached(out, visitor):
    for address in ADDRESSES:
        answer = visitor.get(address)
        assert not answer.cookies and answer["Cache-Control"] == "public, max-age=3600"
        assert b"<script" not in answer.content and b"csrf" not in answer.content
        assert visitor.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_page_is_whole_in_spanish(out, visitor):
    text = visitor.get("/public/?lang=es").content.decode()
    assert '<html lang="es"' in text and "no se muestra" in text and "septiembre de 2026" in text.lower()
    assert "not shown" not in text and "By neighborhood" not in text


def test_how_it_works_and_your_rights_are_told_in_both_languages(out, visitor):
    for address, english, spanish in (
        ("/public/how/", "the clinician talks first", "el profesional de salud mental habla primero"),
        ("/public/rights/", "See your record", "Ver su expediente"),
    ):
        assert english in visitor.get(f"{address}?lang=en").content.decode()
        text = visitor.get(f"{address}?lang=es").content.decode()
        assert spanish in text and english not in text and "tel:988" in text


def test_what_is_out_can_not_be_changed(out):
    from django.db import DatabaseError

    from tandem.measures.reports.models import PublishedPage

    with pytest.raises(DatabaseError):
        PublishedPage.objects.update(snapshot="another")
