"""What the receiving program reads, in its language: the question, when the person comes, and why an answer failed."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def options(reasons: dict) -> list[tuple[str, str, str]]:
    """Kinds of a no as big rows: (code, words, "")."""
    return [(code.value, _(words), "") for code, words in reasons.items()]


def when(at: datetime, now: datetime) -> str:
    """ "tomorrow morning", "on Monday in the afternoon", "on Dec 3 in the morning"; in the program's zone."""
    local, today = timezone.localtime(at), timezone.localtime(now).date()
    part = 0 if local.hour < 12 else 1 if local.hour < 18 else 2
    days = (local.date() - today).days
    if days == 0:
        return (_("this morning"), _("this afternoon"), _("this evening"))[part]
    if days == 1:
        return (_("tomorrow morning"), _("tomorrow afternoon"), _("tomorrow evening"))[part]
    day = date_format(local, "l") if 1 < days < 7 else date_format(local, _("M j"))
    return (_("on %(day)s in the morning"), _("on %(day)s in the afternoon"), _("on %(day)s in the evening"))[part] % {
        "day": day
    }


def sentence_start(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def question(name: str, expected_at: datetime | None, now: datetime) -> str:
    """The question in plain words, with the first name and initial, or without a name where none is known."""
    if expected_at is None or expected_at < now:
        return _("Can you see %(name)s?") % {"name": name} if name else _("Can you see someone we met?")
    if name:
        return _("Can you see %(name)s %(when)s?") % {"name": name, "when": when(expected_at, now)}
    # Behind "met", the time could be read as that of the meeting.
    return _("%(when)s: can you see someone we met?") % {"when": sentence_start(when(expected_at, now))}


def sentence(field: str) -> str:
    """What to do about an answer that was not taken, by the field it is about."""
    return {
        "reason_kind": _("Choose a reason."),
        "reason": _("Say why in a sentence, in at most 300 characters of plain text."),
    }.get(field, _("This changed meanwhile. Here is how it stands now."))
