"""Begin AUDIT-C or DAST-10 where the organization's setting says. The rest is the way of any screening, on that shelf."""

from uuid import UUID

from tandem.domain.part2.instruments import to_give
from tandem.domain.part2.shelf import shelf_for
from tandem.domain.screenings import actions
from tandem.foundation.accounts.actor import Actor


def begin(encounter_id: UUID, *, actor: Actor, instrument: str, language: str = "en") -> UUID:
    """Begin it in one contact; its id. A second tap returns the first one's. Raises Refusal, Absent."""
    shelf, given = shelf_for(actor.organization_id), to_give(instrument)
    return actions.begin(encounter_id, actor=actor, instrument=instrument, language=language, shelf=shelf, given=given)
