import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.foundation.marts import Ledger, Mart, key, month_of
from tandem.foundation.marts.mart import ROWS_PER_GROUP
from tandem.foundation.marts.schema import columns
from tests.short import tries

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Word(StrEnum):
    YES = "yes"


@dataclass(frozen=True)
class Thing:
    name: str
    at: datetime
    score: int | None = None
    ratio: float | None = None
    known: bool | None = True


@dataclass(frozen=True)
class Smaller:
    name: str
    at: datetime


@pytest.fixture
def mart(tmp_path):
    return Mart(tmp_path / "mart")


def everything(mart, table="things", schema=Thing):
    return mart.run(mart.read(table, schema).order_by("name")).to_pylist()


def test_a_table_never_written_is_empty_and_typed(mart):
    table = mart.read("things", Thing)
    found = mart.run(table)
    assert found.num_rows == 0
    assert found.schema.names == ["name", "at", "score", "ratio", "known"]
    assert mart.run(table.aggregate(n=table.count(), total=table.score.sum())).to_pylist() == [{"n": 0, "total": None}]
    assert mart.ledger() == Ledger()
    assert mart.ledger().filled_to("things") is None


def test_rows_come_back_as_they_went_in(mart):
    mart.write("things", Thing, [Thing("a", NOON, 3, 0.5), Thing("b", NOON, known=False)], partition="2026-11")
    assert everything(mart) == [
        {"name": "a", "at": NOON, "score": 3, "ratio": 0.5, "known": True},
        {"name": "b", "at": NOON, "score": None, "ratio": None, "known": False},
    ]


@settings(max_examples=tries(15), deadline=None)
@given(
    st.lists(
        st.builds(
            Thing,
            st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
            st.datetimes(
                datetime(1901, 1, 1),
                datetime(2199, 1, 1),
                timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
            ),
            st.none() | st.integers(-(2**63), 2**63 - 1),
            st.none() | st.floats(allow_nan=False),
        ),
        max_size=5,
    )
)
def test_any_row_survives(tmp_path_factory, things):
    mart = Mart(tmp_path_factory.mktemp("mart"))
    mart.write("things", Thing, things, partition="2026-11")
    found = [Thing(**row) for row in mart.run(mart.read("things", Thing)).to_pylist()]
    assert sorted(map(repr, found)) == sorted(
        repr(Thing(**{**vars(t), "at": row.at})) for t, row in pairs(things, found)
    )


def pairs(things, found):
    """Match by value: the zone's name changes to UTC, the instant does not."""
    left = list(found)
    for thing in things:
        match = next(row for row in left if row == thing)
        left.remove(match)
        yield thing, match
    assert not left


def test_only_the_touched_month_is_rewritten(mart):
    for month in ("2026-09", "2026-10"):
        mart.write("things", Thing, [Thing(month, NOON)], partition=month)
    before = {path.name: path.stat().st_mtime_ns for path in (mart.folder / "things").iterdir()}
    mart.write("things", Thing, [Thing("new", NOON)], partition="2026-10")
    after = {path.name: path.stat().st_mtime_ns for path in (mart.folder / "things").iterdir()}
    assert after["2026-09.1.parquet"] == before["2026-09.1.parquet"]
    assert set(after) == {"2026-09.1.parquet", "2026-10.2.parquet"}, "what was taken out is gone from the disk"
    assert [row["name"] for row in everything(mart)] == ["2026-09", "new"]


def test_adding_keeps_what_the_month_holds_and_fills_new_columns_with_unknown(mart):
    mart.write("things", Smaller, [Smaller("old", NOON)], partition="2026-11")
    assert everything(mart, schema=Smaller)[0]["name"] == "old"
    assert everything(mart, schema=Thing)[0]["score"] is None
    assert mart.write("things", Thing, [Thing("new", NOON, 1)], partition="2026-11", replace=False) == 2
    assert [(row["name"], row["score"]) for row in everything(mart)] == [("new", 1), ("old", None)]


def test_emptying_a_month_leaves_nothing(mart):
    mart.write("things", Thing, [Thing("a", NOON)], partition="2026-11")
    assert mart.write("things", Thing, [], partition="2026-11") == 0
    assert everything(mart) == []
    assert mart.ledger().rows("things") == {"2026-11": 0}


