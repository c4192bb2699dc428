"""`bin/tandem compliance_report`: one file with components, data flows, and what was done last and is overdue (H9)."""

import csv
import json
import tomllib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tandem.foundation import clock
from tandem.foundation.readiness.checks import Found, look
from tandem.vocabulary.readiness import POINT_LABELS, READINESS_STATE_LABELS, RECURRING

LOCK = settings.REPOSITORY / "uv.lock"
PAGES_LOCK = settings.REPOSITORY / "src/tandem/surfaces/shared/assets/package-lock.json"
FLOWS = settings.CONTENT_DIR / "data-flows.csv"


class Command(BaseCommand):
    help = "Prints components with versions, data flows, and which scan, test or audit is overdue."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, metavar="FILE", help="write it there instead of printing it")

    def handle(self, *args, **options):
        text = report(look())
        if options["to"]:
            options["to"].write_text(text)
            return
        self.stdout.write(text)


def report(found: list[Found]) -> str:
    """The whole report as Markdown: no name of a person served is in anything that it reads."""
    parts = [f"# Tandem: compliance report of {clock.now():%Y-%m-%d %H:%M} UTC", "", "## Done last, and overdue"]
    parts += [_line(one) for one in found]
    parts += ["", "## Data flows"]
    parts += [f"- {one['from']} → {one['to']}: {one['what']}, by {one['by']}; {one['protected_by']}" for one in flows()]
    parts += ["", "## Components"]
    parts += [f"- {name} {version} ({kind})" for name, version, kind in components()]
    return "\n".join(parts) + "\n"


def _line(one: Found) -> str:
    done = f"done {one.vouch.done_on:%Y-%m-%d}, due again {one.due:%Y-%m-%d}" if one.vouch else one.words
    overdue = " OVERDUE" if one.open and one.point in RECURRING else ""
    return f"- {POINT_LABELS[one.point]}: {READINESS_STATE_LABELS[one.state].lower()}{overdue}. {done}"


def flows() -> list[dict[str, str]]:
    """What goes from where to where, as `content/data-flows.csv` says."""
    with FLOWS.open(newline="") as file:
        return list(csv.DictReader(file))


def components() -> list[tuple[str, str, str]]:
    """(name, version, kind) of everything that the locks name, in alphabetical order."""
    python = [(one["name"], one.get("version", ""), "Python") for one in tomllib.loads(LOCK.read_text())["package"]]
    pages = json.loads(PAGES_LOCK.read_text())["packages"]
    script = [(name.rpartition("node_modules/")[2], one["version"], "pages") for name, one in pages.items() if name]
    return sorted({*python, *script})
