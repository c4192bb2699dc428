"""`bin/tandem restore ARCHIVE`: bring everything back into an empty installation, whole or not at all."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.foundation.archive.locked import ENDING, unlocked
from tandem.foundation.archive.restore import restore
from tandem.vocabulary.refusal import Refusal


class Command(BaseCommand):
    help = "Bring an archive of `export` back into an empty installation, whole or not at all."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="what export wrote")
        parser.add_argument(
            "--key", type=Path, metavar="FILE", help="the key of an encrypted archive; default ARCHIVE.key"
        )

    def handle(self, *args, **options):
        try:
            with self._opened(options["archive"], options["key"]) as archive:
                done = restore(archive, say=lambda line: self.stderr.write(line))
        except Refusal as refusal:
            raise CommandError(" ".join(sentence for _field, sentence in refusal.errors)) from None
        self.stdout.write(
            f"Restored and compared: {done.tables} tables, {done.rows:,} rows, {done.attachments} attachments."
        )

    def _opened(self, archive: Path, key: Path | None):
        if archive.suffix != ENDING:
            return nullcontext(archive)
        key = key or archive.with_name(f"{archive.name}.key")
        try:
            return unlocked(archive, key.read_text())
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"The archive is encrypted and {key} can't be read: name its key with --key.") from None
