"""Distinct mixes of inputs: read once, decided once per edition, joined back to the decisions that had them."""

import json
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from tandem.domain.incidents.criteria import BadInputs, Edition, deciding, validate

# Between two pieces somebody hears how far it is, and can stop it.
PIECE = 1_000
Progress = Callable[[int, int], None]


class CannotReplay(Exception):
    """A recorded decision that can't be decided again. `call` counts from 1 in the order of the table; `why` is words."""

    def __init__(self, call: int, why: str) -> None:
        self.call, self.why = call, why
        super().__init__(f"Stopped at call {call:,}: {why}")


class Mixes:
    """The distinct inputs of a table of decisions. `codes` says for each row which of `inputs` it had."""

    def __init__(self, column: pa.ChunkedArray | pa.Array):
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = (
                encoded.unify_dictionaries().combine_chunks() if encoded.num_chunks else pa.array([], encoded.type)
            )
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.chunk(0)
        self.codes: pa.Array = encoded.indices
        self.inputs: list[dict[str, str]] = [
            self._read(code, text) for code, text in enumerate(encoded.dictionary.to_pylist())
        ]

    def _read(self, code: int, text: str) -> dict[str, str]:
        try:
            values = json.loads(text)
            if not isinstance(values, dict):
                raise ValueError
            return validate(values)
        except BadInputs as bad:
            raise CannotReplay(self.first(code), " ".join(sentence for _name, sentence in bad.errors)) from bad
        except ValueError as bad:
            raise CannotReplay(self.first(code), "its inputs can't be read.") from bad

    def first(self, code: int) -> int:
        """The first row that had a mix, counted from 1."""
        return pc.index(self.codes, pa.scalar(code, self.codes.type)).as_py() + 1

    def decided(self, edition: Edition, only: Sequence[int] | None = None, progress: Progress | None = None) -> list:
        """The place of the deciding rule for each mix, None for those not in `only`. Raises CannotReplay."""
        places = {rule.id: place for place, rule in enumerate(edition.rules)}
        wanted = list(range(len(self.inputs)) if only is None else only)
        answers: list[int | None] = [None] * len(self.inputs)
        for start in range(0, len(wanted), PIECE):
            piece = wanted[start : start + PIECE]
            try:
                rules = deciding(edition, [self.inputs[code] for code in piece])
            except RuntimeError as broken:
                raise CannotReplay(self.first(piece[0]), "the criteria engine gave no answer.") from broken
            for code, rule in zip(piece, rules, strict=True):
                answers[code] = places[rule.id]
            if progress:
                progress(start + len(piece), len(wanted))
        return answers

    def joined(self, values: Sequence, kind: pa.DataType) -> pa.Array:
        """One value a row, from one a mix."""
        return pc.take(pa.array(values, kind), self.codes)


def counted(table: pa.Table, *by: str) -> dict[tuple, int]:
    """How many rows there are of each distinct tuple of these columns."""
    found = table.group_by(list(by)).aggregate([([], "count_all")])
    columns = [found[name].to_pylist() for name in by]
    return dict(zip(zip(*columns, strict=True), found["count_all"].to_pylist(), strict=True))


def column(values: Mapping[int, int] | Sequence[int]) -> pa.Array:
    return pa.array(values, pa.int32())
