"""`bin/tandem evaluate`: the same engine on a file of any kind."""

import json

import pytest

from tandem import __main__ as command_line
from tandem.measures.evaluation import refusals, run
from tandem.measures.evaluation.tests.tables import TABLES
from tandem.surfaces.insight.management.commands import evaluate


@pytest.fixture
def files(tmp_path):
    make, spec = TABLES["its"]
    table = make()
    table.to_csv(tmp_path / "calls.csv", index=False)
    table.to_parquet(tmp_path / "calls.parquet")
    table.to_excel(tmp_path / "calls.xlsx", index=False)
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    return tmp_path


def told(files, capsys, name: str, *more: str) -> str:
    command = evaluate.Command()
    parser = command.create_parser("tandem", "evaluate")
    said = ["its", "--data", str(files / name), "--spec", str(files / "spec.json"), *more]
    command.execute(**vars(parser.parse_args(said)))
    return capsys.readouterr().out


@pytest.mark.parametrize("name", ["calls.csv", "calls.parquet", "calls.xlsx"])
def test_any_kind_of_file_gives_the_same_report(files, capsys, name):
    make, spec = TABLES["its"]
    assert json.loads(told(files, capsys, name, "--json")) == run("its", make(), spec).to_json()


def test_as_text_the_sentence_comes_first_and_nothing_is_left_out(files, capsys):
    said = told(files, capsys, "calls.csv")
    assert said.startswith("We can't tell whether calls changed.\nBest estimate: ")
    for part in (
        "Read this first",
        "Design",
        "Estimand",
        "Standard error",
        "Clusters",
        "Placebo",
        "Believable?",
        "Power",
    ):
        assert f"\n{part}" in said
    assert "\nLeft out        nothing" in said and "quasi-Poisson" in said


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("calls.txt", b"a", "ends in .csv, .parquet or .xlsx"),
        ("empty.csv", b"", "empty.csv is empty"),
        ("odd.csv", b"caf\xe9,b\n1,2\n", "is not UTF-8 at byte 3. Save it as CSV UTF-8"),
        ("ragged.csv", b"a,b\n1,2\n1,2,3\n", "ragged.csv is no CSV: Error tokenizing data"),
        ("odd.parquet", b"PAR1PAR1", "is no Parquet file"),
        ("odd.xlsx", b"PK\x03\x04", "is no workbook"),
        ("none.csv", None, "No such file or directory. Name the file of the table"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(files, capsys, name, content, words):
    if content is not None:
        (files / name).write_bytes(content)
    with pytest.raises(evaluate.CommandError) as refused:
        told(files, capsys, name)
    assert words in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("{", "spec.json is no JSON"),
        ("[1]", "must hold an object"),
        ("[" * 100_000, "is no JSON"),
        ("{}", "time: Name the"),
    ],
)
def test_a_spec_that_cannot_be_read_is_told_in_a_sentence(files, capsys, spec, words):
    (files / "spec.json").write_text(spec)
    with pytest.raises(evaluate.CommandError, match=words):
        told(files, capsys, "calls.csv")


def test_a_sheet_with_a_nameless_column_is_refused(files, capsys):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["month", None, "calls"])
    book.active.append([1, "x", 3])
    book.save(files / "calls.xlsx")
    with pytest.raises(evaluate.CommandError, match="Column B of calls.xlsx has no name in the first row"):
        told(files, capsys, "calls.xlsx")


def test_without_the_libraries_the_sentence_is_told(files, capsys, monkeypatch):
    monkeypatch.setattr(refusals, "find_spec", lambda name: None)
    with pytest.raises(evaluate.CommandError, match="run `bin/extra evaluate` and start again"):
        told(files, capsys, "calls.csv")


def test_its_data_are_a_file_and_no_folder_of_an_installation():
    arguments = ["evaluate", "its", "--data", "calls.csv", "--spec", "spec.json"]
    assert command_line.says(arguments, "data_is_a_file") and not command_line.needs_database(arguments)
    assert not command_line.says(["migrate_all"], "data_is_a_file")
