"""One vocabulary for what happens on a call, shared by real, rehearsed and simulated worlds.

The act log stores the kind as text; this table says what each means, which subject it belongs to and the category of
law a reader needs to be shown it.
"""

from dataclasses import dataclass
from enum import StrEnum

from tandem.vocabulary.law import Category


class Kind(StrEnum):
    INCIDENT_RECEIVED = "incident.received"
    INCIDENT_CHANGED = "incident.changed"
    INCIDENT_ANSWERED = "incident.answered"
    INCIDENT_DECIDED = "incident.decided"
    INCIDENT_OVERRIDDEN = "incident.overridden"
    INCIDENT_CANCELLED = "incident.cancelled"
    INCIDENT_REOPENED = "incident.reopened"
    INCIDENT_CLOSED = "incident.closed"
    PERSON_ADDED = "incident.person_added"
    PERSON_REMOVED = "incident.person_removed"
    TEAM_ASSIGNED = "incident.team_assigned"
    TEAM_RELEASED = "incident.team_released"
    TIME_STAMPED = "incident.time_stamped"
    TIME_CORRECTED = "incident.time_corrected"
    LEAD_TAKEN = "incident.lead_taken"
    LEAD_HANDED_OVER = "incident.lead_handed_over"
    TEAM_SIGNED_ON = "team.signed_on"
    TEAM_SIGNED_OFF = "team.signed_off"
    HANDOVER_READ = "team.handover_read"
    PERSON_DESCRIBED = "person.described"
    PERSON_IDENTIFIED = "person.identified"
    CAUTION_PUBLISHED = "person.caution_published"
    ENCOUNTER_STARTED = "encounter.started"
    CONTACT_OUTCOME = "encounter.contact_outcome"
    DISTRESS_RATED = "encounter.distress_rated"
    DISPOSITION_SET = "encounter.disposition"
    TRANSPORTED = "encounter.transported"
    NOTE_WRITTEN = "encounter.note"
    ENCOUNTER_CLOSED = "encounter.closed"
    ENCOUNTER_REOPENED = "encounter.reopened"
    ENCOUNTER_MOVED = "encounter.moved"
    SCREENING_COMPLETED = "screening.completed"
    SCREENING_CHANGED = "screening.changed"
    AGREEMENT_GIVEN = "consent.given"
    AGREEMENT_REVOKED = "consent.revoked"
    REFERRAL_CREATED = "referral.created"
    REFERRAL_MOVED = "referral.moved"
    FOLLOWUP_PLANNED = "followup.planned"
    FOLLOWUP_ATTEMPTED = "followup.attempted"
    FOLLOWUP_CLOSED = "followup.closed"
    TRANSFER_TOLD = "transfer.told"
    TRANSFER_ANSWERED = "transfer.answered"
    TRANSFER_TIMED = "transfer.timed"
    TRANSFER_CORRECTED = "transfer.corrected"


@dataclass(frozen=True)
class KindInfo:
    """How a kind reads on a timeline. `category` is what a release must open for the entry to be shown."""

    label: str
    category: Category
    shape: str  # diamond: a call · circle: people · square: something sent


