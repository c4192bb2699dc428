"""The forms of a page, filled in as they stand there, as a browser would send them."""

from html.parser import HTMLParser


class Forms(HTMLParser):
    """`facts` are the terms and values of its lists of facts."""

    def __init__(self, text: str):
        super().__init__()
        self._forms: list[dict[str, str]] = []
        self._choices: dict[str, list[str]] = {}
        self._form: dict[str, str] | None = None
        self._select = ""
        self._in = self._term = ""
        self.facts: dict[str, str] = {}
        self.feed(text)

    def holding(self, *names: str, but: str = "", answered: bool = False) -> dict[str, str]:
        """The form with one of these fields, but not that one. `answered` chooses the first of what is still open."""
        found = max((form for form in self._forms if any(n in form for n in names) and but not in form), key=len)
        for name, values in self._choices.items():
            if answered and name not in found:
                found[name] = values[0]
        return found

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        name = told.get("name", "")
        if tag == "form":
            self._form = {}
            self._forms.append(self._form)
        elif tag in ("dt", "dd"):
            self._in = tag
            self._term = "" if tag == "dt" else self._term
        elif self._form is None:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in told or self._select not in self._form:
                self._form[self._select] = told.get("value", "")
        elif tag == "input" and name and told.get("type") == "radio":
            self._choices.setdefault(name, []).append(told.get("value", ""))
            if "checked" in told:
                self._form[name] = told.get("value", "")
        elif tag == "input" and name and (told.get("type") not in ("file", "checkbox") or "checked" in told):
            self._form[name] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag in ("dt", "dd"):
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "dt":
            self._term += data.strip()
        elif self._in == "dd" and data.strip():
            self.facts[self._term] = self.facts.get(self._term, "") + data.strip()
