"""Small words of the care pages: counts, greetings, the shape and colour of a referral's state."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.domain.consents.records import AgreementSummary
from tandem.domain.referrals.rules import LINK_CATEGORIES
from tandem.foundation import clock
from tandem.vocabulary.directory import LANGUAGE_LABELS
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Purpose
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ReferralState

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LINK_LABELS = {CATEGORY_LABELS[each] for each in LINK_CATEGORIES}
CHIPS = {
    ReferralState.NOT_SENT: ("warn", "warn"),
    ReferralState.ACCEPTED: ("info", "check"),
    ReferralState.SEEN: ("info", "check"),
    ReferralState.COMPLETED: ("ok", "check"),
    ReferralState.DECLINED: ("warn", "x"),
    ReferralState.FAILED: ("warn", "x"),
}


def count(n: int) -> str:
    """A count as a sentence says it: a word up to twelve, then digits."""
    return COUNTS[n] if n < len(COUNTS) else str(n)


def sentence(words: str) -> str:
    """The first letter large."""
    return words[:1].upper() + words[1:]


def chip(state: str) -> tuple[str, str]:
    """(kind, icon) of a referral's state. A word and a shape; red is for a missed promise only."""
    return CHIPS.get(ReferralState(state), ("", ""))


def shared_by(one: AgreementSummary) -> str:
    """What goes out under an agreement, as the receiver reads it: a referral's link shows less than its categories."""
    if one.purpose == PURPOSE_LABELS[Purpose.REFERRAL] and set(one.categories) == LINK_LABELS:
        return _("First name and initial; after their yes, name and phone; what the referral is for")
    return "; ".join(one.categories)


def greeting(name: str) -> str:
    """Good morning, afternoon or evening, with the first word of the name."""
    hour = timezone.localtime(clock.now()).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return (
        (_("Good %(part)s, %(what)s.") % {"part": part, "what": name.split()[0]})
        if name.split()
        else (_("Good %(part)s.") % {"part": part})
    )


def day_of(field: str, text: str) -> date | None:
    """A day as the browser's date field sends it (ISO 8601), None where nothing was typed. Raises Refusal."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal((field, _("Write the day as 2026-11-22, or choose it from the calendar."))) from None


def end_of_day(day: date) -> datetime:
    """The last second of `day` in the program's zone."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def morning_in(days: int) -> datetime:
    """Nine in the morning, `days` days from today, in the program's zone."""
    today = timezone.localtime(clock.now()).date()
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), time(9)))


def language_options() -> list[tuple[str, str]]:
    """Choices of a language filter: any, then the languages the directory can name."""
    return [("", _("Any language")), *LANGUAGE_LABELS.items()]
