"""Forms of taps as fields of a phone: name → list of texts, as the forms of the pages send them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.encounters.forms import Answers, Form, Kind
from tandem.surfaces.field.phone.verbs import say

MOST_TEXTS = 100


def shapes(form: Form, answers: Answers) -> dict[str, list[str]]:
    """Stored answers as the phone sends them: name → list of texts; a count is `name.code`, a time HH:MM here."""
    found: dict[str, list[str]] = {}
    for field in form.fields:
        value = answers.get(field.name)
        if not value:
            continue
        if isinstance(value, dict):
            found |= {f"{field.name}.{code}": [str(number)] for code, number in value.items()}
        elif isinstance(value, list):
            found[field.name] = list(value)
        elif field.kind == Kind.CLOCK:
            found[field.name] = [timezone.localtime(datetime.fromisoformat(value)).strftime("%H:%M")]
        else:
            found[field.name] = [value]
    return found


def names(form: Form) -> set[str]:
    """Every name a phone may set of a form."""
    found: set[str] = set()
    for field in form.fields:
        counts = field.kind == Kind.COUNTS
        found |= {f"{field.name}.{code}" for code, _words in field.options} if counts else {field.name}
    return found


def texts(name: str, value: object) -> list[str]:
    """What a phone says for one field of a form. Raises Refusal."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_TEXTS or not all(isinstance(one, str) for one in value):
        say.no(name, _("This must be a list of texts."))
    return list(value)


def told(fields: Mapping[str, object]) -> dict[str, Sequence[str]]:
    """Fields as the room below takes them. Raises Refusal."""
    return {name: texts(name, value) for name, value in fields.items()}
