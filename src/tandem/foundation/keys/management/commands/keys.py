"""`bin/tandem keys status | check | rotate`: what is sealed with what, and turning keys over."""

import json

from cryptography.hazmat.backends.openssl import backend
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tandem.foundation.keys import ring, rotate
from tandem.foundation.keys.models import Key, PersonKey
from tandem.foundation.keys.top import WrongKey
from tandem.foundation.organizations.models import Organization


class Command(BaseCommand):
    help = "Say which keys seal what (status), or turn them over while Tandem runs (rotate)."

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["status", "rotate"])
        parser.add_argument("--agency", metavar="SHORT-NAME", help="only this agency's keys, not the key above them")
        parser.add_argument("--deep", action="store_true", help="give every person a new key and seal everything anew")
        parser.add_argument("--json", action="store_true", help="status for a machine")

    def handle(self, *args, **options):
        try:
            if options["verb"] == "status":
                self._status(as_json=options["json"])
            else:
                self._rotate(options["agency"], options["deep"])
        except WrongKey as reason:
            raise CommandError(str(reason)) from None

    def _status(self, *, as_json: bool) -> None:
        for row in Key.objects.all():
            rotate.opened(row)
        counts, names = rotate.counts(), dict(Organization.objects.values_list("pk", "short_name"))
        keys = [
            {
                "agency": names.get(one.organization_id, "calls") if one.organization_id else "calls",
                "made": one.made_at.isoformat(timespec="seconds"),
                "state": "in use" if one.retired_at is None else "retired",
                "opens": counts.get(one.pk, 0),
            }
            for one in Key.objects.filter(purpose=ring.CONTENT).order_by("made_at")
        ]
        used = [one for one in keys if one["opens"]]
        said = {
            "key_file": str(settings.KEY_FILE),
            "oldest_still_used": used[0]["made"] if used else None,
            "persons": PersonKey.objects.filter(destroyed_at=None).count(),
            "destroyed": PersonKey.objects.exclude(destroyed_at=None).count(),
            "fips": bool(backend._fips_enabled),
            "openssl": backend.openssl_version_text(),
            "agencies": keys,
        }
        if as_json:
            self.stdout.write(json.dumps(said, indent=1))
            return
        for one in keys:
            self.stdout.write(f"{one['agency']:<24}{one['state']:<9}made {one['made']}  opens {one['opens']:,}")
        self.stdout.write(f"Oldest key still used: {said['oldest_still_used'] or 'none yet'}")
        self.stdout.write(f"Keys of persons: {said['persons']:,}, destroyed {said['destroyed']:,}")
        self.stdout.write(f"The key above all keys opens every one of them: {said['key_file']}")
        self.stdout.write(f"FIPS mode of {said['openssl']}: {'on' if said['fips'] else 'off'}")

    def _rotate(self, agency: str | None, deep: bool) -> None:
        if agency is None:
            chosen = None
            self.stdout.write(
                f"{rotate.rotate_top()} keys of agencies wrapped by a new key. Back up {settings.KEY_FILE}."
            )
        else:
            found = Organization.objects.filter(short_name=agency).first()
            if found is None:
                raise CommandError(f"There is no agency {agency}. Give its short name.")
            chosen = [found.pk]
        done = rotate.rotate(chosen, deep=deep)
        self.stdout.write(
            f"{done.agencies} agencies turned over: {done.persons:,} keys of persons wrapped anew, {done.rows:,} rows sealed"
            f" anew, {done.removed} old keys taken away, {done.waiting} kept for a day."
        )
