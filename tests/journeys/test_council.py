"""From a program's messy spreadsheet to a pack for its council: columns, spellings, times, a measure, one page."""

import re

import pytest

from tests.browser import DESK, PHONE
from tests.made_past import messy_workbook

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def go_on(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer_all(page) -> None:
    """Every question of the page: its first answer, as somebody who looked at what it would read."""
    for group in page.get_by_role("radiogroup").all():
        if not group.locator("input:checked").count():
            group.locator("input").first.check()


def until(page, words: re.Pattern) -> None:
    """Look again until the worker has done its part; the page says so meanwhile."""
    for _look in range(60):
        if words.search(page.inner_text("main")):
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(page.inner_text("main"))


# Each half is tried through its door: the file in `surfaces/insight/past/tests`, the pack in `surfaces/insight/reports/tests`.
@pytest.mark.whole
def test_from_a_messy_spreadsheet_to_a_council_pack(sit_down):
    page = sit_down("manager", viewport=DESK)
    page.goto("/measures/past/")
    page.set_input_files("#id_file", {"name": "old list.xlsx", "mimeType": XLSX, "buffer": messy_workbook()})
    go_on(page, "Send and look at it")
    page.wait_for_url("**/columns/")
    if page.locator("[name=fixed_agency]").count() and not page.locator("[name=fixed_agency]").input_value():
        page.select_option("[name=fixed_agency]", index=1)
    # Ids of the list are those of one system, and mean a person only within it.
    page.fill("[name=source]", "old list")
    go_on(page, "Go on to the spellings")
    page.wait_for_url("**/spellings/")
    assert "Nothing is merged until you go on" in page.inner_text("main")
    go_on(page, "Count them so, and go on to the times")
    page.wait_for_url("**/times/")
    for _again in range(4):
        if "/times/" not in page.url:
            break
        answer_all(page)
        go_on(page, "Look once more")
        page.wait_for_load_state()
    assert "Nothing is stored yet" in page.inner_text("main")
    go_on(page, "Bring these rows in")
    until(page, re.compile("The file is in"))
    report = page.inner_text("main")
    assert re.search(r"count in the measures", report) and "Set aside" in report
    first, last = re.search(r"Months\s+(\d{4}-\d\d) to (\d{4}-\d\d)", report).groups()

    page.goto("/reports/packs/")
    page.fill("[name=first]", first)
    page.fill("[name=last]", last)
    page.fill("[name=title]", "Pack for the council")
    page.fill("[name=ask]", "A third evening team.")
    go_on(page, "Make the pack")
    until(page, re.compile("Read the pack"))
    page.get_by_role("link", name="Read the pack").click()
    page.wait_for_url("**/reports/packs/*-*/")
    words = page.inner_text("main")
    assert "A third evening team." in words and "No data" not in words
    pdf = page.context.request.get(page.get_by_role("link", name="PDF", exact=True).get_attribute("href"))
    assert pdf.status == 200 and pdf.body().startswith(b"%PDF")
    sheet = page.context.request.get(page.get_by_role("link", name="Spreadsheet").get_attribute("href"))
    assert sheet.status == 200 and sheet.body().startswith(b"PK")
    page.set_viewport_size(PHONE)
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
