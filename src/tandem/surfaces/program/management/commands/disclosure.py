"""`bin/tandem disclosure explain …` and `bin/tandem disclosure matrix --csv`: the law's table, asked and read in full."""

import csv
import io
from collections import Counter
from dataclasses import fields

from django.core.management.base import BaseCommand

from tandem.disclosure.explain import NAMED
from tandem.disclosure.matrix import cells
from tandem.disclosure.question import Facts, Question
from tandem.disclosure.scopes import SCOPE_WORDS
from tandem.disclosure.told import told
from tandem.vocabulary.law import LAW_CATEGORIES, Basis, Category, LawRole, Purpose

HEADER = ("role", "category", "purpose", "basis", "relationship", "decision", "rules")
FACTS = tuple(one.name for one in fields(Facts) if one.type in (bool, "bool"))


class Command(BaseCommand):
    help = "Ask the rules of disclosure one question, or print the answer to every one."
    needs_database = False
    requires_system_checks: list = []

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("explain", help="one answer in words; a no says what would make it a yes")
        one.add_argument("role", choices=[role.value for role in LawRole])
        one.add_argument("category", choices=[category.value for category in LAW_CATEGORIES])
        one.add_argument("purpose", choices=[purpose.value for purpose in Purpose])
        one.add_argument("--basis", choices=[basis.value for basis in Basis], default=Basis.NONE.value)
        one.add_argument("--relationship", action="store_true", help="on the call, the care team, or receiving")
        one.add_argument("--scope", action="append", choices=sorted(SCOPE_WORDS), default=[], metavar="WORD")
        one.add_argument("--every-scope", action="store_true", help="take every scope word as true, as the matrix does")
        one.add_argument("--fact", action="append", choices=FACTS, default=[], metavar="WORD")
        categories = [category.value for category in LAW_CATEGORIES]
        one.add_argument("--mixed-with", action="append", choices=categories, default=[], metavar="CATEGORY")
        one.add_argument("--naming", default=NAMED, help="whom a consent would have to name")
        whole = verbs.add_parser("matrix", help="every cell: every scope word true, the reader not the author")
        whole.add_argument("--csv", action="store_true", help="all cells; without it, how many each role may read")

    def handle(self, *args, **options):
        try:
            self.stdout.write(asked(options) if options["verb"] == "explain" else matrix(whole=options["csv"]))
        except BrokenPipeError:
            # Whoever reads has seen enough.
            return


def asked(options: dict) -> str:
    """The answer to the question that the options put."""
    facts = Facts(
        **dict.fromkeys(options["fact"], True), mixed_with=frozenset(Category(one) for one in options["mixed_with"])
    )
    question = Question(
        LawRole(options["role"]),
        Category(options["category"]),
        Purpose(options["purpose"]),
        Basis(options["basis"]),
        options["relationship"],
        SCOPE_WORDS if options["every_scope"] else frozenset(options["scope"]),
        facts,
    )
    return told(question, options["naming"])


def matrix(*, whole: bool) -> str:
    """All 34,320 cells as CSV, in the order of the vocabulary; else a line for each role."""
    if not whole:
        count = Counter(cell[0] for cell in cells() if cell[5] == "allow")
        return "\n".join(f"{role.value:<20} {count[role]:>6,} cells allowed" for role in LawRole)
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEADER)
    lines.writerows(
        (role, category, purpose, basis, "yes" if relationship else "no", decision, " ".join(found))
        for role, category, purpose, basis, relationship, decision, found in cells()
    )
    return out.getvalue().rstrip("\n")
