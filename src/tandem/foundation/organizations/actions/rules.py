"""What the program's administrator sets about accounts and clocks."""

import re
from uuid import UUID
from zoneinfo import available_timezones

from tandem.foundation.accounts.activity import MOST_IDLE_DAYS
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.organizations.models import Organization, Program
from tandem.foundation.organizations.program import forget
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.sign_in import Profile
from tandem.vocabulary.text import clean

LONGEST_BANNER = 1000
LONGEST_NUMBER = 40
NUMBER = re.compile(r"\+?(?:[\s().-]*[0-9]){3,15}[\s().-]*")
LONGEST_LOCK_MINUTES = 7 * 24 * 60


def set_account_rules(*, actor: Actor, lock_minutes: int, idle_days: int) -> None:
    """How long five wrong passwords lock a name (0: until released), and after how many idle days an account ends.

    Raises Refusal naming the field. CJIS AC-2(3) allows at most 90 idle days.
    """
    problems = []
    if not (lock_minutes == 0 or 15 <= lock_minutes <= LONGEST_LOCK_MINUTES):
        problems.append(("lock_minutes", "Write 15 minutes or more, at most a week, or 0 for “until released”."))
    if not 7 <= idle_days <= MOST_IDLE_DAYS:
        problems.append(("idle_days", f"Write 7 to {MOST_IDLE_DAYS} days."))
    if problems:
        raise Refusal(*problems)
    with act(actor, Permission.PROGRAM_SET_UP, kind="program") as doing:
        Program.objects.filter(pk=1).update(lock_minutes=lock_minutes, idle_days=idle_days)
        doing.detail |= {"verb": "account_rules", "lock_minutes": lock_minutes, "idle_days": idle_days}
    forget()


def set_banner(*, actor: Actor, wanted: bool, text: str) -> None:
    """Whether the system-use notice is acknowledged before each sign-in, with the program's own words above it.

    Where an agency follows CJIS it always is (AC-8). Raises Refusal naming the field.
    """
    clean("banner_text", text, LONGEST_BANNER)
    with act(actor, Permission.PROGRAM_SET_UP, kind="program") as doing:
        Program.objects.filter(pk=1).update(banner=wanted, banner_text=text.strip())
        doing.detail |= {"verb": "banner", "wanted": wanted}
    forget()


def set_sign_in_profile(organization_id: UUID, *, actor: Actor, profile: str) -> None:
    """How strictly an agency's people sign in. Raises Absent, Refusal naming the field."""
    if profile not in list(Profile):
        raise Refusal(("sign_in_profile", "Choose how strictly its people sign in."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="organization", subject=organization_id) as doing:
        if not Organization.objects.filter(pk=organization_id, in_program=True).update(sign_in_profile=profile):
            raise Absent
        doing.detail |= {"verb": "sign_in_profile", "profile": profile}
    forget()


def set_phone_rules(organization_id: UUID, *, actor: Actor, dictation: bool, sos_number: str) -> None:
    """Whether an agency's people may dictate, and the number an SOS may be texted to. Raises Absent, Refusal by field.

    The number is kept as people write it; a phone dials its digits.
    """
    number = clean("sos_number", sos_number, LONGEST_NUMBER).strip()
    if number and not NUMBER.fullmatch(number):
        raise Refusal(("sos_number", "Write a phone number that receives texts, like 555-0170, or leave it empty."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="organization", subject=organization_id) as doing:
        row = Organization.objects.filter(pk=organization_id, in_program=True)
        if not row.update(dictation=dictation, sos_number=number):
            raise Absent
        doing.detail |= {"verb": "phone_rules", "dictation": dictation, "sos_number": bool(number)}
    forget()


def open_requests(*, actor: Actor, wanted: bool) -> None:
    """Open the public form for requests to the program, or close it; closed, its pages don't exist."""
    with act(actor, Permission.PROGRAM_SET_UP, kind="program") as doing:
        Program.objects.filter(pk=1).update(requests_open=wanted)
        doing.detail |= {"verb": "requests", "open": wanted}
    forget()


def set_time_zone(organization_id: UUID, *, actor: Actor, time_zone: str) -> None:
    """The zone of an agency's clocks; "" for the program's. Raises Absent, Refusal naming the field."""
    if time_zone and time_zone not in available_timezones():
        raise Refusal(("time_zone", "Choose a time zone of the list."))
    with act(actor, Permission.PROGRAM_SET_UP, kind="organization", subject=organization_id) as doing:
        found = Organization.objects.filter(pk=organization_id, in_program=True)
        if not found.update(time_zone=time_zone):
            raise Absent
        doing.detail |= {"verb": "time_zone", "time_zone": time_zone}
    forget()
