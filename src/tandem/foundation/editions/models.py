"""The tables of editions. About the program's own texts, never about a person served."""

import uuid

from django.db import models

from tandem.foundation.acts.models import Guarded


class Edition(Guarded):
    """One edition of one text. `content` never changes once somebody has signed: a trigger refuses it."""

    columns = {
        "key": "id",
        "operations": "kind slot name number content content_hash based_on writers drafted_at changed_at asked_at must_sign"
        " locked_at approved_at in_force_from retired_at withdrawn_at withdrawn_by withdrawn_reason",
    }
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    # What an edition holds for: the whole kind (empty), or its own name where several names of a kind hold side by side.
    slot = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    # The edition this one was begun from, as name/number.
    based_on = models.CharField(max_length=80, blank=True)
    # Who wrote, in order: {"id", "name", "role"}. Empty for what ships with Tandem.
    writers = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # When the writer said that it is ready to be signed; a change after that takes it back.
    asked_at = models.DateTimeField(null=True)
    # Groups of roles, one signature from each, as asked when the first one signed.
    must_sign = models.JSONField(default=list)
    locked_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    in_force_from = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["kind", "slot"],
                condition=models.Q(in_force_from__isnull=False, retired_at=None),
                name="one_edition_holds_until_further_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at=None) | models.Q(retired_at__gt=models.F("in_force_from")),
                name="edition_retires_after_it_held",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_from=None) | models.Q(approved_at__isnull=False, locked_at__isnull=False),
                name="edition_in_force_is_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}/{self.number}"


class Signature(Guarded):
    """One person has read these words and stands for them. `content_hash` says which words."""

    append_only = True
    columns = {"key": "id edition user_id", "operations": "name role organization at content_hash"}
    id = models.BigAutoField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    user_id = models.UUIDField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    organization = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user_id"], name="sign_once")]


class Signers(Guarded):
    """Who must sign editions of a kind, where the program asks for others than the usual ones."""

    columns = {"key": "kind", "operations": "groups"}
    kind = models.CharField(max_length=20, primary_key=True)
    groups = models.JSONField()
