"""The catalogue: one file a measure. A program may set targets as content; what is counted is reviewed code."""

from tandem.measures.catalogue.arrest_after_90_days import ARREST_AFTER_90_DAYS
from tandem.measures.catalogue.arrest_after_365_days import ARREST_AFTER_365_DAYS
from tandem.measures.catalogue.arrest_share import ARREST_SHARE
from tandem.measures.catalogue.arrival_to_engagement import ARRIVAL_TO_ENGAGEMENT
from tandem.measures.catalogue.arrival_within_hour import ARRIVAL_WITHIN_HOUR
from tandem.measures.catalogue.calls_per_unit_hour import CALLS_PER_UNIT_HOUR
from tandem.measures.catalogue.calmer_with import CALMER_WITH
from tandem.measures.catalogue.calming_mix import CALMING_MIX
from tandem.measures.catalogue.calming_share import CALMING_SHARE
from tandem.measures.catalogue.citation_share import CITATION_SHARE
from tandem.measures.catalogue.connected_30_days import CONNECTED_30_DAYS
from tandem.measures.catalogue.connected_90_days import CONNECTED_90_DAYS
from tandem.measures.catalogue.connected_365_days import CONNECTED_365_DAYS
from tandem.measures.catalogue.contact_outcome_mix import CONTACT_OUTCOME_MIX
from tandem.measures.catalogue.dispatch_to_arrival import DISPATCH_TO_ARRIVAL
from tandem.measures.catalogue.disposition_mix import DISPOSITION_MIX
from tandem.measures.catalogue.distress_mix import DISTRESS_MIX
from tandem.measures.catalogue.ed_transport_share import ED_TRANSPORT_SHARE
from tandem.measures.catalogue.eligible_served import ELIGIBLE_SERVED
from tandem.measures.catalogue.family_satisfied import FAMILY_SATISFIED
from tandem.measures.catalogue.followup_7_days import FOLLOWUP_7_DAYS
from tandem.measures.catalogue.followup_30_days import FOLLOWUP_30_DAYS
from tandem.measures.catalogue.followup_72_hours import FOLLOWUP_72_HOURS
from tandem.measures.catalogue.followup_reached import FOLLOWUP_REACHED
from tandem.measures.catalogue.force_share import FORCE_SHARE
from tandem.measures.catalogue.groups_known import GROUPS_KNOWN
from tandem.measures.catalogue.hold_after_90_days import HOLD_AFTER_90_DAYS
from tandem.measures.catalogue.hold_after_365_days import HOLD_AFTER_365_DAYS
from tandem.measures.catalogue.hold_share import HOLD_SHARE
from tandem.measures.catalogue.injury_share import INJURY_SHARE
from tandem.measures.catalogue.interpreter_share import INTERPRETER_SHARE
from tandem.measures.catalogue.loop_closed_7_days import LOOP_CLOSED_7_DAYS
from tandem.measures.catalogue.loop_closed_14_days import LOOP_CLOSED_14_DAYS
from tandem.measures.catalogue.loop_closed_30_days import LOOP_CLOSED_30_DAYS
from tandem.measures.catalogue.loop_closed_90_days import LOOP_CLOSED_90_DAYS
from tandem.measures.catalogue.officer_hours_returned import OFFICER_HOURS_RETURNED
from tandem.measures.catalogue.officer_satisfied import OFFICER_SATISFIED
from tandem.measures.catalogue.officer_wait import OFFICER_WAIT
from tandem.measures.catalogue.officer_waiting_hours import OFFICER_WAITING_HOURS
from tandem.measures.catalogue.on_scene_time import ON_SCENE_TIME
from tandem.measures.catalogue.other_injury_share import OTHER_INJURY_SHARE
from tandem.measures.catalogue.override_share import OVERRIDE_SHARE
from tandem.measures.catalogue.partner_satisfied import PARTNER_SATISFIED
from tandem.measures.catalogue.referral_accepted_7_days import REFERRAL_ACCEPTED_7_DAYS
from tandem.measures.catalogue.referral_mix import REFERRAL_MIX
from tandem.measures.catalogue.referred_7_days import REFERRED_7_DAYS
from tandem.measures.catalogue.repeat_contact_30_days import REPEAT_CONTACT_30_DAYS
from tandem.measures.catalogue.repeat_contact_90_days import REPEAT_CONTACT_90_DAYS
from tandem.measures.catalogue.repeat_contact_365_days import REPEAT_CONTACT_365_DAYS
from tandem.measures.catalogue.request_to_arrival import REQUEST_TO_ARRIVAL
from tandem.measures.catalogue.request_to_clear import REQUEST_TO_CLEAR
from tandem.measures.catalogue.request_to_dispatch import REQUEST_TO_DISPATCH
from tandem.measures.catalogue.response_mix import RESPONSE_MIX
from tandem.measures.catalogue.rights_told_share import RIGHTS_TOLD_SHARE
from tandem.measures.catalogue.seen_30_days import SEEN_30_DAYS
from tandem.measures.catalogue.transport_mix import TRANSPORT_MIX
from tandem.measures.catalogue.treated_mix import TREATED_MIX
from tandem.measures.catalogue.unit_hours import UNIT_HOURS
from tandem.measures.catalogue.unit_utilization import UNIT_UTILIZATION
from tandem.measures.catalogue.unmet_needs_mix import UNMET_NEEDS_MIX
from tandem.measures.catalogue.unmet_reasons_mix import UNMET_REASONS_MIX
from tandem.measures.catalogue.wait_by_phone import WAIT_BY_PHONE
from tandem.measures.catalogue.warm_share import WARM_SHARE
from tandem.measures.catalogue.would_help_mix import WOULD_HELP_MIX
from tandem.measures.measure import Measure

