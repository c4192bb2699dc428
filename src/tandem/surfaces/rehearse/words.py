"""Words of the phone: what a role is called, what a pause means, what stands above the choices."""

from django.utils.translation import gettext as _

from tandem.training.sessions.records import PhoneView
from tandem.vocabulary.rehearsing import WATCHED_ANSWERS, WATCHED_LABELS, Watched
from tandem.vocabulary.training import CueKind, Seat

LANGUAGES = (("en", "English"), ("es", "Español"))
ICONS = {
    Seat.DISPATCHER: "headset",
    Seat.OFFICER: "shield",
    Seat.CLINICIAN: "heart",
    Seat.PEER: "people",
    Seat.OBSERVER: "eye",
}
KIND_ICONS = {
    CueKind.ENVIRONMENT: "house",
    CueKind.BEHAVIOR: "body",
    CueKind.VOICE: "wave",
    CueKind.BYSTANDER: "people",
    CueKind.BARRIER: "barrier",
}


def role(seat: str) -> str:
    """A role's name, in the reader's language."""
    return {
        "dispatcher": _("Dispatcher"),
        "officer": _("Officer"),
        "clinician": _("Clinician"),
        "peer": _("Peer specialist"),
        "observer": _("Observer"),
    }[seat]


def kinds() -> list[tuple[str, str, str, str]]:
    """The five kinds of sign: code, icon, word, and where it shows."""
    words = {
        CueKind.ENVIRONMENT: (_("Environment"), _("room, light, noise, exits")),
        CueKind.BEHAVIOR: (_("Behavior"), _("hands, posture, movement")),
        CueKind.VOICE: (_("Voice"), _("pace, volume, words")),
        CueKind.BYSTANDER: (_("Bystander"), _("someone else is part of it")),
        CueKind.BARRIER: (_("Barrier"), _("something now stands between")),
    }
    return [(str(kind), KIND_ICONS[kind], *words[kind]) for kind in CueKind]


def clock_words(milliseconds: int) -> str:
    """ "04:19" on the run's clock."""
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def why(view: PhoneView) -> str:
    """What a pause means for whoever waits."""
    if view.why == "gone":
        return _("%(name)s is coming back. The clock stands until then.") % {"name": view.instructor}
    if view.why == "clock":
        return _("The clock of the server jumped, so that the rehearsal waits. Nothing is lost.")
    if view.why == "branch":
        return _("We go again from %(at)s.") % {"at": clock_words(view.clock_ms)}
    return _("The clock stands. Stay with what you see.")


def showing(view: PhoneView) -> dict:
    """What the template of a phone needs beside the view."""
    watched = {one.question: one.answer for one in view.watched}
    return {
        "role": role(view.seat),
        "icon": ICONS[Seat(view.seat)],
        "clock": clock_words(view.clock_ms),
        "kinds": kinds(),
        "why": why(view),
        "free": [(seat, role(seat)) for seat in view.free_seats],
        "lead_role": role(view.lead.seat) if view.lead else "",
        "languages": [(code, label) for code, label in LANGUAGES if code in view.languages],
        "asks": any(one.asks for one in view.choices),
        "lead_since": clock_words(view.lead_since_ms or 0),
        "back_at": clock_words(view.back_ms or 0),
        "ask_at": clock_words(view.ask.at_ms) if view.ask else "",
        "sign_at": clock_words(view.sign.at_ms) if view.sign else "",
        "deciding": _listed(view.deciding),
        "only_words": _only(view),
        "marks": [(clock_words(one.at_ms), _marked(one.question, one.answer, one.words)) for one in view.marks],
        "watched": [
            (
                str(one),
                _watched(one),
                [(code, _(text)) for code, text in WATCHED_ANSWERS[one].items()],
                watched.get(one, ""),
            )
            for one in Watched
        ],
    }


def _watched(one: Watched) -> str:
    return _(WATCHED_LABELS[one])


def _listed(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _only(view: PhoneView) -> str:
    """ "Only you know this", or who else does: so that nobody takes for granted what the others know."""
    seats = {seat for one in view.only for seat in one.to if seat != view.seat}
    if not seats:
        return _("Only you know this")
    return _("You and %(names)s know this") % {"names": _listed(tuple(role(seat).lower() for seat in sorted(seats)))}


def _marked(question: str, answer: str, words: str) -> str:
    """A mark as its observer reads it back."""
    if not question:
        return words or _("This moment")
    asked, said = WATCHED_LABELS[Watched(question)], WATCHED_ANSWERS[Watched(question)][answer]
    return f"{_(asked).partition(':')[0]}: {_(said)}"
