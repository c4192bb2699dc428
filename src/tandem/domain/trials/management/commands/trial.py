"""`bin/tandem trial verify LOG SEAL`: checks the log of a trial's draws against what bound it. Needs no database."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.domain.trials import drawing, sheet

BROKEN = 3


class Command(BaseCommand):
    help = (
        "Checks every draw of a trial against its seal: what was published at the start, and the seed once it is open."
    )
    requires_system_checks = []
    needs_database = False

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["verify"])
        parser.add_argument("log", type=Path, help="the log of draws, a CSV as its page gives it")
        parser.add_argument("seal", type=Path, help="the seal, a JSON as its page gives it")

    def handle(self, *args, **options):
        try:
            entries = sheet.entries(_read(options["log"]))
            commitment, parameters, seed = sheet.bound(_read(options["seal"]))
        except sheet.BadFile as bad:
            raise CommandError(str(bad)) from None
        faults = drawing.faults(entries, commitment, seed, parameters)
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            sys.exit(BROKEN)
        self.stdout.write(f"The log is whole: {len(entries):,} draws, each follows the one before.")
        if seed is None:
            self.stdout.write("The seed is not open yet. Check again when the trial is closed.")
        else:
            self.stdout.write("The seed is the one committed to at the start, and each call got what its list says.")


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > sheet.LARGEST:
            raise CommandError(f"{path} is larger than a log can be.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} can't be read: {getattr(error, 'strerror', None) or 'it is no text'}.") from None
