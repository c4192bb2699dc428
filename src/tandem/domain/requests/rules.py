"""What a request must say, and which moves its state allows. Pure."""

from dataclasses import dataclass

from tandem.vocabulary.asking import Asker, HowSoon, Knows, NotTaken, RequestState, SafeContact
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Origin
from tandem.vocabulary.text import clean

S = RequestState

# Verb → the states it may start from, and the state it ends in.
TRANSITIONS: dict[str, tuple[frozenset[RequestState], RequestState]] = {
    "take_as_call": (frozenset({S.NEW}), S.CALL),
    "put_with_call": (frozenset({S.NEW}), S.LINKED),
    "reach_out": (frozenset({S.NEW}), S.FOLLOW_UP),
    "decline": (frozenset({S.NEW}), S.DECLINED),
    "reopen": (frozenset({S.DECLINED, S.LINKED}), S.NEW),
}
LIMITS = {
    "asker_name": 120,
    "asker_organization": 120,
    "asker_phone": 40,
    "asker_email": 120,
    "person_name": 160,
    "person_described": 200,
    "person_reach": 200,
    "person_language": 40,
    "worry": 4000,
    "place": 300,
    "since": 200,
}
LONGEST_REASON = 300
# Without one of these nobody can answer the request, or find the person.
WAYS = ("asker_phone", "asker_email", "person_reach", "place")
# Who asked → how the call came, if it becomes one.
ORIGIN = {Asker.SELF: Origin.PERSON_ASKED, Asker.FAMILY: Origin.FAMILY_ASKED, Asker.OFFICER: Origin.AFTER_THE_FACT}
# Who asked → what the criteria call the caller.
CALLER = {
    Asker.SELF: "self",
    Asker.FAMILY: "family",
    Asker.OFFICER: "officer",
    Asker.SCHOOL: "facility_staff",
    Asker.SHELTER: "facility_staff",
    Asker.CLINIC: "facility_staff",
}


@dataclass(frozen=True)
class Asked:
    """One filled-in form. Everything but who asks and what worries them may stay open."""

    asker: str
    worry: str
    asker_name: str = ""
    asker_organization: str = ""
    asker_phone: str = ""
    asker_email: str = ""
    language: str = ""
    person_name: str = ""
    person_described: str = ""
    person_reach: str = ""
    person_language: str = ""
    place: str = ""
    since: str = ""
    how_soon: str = ""
    knows: str = ""
    safe_contact: str = ""


def check(asked: Asked) -> None:
    """Raise Refusal naming every field of the form that can't be taken."""
    errors: list[tuple[str, str]] = []
    for name, limit in LIMITS.items():
        try:
            clean(name, getattr(asked, name), limit, required=name == "worry")
        except Refusal as refusal:
            errors += refusal.errors
    if asked.asker not in list(Asker):
        errors.append(("asker", "Choose who is asking."))
    for name, known in (("how_soon", HowSoon), ("knows", Knows), ("safe_contact", SafeContact)):
        value = getattr(asked, name)
        if value and value not in list(known):
            errors.append((name, "Choose one of these."))
    email = asked.asker_email.strip()
    if email and ("@" not in email[1:-1] or any(mark in email for mark in " \r\n\t,;<>")):
        errors.append(("asker_email", "This is not an e-mail address. Check it, or leave it out."))
    if not any(getattr(asked, name).strip() for name in WAYS):
        errors.append(("asker_phone", "Give one way: your phone, your e-mail, or where the person can be found."))
    if errors:
        raise Refusal(*errors)


def origin(asker: str) -> Origin:
    """How a call that came of this request reached the program."""
    return ORIGIN.get(Asker(asker), Origin.PARTNER_ASKED)


def told_of_person(request: Asked) -> dict[str, str]:
    """What was said of who the person is, in the columns of a description."""
    own = request.asker_name if request.asker == Asker.SELF else ""
    given, _, family = (request.person_name or own).strip().rpartition(" ")
    told = {
        "given_name": given[:80] if given else family[:80],
        "family_name": family[:80] if given else "",
        "appearance": request.person_described,
        "language": request.person_language,
    }
    return {name: value for name, value in told.items() if value.strip()}


def check_decline(kind: str, reason: str) -> None:
    """Raise Refusal unless the reason is one of the list, with words where the list says too little."""
    clean("reason", reason, LONGEST_REASON)
    if kind not in list(NotTaken):
        raise Refusal(("reason_kind", "Choose why it is not taken."))
    if kind == NotTaken.OTHER and not reason.strip():
        raise Refusal(("reason", "Write why, in a sentence."))
