"""A screening: every answer, with the instrument's edition, and the tier its own scoring gives. Never a disposition."""

from django.db import models

from tandem.domain.screenings.models.given import Asked, Given


class Screening(Given):
    """Answers and scores without a question about substances; those have tables of their own, a room further up."""

    columns = {
        "key": "id encounter person organization given_by",
        "screening": "instrument edition definition_hash language answers started_at completed_at tier score",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "instrument"], name="one_screening_per_instrument")]


class Task(Asked):
    columns = {"key": "id screening person done_by", "screening": "code words created_at done_at"}
    id = models.BigAutoField(primary_key=True)
    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="tasks")