KINDS: dict[Kind, KindInfo] = {
    Kind.INCIDENT_RECEIVED: KindInfo("Call received", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_CHANGED: KindInfo("Call changed", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_ANSWERED: KindInfo("Answer", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_DECIDED: KindInfo("Recommended response", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_OVERRIDDEN: KindInfo("Other response chosen", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_CANCELLED: KindInfo("Cancelled", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_REOPENED: KindInfo("Reopened", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_CLOSED: KindInfo("Call closed", Category.CAD_FACTS, "diamond"),
    Kind.PERSON_ADDED: KindInfo("Person added to the call", Category.CAD_FACTS, "circle"),
    Kind.PERSON_REMOVED: KindInfo("Wrong person, removed from the call", Category.CAD_FACTS, "circle"),
    Kind.TEAM_ASSIGNED: KindInfo("Team assigned", Category.CAD_FACTS, "circle"),
    Kind.TEAM_RELEASED: KindInfo("Team released", Category.CAD_FACTS, "circle"),
    Kind.TIME_STAMPED: KindInfo("Status", Category.CAD_FACTS, "circle"),
    Kind.TIME_CORRECTED: KindInfo("Time corrected", Category.CAD_FACTS, "circle"),
    Kind.LEAD_TAKEN: KindInfo("Lead", Category.CAD_FACTS, "circle"),
    Kind.LEAD_HANDED_OVER: KindInfo("Lead handed over", Category.CAD_FACTS, "circle"),
    Kind.TEAM_SIGNED_ON: KindInfo("Team signed on", Category.OPERATIONS, "circle"),
    Kind.TEAM_SIGNED_OFF: KindInfo("Team signed off", Category.OPERATIONS, "circle"),
    Kind.HANDOVER_READ: KindInfo("Hand-over read", Category.OPERATIONS, "circle"),
    Kind.PERSON_DESCRIBED: KindInfo("Description recorded", Category.DEMOGRAPHICS, "circle"),
    Kind.PERSON_IDENTIFIED: KindInfo("Identified", Category.DEMOGRAPHICS, "circle"),
    Kind.CAUTION_PUBLISHED: KindInfo("Caution published", Category.SAFETY_FLAGS, "circle"),
    Kind.ENCOUNTER_STARTED: KindInfo("Encounter", Category.CLINICAL_NOTE, "circle"),
    Kind.CONTACT_OUTCOME: KindInfo("Contact outcome", Category.CLINICAL_NOTE, "circle"),
    Kind.DISTRESS_RATED: KindInfo("Distress", Category.CLINICAL_NOTE, "circle"),
    Kind.DISPOSITION_SET: KindInfo("Disposition", Category.CLINICAL_NOTE, "circle"),
    Kind.TRANSPORTED: KindInfo("Taken to", Category.CLINICAL_NOTE, "circle"),
    Kind.NOTE_WRITTEN: KindInfo("Note", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_CLOSED: KindInfo("Encounter closed", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_REOPENED: KindInfo("Encounter reopened", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_MOVED: KindInfo("Wrong person, encounter moved", Category.CLINICAL_NOTE, "circle"),
    Kind.SCREENING_CHANGED: KindInfo("Screening answers changed", Category.SCREENING, "circle"),
    Kind.SCREENING_COMPLETED: KindInfo("Screening", Category.SCREENING, "circle"),
    Kind.AGREEMENT_GIVEN: KindInfo("Agreed to share", Category.REFERRAL_STATUS, "square"),
    Kind.AGREEMENT_REVOKED: KindInfo("Took back an agreement", Category.REFERRAL_STATUS, "square"),
    Kind.REFERRAL_CREATED: KindInfo("Referral", Category.REFERRAL_STATUS, "square"),
    Kind.REFERRAL_MOVED: KindInfo("Referral", Category.REFERRAL_STATUS, "square"),
    Kind.FOLLOWUP_PLANNED: KindInfo("Follow-up due", Category.REFERRAL_STATUS, "circle"),
    Kind.FOLLOWUP_ATTEMPTED: KindInfo("Follow-up try", Category.CLINICAL_NOTE, "circle"),
    Kind.FOLLOWUP_CLOSED: KindInfo("Follow-up closed", Category.REFERRAL_STATUS, "circle"),
    Kind.TRANSFER_TOLD: KindInfo("Receiving place told", Category.CLINICAL_NOTE, "square"),
    Kind.TRANSFER_ANSWERED: KindInfo("Receiving place answered", Category.CLINICAL_NOTE, "square"),
    # Where the unit stands and since when, as with the five times of a call: never whom it brought, or why.
    Kind.TRANSFER_TIMED: KindInfo("Status", Category.CAD_FACTS, "circle"),
    Kind.TRANSFER_CORRECTED: KindInfo("Time corrected", Category.CAD_FACTS, "circle"),
}
