"""What the command line takes out of its arguments before Django reads them."""

import pytest

from tandem import __main__ as command_line


@pytest.mark.parametrize(
    ("arguments", "chosen", "rest"),
    [
        (["--data", "d", "import", "calls"], "d", ["import", "calls"]),
        (["import", "calls", "--data=d", "f.csv"], "d", ["import", "calls", "f.csv"]),
        (["import", "--", "--data", "d"], None, ["import", "--", "--data", "d"]),
        (["import"], None, ["import"]),
    ],
)
def test_the_data_folder_stands_anywhere(arguments, chosen, rest):
    assert command_line.split_data(arguments) == (chosen, rest)


def test_data_without_a_folder_is_refused():
    with pytest.raises(SystemExit, match="--data needs a folder"):
        command_line.split_data(["import", "--data"])


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["migrate_all", "--help"]])
def test_help_needs_no_database(arguments):
    assert not command_line.needs_database(arguments)


def test_other_commands_do():
    assert command_line.needs_database(["migrate_all"])
