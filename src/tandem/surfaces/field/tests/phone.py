"""A phone for tests: reads the page that came back, taps only what is on it, and counts."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

from tandem.foundation.accounts.actor import Actor
from tests.signed_in import sit

VOID = {"meta", "link", "input", "use", "br", "img", "path"}


class Page(HTMLParser):
    """Links, buttons, forms and fields of one page. A tappable is (tag, attributes, words, its form's attributes)."""

    def __init__(self, html: str):
        super().__init__()
        self.tappable, self.fields, self.forms, self.texts = [], [], {}, []
        self.form, self._open, self.title = {}, [], ""
        self._in, self._area = "", None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "form":
            self.form = {"id": "", **at}
            self.forms[self.form["id"]] = self.form
        owner = self.forms_by(at) if tag in ("button", "input", "textarea", "select") else self.form
        if tag in ("a", "button", "label"):
            self._open.append([tag, at, "", owner])
        if tag == "input":
            self.fields.append((owner, at, at.get("value", "")))
            if self._open and self._open[-1][0] == "label":
                self._open[-1][1] = {**self._open[-1][1], "radio": at}
        if tag == "textarea":
            self._area = [owner, at, ""]
        self._in = tag if tag not in VOID else self._in

    def forms_by(self, at):
        return {"id": at["form"], "later": True} if "form" in at else self.form

    def handle_data(self, data):
        if self._in == "title":
            self.title += data
        if self._area:
            self._area[2] += data
        for one in self._open:
            one[2] += data
        self.texts.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = {}
        if tag == "textarea":
            owner, at, text = self._area
            # HTML drops the first line break after the tag.
            self.fields.append((owner, at, text.removeprefix("\n")))
            self._area = None
        if self._open and self._open[-1][0] == tag:
            self.tappable.append(tuple(self._open.pop()))
        self._in = ""

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.texts))


class Phone:
    """One person's phone. `tap` takes the words on a button or link; a choice and a text field are taps too."""

    def __init__(self, actor: Actor):
        self.client, self.taps, self.typed, self.chosen = Client(), 0, {}, {}
        sit(self.client, actor)

    def open(self, url: str, *, status: int = 200):
        return self._take(self.client.get(url, follow=True), status)

    def post(self, url: str, *, status: int = 200, **data):
        return self._take(self.client.post(url, data, follow=True), status)

    def keep(self, url: str, **data) -> str:
        """A form sent whose next page nobody looks at: the address it leads to."""
        answer = self.client.post(url, data)
        assert answer.status_code == 302, answer.status_code
        return answer.url

    def _take(self, response, status):
        assert response.status_code == status, (response.status_code, response.request["PATH_INFO"])
        self.url = response.request["PATH_INFO"]
        self.html = response.content.decode()
        self.page, self.typed, self.chosen = Page(self.html), {}, {}
        return self

    def choose(self, group: str, words: str):
        """One tap on a radio cell of a field."""
        found = [at["radio"] for _tag, at, text, _form in self.page.tappable if "radio" in at and text.strip() == words]
        radio = next(at for at in found if at["name"] == group)
        self.chosen[group] = radio["value"]
        self.taps += 1
        return self

    def type(self, name: str, text: str):
        assert any(at.get("name") == name for _form, at, _value in self.page.fields), name
        self.typed[name] = text
        self.taps += 1
        return self

    def tap(self, words: str, *, status: int = 200):
        """One tap on the link or button that says `words`, or whose words begin with it."""
        self.taps += 1
        said = [(self._said(one), one) for one in self.page.tappable if one[0] in ("a", "button")]
        exact = [one for text, one in said if text == words] or [one for text, one in said if text.startswith(words)]
        # A button of the page comes before a link of the same word in its menu.
        exact.sort(key=lambda one: one[0] != "button")
        assert exact, (words, [text for text, _one in said])
        tag, at, _text, form = exact[0]
        if tag == "a":
            return self._take(self.client.get(urljoin(self.url, at["href"]), follow=True), status)
        form = self.page.forms[form["id"]] if form.get("later") else form
        data = {
            one["name"]: value
            for owner, one, value in self.page.fields
            if "name" in one
            and (owner is form or owner.get("later") and owner["id"] == form["id"])
            and (one.get("type") not in ("radio", "checkbox") or "checked" in one)
        }
        data |= self.chosen | self.typed
        if "name" in at:
            data[at["name"]] = at.get("value", "")
        url = urljoin(self.url, at.get("formaction") or form.get("action") or self.url)
        send = self.client.post if form.get("method") == "post" else self.client.get
        return self._take(send(url, data, follow=True), status)

    @staticmethod
    def _said(one) -> str:
        _tag, at, text, _form = one
        return at.get("aria-label") or re.sub(r"\s+", " ", text).strip()

    def back(self):
        return self.tap("Back")