# In the order the catalogue shows them, within their groups.
CATALOGUE: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        REQUEST_TO_ARRIVAL,
        CONTACT_OUTCOME_MIX,
        LOOP_CLOSED_14_DAYS,
        REPEAT_CONTACT_30_DAYS,
        ELIGIBLE_SERVED,
        RESPONSE_MIX,
        OVERRIDE_SHARE,
        GROUPS_KNOWN,
        REQUEST_TO_DISPATCH,
        DISPATCH_TO_ARRIVAL,
        ARRIVAL_WITHIN_HOUR,
        ARRIVAL_TO_ENGAGEMENT,
        WAIT_BY_PHONE,
        ON_SCENE_TIME,
        REQUEST_TO_CLEAR,
        CALMING_SHARE,
        INTERPRETER_SHARE,
        RIGHTS_TOLD_SHARE,
        DISPOSITION_MIX,
        ARREST_SHARE,
        CITATION_SHARE,
        HOLD_SHARE,
        ED_TRANSPORT_SHARE,
        TRANSPORT_MIX,
        FORCE_SHARE,
        INJURY_SHARE,
        OTHER_INJURY_SHARE,
        REPEAT_CONTACT_90_DAYS,
        REPEAT_CONTACT_365_DAYS,
        HOLD_AFTER_90_DAYS,
        HOLD_AFTER_365_DAYS,
        ARREST_AFTER_90_DAYS,
        ARREST_AFTER_365_DAYS,
        REFERRED_7_DAYS,
        CONNECTED_30_DAYS,
        CONNECTED_90_DAYS,
        CONNECTED_365_DAYS,
        REFERRAL_ACCEPTED_7_DAYS,
        SEEN_30_DAYS,
        LOOP_CLOSED_7_DAYS,
        LOOP_CLOSED_30_DAYS,
        LOOP_CLOSED_90_DAYS,
        REFERRAL_MIX,
        WARM_SHARE,
        UNMET_NEEDS_MIX,
        UNMET_REASONS_MIX,
        FOLLOWUP_REACHED,
        FOLLOWUP_72_HOURS,
        FOLLOWUP_7_DAYS,
        FOLLOWUP_30_DAYS,
        CALMING_MIX,
        CALMER_WITH,
        TREATED_MIX,
        WOULD_HELP_MIX,
        DISTRESS_MIX,
        FAMILY_SATISFIED,
        OFFICER_SATISFIED,
        PARTNER_SATISFIED,
        UNIT_HOURS,
        CALLS_PER_UNIT_HOUR,
        UNIT_UTILIZATION,
        OFFICER_WAIT,
        OFFICER_WAITING_HOURS,
        OFFICER_HOURS_RETURNED,
    )
}
