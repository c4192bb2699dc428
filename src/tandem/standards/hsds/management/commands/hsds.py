"""`bin/tandem hsds export FILE` and `bin/tandem hsds import FILE`: the directory in HSDS 3.0 JSON."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.domain.directory.records import services
from tandem.foundation import clock
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.organizations.program import program, zone
from tandem.foundation.strict_json import BadJSON
from tandem.standards.hsds.plan import CHANGED, NEW, REFUSED, SAME, Plan, carry_out, plan
from tandem.standards.hsds.read import LIMIT_BYTES, sentence
from tandem.standards.hsds.write import page, whole
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Refusal


class Command(BaseCommand):
    help = "The directory of services in HSDS 3.0 JSON: export it to a file, or take a file in (--preview only says)."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["export", "import"])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--preview", action="store_true", help="say what an import would change, and change nothing"
        )

    def handle(self, *args, **options):
        if program() is None:
            raise CommandError("Tandem is not set up yet. Start it once, then come back.")
        try:
            (self._export if options["what"] == "export" else self._import)(options["file"], options["preview"])
        except OSError as error:
            raise CommandError(f"{options['file'].name}: {error.strerror}.") from None

    def _export(self, path: Path, _preview: bool) -> None:
        rows = whole(services(retired=True), state=program().state)
        text = json.dumps(page(rows, total=len(rows), number=1, size=max(1, len(rows))), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"{len(rows)} services written to {path}")

    def _import(self, path: Path, preview: bool) -> None:
        if path.stat().st_size > LIMIT_BYTES:
            raise CommandError(f"The file is larger than {LIMIT_BYTES // 1_048_576} MB. Send it in parts.")
        try:
            found = plan(path.read_bytes(), today=clock.now().astimezone(zone()).date())
        except BadJSON as error:
            raise CommandError(sentence(error)) from None
        except Refusal as refusal:
            raise CommandError(refusal.errors[0][1]) from None
        self._say(found)
        if preview:
            self.stdout.write("Nothing was changed: this was the preview.")
            return
        changed, refused = carry_out(found, actor=Actor.system("HSDS import", Permission.DIRECTORY_WRITE))
        self.stdout.write(f"{changed} taken in, {found.count(SAME)} unchanged, {len(refused)} refusals")

    def _say(self, found: Plan) -> None:
        for step in found.steps:
            for place, why in step.entry.refused:
                self.stderr.write(f"refused  {place}: {why}")
            for name, was, now in step.changes:
                self.stdout.write(f"changes  {step.entry.name}: {name} from {was!r} to {now!r}")
            if step.entry.named:
                self.stdout.write(f"kept     {step.entry.name}: {', '.join(step.entry.named)}")
        counts = ", ".join(f"{found.count(kind)} {kind}" for kind in (NEW, CHANGED, SAME, REFUSED))
        self.stdout.write(f"{counts}; {found.untouched} listings not in the file stay as they are")
