"""`bin/tandem evaluate DESIGN --data FILE --spec FILE [--json]`: one design on any table. Needs no database."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tandem.measures.evaluation import DESIGNS, NotInstalled, Report, SpecError, run
from tandem.measures.evaluation.tables import read_table
from tandem.measures.evaluation.words import RATIO


class Command(BaseCommand):
    help = "Asks a table whether a change changed anything: one of eight designs, with all that must be said of it."
    requires_system_checks = []
    needs_database = False
    data_is_a_file = True

    def add_arguments(self, parser):
        parser.add_argument("design", choices=list(DESIGNS))
        parser.add_argument("--data", type=Path, required=True, metavar="FILE", help="the table: .csv, .parquet, .xlsx")
        parser.add_argument(
            "--spec", type=Path, required=True, metavar="FILE", help="a JSON object that names the columns"
        )
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args, **options):
        try:
            spec = _spec(options["spec"])
            report = run(options["design"], read_table(options["data"]), spec, progress=self.tell)
        except SpecError as refused:
            raise CommandError(str(refused)) from None
        except NotInstalled as missing:
            raise CommandError(str(missing)) from None
        self.stdout.write(
            json.dumps(report.to_json(), ensure_ascii=False, allow_nan=False) if options["json"] else told(report)
        )

    def tell(self, done: int, of: int) -> None:
        """How far the work is, for somebody who looks on."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {of:,}", ending="\n" if done >= of else "")


def _spec(path: Path) -> dict:
    try:
        spec = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SpecError("spec", f"{path}: {error.strerror or error}. Name the file of the spec.") from None
    except (ValueError, RecursionError) as error:
        raise SpecError("spec", f"{path.name} is no JSON: {error}") from None
    if not isinstance(spec, dict):
        raise SpecError("spec", f"{path.name} must hold an object of fields and values.")
    return spec


def told(report: Report) -> str:
    """The report as text: the sentence first, then how sure, then how it was done."""
    lines = [report.sentence, report.estimate_sentence, ""]
    lines += [f"Read this first: {one}" for one in report.warnings]
    lines += [
        "",
        f"Design          {report.design_words}",
        f"Estimand        {report.estimand}",
        f"Outcome         {report.outcome}",
        f"Standard error  {_shown(report.se)}{' of the logarithm' if report.scale in RATIO else ''}: {report.se_type}",
        f"Clusters        {report.cluster_words}",
        f"Before          {report.before_sentence}",
        f"Placebo         {report.placebo.sentence}",
    ]
    if report.chance:
        lines.append(f"By chance       {report.chance.sentence} p {report.chance.p:.3f}")
    lines += [f"Believable?     {report.plausibility}", f"Power           {report.smallest.words}"]
    left = [f"{one.words}: {one.count:,}" for one in report.excluded] or ["nothing"]
    lines += [f"Left out        {one}" for one in left]
    lines += [f"Method          {report.method}", f"Source          {report.source}", ""]
    part = ""
    for row in report.table:
        if row.part != part:
            part = row.part
            lines.append(part)
        interval = f"({_shown(row.interval[0])} to {_shown(row.interval[1])})" if row.interval else ""
        se = f"se {_shown(row.se)}" if row.se is not None else ""
        n = f"n {row.n:,}" if row.n is not None else ""
        said = " ".join(one for one in (_shown(row.estimate), interval, se, n, row.note) if one)
        lines.append(f"  {row.label}: {said}")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
