"""`bin/tandem scenario check FILE`: what to mend in a scenario, and its graph. Needs no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.training.engine import graph, skeleton
from tandem.training.engine.check import SECONDS, Checked
from tandem.training.library.checking import check_file
from tandem.training.library.compiling import CannotCompile


class Command(BaseCommand):
    help = "Checks a rehearsal's scenario: what to mend, by line, and where its story can lead; draws its graph."
    requires_system_checks = []
    needs_database = False

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["check"])
        parser.add_argument("file", type=Path, help="the scenario's ink file")
        parser.add_argument(
            "--graph", type=Path, metavar="OUT.svg", help="also draw the graph, its words beside it in .txt"
        )
        parser.add_argument("--json", action="store_true", help="as one JSON object")
        parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to play at most (%(default)s)")

    def handle(self, *args, **options):
        file: Path = options["file"]
        try:
            found = check_file(file, seconds=options["seconds"])
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}. Name the scenario's ink file.") from None
        except CannotCompile as error:
            raise CommandError(str(error)) from None
        if options["graph"]:
            self.draw(options["graph"], found.compiled)
        checked = found.checked
        self.stdout.write(
            json.dumps(_as_json(checked), ensure_ascii=False) if options["json"] else _told(file, checked)
        )
        if not checked.may_come_into_force:
            raise SystemExit(1)

    def draw(self, target: Path, compiled: str | None) -> None:
        if compiled is None:
            self.stderr.write("The graph cannot be drawn before the file can be read.")
            return
        bones = skeleton.read(compiled)
        target.write_text(graph.svg(graph.graph(bones), title=target.stem), encoding="utf-8")
        told = [f"{head}\n" + "".join(f"  {sentence}\n" for sentence in ways) for head, ways in graph.words(bones)]
        target.with_suffix(".txt").write_text("\n".join(told), encoding="utf-8")


def _told(file: Path, checked: Checked) -> str:
    lines = []
    for one in checked.findings:
        where = file.parent / one.file if one.file else file
        mark = "must mend" if one.level == "must" else "look at"
        lines.append(f"{where}:{one.line or 1}: {mark}: {one.what} {one.do}")
    must = sum(1 for one in checked.findings if one.level == "must")
    lines.append(f"{must} to mend, {len(checked.findings) - must} to look at.")
    if checked.steps:
        reached = f"{len(checked.endings.keys() & checked.written.keys())} of {len(checked.written)} endings reached"
        limit = "everything there is" if checked.whole else "not everything there is"
        lines.append(f"Played {checked.steps:,} steps in {checked.seconds:.1f} s ({limit}): {reached}.")
        lines.append(f"Sensible play: {_ends(checked)}.")
    return "\n".join(lines)


def _ends(checked: Checked) -> str:
    plays = sum(checked.sensible.values())
    return ", ".join(
        f"{count} of {plays} ended {kind.value if kind else 'nowhere'}"
        for kind, count in sorted(checked.sensible.items(), key=lambda pair: -pair[1])
    )


def _as_json(checked: Checked) -> dict:
    return {
        "may_come_into_force": checked.may_come_into_force,
        "findings": [
            {"level": one.level, "file": one.file, "line": one.line, "what": one.what, "do": one.do}
            for one in checked.findings
        ],
        "endings": {name: {"kind": kind, "reached": name in checked.endings} for name, kind in checked.written.items()},
        "sensible": {kind.value if kind else "nowhere": count for kind, count in checked.sensible.items()},
        "steps": checked.steps,
        "seconds": round(checked.seconds, 2),
        "whole": checked.whole,
    }
