"""What makes a team: two to four people, one of them at least from the care side. Pure."""

from datetime import datetime, timedelta

from tandem.vocabulary.terms import Profession

SMALLEST, LARGEST = 2, 4
LONGEST_SHIFT = timedelta(hours=16)
CARE_SIDE = frozenset(Profession) - {Profession.OFFICER}
# Who may be on shift alone, because a clinician is there by phone, or is that clinician.
ALONE = frozenset({Profession.OFFICER, Profession.CLINICIAN, Profession.UNLICENSED_CLINICIAN})


def team_problems(
    professions: list[str], signed_on_at: datetime, until: datetime, *, by_phone: bool = False
) -> list[tuple[str, str]]:
    """What keeps this team from signing on, as (field, sentence); empty when nothing does.

    `by_phone`: somebody alone, an officer who asks for a clinician by phone or a clinician who takes such calls.
    """
    problems = []
    if by_phone:
        if len(professions) != 1 or not set(professions) <= ALONE:
            problems.append(("members", "One person alone: an officer, or a clinician who works by phone."))
    elif not SMALLEST <= len(professions) <= LARGEST:
        problems.append(("members", f"A team is {SMALLEST} to {LARGEST} people. Choose who is on it."))
    elif not any(one in CARE_SIDE for one in professions):
        problems.append(("members", "A co-responder team needs a clinician, peer, nurse, paramedic or case manager."))
    if until <= signed_on_at:
        problems.append(("until", "The shift must end after it starts."))
    elif until - signed_on_at > LONGEST_SHIFT:
        problems.append(("until", "A shift is at most 16 hours. Check the day and the time."))
    return problems


MOST_PAIRS = 5_000
LONGEST_NAME = 80
LONGEST_TRIP = 600


def place_problem(name: str, kind: str, latitude: float, longitude: float) -> str | None:
    """Why this can't be a named place, as a sentence, or None. WGS 84 degrees."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return f"A place needs a name of at most {LONGEST_NAME} characters."
    if kind not in ("station", "area"):
        return "Say station or area in the second column."
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return "Latitude is -90 to 90 and longitude -180 to 180. Are they the wrong way round?"
    return None


def travel_problems(rows: list[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """What keeps these (origin, destination, minutes) from being a table, as (line, sentence); empty if nothing does."""
    if not rows:
        return [("rows", "Paste at least one line: from, to, minutes.")]
    if len(rows) > MOST_PAIRS:
        return [("rows", f"At most {MOST_PAIRS} lines fit.")]
    problems, seen = [], {}
    for line, (origin, destination, minutes) in enumerate(rows, 1):
        pair = (origin.casefold(), destination.casefold())
        if not origin.strip() or not destination.strip() or max(len(origin), len(destination)) > LONGEST_NAME:
            problems.append((f"line {line}", "Name both places, with at most 80 characters each."))
        elif not 0 <= minutes <= LONGEST_TRIP:
            problems.append((f"line {line}", f"Minutes are a whole number from 0 to {LONGEST_TRIP}."))
        elif pair in seen:
            problems.append((f"line {line}", f"This pair stands on line {seen[pair]} already."))
        seen.setdefault(pair, line)
    return problems
