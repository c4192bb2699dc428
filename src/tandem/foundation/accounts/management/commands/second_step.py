"""`bin/tandem second_step USERNAME`: takes an account's second step away, on the machine itself, for when nobody else can.

For the last administrator whose phone and paper are lost, and after a restore under another key.
"""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.accounts.models import User
from tandem.foundation.accounts.second import forget_all
from tandem.foundation.accounts.sign_ins import end_sessions
from tandem.foundation.audit.record import record


class Command(BaseCommand):
    help = "Takes an account's app, passkeys and recovery codes away; it sets them up anew at its next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, **options):
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no account called {options['username']}.")
        with transaction.atomic():
            forget_all(user)
            end_sessions(user)
            by = Actor.system("On the machine itself")
            record(by, "account.reset_second_step", object_kind="account", object_id=user.pk)
        self.stdout.write(f"{user.username} sets a second step up at the next sign-in. Every open session has ended.")
