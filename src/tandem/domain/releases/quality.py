"""When a supervisor has a quality case: a supervisee's note owes a signature, a co-signature or an answer (R13, R16)."""

from uuid import UUID

from tandem.domain.encounters.signing import owed_of_others
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import LawRole, Purpose


def qa_case(actor: Actor, role: LawRole, person_id: UUID, purpose: Purpose) -> bool:
    """Whether this supervisor may look at this person's record for quality now: somebody they supervise owes a note.

    Supervisees are the colleagues of the own organization. The case ends when nothing is owed any more.
    """
    if role != LawRole.CLINICAL_SUPERVISOR or purpose != Purpose.OPERATIONS or actor.organization_id is None:
        return False
    return owed_of_others(person_id, organization_id=actor.organization_id, reader=actor.id)
