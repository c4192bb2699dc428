"""`bin/tandem sign_ins`: who can sign in to the demo, or the first administrator's link of an empty installation."""

import json

from django.core.management.base import BaseCommand

from tandem.demo import city, keys


class Command(BaseCommand):
    help = "Lists the demo's sign-ins, or gives the first administrator's one-time link."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, *args, **options):
        found = keys.handed_out() if city.is_demo() else keys.empty_installation()
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        for one in found["sign_ins"]:
            self.stdout.write(f"{one['role']:<20} {one['username']:<12} {one['password']}")
        for name, value in (found["tokens"] | found["links"]).items():
            self.stdout.write(f"{name.replace('_', ' ')}: {value}")
