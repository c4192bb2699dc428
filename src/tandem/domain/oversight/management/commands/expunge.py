"""`bin/tandem expunge`: carry out approved expungements, also after a restore. Run by the owning role; safe to run again."""

from django.core.management.base import BaseCommand

from tandem.domain.oversight.carrying_out import carry_out


class Command(BaseCommand):
    help = "Carry out every approved expungement, also those a restored backup does not know. Safe to run again."

    def handle(self, *args, **options):
        for one in carry_out():
            self.stdout.write(f"Order {one.order_number}: {one.keys} keys and {one.rows} rows destroyed.")
