"""Play a branch of any edition, draft or not, from a seed and the choices so far: nothing is kept, nobody else sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tandem.foundation.editions.records import EditionRow
from tandem.training.engine import play, skeleton
from tandem.training.engine.dialect import DialectError
from tandem.training.engine.graph import Graph, graph, svg, words
from tandem.training.engine.play import CannotChoose, Moment, Option, SeatView
from tandem.training.engine.scenario import Scenario, scenario
from tandem.vocabulary.training import Seat

MOST_STEPS = 200


class CannotPlay(Exception):
    """This edition can't be played as it is. The message is a sentence."""


@dataclass(frozen=True)
class Tried:
    """Where a try stands: the moment, what this seat sees of it, and every option with who may take it."""

    person: str
    seats: tuple[Seat, ...]
    seat: Seat
    moment: Moment
    view: SeatView
    steps: tuple[str, ...]


def tried(found: EditionRow, *, seed: int, steps: Sequence[str], seat: Seat | None) -> Tried:
    """Play these steps, as this seat or the first. One that is no longer on offer ends them there. Raises CannotPlay."""
    told = _read(found.content_hash, found.name, found.content["source"], found.content.get("compiled", ""))
    seat = seat if seat in told.seats else told.seats[0]
    taken: list[str] = []
    try:
        moment = play.begin(told, seed=seed)
        for step in steps[:MOST_STEPS]:
            option = next((one for one in moment.options if one.id == step), None)
            if option is None:
                break
            moment = play.choose(told, moment, step, at=_when(moment, option))
            taken.append(step)
    except (CannotChoose, DialectError, ValueError) as error:
        raise CannotPlay(f"It goes no further here: {error}") from None
    return Tried(told.person, told.seats, seat, moment, play.for_seat(moment, seat), tuple(taken))


def _when(moment: Moment, option: Option) -> int:
    return moment.at + (option.after * 1000 if option.after is not None else 4000)


@lru_cache(maxsize=16)
def _read(_content_hash: str, name: str, source: str, compiled: str) -> Scenario:
    if not compiled:
        raise CannotPlay("It can't be played before ink can read it. Mend what must be mended first.")
    try:
        return scenario(name, source, compiled)
    except ValueError as error:
        raise CannotPlay(f"It can't be played: {error}") from None


@dataclass(frozen=True)
class Drawn:
    """The parts of a story and the ways between: a picture, and the same as a list."""

    graph: Graph
    svg: str
    words: list[tuple[str, list[str]]]

    @property
    def listed(self) -> list[tuple[str, list[str], int | None]]:
        """The words, each part with the line it begins at."""
        lines = {f"{node.name}, line {node.line}": node.line for node in self.graph.nodes}
        return [(head, ways, lines.get(head)) for head, ways in self.words]


@lru_cache(maxsize=16)
def drawn(compiled: str, title: str) -> Drawn | None:
    """The graph of a compiled story; None where there is nothing to draw."""
    if not compiled:
        return None
    try:
        bones = skeleton.read(compiled)
    except ValueError:
        return None
    made = graph(bones)
    return Drawn(made, svg(made, title=title), words(bones))
