"""Whose rows a release reaches, what a psychotherapy note may not hold alone, what an emergency record owes. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from tandem.vocabulary.substances import ORDINARY_LABELS, OrdinaryPart

NOTE_LIMIT, PART_LIMIT, WHY_LIMIT, NATURE_LIMIT, NAME_LIMIT = 20_000, 500, 500, 1_000, 120
CLOCK_SKEW = timedelta(minutes=5)
# Rules that reach only what the reader's own organization wrote (law.md, "same_part2_program", R14 and R15 inside it).
INSIDE = frozenset({"R11", "R14", "R16", "R42"})
AUTHOR = frozenset({"author"})


def own_rows(rules: Iterable[str], *, reader: UUID | None, organization: UUID | None) -> dict:
    """Which rows an answer that rests on `rules` reaches, as a filter; empty for all of the person's.

    The author's own page: what this reader wrote, for the organization they work for now.
    """
    held = frozenset(rules)
    if held and held <= AUTHOR:
        return {"written_by": reader, "organization_id": organization}
    if held & (INSIDE | AUTHOR):
        return {"organization_id": organization}
    return {}


def only_there(found: Iterable[OrdinaryPart], told: Mapping[str, str], kept: Iterable[str]) -> list[tuple[str, str]]:
    """What a psychotherapy note would hold alone, as (field, sentence).

    `found` is what its words seem to hold, `told` what goes into the ordinary record with it, by part; `kept` the parts
    whose author says that they stand there already (45 CFR 164.501, the definition's exclusions).
    """
    written = {part for part, words in told.items() if words.strip()} | set(kept)
    return [
        (
            part.value,
            f"The note seems to hold this: {ORDINARY_LABELS[part].lower()}. It can't stand in a psychotherapy note alone."
            " Write it here, for the ordinary record, or say that it stands there already.",
        )
        for part in OrdinaryPart
        if part in set(found) - written
    ]


def emergency_problems(told: Mapping[str, str], at: datetime | None, now: datetime) -> list[tuple[str, str]]:
    """What 42 CFR 2.51(c) still asks for, as (field, sentence), in the order of the page."""
    words = {
        "facility": "Choose the place: a registered provider whose medical personnel treat the person now.",
        "recipient_name": "Write who got it: a name, at that place.",
        "discloser_name": "Write who told them.",
        "nature": "Write what the medical emergency is.",
        "why_no_consent": "Write why the person's written consent can't be had.",
    }
    problems = [(field, sentence) for field, sentence in words.items() if not told.get(field, "").strip()]
    if at is None:
        problems.append(("told_at", "Write when it was told: date and time."))
    elif at > now + CLOCK_SKEW:
        problems.append(("told_at", "This time is in the future."))
    return problems
