"""The command line, `bin/tandem COMMAND …`: joins the running server, or has the database up for the command's length.

A command class with `needs_database = False` runs without a database; with `data_is_a_file = True` its `--data` names
a file of its own.
"""

import os
import re
import sys
from pathlib import Path

from tandem.foundation.database.access import data_folder, opened
from tandem.foundation.database.account import DatabaseUnavailable
from tandem.foundation.database.version import bring_up_to_date, migrate

# Django's own commands that read no data.
WITHOUT_DATABASE = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "diffsettings",
    "makemessages",
    "compilemessages",
}


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code: 130 when interrupted, 1 when no database can be had."""
    if checks_a_file(arguments):
        # Whoever checks an export needs neither a database nor an installation.
        from tandem.foundation.audit import verify

        return verify.main(arguments[2:])
    chosen, arguments = (None, arguments) if says(arguments, "data_is_a_file") else split_data(arguments)
    data_dir = data_folder(chosen)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tandem.settings"
    try:
        if not needs_database(arguments):
            os.environ.setdefault("TANDEM_DATA", str(data_dir))
            os.environ.setdefault("TANDEM_SECRET_KEY", "this command signs nothing")
            return execute(arguments)
        with opened(data_dir) as environment:
            os.environ.update(environment)
            if "DATABASE_URL" in environment:
                bring_up_to_date(data_dir, environment["DATABASE_URL"], lambda: migrate(dict(os.environ)))
            return execute(arguments)
    except DatabaseUnavailable as unavailable:
        print(f"tandem: {unavailable}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def execute(arguments: list[str]) -> int:
    """Hands the command to Django and returns its exit code."""
    from tandem.command_line import CommandLine

    try:
        CommandLine(["tandem", *arguments]).execute()
    except SystemExit as leaving:
        if isinstance(leaving.code, str):
            print(leaving.code, file=sys.stderr)
            return 1
        return leaving.code or 0
    return 0


def checks_a_file(arguments: list[str]) -> bool:
    """Whether this is `audit verify FILE …`: without a file it is the running installation that is checked."""
    return arguments[:2] == ["audit", "verify"] and len(arguments) > 2 and not arguments[2].startswith("--data")


def split_data(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Takes `--data DIR` or `--data=DIR` out of the arguments, wherever it stands before a bare `--`."""
    chosen, rest, remaining = None, [], iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]
        elif argument == "--data":
            chosen = next(remaining, None)
            if not chosen:
                raise SystemExit("tandem: --data needs a folder")
        elif argument.startswith("--data="):
            chosen = argument.removeprefix("--data=")
        else:
            rest.append(argument)
    return chosen, rest


def needs_database(arguments: list[str]) -> bool:
    """Whether the command reads data, told from its source: importing it would already open the settings."""
    if not arguments or arguments[0] in WITHOUT_DATABASE or {"--help", "-h"} & set(arguments):
        return False
    return not says(arguments, "needs_database", "False")


def says(arguments: list[str], attribute: str, value: str = "True") -> bool:
    """Whether the command's class has the attribute with this value, told from its source."""
    if not arguments or not arguments[0].isidentifier():
        return False
    sources = Path(__file__).parent.rglob(f"management/commands/{arguments[0]}.py")
    return any(re.search(rf"^    {attribute} = {value}$", source.read_text(), re.MULTILINE) for source in sources)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
