"""What the person reads about their record, in their language: plain words for codes of law, and what comes next."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tandem.vocabulary.cases import CaseKind, Outcome
from tandem.vocabulary.consents import CLASS_LABEL
from tandem.vocabulary.law import Basis, Category, LawRole, Purpose
from tandem.vocabulary.terms import ReferralState

# What the rooms below answer when something is missing on this page, so that it is said in the person's language too.
ANSWERS = (
    gettext_noop("Choose one."),
    gettext_noop("Choose from the list."),
    gettext_noop("This can't be empty."),
    gettext_noop("This contains a NUL character, which can't be stored. Remove it."),
    gettext_noop("Leave out phone numbers and addresses, so that nobody knows it was you."),
    gettext_noop("You answered these questions already. Thank you."),
    gettext_noop("You asked for this already. The answer will stand on your page."),
    gettext_noop("You asked several times this month. Call the team, so that you get an answer today."),
)


def categories(found, *, apart: bool = False) -> str:
    """ "Name and address, notes of the care team." Alcohol and drugs are named only behind the tap (`apart`)."""
    words = {
        Category.DEMOGRAPHICS: _("name, address and phone"),
        Category.CAD_FACTS: _("facts of the call"),
        Category.SAFETY_FLAGS: _("cautions"),
        Category.CLINICAL_NOTE: _("notes of the care team"),
        Category.SCREENING: _("answers to screening questions"),
        Category.SAFETY_PLAN: _("your plan"),
        Category.REFERRAL_STATUS: _("referrals"),
        Category.LE_NARRATIVE: _("what police wrote"),
        Category.ACCESS_LOG: _("who saw the record"),
    }
    if apart:
        words[Category.PART2_RECORD] = _("what is written about alcohol or drugs")
    said = [words[one] for one in found if one in words]
    text = ", ".join(said)
    return text[:1].upper() + text[1:] + "." if text else ""


def role(code: str) -> str:
    """Who a reader was, in a word."""
    return {
        LawRole.OFFICER: _("Police officer"),
        LawRole.CLINICIAN_SAME: _("Clinician"),
        LawRole.CLINICIAN_OTHER: _("Clinician of another place"),
        LawRole.CLINICAL_SUPERVISOR: _("Clinical supervisor"),
        LawRole.DISPATCHER: _("Dispatcher"),
        LawRole.PEER: _("Peer specialist"),
        LawRole.HOSPITAL: _("Hospital"),
        LawRole.PRIVACY_OFFICER: _("Privacy officer"),
    }.get(code, "")


def purpose(code: str) -> str:
    """What a look was for, as a sentence."""
    return {
        Purpose.SCENE: _("For the call they were on."),
        Purpose.TREATMENT: _("To care for you."),
        Purpose.REFERRAL: _("For a referral you said yes to."),
        Purpose.EMERGENCY: _("In an emergency."),
        Purpose.DISPATCH: _("To send help."),
        Purpose.OPERATIONS: _("To check the quality of the work."),
        Purpose.IMMINENT_THREAT: _("Because somebody was in danger."),
        Purpose.RELEASE: _("To answer a request about the record."),
        Purpose.OWN_ACCESS: _("Because you asked for your record."),
    }.get(code, _("For another reason. Ask us which."))


def asked(kind: str) -> str:
    """What they asked for on their page."""
    return {
        CaseKind.AMENDMENT: _("You asked for a correction"),
        CaseKind.ACCESS: _("You asked for everything on paper"),
    }.get(kind, "")


def ended(outcome: str) -> str:
    """How it ended, before the answer in a sentence."""
    return {
        Outcome.ANSWERED: _("We answered:"),
        Outcome.REFUSED: _("We said no, and why:"),
        Outcome.WITHDRAWN: _("You took it back."),
    }.get(outcome, "")


def consent(kind: str) -> str:
    """What a paper they signed is about."""
    return {
        Basis.PART2_NAMED: _("What is written about alcohol or drugs"),
        Basis.TPO: _("What is written about alcohol or drugs, for your care and who pays for it"),
        Basis.COUNSELING_CONSENT: _("Counseling notes about alcohol or drugs"),
        Basis.PROCEEDINGS_CONSENT: _("What is written about alcohol or drugs, for one case in court"),
        Basis.PSY_AUTHORIZATION: _("Notes of a therapist"),
    }.get(kind, "")


def recipient(name: str) -> str:
    """Who a paper names; a class of places in plain words."""
    return _("the places that treat you, and who pays for it") if name == CLASS_LABEL else name


def part(heading: str) -> str:
    """What one part of the saved record is called; a contact's and a screening's own names stay as written."""
    words = {
        "person": _("Who you are"),
        "contact": _("A time we met"),
        "note": _("What the team wrote"),
        "referrals": _("A place we asked for you"),
        "calls": _("Calls you were on"),
        "follow-up": _("When we said we would be in touch"),
        "who_saw_the_record": _("Who saw your record"),
        "who_got_the_record": _("Where your record went"),
        "safety_plan": _("My safety plan"),
        "photos": _("Photos of papers or of the place"),
        "preference_card": _("Who should come next time"),
        "alcohol_and_drugs": _("What is written about alcohol or drugs"),
        "told_in_a_medical_emergency": _("Told in a medical emergency"),
    }
    return words.get(heading.casefold().replace(" ", "_"), heading)


def step(state: str) -> str:
    """How a referral stands, said to the person."""
    return {
        ReferralState.DRAFT: _("We have not asked them yet."),
        ReferralState.NOT_SENT: _("We have not asked them. We need your yes first."),
        ReferralState.SENT: _("We asked them. No answer yet."),
        ReferralState.ACKNOWLEDGED: _("They have seen our question. No answer yet."),
        ReferralState.ACCEPTED: _("They expect you."),
        ReferralState.SEEN: _("You were there."),
        ReferralState.DECLINED: _("They can't. We are looking for another place."),
        ReferralState.COMPLETED: _("You and they found each other. This one is done."),
        ReferralState.CANCELLED: _("We took this question back."),
        ReferralState.FAILED: _("It did not work out. We will talk with you about what is next."),
    }.get(state, "")


def part_of_day(at: datetime) -> str:
    """ "Monday, Dec 3, in the morning", in the program's zone."""
    local = timezone.localtime(at)
    day = f"{date_format(local, 'l')}, {date_format(local, _('M j'))}"
    words = (_("%(day)s, in the morning"), _("%(day)s, in the afternoon"), _("%(day)s, in the evening"))
    return words[0 if local.hour < 12 else 1 if local.hour < 18 else 2] % {"day": day}


def between(start: datetime, end: datetime) -> str:
    """When a call from the team is promised: "between Monday, Dec 3 and Wednesday, Dec 5"."""
    first, last = (timezone.localtime(one) for one in (start, end))
    days = [f"{date_format(one, 'l')}, {date_format(one, _('M j'))}" for one in (first, last)]
    if days[0] == days[1]:
        return days[0]
    return _("between %(first)s and %(last)s") % {"first": days[0], "last": days[1]}
