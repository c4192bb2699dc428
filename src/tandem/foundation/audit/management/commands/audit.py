"""`bin/tandem audit …`: export and check the audit trail, print its public key, purge what is older than six years.

`bin/tandem audit verify FILE` does not come here: it is a program of its own that needs no database (`audit/verify.py`).
"""

import os
import sys
from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.audit import checking, purging, signing
from tandem.foundation.audit.lines import lines
from tandem.foundation.audit.record import record
from tandem.foundation.audit.seal import Sealer
from tandem.foundation.audit.verify import BROKEN


class Command(BaseCommand):
    help = "Export, check (verify), or print the public key of the audit trail."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="write entries, links and checkpoints as JSON Lines")
        export.add_argument("file", type=Path)
        verbs.add_parser("verify", help="check this installation; with FILE --key PUBLIC: check an export")
        verbs.add_parser("key", help="print the public key that checks the signatures")
        verbs.add_parser("new-key", help="sign with a new key from now on: the file of the old one is lost")
        purge = verbs.add_parser("purge", help="delete entries of more than six years ago")
        purge.add_argument("--before", required=True, metavar="YYYY-MM-DD", type=datetime.fromisoformat)

    def handle(self, *args, **options):
        try:
            getattr(self, "_" + options["verb"].replace("-", "_"))(options)
        except signing.KeyUnusable as reason:
            raise CommandError(str(reason)) from None

    def _export(self, options) -> None:
        to: Path = options["file"]
        record(Actor.system("audit export"), "audit.export", object_kind="audit")
        Sealer().tick()
        try:
            count = _written(to)
        except FileExistsError:
            raise CommandError(f"{to} is there already. Choose another name.") from None
        except OSError as error:
            raise CommandError(f"{to} can't be written: {error.strerror}.") from None
        self.stdout.write(f"{count:,} lines: {to}")
        self.stdout.write(f"The public key is {signing.public_of(signing.made_key())}")

    def _verify(self, options) -> None:
        report = checking.check_everything(Actor.system("audit verify"))
        for line in report.words():
            self.stdout.write(line)
        if not report.whole:
            sys.exit(BROKEN)

    def _key(self, options) -> None:
        self.stdout.write(signing.public_of(signing.made_key()))

    def _new_key(self, options) -> None:
        place = signing.place()
        if signing.key() is not None and signing.public_of(signing.key()) == checking.last_key():
            raise CommandError(f"{place} is the key that signs. Move it away first, and keep it.")
        record(Actor.system("audit new-key"), "audit.new_key", object_kind="audit")
        Sealer().tick()
        self.stdout.write(f"Signed with a new key from now on: {signing.public_of(signing.key())}")

    def _purge(self, options) -> None:
        before = options["before"]
        if before.tzinfo is None:
            before = before.replace(tzinfo=clock.now().tzinfo)
        try:
            gone = purging.purge(before)
        except purging.TooYoung as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{gone:,} entries from before {before:%Y-%m-%d} deleted; their links stay.")


def _written(to: Path) -> int:
    count = 0
    with open(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for line in lines():
            file.write(line)
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count
