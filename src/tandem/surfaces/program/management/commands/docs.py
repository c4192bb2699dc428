"""`bin/docs`: write `docs/generated` from the tables the code itself reads. No database is needed."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from tandem.domain.incidents import rules as incidents
from tandem.domain.referrals import rules as referrals
from tandem.foundation.acts.models import Guarded
from tandem.foundation.editions import rules as editions
from tandem.measures.catalogue import CATALOGUE
from tandem.measures.measure import GROUPS
from tandem.vocabulary.permissions import GRANTS, Permission
from tandem.vocabulary.terms import ROLE_LABELS, Role

NOTE = "<!-- Written by bin/docs from the code. Don't edit. -->\n"


def permissions() -> str:
    """Who may do what, as a table of roles."""
    roles = list(Role)
    lines = ["# Permissions", "", "| may | " + " | ".join(ROLE_LABELS[role] for role in roles) + " |"]
    lines.append("|---" * (len(roles) + 1) + "|")
    for one in Permission:
        marks = ["yes" if one in GRANTS[role] else "" for role in roles]
        if any(marks):
            lines.append(f"| `{one}` | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def data_dictionary() -> str:
    """Every table with its columns by category of law."""
    lines = ["# Data dictionary", "", "Every column names its category; the category decides who may read it."]
    for model in sorted(apps.get_models(), key=lambda one: one._meta.label):
        if not model.__module__.startswith("tandem."):
            continue
        marks = [
            word
            for word, holds in (
                ("guarded", issubclass(model, Guarded)),
                ("append-only", getattr(model, "append_only", False)),
            )
            if holds
        ]
        lines += ["", f"## {model._meta.label}" + (f" ({', '.join(marks)})" if marks else ""), ""]
        if model.__doc__ and not model.__doc__.startswith(model.__name__ + "("):
            lines += [model.__doc__.strip().split("\n")[0], ""]
        lines += ["| category | columns |", "|---|---|"]
        lines += [f"| {category} | {', '.join(sorted(words.split()))} |" for category, words in model.columns.items()]
    return "\n".join(lines) + "\n"

    return issubclass(model, Guarded)


def states() -> str:
    """The state charts of a call and of a referral."""
    lines = ["# States", "", "## A call", "", "```mermaid", "stateDiagram-v2"]
    for verb, (before, after) in incidents.TRANSITIONS.items():
        lines += [f"  {one} --> {after}: {verb}" for one in sorted(before)]
    lines += [
        "```",
        "",
        "## A referral",
        "",
        "Received is not closed: only *completed* closes the loop.",
        "",
        "| from | verb | to |",
        "|---|---|---|",
    ]
    for verb, move in referrals.MOVES.items():
        lines += [f"| {one} | {verb} | {move.after or 'the state before'} |" for one in sorted(move.before)]
    lines += ["", "## An edition", "", "Dates alone bring an approved edition into force and retire it.", ""]
    lines += ["| from | verb | to |", "|---|---|---|"]
    for verb, (before, after) in editions.TRANSITIONS.items():
        lines += [f"| {one} | {verb} | {after} |" for one in sorted(before)]
    return "\n".join(lines) + "\n"


def measures() -> str:
    """Every measure as it is declared, in the order of the catalogue."""
    lines = [
        "# Measures",
        "",
        "What each number is of, as the code declares it. A share has a Wilson interval and needs 20 in its denominator; a",
        "count is true from one on. Where the facts are missing a measure says that it is not measurable yet, and why.",
    ]
    for group in GROUPS:
        lines += ["", f"## {group}"]
        for one in (measure for measure in CATALOGUE.values() if measure.group == group):
            lines += ["", f"### {one.name}", "", f"`{one.id}`, edition {one.edition}. {one.question}", ""]
            small = (
                "Fewer than 11 are shown to nobody."
                if one.hides_small
                else "Shown whole inside; under 11 hidden outside."
            )
            said = (
                ("Counted in", one.numerator),
                ("Of", one.denominator),
                ("Left out", "; ".join(f"{e.words} (set aside)" if e.impossible else e.words for e in one.exclusions)),
                ("Beside it", "; ".join(count.words for count in one.counts)),
                ("Unit, better", f"{one.unit}, {one.direction}"),
                ("From", f"{', '.join(one.tables)} ({one.category}): {one.source}"),
                ("Needs", one.needs),
                ("Method", one.method),
                ("Small cells", small),
                ("Mind", one.caveat),
            )
            lines += [f"- **{name}**: {words}" for name, words in said if words]
    return "\n".join(lines) + "\n"


PAGES = {
    "permissions.md": permissions,
    "data-dictionary.md": data_dictionary,
    "states.md": states,
    "measures.md": measures,
}


class Command(BaseCommand):
    help = "Write docs/generated from the code."
    needs_database = False
    requires_system_checks: list = []

    def handle(self, *args, **options):
        folder: Path = settings.REPOSITORY / "docs" / "generated"
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in PAGES.items():
            (folder / name).write_text(NOTE + page())
            self.stdout.write(f"docs/generated/{name}")
