"""What playing a scenario in every way showed: where nothing can happen, what nobody reaches, who has nothing to do."""

from collections.abc import Iterator, Mapping

from tandem.training.engine import dialect, source
from tandem.training.engine.dialect import DialectError
from tandem.training.engine.finding import Finding, Level, look, must
from tandem.training.engine.play import may_choose
from tandem.training.engine.reading import short
from tandem.training.engine.scenario import Scenario
from tandem.training.engine.search import Found, Played
from tandem.training.engine.skeleton import Skeleton
from tandem.training.engine.source import Place
from tandem.vocabulary.training import SEAT_LABELS, EndingKind, Seat

# So many moments on end without a choice or a word of its own, and a role looks at its phone for nothing.
LONG = 5
# A sensible play that ends badly more often than this teaches that sense does not pay.
BADLY = 0.25


def of_play(
    bones: Skeleton,
    told: Scenario,
    text: str,
    found: Found,
    plays: list[Played],
    written: Mapping[str, tuple[EndingKind, int]],
) -> Iterator[Finding]:
    yield from _broken(bones, found)
    yield from _stuck(bones, found)
    if not found.broken:
        # Behind what breaks nobody came; that it is empty there says nothing.
        yield from _never(bones, found, written)
        yield from _signs(text, found)
        yield from _endings(found, plays, written)
    yield from _roles(bones, told, plays)


def _broken(bones: Skeleton, found: Found) -> Iterator[Finding]:
    for choice, why in found.broken.items():
        yield must(
            _line(bones, choice), f"After {_name(bones, choice)} it cannot go on: {why.rstrip('.')}.", "Mend it there."
        )


def _stuck(bones: Skeleton, found: Found) -> Iterator[Finding]:
    for choice in found.stuck:
        what = f"Dead end: after {_name(bones, choice)} nothing can happen."
        yield must(_line(bones, choice), what, "Add a choice, a way on (->), or an ending with # ends:.")
    for choice in found.clocks:
        what = f"After {_name(bones, choice)} more than one choice waits for the clock."
        yield look(_line(bones, choice), what, "Keep one #after: at a moment; the soonest is taken.")


def _never(bones: Skeleton, found: Found, written: Mapping[str, tuple[EndingKind, int]]) -> Iterator[Finding]:
    """What no play came upon. Where there was more to play than time, it may still be there."""
    level = Level.MUST if found.whole else Level.LOOK
    tried = f"{found.steps:,} steps were played"
    for path, choice in bones.choices.items():
        if path not in found.offered:
            what = f"“{short(choice.text)}” is never on offer ({tried})."
            yield Finding(level, choice.line, what, "Change its condition, or take it out.")
    for name, (_, line) in written.items():
        if name not in found.endings:
            yield Finding(
                level, line, f"The ending {name} is never reached ({tried}).", "Open a way to it, or take it out."
            )


def signs_written(text: str) -> dict[str, int]:
    """{name: line} of the signs that have a name; one without is called after its words, which may vary."""
    written: dict[str, int] = {}
    for line in source.lines(text):
        for place, tag in line.tags:
            if place is Place.TOP or dialect.split(tag)[0] != "cue" or "{" in tag or len(tag.split()) != 4:
                continue
            try:
                written.setdefault(dialect.line_tags((tag,), line.text).cue.id, line.number)
            except DialectError:
                continue
    return written


def _signs(text: str, found: Found) -> Iterator[Finding]:
    level = Level.MUST if found.whole else Level.LOOK
    for name, line in signs_written(text).items():
        if name not in found.signs:
            yield Finding(level, line, f"Nobody ever sees the sign {name}.", "Open a way to it, or take it out.")


def _endings(found: Found, plays: list[Played], written: Mapping[str, tuple[EndingKind, int]]) -> Iterator[Finding]:
    if not written:
        yield must(
            None, "The scenario has no ending.", "End it with a line like: She sits down. # ends: good sits-down"
        )
        return
    if EndingKind.GOOD not in found.endings.values():
        line = next((line for kind, line in written.values() if kind is EndingKind.GOOD), None)
        yield must(line, "No safe path: no play ends well for the person.", "Open a way to an ending that is good.")
    ends = [one.end for one in plays]
    if ends and EndingKind.GOOD not in ends:
        do = "Mark the choices of a thoughtful team #sensible, and let them help."
        yield must(None, f"Sensible play never ends well ({len(ends)} plays).", do)
    badly = sum(1 for end in ends if end in (EndingKind.POOR, None))
    if ends and badly > BADLY * len(ends):
        yield look(
            None,
            f"{badly} of {len(ends)} sensible plays end badly or not at all.",
            "See what a #sensible choice leads to.",
        )


def _roles(bones: Skeleton, told: Scenario, plays: list[Played]) -> Iterator[Finding]:
    tags = [tag for choice in bones.choices.values() for tag in choice.tags if tag.startswith("by:")]
    for seat in told.seats:
        if not any(seat in tag.replace(",", " ").split() for tag in tags):
            yield must(
                None,
                f"{SEAT_LABELS[seat]} has nothing to choose.",
                "Give the role a choice, or leave it out of # seats:.",
            )
            continue
        gap, choice = max((_longest_gap(one, seat) for one in plays), default=(0, ""), key=lambda one: one[0])
        if gap > LONG:
            what = f"{SEAT_LABELS[seat]} has nothing to do for {gap} moments, from {_name(bones, choice)} on."
            yield look(_line(bones, choice), what, "Give the role a choice, or a line that only it hears.")


def _longest_gap(played: Played, seat: Seat) -> tuple[int, str]:
    longest, since, start = 0, 0, ""
    where = ""
    for moment, choice in zip(played.moments, played.choices, strict=True):
        busy = any(may_choose(one, seat) for one in moment.options) or any(seat in line.to for line in moment.lines)
        if busy or moment.ending:
            since = 0
            continue
        start = choice if since == 0 else start
        since += 1
        if since > longest:
            longest, where = since, start
    return longest, where


def _line(bones: Skeleton, choice: str) -> int | None:
    return bones.choices[choice].line if choice in bones.choices else None


def _name(bones: Skeleton, choice: str) -> str:
    known = bones.choices.get(choice)
    return f"“{short(known.text, 50)}”" if known else "the beginning"
