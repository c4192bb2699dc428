"""The catalogue: one file a measure. A program may set targets as content; what is counted is reviewed code."""

from tandem.measures.catalogue.arrest_share import ARREST_SHARE
from tandem.measures.catalogue.calls_per_unit_hour import CALLS_PER_UNIT_HOUR
from tandem.measures.catalogue.contact_outcome_mix import CONTACT_OUTCOME_MIX
from tandem.measures.catalogue.dispatch_to_arrival import DISPATCH_TO_ARRIVAL
from tandem.measures.catalogue.ed_transport_share import ED_TRANSPORT_SHARE
from tandem.measures.catalogue.force_share import FORCE_SHARE
from tandem.measures.catalogue.hold_share import HOLD_SHARE
from tandem.measures.catalogue.injury_share import INJURY_SHARE
from tandem.measures.catalogue.loop_closed_14_days import LOOP_CLOSED_14_DAYS
from tandem.measures.catalogue.officer_hours_returned import OFFICER_HOURS_RETURNED
from tandem.measures.catalogue.officer_wait import OFFICER_WAIT
from tandem.measures.catalogue.officer_waiting_hours import OFFICER_WAITING_HOURS
from tandem.measures.catalogue.on_scene_time import ON_SCENE_TIME
from tandem.measures.catalogue.repeat_contact_30_days import REPEAT_CONTACT_30_DAYS
from tandem.measures.catalogue.request_to_arrival import REQUEST_TO_ARRIVAL
from tandem.measures.catalogue.request_to_dispatch import REQUEST_TO_DISPATCH
from tandem.measures.catalogue.unit_hours import UNIT_HOURS
from tandem.measures.catalogue.unit_utilization import UNIT_UTILIZATION
from tandem.measures.catalogue.wait_by_phone import WAIT_BY_PHONE
from tandem.measures.measure import Measure

# In the order the catalogue shows them, within their groups.
CATALOGUE: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        REQUEST_TO_ARRIVAL,
        CONTACT_OUTCOME_MIX,
        LOOP_CLOSED_14_DAYS,
        REPEAT_CONTACT_30_DAYS,
        REQUEST_TO_DISPATCH,
        DISPATCH_TO_ARRIVAL,
        ON_SCENE_TIME,
        WAIT_BY_PHONE,
        ARREST_SHARE,
        HOLD_SHARE,
        ED_TRANSPORT_SHARE,
        FORCE_SHARE,
        INJURY_SHARE,
        UNIT_HOURS,
        CALLS_PER_UNIT_HOUR,
        UNIT_UTILIZATION,
        OFFICER_WAIT,
        OFFICER_WAITING_HOURS,
        OFFICER_HOURS_RETURNED,
    )
}
