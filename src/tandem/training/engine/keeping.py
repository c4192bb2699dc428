"""A moment as JSON and back, so that any moment of a run can be kept and played again."""

from typing import Any

from tandem.training.engine.dialect import Cue, Ending, Window
from tandem.training.engine.play import Line, Moment, Mood, Option
from tandem.vocabulary.training import CueKind, EndingKind, LeadTime, Seat

VERSION = 1


def to_json(moment: Moment) -> dict[str, Any]:
    """A moment as plain values that JSON can hold."""
    return {
        "version": VERSION,
        "turn": moment.turn,
        "at": moment.at,
        "seed": moment.seed,
        "told": moment.told,
        "lines": [_line(one) for one in moment.lines],
        "options": [_option(one) for one in moment.options],
        "mood": [moment.mood.arousal, moment.mood.trust, moment.mood.danger],
        "scene": dict(moment.scene),
        "window": [moment.window.mark, moment.window.seat] if moment.window else None,
        "ending": [moment.ending.kind, moment.ending.id, moment.ending.sentence] if moment.ending else None,
        "state": moment.state,
    }


def from_json(kept: dict[str, Any]) -> Moment:
    """The moment that `to_json` kept. Raises ValueError when it is none, or one of another version."""
    try:
        if kept["version"] != VERSION:
            raise ValueError("this moment was kept by another version")
        return Moment(
            turn=kept["turn"],
            at=kept["at"],
            seed=kept["seed"],
            told=kept["told"],
            lines=tuple(
                Line(one["number"], one["text"], one["by"], _seats(one["to"]), _cue(one), one["inject"])
                for one in kept["lines"]
            ),
            options=tuple(
                Option(one["id"], one["text"], _seats(one["by"]), one["after"], one["sensible"], one["asks"])
                for one in kept["options"]
            ),
            mood=Mood(*kept["mood"]),
            scene=dict(kept["scene"]),
            window=Window(LeadTime(kept["window"][0]), Seat(kept["window"][1])) if kept["window"] else None,
            ending=Ending(EndingKind(kept["ending"][0]), *kept["ending"][1:]) if kept["ending"] else None,
            state=kept["state"],
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"this is no kept moment: {error}") from error


def _line(line: Line) -> dict[str, Any]:
    cue = [line.cue.id, line.cue.kind, line.cue.level] if line.cue else None
    return {
        "number": line.number,
        "text": line.text,
        "by": line.by,
        "to": sorted(line.to),
        "cue": cue,
        "inject": line.inject,
    }


def _option(option: Option) -> dict[str, Any]:
    return {
        "id": option.id,
        "text": option.text,
        "by": sorted(option.by),
        "after": option.after,
        "sensible": option.sensible,
        "asks": option.asks,
    }


def _seats(words: list[str]) -> frozenset[Seat]:
    return frozenset(Seat(word) for word in words)


def _cue(line: dict[str, Any]) -> Cue | None:
    if line["cue"] is None:
        return None
    name, kind, level = line["cue"]
    return Cue(name, CueKind(kind), level, _seats(line["to"]))
