"""`bin/tandem export FILE.zip` or `FOLDER`: all of the program's data, in one archive or folder."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.archive.write import FolderTarget, ZipTarget, write
from tandem.vocabulary.permissions import Permission


class Command(BaseCommand):
    help = "Write all of the program's data to a new zip file or folder. Keep it as you keep the records."

    def add_arguments(self, parser):
        parser.add_argument("to", type=Path, metavar="FOLDER_OR_FILE", help="a name ending in .zip makes one file")

    def handle(self, *args, **options):
        to: Path = options["to"]
        if to.exists() and not (to.is_dir() and not any(to.iterdir())):
            raise CommandError(f"{to} is there already. Choose another name.")
        actor = Actor.system("export", Permission.ARCHIVE_EXPORT)
        try:
            # Who asked at the machine's own keyboard is in the audit trail before anything leaves.
            with act(actor, Permission.ARCHIVE_EXPORT, kind="archive"):
                pass
            manifest = _zip(to, self._say) if to.suffix == ".zip" else _folder(to, self._say)
        except OSError as error:
            raise CommandError(f"{to} can't be written: {error.strerror}.") from None
        rows = sum(one["rows"] for one in manifest["tables"])
        self.stdout.write(f"{len(manifest['tables'])} tables, {rows:,} rows, {len(manifest['files'])} files: {to}")

    def _say(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{done:,} of {total:,} rows", ending="\r")


def _zip(to: Path, say) -> dict:
    draft = to.with_name(f".{to.name}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with ZipTarget(file, clock.now()) as target:
                manifest = write(target, made_by="the command line", say=say)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(to)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return manifest


def _folder(to: Path, say) -> dict:
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    return write(FolderTarget(to), made_by="the command line", say=say)
