"""The marts of several programs read as one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tandem.foundation.marts import Mart
from tandem.foundation.marts.several import Several
from tandem.foundation.marts.spark import NoSpark, Spark

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    agency: str
    n: int | None = None


@dataclass(frozen=True)
class Plain:
    n: int


@pytest.fixture
def state(tmp_path):
    marts = {name: Mart(tmp_path / name) for name in ("it's North", "South")}
    for hours, mart in enumerate(marts.values()):
        mart.write("rows", Row, [Row("PD", hours)], partition="2026-11", filled_to=NOON + timedelta(hours=hours))
        mart.write("plain", Plain, [Plain(hours)], partition="2026-11", filled_to=NOON)
    marts["South"].write("late", Plain, [Plain(1)], partition="2026-11")
    return Several(marts)


def test_rows_of_all_with_the_programs_name(state):
    rows = state.run(state.read("rows", Row)).to_pylist()
    assert sorted((row["agency"], row["n"]) for row in rows) == [("South: PD", 1), ("it's North: PD", 0)]
    assert sorted(row["n"] for row in state.run(state.read("plain", Plain)).to_pylist()) == [0, 1]


def test_alone_nothing_is_put_before_it(state):
    alone = Several({"South": state.marts["South"]})
    assert alone.run(alone.read("rows", Row)).to_pylist() == [{"agency": "PD", "n": 1}]


def test_it_is_filled_to_where_all_are(state):
    assert state.ledger().filled_to("rows") == NOON
    # One program has never filled it.
    assert state.ledger().filled_to("late") is None


def test_without_java_it_is_said_in_a_sentence(state, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(NoSpark, match="Java 17 or newer, and none runs here"), Spark(state):
        pass
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/java").write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    (tmp_path / "bin/java").chmod(0o700)
    with pytest.raises(NoSpark, match="is Java 11"), Spark(state):
        pass
