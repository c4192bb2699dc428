"""Rows of the city on their way into the database: checked by nobody twice, kept for one piece, copied in order."""

from datetime import datetime
from uuid import UUID

from django.db import models

from tandem.demo.cast import Worker
from tandem.domain.consents.models import Agreement, Revocation
from tandem.domain.directory.models import Service
from tandem.domain.encounters.models import Encounter, Note, PoliceEnding, PoliceForm, SceneForm
from tandem.domain.followups.models import Attempt, FollowUp
from tandem.domain.incidents.models import (
    Answer,
    Assignment,
    Decision,
    Incident,
    Involvement,
    Lead,
    Override,
    SignHeard,
)
from tandem.domain.people.models import Caution, Description, Person
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.screenings.models import Screening, Task
from tandem.domain.staffing.models import Team, TeamMember
from tandem.domain.transfers.models import Answer as TransferAnswer
from tandem.domain.transfers.models import Stay, Transfer
from tandem.foundation.acts.act import said
from tandem.foundation.acts.batch import PIECE, Batch
from tandem.foundation.acts.models import Log
from tandem.vocabulary.timeline import Kind

# Foreign keys point only at what stands before.
ORDER: tuple[type[models.Model], ...] = (
    Service,
    Team,
    TeamMember,
    Person,
    Description,
    Caution,
    Incident,
    Involvement,
    SignHeard,
    Answer,
    Decision,
    Override,
    Assignment,
    Lead,
    Encounter,
    Note,
    SceneForm,
    PoliceEnding,
    PoliceForm,
    Screening,
    Task,
    Transfer,
    Stay,
    TransferAnswer,
    Agreement,
    Revocation,
    Referral,
    Link,
    Transition,
    FollowUp,
    Attempt,
    Log,
)
# One call with all that came of it is well under this many rows.
_ROOM = 400


class Store:
    """Holds rows until a piece is nearly full. `counts` is what was copied, by model name."""

    def __init__(self, doing: Batch):
        self.counts: dict[str, int] = {}
        self._doing = doing
        self._rows: dict[type[models.Model], list] = {model: [] for model in ORDER}
        self._held = 0

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self._rows[type(row)].append(row)
        self._held += len(rows)

    def log(
        self,
        kind: Kind,
        at: datetime,
        who: Worker | None,
        *subjects: UUID | None,
        edition: str = "",
        actor_kind: str = "user",
        organization_id: UUID | None = None,
        **detail,
    ) -> None:
        """A line of the timeline as the act would have written it at `at`, by `who` or a machine of `actor_kind`."""
        words = said(detail)
        self.add(
            Log(
                act_id=self._doing.id,
                kind=kind,
                subjects=[one for one in subjects if one],
                actor_kind=actor_kind,
                actor_id=who.user_id if who else None,
                actor_role=who.role if who else "",
                organization_id=who.organization_id if who else organization_id,
                occurred_at=at,
                recorded_at=at,
                detail=detail,
                words=words,
                edition=edition,
            )
        )

    def settle(self, *, last: bool = False) -> None:
        """Copy what is held, if it fills a piece or nothing more comes. Never in the middle of a call."""
        if not self._held or (self._held < PIECE - _ROOM and not last):
            return
        with self._doing.piece():
            for model, rows in self._rows.items():
                if rows:
                    # The log's order within one moment is the order of its rows.
                    self._doing.copy(model, rows, counted=model is not Log)
                    self.counts[model.__name__] = self.counts.get(model.__name__, 0) + len(rows)
                    rows.clear()
        self._held = 0
