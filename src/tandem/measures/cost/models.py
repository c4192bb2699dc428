"""What was typed into the cost model, each time anew: an edition stays as it was. About money, never about a person."""

from django.db import models

from tandem.foundation.acts.models import Guarded


class Figures(Guarded):
    """All figures as they stood after one change. The newest holds."""

    append_only = True
    columns = {"key": "id", "operations": "content written_at written_by_name why"}
    id = models.BigAutoField(primary_key=True)
    content = models.JSONField()
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=120)
    why = models.CharField(max_length=200, blank=True)
