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
    TELE_ASKED = "incident.tele_asked"
    TELE_TAKEN = "incident.tele_taken"
    TELE_ENDED = "incident.tele_ended"
    TEAM_SIGNED_ON = "team.signed_on"
    TEAM_SIGNED_OFF = "team.signed_off"
    HANDOVER_READ = "team.handover_read"
    CHECKED_IN = "safety.checked_in"
    CHECK_IN_CHANGED = "safety.check_in_changed"
    CHECK_IN_LATE = "safety.check_in_late"
    CHECK_IN_HEARD = "safety.check_in_heard"
    ROLL_CALLED = "safety.roll_called"
    ROLL_ANSWERED = "safety.roll_answered"
    ROLL_ENDED = "safety.roll_ended"
    SOS_RAISED = "safety.sos_raised"
    SOS_HEARD = "safety.sos_heard"
    SOS_STOOD_DOWN = "safety.sos_stood_down"
    PLACE_SHARED = "safety.place_shared"
    PLACE_STOPPED = "safety.place_stopped"
    PERSON_DESCRIBED = "person.described"
    PERSON_IDENTIFIED = "person.identified"
    CAUTION_PUBLISHED = "person.caution_published"
    CAUTION_RENEWED = "person.caution_renewed"
    CAUTION_CORRECTED = "person.caution_corrected"
    CAUTION_WITHDRAWN = "person.caution_withdrawn"
    CAUTION_PASSED_ON = "person.caution_passed_on"
    OWN_PAGE_GIVEN = "person.own_page_given"
    OWN_PAGE_STOPPED = "person.own_page_stopped"
    WISH_SAID = "person.wish_said"
    CARD_WRITTEN = "person.card_written"
    PLAN_WRITTEN = "plan.written"
    PLAN_CLASHED = "plan.clashed"
    ENCOUNTER_STARTED = "encounter.started"
    CONTACT_OUTCOME = "encounter.contact_outcome"
    DISTRESS_RATED = "encounter.distress_rated"
    DISPOSITION_SET = "encounter.disposition"
    TRANSPORTED = "encounter.transported"
    SCENE_TOLD = "encounter.scene"
    POLICE_ENDED = "incident.police_ended"
    POLICE_TOLD = "incident.police_told"
    NOTE_WRITTEN = "encounter.note"
    NOTE_COSIGNED = "encounter.note_cosigned"
    NOTE_RETURNED = "encounter.note_returned"
    ENCOUNTER_CLOSED = "encounter.closed"
    ENCOUNTER_REOPENED = "encounter.reopened"
    ENCOUNTER_MOVED = "encounter.moved"
    SCREENING_COMPLETED = "screening.completed"
    SCREENING_CHANGED = "screening.changed"
    APART_TOLD = "apart.told"
    APART_WRITTEN = "apart.written"
    APART_SCREENED = "apart.screened"
    APART_SCREENING_CHANGED = "apart.screening_changed"
    APART_EMERGENCY = "apart.emergency"
    GLASS_OPENED = "record.opened_in_need"
    RECORD_SEALED = "record.sealed"
    RECORD_UNSEALED = "record.unsealed"
    COUNSELING_WRITTEN = "apart.counseling"
    COUNSELING_MOVED = "apart.counseling_moved"
    PSYCHOTHERAPY_WRITTEN = "apart.psychotherapy"
    AGREEMENT_GIVEN = "consent.given"
    AGREEMENT_REVOKED = "consent.revoked"
    REFERRAL_CREATED = "referral.created"
    REFERRAL_MOVED = "referral.moved"
    FOLLOWUP_PLANNED = "followup.planned"
    FOLLOWUP_ATTEMPTED = "followup.attempted"
    FOLLOWUP_CLOSED = "followup.closed"
    FOLLOWUP_GIVEN = "followup.given"
    TRANSFER_TOLD = "transfer.told"
    TRANSFER_ANSWERED = "transfer.answered"
    TRANSFER_TIMED = "transfer.timed"
    TRANSFER_CORRECTED = "transfer.corrected"
    INCIDENT_FLAGGED = "incident.flagged"
    INCIDENT_LINKED = "incident.linked"
    INCIDENT_UNLINKED = "incident.unlinked"
    INCIDENT_TOLD_BACK = "incident.told_back"
    REQUEST_MADE = "request.made"
    REQUEST_SETTLED = "request.settled"
    REQUEST_REOPENED = "request.reopened"
    EDITION_DRAFTED = "edition.drafted"
    EDITION_SIGNED = "edition.signed"
    EDITION_IN_FORCE = "edition.in_force"
    EDITION_WITHDRAWN = "edition.withdrawn"
    PART2_CONSENT_GIVEN = "consent.part2_given"
    PART2_CONSENT_ENDED = "consent.part2_ended"
    NOTES_AUTHORIZED = "consent.notes_given"
    NOTES_AUTHORIZATION_ENDED = "consent.notes_ended"
    RESTRICTION_AGREED = "restriction.agreed"
    RESTRICTION_ENDED = "restriction.ended"
    TRIAL_STARTED = "trial.started"
    TRIAL_PAUSED = "trial.paused"
    TRIAL_RESUMED = "trial.resumed"
    TRIAL_STOPPED = "trial.stopped"
    TRIAL_ENDED = "trial.ended"
    TRIAL_DRAWN = "incident.trial_drawn"
    TRIAL_OTHERWISE = "incident.trial_otherwise"


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
    Kind.TELE_ASKED: KindInfo("Asked for a clinician by phone", Category.CAD_FACTS, "circle"),
    Kind.TELE_TAKEN: KindInfo("A clinician is there by phone", Category.CAD_FACTS, "circle"),
    Kind.TELE_ENDED: KindInfo("No clinician by phone any more", Category.CAD_FACTS, "circle"),
    Kind.TEAM_SIGNED_ON: KindInfo("Team signed on", Category.OPERATIONS, "circle"),
    Kind.TEAM_SIGNED_OFF: KindInfo("Team signed off", Category.OPERATIONS, "circle"),
    Kind.HANDOVER_READ: KindInfo("Hand-over read", Category.OPERATIONS, "circle"),
    Kind.CHECKED_IN: KindInfo("Checked in", Category.CAD_FACTS, "circle"),
    Kind.CHECK_IN_CHANGED: KindInfo("Check-in interval changed", Category.CAD_FACTS, "circle"),
    Kind.CHECK_IN_LATE: KindInfo("Check-in late", Category.CAD_FACTS, "circle"),
    Kind.CHECK_IN_HEARD: KindInfo("Late check-in taken up", Category.CAD_FACTS, "circle"),
    Kind.ROLL_CALLED: KindInfo("Roll call", Category.CAD_FACTS, "circle"),
    Kind.ROLL_ANSWERED: KindInfo("Roll call answered", Category.CAD_FACTS, "circle"),
    Kind.ROLL_ENDED: KindInfo("Roll call ended", Category.CAD_FACTS, "circle"),
    Kind.SOS_RAISED: KindInfo("SOS", Category.CAD_FACTS, "circle"),
    Kind.SOS_HEARD: KindInfo("SOS heard", Category.CAD_FACTS, "circle"),
    Kind.SOS_STOOD_DOWN: KindInfo("SOS stood down", Category.CAD_FACTS, "circle"),
    Kind.PLACE_SHARED: KindInfo("Team shares its place", Category.CAD_FACTS, "circle"),
    Kind.PLACE_STOPPED: KindInfo("Team stopped sharing its place", Category.CAD_FACTS, "circle"),
    Kind.PERSON_DESCRIBED: KindInfo("Description recorded", Category.DEMOGRAPHICS, "circle"),
    Kind.PERSON_IDENTIFIED: KindInfo("Identified", Category.DEMOGRAPHICS, "circle"),
    Kind.CAUTION_PUBLISHED: KindInfo("Caution published", Category.SAFETY_FLAGS, "circle"),
    Kind.CAUTION_RENEWED: KindInfo("Caution reviewed and renewed", Category.SAFETY_FLAGS, "circle"),
    Kind.CAUTION_CORRECTED: KindInfo("Caution corrected", Category.SAFETY_FLAGS, "circle"),
    Kind.CAUTION_WITHDRAWN: KindInfo("Caution withdrawn", Category.SAFETY_FLAGS, "circle"),
    Kind.CAUTION_PASSED_ON: KindInfo("Caution passed on", Category.SAFETY_FLAGS, "square"),
    Kind.OWN_PAGE_GIVEN: KindInfo("Own page given to the person", Category.DEMOGRAPHICS, "square"),
    Kind.OWN_PAGE_STOPPED: KindInfo("Own page stopped", Category.DEMOGRAPHICS, "square"),
    Kind.WISH_SAID: KindInfo("Said who should come next time", Category.SAFETY_PLAN, "circle"),
    Kind.CARD_WRITTEN: KindInfo("Preference card written together", Category.SAFETY_PLAN, "circle"),
    Kind.PLAN_WRITTEN: KindInfo("Safety plan written", Category.SAFETY_PLAN, "circle"),
    Kind.PLAN_CLASHED: KindInfo("Safety plan: two changed the same part", Category.SAFETY_PLAN, "circle"),
    Kind.ENCOUNTER_STARTED: KindInfo("Encounter", Category.CLINICAL_NOTE, "circle"),
    Kind.CONTACT_OUTCOME: KindInfo("Contact outcome", Category.CLINICAL_NOTE, "circle"),
    Kind.DISTRESS_RATED: KindInfo("Distress", Category.CLINICAL_NOTE, "circle"),
    Kind.DISPOSITION_SET: KindInfo("Disposition", Category.CLINICAL_NOTE, "circle"),
    Kind.TRANSPORTED: KindInfo("Taken to", Category.CLINICAL_NOTE, "circle"),
    Kind.SCENE_TOLD: KindInfo("Told on scene", Category.CLINICAL_NOTE, "circle"),
    Kind.POLICE_ENDED: KindInfo("How it ended for police", Category.CAD_FACTS, "circle"),
    Kind.POLICE_TOLD: KindInfo("Police report", Category.LE_NARRATIVE, "circle"),
    Kind.NOTE_WRITTEN: KindInfo("Note", Category.CLINICAL_NOTE, "circle"),
    Kind.NOTE_COSIGNED: KindInfo("Note co-signed", Category.CLINICAL_NOTE, "circle"),
    Kind.NOTE_RETURNED: KindInfo("Note returned with a comment", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_CLOSED: KindInfo("Encounter closed", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_REOPENED: KindInfo("Encounter reopened", Category.CLINICAL_NOTE, "circle"),
    Kind.ENCOUNTER_MOVED: KindInfo("Wrong person, encounter moved", Category.CLINICAL_NOTE, "circle"),
    Kind.SCREENING_CHANGED: KindInfo("Screening answers changed", Category.SCREENING, "circle"),
    Kind.SCREENING_COMPLETED: KindInfo("Screening", Category.SCREENING, "circle"),
    Kind.APART_TOLD: KindInfo("Alcohol and drugs", Category.PART2_RECORD, "circle"),
    Kind.APART_WRITTEN: KindInfo("Note kept apart", Category.PART2_RECORD, "circle"),
    Kind.APART_SCREENED: KindInfo("Screening about alcohol or drugs", Category.PART2_RECORD, "circle"),
    Kind.APART_SCREENING_CHANGED: KindInfo("Screening answers changed", Category.PART2_RECORD, "circle"),
    Kind.APART_EMERGENCY: KindInfo("Told in a medical emergency", Category.PART2_RECORD, "square"),
    Kind.COUNSELING_WRITTEN: KindInfo("Counseling note", Category.SUD_COUNSELING_NOTE, "circle"),
    Kind.COUNSELING_MOVED: KindInfo("Counseling note moved into the record", Category.SUD_COUNSELING_NOTE, "circle"),
    Kind.PSYCHOTHERAPY_WRITTEN: KindInfo("Psychotherapy note", Category.PSYCHOTHERAPY_NOTE, "circle"),
    Kind.GLASS_OPENED: KindInfo("Opened in need", Category.ACCESS_LOG, "square"),
    Kind.RECORD_SEALED: KindInfo("Sealed by order", Category.ACCESS_LOG, "square"),
    Kind.RECORD_UNSEALED: KindInfo("Opened again by order", Category.ACCESS_LOG, "square"),
    Kind.AGREEMENT_GIVEN: KindInfo("Agreed to share", Category.REFERRAL_STATUS, "square"),
    Kind.AGREEMENT_REVOKED: KindInfo("Took back an agreement", Category.REFERRAL_STATUS, "square"),
    Kind.REFERRAL_CREATED: KindInfo("Referral", Category.REFERRAL_STATUS, "square"),
    Kind.REFERRAL_MOVED: KindInfo("Referral", Category.REFERRAL_STATUS, "square"),
    Kind.FOLLOWUP_PLANNED: KindInfo("Follow-up due", Category.REFERRAL_STATUS, "circle"),
    Kind.FOLLOWUP_ATTEMPTED: KindInfo("Follow-up try", Category.CLINICAL_NOTE, "circle"),
    Kind.FOLLOWUP_CLOSED: KindInfo("Follow-up closed", Category.REFERRAL_STATUS, "circle"),
    Kind.FOLLOWUP_GIVEN: KindInfo("Follow-up given to a colleague", Category.REFERRAL_STATUS, "circle"),
    Kind.TRANSFER_TOLD: KindInfo("Receiving place told", Category.CLINICAL_NOTE, "square"),
    Kind.TRANSFER_ANSWERED: KindInfo("Receiving place answered", Category.CLINICAL_NOTE, "square"),
    # Where the unit stands and since when, as with the five times of a call: never whom it brought, or why.
    Kind.TRANSFER_TIMED: KindInfo("Status", Category.CAD_FACTS, "circle"),
    Kind.TRANSFER_CORRECTED: KindInfo("Time corrected", Category.CAD_FACTS, "circle"),
    Kind.INCIDENT_FLAGGED: KindInfo("Behavioral health", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_LINKED: KindInfo("Another report of the same", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_UNLINKED: KindInfo("Not the same after all", Category.CAD_FACTS, "diamond"),
    Kind.INCIDENT_TOLD_BACK: KindInfo("Told the call-taker", Category.CAD_FACTS, "circle"),
    Kind.REQUEST_MADE: KindInfo("Somebody asked the program", Category.CAD_FACTS, "diamond"),
    Kind.REQUEST_SETTLED: KindInfo("Request answered", Category.CAD_FACTS, "diamond"),
    Kind.REQUEST_REOPENED: KindInfo("Request opened again", Category.CAD_FACTS, "diamond"),
    Kind.EDITION_DRAFTED: KindInfo("Edition begun", Category.OPERATIONS, "square"),
    Kind.EDITION_SIGNED: KindInfo("Edition signed", Category.OPERATIONS, "square"),
    Kind.EDITION_IN_FORCE: KindInfo("Edition in force", Category.OPERATIONS, "square"),
    Kind.EDITION_WITHDRAWN: KindInfo("Edition withdrawn", Category.OPERATIONS, "square"),
    Kind.PART2_CONSENT_GIVEN: KindInfo("Signed a consent for substance use records", Category.PART2_RECORD, "square"),
    Kind.PART2_CONSENT_ENDED: KindInfo("A consent for substance use records ended", Category.PART2_RECORD, "square"),
    Kind.NOTES_AUTHORIZED: KindInfo("Signed an authorization for therapist's notes", Category.CLINICAL_NOTE, "square"),
    Kind.NOTES_AUTHORIZATION_ENDED: KindInfo("An authorization for notes ended", Category.CLINICAL_NOTE, "square"),
    Kind.RESTRICTION_AGREED: KindInfo("Agreed to a limit on sharing", Category.DEMOGRAPHICS, "square"),
    Kind.RESTRICTION_ENDED: KindInfo("A limit on sharing ended", Category.DEMOGRAPHICS, "square"),
    Kind.TRIAL_STARTED: KindInfo("Trial started", Category.OPERATIONS, "square"),
    Kind.TRIAL_PAUSED: KindInfo("Trial paused", Category.OPERATIONS, "square"),
    Kind.TRIAL_RESUMED: KindInfo("Trial goes on", Category.OPERATIONS, "square"),
    Kind.TRIAL_STOPPED: KindInfo("Trial stopped", Category.OPERATIONS, "square"),
    Kind.TRIAL_ENDED: KindInfo("Trial ended as planned", Category.OPERATIONS, "square"),
    Kind.TRIAL_DRAWN: KindInfo("Drawn for a trial", Category.CAD_FACTS, "diamond"),
    Kind.TRIAL_OTHERWISE: KindInfo("Sent otherwise than drawn", Category.CAD_FACTS, "diamond"),
}

# About staff at work: on the call's own timeline, never on the timeline of a person who was on the call.
STAFF_SAFETY = frozenset(kind for kind in Kind if kind.startswith("safety."))
