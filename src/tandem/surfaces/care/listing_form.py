"""The form of one listing: what it shows, and what of it goes to the directory's verbs. One place for add and edit."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.domain.directory.actions import TEXT
from tandem.domain.directory.hours import WEEKDAYS, exceptions_of, exceptions_text, spans_of, spans_text
from tandem.domain.directory.records import ServiceRow
from tandem.vocabulary.refusal import Refusal

# Field of the form, its label, its hint; in their order on the page.
WORDS = (
    ("name", gettext_lazy("Name"), ""),
    ("description", gettext_lazy("What it is"), ""),
    (
        "eligibility",
        gettext_lazy("Who they take"),
        gettext_lazy("In words, like: adults; after a visit to the crisis center."),
    ),
    ("minimum_age", gettext_lazy("Youngest age"), ""),
    ("maximum_age", gettext_lazy("Oldest age"), ""),
    ("serves", gettext_lazy("Area they serve"), ""),
    ("insurance", gettext_lazy("Insurance"), gettext_lazy("Like: none needed; Medicaid; sliding scale.")),
    ("cost", gettext_lazy("Cost"), ""),
    ("documents", gettext_lazy("Papers to bring"), ""),
    ("accessibility", gettext_lazy("Getting in and around"), gettext_lazy("Like: step-free; elevator; TTY.")),
    ("phone", gettext_lazy("Phone"), ""),
    ("address", gettext_lazy("Address"), ""),
    ("area", gettext_lazy("Town or district"), ""),
    ("latitude", gettext_lazy("Latitude"), gettext_lazy("Both, or neither: they make distances.")),
    ("longitude", gettext_lazy("Longitude"), ""),
    ("website", gettext_lazy("Website"), gettext_lazy("With https:// in front.")),
    ("capacity", gettext_lazy("Room they say they have"), gettext_lazy("In their words, like: 2 beds tonight.")),
)
LONG = ("description", "eligibility")
NUMBERS = {"minimum_age": int, "maximum_age": int, "latitude": float, "longitude": float}


def shown(row: ServiceRow | None, sent: Mapping, error: Mapping) -> list[dict]:
    """The plain fields, with what was typed, else what the listing holds."""
    fields = []
    for name, label, hint in WORDS:
        held = getattr(row, name) if row else ""
        fields.append(
            {
                "name": name,
                "label": label,
                "hint": hint,
                "kind": "textarea" if name in LONG else "text",
                "value": sent.get(name, "" if held is None else str(held)),
                "error": error.get(name, ""),
                "maxlength": TEXT.get(name, 20),
            }
        )
    return fields


def week(row: ServiceRow | None, sent: Mapping) -> list[dict]:
    """A text field for each weekday."""
    spans = row.schedule.get("spans", {}) if row else {}
    return [
        {"name": f"day{day}", "label": word, "value": sent.get(f"day{day}", spans_text(spans.get(str(day), [])))}
        for day, word in enumerate(WEEKDAYS)
    ]


def exceptions(row: ServiceRow | None, sent: Mapping) -> str:
    """The days that are not as usual, one a line."""
    return sent.get("exceptions", exceptions_text(row.schedule.get("exceptions", [])) if row else "")


def taken(sent) -> dict:
    """What a post says, as `directory.actions.change` takes it. Raises Refusal naming the fields."""
    fields: dict = {name: sent.get(name, "").strip() for name, _label, _hint in WORDS if name not in NUMBERS}
    wrong = []
    for name, kind in NUMBERS.items():
        text = sent.get(name, "").strip()
        try:
            fields[name] = kind(text) if text else None
        except ValueError:
            wrong.append((name, _("Write a number, or leave it empty.")))
    fields["hours"] = _hours(sent, wrong)
    fields["needs"] = sent.getlist("needs")
    fields["languages"] = sent.getlist("languages") + [one for one in sent.get("other_languages", "").split() if one]
    fields["active"] = "retired" not in sent
    if wrong:
        raise Refusal(*wrong)
    return fields


def _hours(sent, wrong: list) -> dict:
    hours: dict = {}
    if sent.get("hours", "").strip():
        hours["words"] = sent["hours"].strip()
    if "by_appointment" in sent:
        hours["by_appointment"] = True
    spans = {}
    for day in range(7):
        found = spans_of(sent.get(f"day{day}", "")[:100])
        if found is None:
            wrong.append((f"day{day}", _("Write times like 08:00-12:00, 13:00-17:00, or all day.")))
        elif found:
            spans[str(day)] = found
    others = exceptions_of(sent.get("exceptions", "")[:10_000])
    if others is None:
        wrong.append(("exceptions", _("One day a line, like: 2026-12-25 closed Christmas.")))
    # A week without a time is unknown unless somebody says that it is closed.
    if spans or others or "never_open" in sent:
        hours["spans"] = spans
    if others:
        hours["exceptions"] = others
    return hours
