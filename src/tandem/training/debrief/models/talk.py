"""What people say in a debrief. Every answer is one person's own words: sealed, and read by few (docs/decisions).

`organization_id` is the agency whose key seals it: the one that opened the room. Who may read is another question, and
goes by the agency of the person who answered.
"""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedJSON, SealedText
from tandem.training.sessions.models import Run, SeatHold

HERE = ("debrief", "hold")


class Debrief(Guarded):
    """The talk after one run. `uncovered_at`: the instructor showed everybody everything before all had answered."""

    columns = {"key": "id run organization_id", "operations": "opened_at uncovered_at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="+")
    organization_id = models.UUIDField()
    opened_at = models.DateTimeField()
    uncovered_at = models.DateTimeField(null=True)


class Said(Guarded):
    """One person's own words about one thing."""

    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(SeatHold, on_delete=models.PROTECT, related_name="+")
    organization_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Recall(Said):
    """What changed at a moment, and when this person saw it. `number` is the line of the timeline."""

    columns = {"key": "id debrief hold organization_id", "operations": "at number changed seen declined"}
    number = models.PositiveIntegerField()
    changed = SealedText(max_length=400, blank=True)
    seen = SealedText(max_length=400, blank=True)
    declined = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=[*HERE, "number"], name="recall_once")]


class Heard(Said):
    """What this person understood of one line of the dispatcher's."""

    columns = {"key": "id debrief hold organization_id", "operations": "at number understood words"}
    number = models.PositiveIntegerField()
    understood = models.CharField(max_length=12)
    words = SealedText(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=[*HERE, "number"], name="heard_once")]


class Reply(Said):
    """Answers to the questions of the debrief. `definition_hash` says in which words they were asked."""

    columns = {"key": "id debrief hold organization_id", "operations": "at edition definition_hash language answers"}
    edition = models.CharField(max_length=60)
    definition_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5, default="en")
    answers = SealedJSON(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=[*HERE], name="reply_once")]


class NextTime(Guarded):
    """One sentence: "Next time we will …". A changed sentence is another one, and is agreed anew."""

    columns = {"key": "id debrief hold organization_id", "operations": "words by_name at replaced_at"}
    sealed_for = (None, "organization_id")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    debrief = models.ForeignKey(Debrief, on_delete=models.PROTECT, related_name="+")
    # Whose words; None for the instructor's.
    hold = models.ForeignKey(SeatHold, null=True, on_delete=models.PROTECT, related_name="+")
    organization_id = models.UUIDField()
    words = SealedText(max_length=200)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["debrief"], condition=models.Q(replaced_at=None), name="one_next_time_stands"
            )
        ]


class Agreed(Guarded):
    """One seat agrees with one sentence."""

    columns = {"key": "id next_time hold", "operations": "at"}
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    next_time = models.ForeignKey(NextTime, on_delete=models.PROTECT, related_name="+")
    hold = models.ForeignKey(SeatHold, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["next_time", "hold"], name="agree_once")]
