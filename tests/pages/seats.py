"""One signed-in role at a browser, and the posts a page would make: quick, for what a test needs done beforehand."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import pyotp

from tandem.demo.cast import code_secret
from tests.browser import DESK, PATIENCE
from tests.running import Tandem, come_in

HREF = re.compile(r'href="([^"]+)"')


class Seat:
    """A page of `browser`, signed in as `username`; None is a visitor."""

    def __init__(self, browser, tandem: Tandem, username: str | None, *, viewport: dict = DESK, **options):
        self.context = browser.new_context(viewport=viewport, base_url=tandem.url, **options)
        self.context.set_default_timeout(PATIENCE)
        self.page = come_in(self.context, tandem, username) if username else self.context.new_page()
        self.url, self.username = tandem.url, username

    def read(self, path: str) -> str:
        """The HTML at `path`, after redirects."""
        answer = self.context.request.get(path)
        assert answer.status == 200, (answer.status, path)
        self.at = urlsplit(answer.url).path
        return answer.text()

    def find(self, path: str, pattern: str) -> str:
        """The first link on the page at `path` whose address matches, without the host."""
        html = self.read(path)
        for address in HREF.findall(html):
            found = re.search(pattern, address.replace("&amp;", "&"))
            if found:
                return found[0]
        raise AssertionError(f"{path} has no link like {pattern}")

    def post(self, path: str, *, answers: tuple[int, ...] = (200,), **form: str | list[str]) -> str:
        """Post a form with this browser's token; the HTML that came back. `self.at` says where it ended.

        `answers` may hold 422 where a page refuses for want of rows.
        """
        token = next((one["value"] for one in self.context.cookies() if one["name"] == "csrftoken"), "")
        headers = {"X-CSRFToken": token, "Origin": self.url, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self.context.request.post(path, data=urlencode(form, doseq=True), headers=headers)
        if "data-step-up" in answer.text() and "step_up_code" not in form:
            self.prove()
            return self.post(path, answers=answers, **form)
        assert answer.status in answers or "step_up_code" in form, (answer.status, path, told(answer.text()))
        self.at = urlsplit(answer.url).path
        return answer.text()

    def put(self, path: str, body: str) -> int:
        """Send a body as the phone's app does; the status."""
        token = next((one["value"] for one in self.context.cookies() if one["name"] == "csrftoken"), "")
        headers = {"X-CSRFToken": token, "Origin": self.url, "Content-Type": "application/json"}
        return self.context.request.put(path, data=body, headers=headers).status

    def prove(self) -> None:
        """Show once more that it is this person, as what reaches far asks; the proof is good for five minutes."""
        # A code of the half minute before, of this one, or of the next: one of them was not used to sign in.
        for step in (-1, 0, 1):
            code = pyotp.TOTP(code_secret(self.username)).at(datetime.now(UTC), counter_offset=step)
            if "data-step-up" not in self.post("/confirm/", step_up_code=code, next="/account/"):
                return
        raise AssertionError(f"No code of {self.username} is left in this minute")

    def send(self, path: str, field: str, name: str, content: str) -> str:
        """Post a form with one file, as `post` does."""
        token = next((one["value"] for one in self.context.cookies() if one["name"] == "csrftoken"), "")
        file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
        headers = {"X-CSRFToken": token, "Origin": self.url}
        answer = self.context.request.post(path, multipart={field: file}, headers=headers)
        assert answer.status == 200, (answer.status, path, told(answer.text()))
        self.at = urlsplit(answer.url).path
        return answer.text()

    def close(self) -> None:
        self.context.close()


def told(html: str) -> str:
    """The errors a page shows, else its beginning, for a failed post."""
    errors = re.search(r'class="note danger errors".*?</div>', html, re.S)
    return errors[0] if errors else html[:500]
