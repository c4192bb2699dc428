"""The engine's doors: run a design, or ask first whether the data can carry it."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from tandem.measures.evaluation.designs import DESIGNS
from tandem.measures.evaluation.refusals import Barrier, SpecError, need_libraries
from tandem.measures.evaluation.report import Report

Progress = Callable[[int, int], None]


def run(design: str, frame: Any, spec: Mapping[str, Any], *, progress: Progress | None = None) -> Report:
    """Return the design's report on the table.

    `frame` is a pandas DataFrame or a pyarrow Table; `spec` names its columns and says what changed (the fields are
    `DESIGNS[design].asks`). `progress(done, of)` is called as the work goes on; what it raises stops the work and comes
    out here. SpecError when the spec, the table or what they can carry is not enough; NotInstalled without the extra.
    """
    room = _room(design)
    with _sentences():
        asked = room.read(frame, spec)
        for barrier in room.barriers(asked):
            raise SpecError(barrier.field, barrier.words)
        return room.estimate(asked, progress or (lambda done, of: None))


def fitness(design: str, frame: Any, spec: Mapping[str, Any]) -> tuple[Barrier, ...]:
    """Return why the data cannot carry the design, each with its number; empty when they can. It estimates nothing.

    What `run` would refuse as a faulty spec is a barrier too, so that a design is never offered that would be refused.
    """
    room = _room(design)
    with _sentences():
        try:
            return tuple(room.barriers(room.read(frame, spec)))
        except SpecError as refused:
            return (Barrier("spec", refused.sentence, None, refused.field),)


def cautions(design: str, frame: Any, spec: Mapping[str, Any]) -> tuple[Barrier, ...]:
    """Return what makes the design weaker on these data without forbidding it, each with its number."""
    room = _room(design)
    with _sentences():
        try:
            return tuple(room.cautions(room.read(frame, spec)))
        except SpecError:
            return ()


def _room(design: str) -> ModuleType:
    if design not in DESIGNS:
        raise SpecError("design", f"There is no design “{design}”. There are: {', '.join(DESIGNS)}.")
    need_libraries()
    with _sentences():
        return import_module(f"tandem.measures.evaluation.designs.{design}")


@contextmanager
def _sentences() -> Iterator[None]:
    """Keep the libraries' warnings from the reader: what they warn of, each design says in its own sentences."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
