"""The catalogue: one file a measure. A program may set targets as content; what is counted is reviewed code."""

from tandem.measures.catalogue.contact_outcome_mix import CONTACT_OUTCOME_MIX
from tandem.measures.catalogue.loop_closed_14_days import LOOP_CLOSED_14_DAYS
from tandem.measures.catalogue.repeat_contact_30_days import REPEAT_CONTACT_30_DAYS
from tandem.measures.catalogue.request_to_arrival import REQUEST_TO_ARRIVAL
from tandem.measures.measure import Measure

CATALOGUE: dict[str, Measure] = {
    measure.id: measure
    for measure in (REQUEST_TO_ARRIVAL, CONTACT_OUTCOME_MIX, LOOP_CLOSED_14_DAYS, REPEAT_CONTACT_30_DAYS)
}