def test_the_ledger_says_how_many_and_to_when(mart):
    mart.write("things", Thing, [Thing("a", NOON)], partition="2026-11", filled_to=NOON)
    mart.write("things", Thing, [], partition="2026-10", filled_to=NOON - timedelta(days=1))
    assert mart.ledger().filled_to("things") == NOON, "a late writer does not move the table back"
    assert mart.ledger().rows("things") == {"2026-10": 0, "2026-11": 1}
    mart.mark_filled("things", NOON + timedelta(hours=1))
    assert mart.ledger().filled_to("things") == NOON + timedelta(hours=1)


def test_a_failed_write_changes_nothing(mart):
    mart.write("things", Thing, [Thing("a", NOON)], partition="2026-11")

    def rows():
        yield Thing("b", NOON)
        raise RuntimeError("The source broke off.")

    with pytest.raises(RuntimeError):
        mart.write("things", Thing, rows(), partition="2026-11")
    assert [row["name"] for row in everything(mart)] == ["a"]
    assert [path.name for path in (mart.folder / "things").iterdir()] == ["2026-11.1.parquet"]


def test_a_reader_whose_file_was_rewritten_reads_the_new_one(mart, monkeypatch):
    mart.write("things", Thing, [Thing("a", NOON)], partition="2026-11")
    stale = [mart.ledger()]
    mart.write("things", Thing, [Thing("b", NOON)], partition="2026-11")
    current = mart.ledger
    monkeypatch.setattr(mart, "ledger", lambda: stale.pop() if stale else current())
    assert [row["name"] for row in everything(mart)] == ["b"]


@pytest.mark.parametrize("row", [Thing(None, NOON), Thing("a", datetime(2026, 11, 22)), Thing("a", None)])
def test_a_row_that_breaks_the_schema_is_refused(mart, row):
    with pytest.raises(ValueError, match="Column"):
        mart.write("things", Thing, [row], partition="2026-11")


@pytest.mark.parametrize(
    ("table", "month"), [("../x", "2026-11"), ("Things", "2026-11"), ("things", "2026-13"), ("t", "")]
)
def test_a_bad_name_is_refused(mart, table, month):
    with pytest.raises(ValueError, match="Not a table and month"):
        mart.write(table, Thing, [], partition=month)


def test_a_type_without_a_spelling_is_refused():
    @dataclass(frozen=True)
    class Odd:
        what: dict

    with pytest.raises(TypeError, match="what"):
        columns(Odd)


def test_code_sets_are_stored_as_their_word(mart):
    mart.write("things", Thing, [Thing(Word.YES, NOON)], partition="2026-11")
    assert everything(mart)[0]["name"] == "yes"


def test_only_the_owner_may_read(mart):
    mart.write("things", Thing, [Thing("a", NOON)], partition="2026-11")
    everything(mart)
    for path in [mart.folder, *mart.folder.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_engine_reads_the_mart_and_nothing_else(mart, tmp_path):
    other = Mart(tmp_path / "other")
    other.write("things", Thing, [Thing("a", NOON)], partition="2026-11")
    everything(mart)
    import duckdb

    with pytest.raises(duckdb.PermissionException):
        mart._cursor().sql(f"SELECT * FROM '{other.folder}/things/2026-11.1.parquet'").fetchall()


def test_many_rows_are_written_in_groups(mart):
    import pyarrow.parquet as pq

    count = ROWS_PER_GROUP * 2 + 1
    mart.write("things", Thing, (Thing("a", NOON) for _ in range(count)), partition="2026-11")
    assert pq.ParquetFile(mart.folder / "things/2026-11.1.parquet").num_row_groups == 3
    assert mart.ledger().rows("things") == {"2026-11": count}


def test_the_month_of_a_time_is_its_month_in_utc():
    assert month_of(datetime(2026, 10, 31, 23, tzinfo=timezone(timedelta(hours=-5)))) == "2026-11"


def test_keys_differ_by_mart_kind_and_id_and_say_nothing():
    secret = b"s" * 32
    assert key(secret, "person", 1) == key(secret, "person", 1)
    assert (
        len(
            {
                key(secret, "person", 1),
                key(secret, "person", 2),
                key(secret, "incident", 1),
                key(b"t" * 32, "person", 1),
            }
        )
        == 4
    )
    assert len(key(secret, "person", 1)) == 32
    with pytest.raises(ValueError, match="32 bytes"):
        key(b"short", "person", 1)
