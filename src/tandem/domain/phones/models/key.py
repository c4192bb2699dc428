"""The installation's own key for what a phone leaves sealed; its private half is itself sealed."""

from django.db import models

from tandem.foundation.acts.models import Guarded
from tandem.foundation.keys.fields import SealedRow, SealedText


class ServerKey(SealedRow, Guarded):
    """P-256. The newest is given to phones; older ones still open what was sealed to them."""

    append_only = True
    columns = {"key": "id seal", "operations": "public private made_at"}
    # Phones of this installation hold its other half; another one makes its own.
    of_this_installation = True
    sealed_for = (None, None)
    id = models.BigAutoField(primary_key=True)
    # A JSON Web Key (RFC 7517) with `kty`, `crv`, `x` and `y`.
    public = models.JSONField()
    private = SealedText()
    made_at = models.DateTimeField()
