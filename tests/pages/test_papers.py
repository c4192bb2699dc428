"""What a newcomer to the demo city finds signed, asked and answered: behind the link that the start prints."""

import json
import re
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener


def test_the_printed_link_opens_a_page_that_is_alive(tandem):
    links = json.loads((tandem.data.parent / "ready.json").read_text())["links"]
    browser = build_opener(HTTPCookieProcessor())
    said = urlencode({"code": links["person_code"]}).encode()
    with browser.open(links["person"], said):
        pass
    with browser.open(links["person"] + "?lang=en&apart=1") as answer:
        page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.read().decode()))
    # Two consents stand and one was stopped; something left on one of them; a wish, an answer, and a question that waits.
    assert page.count("Stop this") == 2 and "For Plainsong Psychiatry. Stopped on" in page
    assert "Riverbend Community Clinic" in page and "It was sent to them." in page
    assert "No uniform first" in page and "your daughter lives with you" in page and "We answer by" in page
