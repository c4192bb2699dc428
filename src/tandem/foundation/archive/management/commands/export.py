"""`bin/tandem export FILE.zip.age`: all of the program's data in one archive, which only its own key opens."""

import os
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.acts.act import act
from tandem.foundation.archive.locked import ENDING, locking, new_key
from tandem.foundation.archive.write import FolderTarget, ZipTarget, write
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal


class Command(BaseCommand):
    help = "Write all of the program's data to a new encrypted file. Keep its key apart from it."

    def add_arguments(self, parser):
        parser.add_argument("to", type=Path, metavar="FILE.zip.age", help="with --open also FILE.zip or a folder")
        parser.add_argument("--recipient", metavar="age1…", help="whose key opens it; without, a key is made beside it")
        parser.add_argument("--open", action="store_true", help="write FILE.zip or a folder that anybody can read")

    def handle(self, *args, **options):
        to: Path = options["to"]
        if to.exists() and not (to.is_dir() and not any(to.iterdir())):
            raise CommandError(f"{to} is there already. Choose another name.")
        locked = to.name.endswith(".zip" + ENDING)
        if not locked and not options["open"]:
            raise CommandError(
                f"Call it {to.name.removesuffix('.zip')}.zip.age: it is encrypted. --open writes it open."
            )
        actor = Actor.system("export", Permission.ARCHIVE_EXPORT)
        try:
            # Who asked at the machine's own keyboard is in the audit trail before anything leaves.
            with act(actor, Permission.ARCHIVE_EXPORT, kind="archive"):
                pass
            if locked:
                manifest = self._locked(to, options["recipient"])
            else:
                manifest = _zip(to, self._say) if to.suffix == ".zip" else _folder(to, self._say)
        except OSError as error:
            raise CommandError(f"{to} can't be written: {error.strerror}.") from None
        except Refusal as refusal:
            raise CommandError(" ".join(sentence for _field, sentence in refusal.errors)) from None
        rows = sum(one["rows"] for one in manifest["tables"])
        self.stdout.write(f"{len(manifest['tables'])} tables, {rows:,} rows, {len(manifest['files'])} files: {to}")

    def _locked(self, to: Path, recipient: str | None) -> dict:
        """The archive for `recipient`, or for a new key that is written beside it before anything else is."""
        if recipient is None:
            secret, recipient = new_key()
            beside = to.with_name(f"{to.name}.key")
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(f"# Opens {to.name}. Keep it apart from the archive.\n{secret}\n")
            self.stdout.write(f"Its key: {beside}. Keep it apart from the archive; nothing else opens it.")
        return _zip(to, self._say, recipient)

    def _say(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{done:,} of {total:,} rows", ending="\r")


def _zip(to: Path, say, recipient: str | None = None) -> dict:
    draft = to.with_name(f".{to.name}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            into = locking(file, recipient) if recipient else nullcontext(file)
            with into as plain, ZipTarget(plain, clock.now()) as target:
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
