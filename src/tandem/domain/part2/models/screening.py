"""Answers and scores of instruments about substance use: the same shape as any screening, in a table of their own."""

import uuid

from django.db import models

from tandem.domain.screenings.models import Asked, Given


class SubstanceScreening(Given):
    columns = {
        "key": "id encounter person organization given_by",
        "part2_record": "instrument edition definition_hash language answers started_at completed_at tier score",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "instrument"], name="one_substance_screening_each")]


class SubstanceTask(Asked):
    columns = {"key": "id screening person done_by", "part2_record": "code words created_at done_at"}
    # Not a number: the address of a task may not be that of an ordinary one.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screening = models.ForeignKey(SubstanceScreening, on_delete=models.PROTECT, related_name="tasks")
