"""How contacts are written for whoever pays for them: one row an edition. About the program, never about a person."""

from django.db import models

from tandem.foundation.acts.models import Guarded


class BillingTerms(Guarded):
    """The newest edition holds; what an older file was made by stays readable."""

    append_only = True
    columns = {"key": "id", "operations": "number content saved_at saved_by_name"}
    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by_name = models.CharField(max_length=120)
