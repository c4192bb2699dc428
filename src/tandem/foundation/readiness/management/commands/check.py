"""`bin/tandem check`: what an agency still has to do before real people, point by point; exit code 1 while any is open."""

import sys

from django.core.management.base import BaseCommand

from tandem.foundation.readiness.checks import Found, look
from tandem.foundation.readiness.standing import standing, still_open
from tandem.vocabulary.readiness import POINT_LABELS, READINESS_STATE_LABELS, RECURRING, TO_DO_LABELS

PAGE = "/program/ready/"


class Command(BaseCommand):
    help = "Says what is still to do before real people are served."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--brief", action="store_true", help="a few lines, as bin/start prints them; never fails")

    def handle(self, *args, **options):
        here, found = standing(), look()
        lines = brief(found, demo=here.demo, released=here.released)
        if not options["brief"]:
            lines = [line for one in found for line in told(one)] + lines
        self.stdout.write("\n".join(lines))
        if not options["brief"] and (still_open(found) or not here.released):
            sys.exit(1)


def told(one: Found) -> list[str]:
    """One point in a line, and what to do where it is open."""
    recurring = ", while it runs" if one.point in RECURRING else ""
    first = f"{READINESS_STATE_LABELS[one.state]:<12} {POINT_LABELS[one.point]}{recurring}"
    return [first, f"{'':<12} {one.words} {TO_DO_LABELS[one.point]}".rstrip()] if one.open else [first]


def brief(found: list[Found], *, demo: bool, released: bool) -> list[str]:
    """How it stands, in at most three lines."""
    if demo:
        return ["Demo city: everyone here is made up. It is never released for real people."]
    left = still_open(found)
    if released and not left:
        return ["Released for real people. Nothing is left to do."]
    words = "Released for real people" if released else "Not yet released for real people"
    if not left:
        return [f"{words}: an administrator and the privacy officer sign at {PAGE}"]
    some = ", ".join(POINT_LABELS[one.point].lower() for one in left[:3])
    more = f", and {len(left) - 3} more" if len(left) > 3 else ""
    return [
        f"{words}. Things to do: {len(left)}, listed at {PAGE} and by bin/tandem check",
        f"  Not done: {some}{more}.",
    ]
