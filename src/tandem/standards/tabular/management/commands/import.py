"""`bin/tandem import calls FILE …`: take past calls in from a CSV file or a spreadsheet."""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from tandem.domain.incidents.actions import copy_in
from tandem.domain.incidents.actions.bulk import Taken
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import program, zone
from tandem.standards.tabular import saved
from tandem.standards.tabular.lines import BadFile
from tandem.standards.tabular.mapping import COLUMNS, Plan, by_order
from tandem.standards.tabular.read import calls
from tandem.standards.tabular.refusals import Refusals
from tandem.standards.tabular.table import ZIP, Form, look
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import OrganizationKind


class Command(BaseCommand):
    help = "Take past calls in from a CSV file or a spreadsheet. Refused rows go to a file beside it, with reasons."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["calls"])
        parser.add_argument("file", type=Path)
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--columns", help=f"the file's columns in order, with commas; names: {', '.join(COLUMNS)}")
        how.add_argument("--mapping", help='a mapping saved on the import page, like "County CAD" or "County CAD/2"')
        parser.add_argument("--no-header", action="store_true", help="the first row is a call, not column names")
        parser.add_argument("--sheet", default="", help="the sheet of a spreadsheet; default: the first")
        parser.add_argument("--source", help="where these calls come from, like county-cad; a mapping knows its own")
        parser.add_argument(
            "--agency", help="whose calls they are: an organization's name; default: the mapping's or dispatch's"
        )
        parser.add_argument("--keep-repeats", action="store_true", help="an exact repeat of a row is another call")
        parser.add_argument("--refused", type=Path, help="where refused rows go; default: FILE.refused.csv")
        parser.add_argument("--json", action="store_true", help="the last line is the result as JSON")

    def handle(self, *args, **options):
        started = time.monotonic()
        settings = program()
        if settings is None:
            raise CommandError("Tandem is not set up yet. Start it once, then import.")
        path: Path = options["file"]
        refused_path = options["refused"] or path.with_name(path.name + ".refused.csv")
        if refused_path.resolve() == path.resolve():
            raise CommandError("--refused names the file to import itself. Choose another.")
        limit = settings.import_limit_bytes
        self._taken = Taken()
        try:
            form, plan = self._plan(options, limit)
            with _LazyFile(refused_path) as file:
                refusals = Refusals(file)
                taken = copy_in(
                    self._good(calls(path, form, plan, limit), refusals),
                    actor=Actor.system("import", Permission.INCIDENT_IMPORT),
                    refuse=refusals.refuse,
                    progress=self._progress,
                )
        except Refusal as refusal:
            raise CommandError("\n".join(f"{field}: {sentence}" for field, sentence in refusal.errors)) from None
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

    def _plan(self, options, limit: int) -> tuple[Form, Plan]:
        path: Path = options["file"]
        if options["mapping"]:
            mapping = saved.edition_of(options["mapping"]).mapping
            agency = _agency(options["agency"]) if options["agency"] else mapping.agency_id
            source = options["source"] or mapping.source
            seen = look(path, limit, Form("xlsx", sheet=options["sheet"]) if options["sheet"] else None)
            seen = replace(seen, header=mapping.header)
            return seen.form, replace(mapping, source=source, agency_id=agency).plan(seen.names(), seen.width)
        columns = tuple(name.strip() for name in options["columns"].split(","))
        plan = by_order(
            columns,
            source=options["source"] or "",
            agency_id=_agency(options["agency"]),
            zone=zone(),
            header=not options["no_header"],
            keep_repeats=options["keep_repeats"],
        )
        if not path.is_file():
            raise BadFile(("file", f"There is no file {path.name}."))
        with path.open("rb") as file:
            spreadsheet = file.read(4) == ZIP
        return Form("xlsx", sheet=options["sheet"]) if spreadsheet else Form("csv"), plan

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


class _LazyFile:
    """The file of refused rows, made when the first one comes: its head alone would look like a refusal."""

    def __init__(self, path: Path):
        self._path, self._head, self._file = path, b"", None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._file:
            self._file.close()

    def write(self, part: bytes) -> None:
        """Add bytes. Raises BadFile where nothing can be written."""
        if not self._head:
            self._head = part
            return
        try:
            if self._file is None:
                self._file = self._path.open("wb")
                self._file.write(self._head)
            self._file.write(part)
        except OSError as error:
            raise BadFile(
                ("refused", f"The file of refused rows can't be written ({error.strerror}); see --refused.")
            ) from None


def _agency(name: str | None) -> UUID:
    organizations = Organization.objects.all()
    found = (
        organizations.filter(name=name) if name else organizations.filter(kind=OrganizationKind.PSAP, in_program=True)
    )
    agency = found.first() or (None if name else organizations.filter(in_program=True).first())
    if agency is None:
        raise CommandError(f"There is no organization named {name!r}." if name else "There is no organization yet.")
    return agency.pk
