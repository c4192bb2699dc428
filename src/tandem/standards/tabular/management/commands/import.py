"""`bin/tandem import calls FILE …`: take past calls in from a CSV file."""

import csv
import json
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.domain.incidents.actions import copy_in
from tandem.domain.incidents.actions.bulk import Taken
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import program, zone
from tandem.standards.tabular.read import COLUMNS, BadFile, Layout, calls, open_text
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind


class Command(BaseCommand):
    help = "Take past calls in from a CSV file. Refused rows go to a file beside it, each with its reason."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["calls"])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--columns", required=True, help=f"the file's columns in order, with commas; names: {', '.join(COLUMNS)}"
        )
        parser.add_argument("--no-header", action="store_true", help="the first row is a call, not column names")
        parser.add_argument("--source", required=True, help="where these calls come from, like county-cad")
        parser.add_argument(
            "--agency", help="whose calls they are: an organization's name; default: the dispatch center"
        )
        parser.add_argument("--keep-repeats", action="store_true", help="an exact repeat of a row is another call")
        parser.add_argument("--refused", type=Path, help="where refused rows go; default: FILE.refused.csv")
        parser.add_argument("--json", action="store_true", help="the last line is the result as JSON")

    def handle(self, *args, **options):
        started = time.monotonic()
        settings = program()
        if settings is None:
            raise CommandError("Tandem is not set up yet. Start it once, then import.")
        layout = Layout(
            columns=tuple(name.strip() for name in options["columns"].split(",")),
            source=options["source"],
            agency_id=_agency(options["agency"]),
            zone=zone(),
            header=not options["no_header"],
            keep_repeats=options["keep_repeats"],
        )
        problems = layout.problems()
        if problems:
            raise CommandError("\n".join(f"{field}: {sentence}" for field, sentence in problems))
        path: Path = options["file"]
        refused_path = options["refused"] or path.with_name(path.name + ".refused.csv")
        if refused_path.resolve() == path.resolve():
            raise CommandError("--refused names the file to import itself. Choose another.")
        refusals = _Refusals(refused_path)
        self._taken = Taken()
        try:
            with open_text(path, settings.import_limit_bytes) as text, refusals:
                taken = copy_in(
                    self._good(calls(text, layout), refusals),
                    actor=Actor.system("import", Permission.INCIDENT_IMPORT),
                    refuse=refusals.refuse,
                    progress=self._progress,
                )
        except BadFile as refusal:
            raise CommandError("\n".join(sentence for _, sentence in refusal.errors)) from None
        except KeyboardInterrupt:
            stays = f"{self._taken.accepted} calls were taken in and stay"
            raise CommandError(f"Stopped: {stays}. The same command goes on from there.", returncode=130) from None
        seconds = round(time.monotonic() - started, 3)
        refused = refusals.count
        if refused:
            self.stderr.write(f"{refused} rows were refused; each with its reason in {refused_path}")
        result = {"accepted": taken.accepted, "refused": refused, "unchanged": taken.unchanged, "seconds": seconds}
        if options["json"]:
            self.stdout.write(json.dumps(result))
        else:
            self.stdout.write(f"{taken.accepted} accepted, {taken.unchanged} unchanged, {refused} refused, {seconds} s")

    def _good(self, found, refusals):
        for line, call, cells in found:
            if isinstance(call, Refusal):
                refusals.refuse((line, cells), call)
            else:
                yield (line, cells), call

    def _progress(self, taken: Taken) -> None:
        self._taken = taken
        if sys.stderr.isatty() or taken.accepted + taken.unchanged >= 5000:
            self.stderr.write(f"{taken.accepted} accepted, {taken.unchanged} unchanged so far")


class _Refusals:
    """The file of refused rows, made when the first one comes. Cells are written as text, so that no formula runs."""

    def __init__(self, path: Path):
        self.path = path
        self.count = 0
        self._file = None
        self._writer = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._file:
            self._file.close()

    def refuse(self, row: tuple[int, list[str]], refusal: Refusal) -> None:
        """Write one row, (line number, cells), with its reasons. Raises BadFile where nothing can be written."""
        line, cells = row
        try:
            if self._writer is None:
                self._file = open(self.path, "w", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115
                self._writer = csv.writer(self._file, quoting=csv.QUOTE_ALL)
                self._writer.writerow(["line", "field", "reason", "row"])
            self.count += 1
            for field, reason in refusal.errors:
                self._writer.writerow([line, field, reason, *(_as_text(cell) for cell in cells)])
        except OSError as error:
            raise BadFile(
                ("refused", f"The file of refused rows can't be written ({error.strerror}); see --refused.")
            ) from None


def _as_text(cell: str) -> str:
    """A cell a spreadsheet shows as text (ASVS 1.2.10)."""
    return "'" + cell if cell[:1] in tuple("=+-@|\t\r\n\0＝＋－＠") else cell


def _agency(name: str | None):
    organizations = Organization.objects.all()
    found = (
        organizations.filter(name=name) if name else organizations.filter(kind=OrganizationKind.PSAP, in_program=True)
    )
    agency = found.first() or (None if name else organizations.filter(in_program=True).first())
    if agency is None:
        raise CommandError(f"There is no organization named {name!r}." if name else "There is no organization yet.")
    return agency.pk
