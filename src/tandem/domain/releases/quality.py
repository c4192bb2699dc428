"""When a supervisor has a quality case (R13, R16): a supervisee's note owes a signature, a co-signature or an answer, or
work they did on a phone waits for a supervisor, who must read it before it goes into the record or is set aside."""

from uuid import UUID

from tandem.domain.encounters.signing import owed_of_others
from tandem.domain.phones.pieces import left_of_others
from tandem.foundation.accounts.actor import Actor
from tandem.vocabulary.law import LawRole, Purpose


def qa_case(actor: Actor, role: LawRole, person_id: UUID, purpose: Purpose) -> bool:
    """Whether this supervisor may look at this person's record for quality now: somebody they supervise owes a note,
    or left work about them on a phone.

    Supervisees are the colleagues of the own organization. The case ends when nothing is owed any more.
    """
    if role != LawRole.CLINICAL_SUPERVISOR or purpose != Purpose.OPERATIONS or actor.organization_id is None:
        return False
    of_others = {"organization_id": actor.organization_id, "reader": actor.id}
    return owed_of_others(person_id, **of_others) or left_of_others(person_id, **of_others)
