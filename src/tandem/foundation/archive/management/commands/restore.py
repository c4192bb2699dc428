"""`bin/tandem restore ARCHIVE`: bring everything back into an empty installation, whole or not at all."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.foundation.archive.restore import restore
from tandem.vocabulary.refusal import Refusal


class Command(BaseCommand):
    help = "Bring an archive of `export` back into an empty installation, whole or not at all."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="the zip file or folder that export wrote")

    def handle(self, *args, **options):
        try:
            done = restore(options["archive"], say=lambda line: self.stderr.write(line))
        except Refusal as refusal:
            raise CommandError(" ".join(sentence for _field, sentence in refusal.errors)) from None
        self.stdout.write(
            f"Restored and compared: {done.tables} tables, {done.rows:,} rows, {done.attachments} attachments."
        )
