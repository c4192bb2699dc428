"""What the receiving program reads, in its language: the question, when the person comes, and why an answer failed."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.domain.referrals.rules import DeclineReason, FailReason

# The table's words name no language; these are theirs to be translated.
DECLINE = {
    DeclineReason.FULL: gettext_noop("Full now"),
    DeclineReason.WAITLIST: gettext_noop("Waitlist, can call later"),
    DeclineReason.NOT_OFFERED: gettext_noop("Not a service we offer"),
    DeclineReason.ASSESSMENT_FIRST: gettext_noop("Needs another assessment first"),
    DeclineReason.INSURANCE_OR_AREA: gettext_noop("Insurance or area"),
    DeclineReason.OTHER: gettext_noop("Something else"),
}
FAIL = {
    FailReason.DID_NOT_COME: gettext_noop("Didn't come"),
    FailReason.NOT_REACHED: gettext_noop("Couldn't be reached"),
    FailReason.DID_NOT_WANT: gettext_noop("Didn't want it any more"),
    FailReason.OTHER: gettext_noop("Something else"),
}


def options(reasons: dict) -> list[tuple[str, str, str]]:
    """Kinds of a no as big rows: (code, words, "")."""
    return [(code.value, _(words), "") for code, words in reasons.items()]


def _when(at: datetime, now: datetime) -> str:
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


def question(name: str, expected_at: datetime | None, now: datetime) -> str:
    """The question in plain words, with the first name and initial, or without a name where none is known."""
    if expected_at is None or expected_at < now:
        return _("Can you see %(name)s?") % {"name": name} if name else _("Can you see someone we met?")
    told = {"name": name, "when": _when(expected_at, now)}
    return _("Can you see %(name)s %(when)s?") % told if name else _("Can you see someone we met %(when)s?") % told


def sentence(field: str) -> str:
    """What to do about an answer that was not taken, by the field it is about."""
    return {
        "reason_kind": _("Choose a reason."),
        "reason": _("Say why in a sentence, in at most 300 characters of plain text."),
    }.get(field, _("This changed meanwhile. Here is how it stands now."))
