"""What makes a team: two to four people, one of them at least from the care side. Pure."""

from datetime import datetime, timedelta

from tandem.vocabulary.terms import Profession

SMALLEST, LARGEST = 2, 4
LONGEST_SHIFT = timedelta(hours=16)
CARE_SIDE = frozenset(Profession) - {Profession.OFFICER}


def team_problems(professions: list[str], signed_on_at: datetime, until: datetime) -> list[tuple[str, str]]:
    """What keeps this team from signing on, as (field, sentence); empty when nothing does."""
    problems = []
    if not SMALLEST <= len(professions) <= LARGEST:
        problems.append(("members", f"A team is {SMALLEST} to {LARGEST} people. Choose who is on it."))
    elif not any(one in CARE_SIDE for one in professions):
        problems.append(("members", "A co-responder team needs a clinician, peer, nurse, paramedic or case manager."))
    if until <= signed_on_at:
        problems.append(("until", "The shift must end after it starts."))
    elif until - signed_on_at > LONGEST_SHIFT:
        problems.append(("until", "A shift is at most 16 hours. Check the day and the time."))
    return problems
