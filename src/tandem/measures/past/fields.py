"""What a column of an old file can mean, and our own words for each. Pure."""

from dataclasses import dataclass

from tandem.vocabulary.circumstances import LANGUAGE_LABELS
from tandem.vocabulary.scene import TRANSPORT_TO_LABELS
from tandem.vocabulary.splits import AGE_BAND_LABELS, GENDER_LABELS, RACE_LABELS
from tandem.vocabulary.terms import CONTACT_OUTCOME_LABELS, DISPOSITION_LABELS, ORIGIN_LABELS

# What a cell holds.
TIME, CLOCK, ID, TERM, YES_NO, OPEN, SCALE = "time", "clock", "id", "term", "yes_no", "open", "scale"
YES, NO = "yes", "no"
YES_NO_TERMS = {YES: "Yes", NO: "No"}


@dataclass(frozen=True)
class Field:
    """`names` are headers that mean it, letters only; `terms` our words by code, of a field that has a list."""

    label: str
    kind: str
    names: tuple[str, ...]
    terms: dict[str, str] | None = None
    hint: str = ""


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _terms(labels) -> dict[str, str]:
    return {str(code): label for code, label in labels.items()}


FIELDS: dict[str, Field] = {
    "received": Field(
        "When the call came",
        TIME,
        _names(
            "received callreceived receivedat timereceived calltime datetime calldatetime dateofcall calldate "
            "date incidentdate eventdate contactdate servicedate dos created timeofcall callreceivedtime"
        ),
    ),
    "received_time": Field(
        "Its time, where that is a column of its own",
        CLOCK,
        _names("time calltime timeofcall receivedtime hour timereceived callreceivedtime received"),
    ),
    "dispatched": Field(
        "Sent", TIME, _names("dispatched dispatch timedispatched dispatchedat dispatchtime sent assigned disp")
    ),
    "arrived": Field(
        "Arrived",
        TIME,
        _names("arrived arrival onscene timearrived arrivedat arrivaltime atscene onscenetime arr timesarrived"),
    ),
    "engaged": Field("Met the person", TIME, _names("engaged contact contacttime engagedat patientcontact atpatient")),
    "cleared": Field(
        "Cleared", TIME, _names("cleared clear timecleared cleartime clearedat ended endtime completed closed")
    ),
    "call": Field(
        "The call's own number",
        ID,
        _names(
            "incident incidentnumber incidentno callid callnumber cadnumber cadid eventid eventnumber casenumber case caseno"
        ),
        hint="Rows with the same number are contacts of one call.",
    ),
    "person": Field(
        "The person's id",
        ID,
        _names("clientid personid patientid mrn clientnumber personnumber consumerid memberid clientno ehrid"),
        hint="Kept as a key that leads back to nobody.",
    ),
    "contact_outcome": Field(
        "Contact outcome",
        TERM,
        _names("contactoutcome outcome contactresult contactmade contactstatus result engagement outcomeofcontact"),
        _terms(CONTACT_OUTCOME_LABELS),
    ),
    "disposition": Field(
        "Disposition",
        TERM,
        _names("disposition dispo finaldisposition calldisposition resolution howended"),
        _terms(DISPOSITION_LABELS),
    ),
    "held": Field(
        "Involuntary hold",
        YES_NO,
        _names("held hold involuntaryhold mhold emergencyhold pinkslip detained"),
        YES_NO_TERMS,
    ),
    "arrested": Field("Arrest", YES_NO, _names("arrested arrest arrestmade custody jail"), YES_NO_TERMS),
    "ed": Field(
        "Taken to an emergency department",
        YES_NO,
        _names("ed edtransport er ertransport transportedtoed hospital hospitaltransport edvisit toed"),
        YES_NO_TERMS,
    ),
    "transported_to": Field(
        "Where they were taken",
        TERM,
        _names("transportedto destination transport takento transportdestination"),
        _terms(TRANSPORT_TO_LABELS),
    ),
    "origin": Field(
        "How the call came",
        TERM,
        _names("origin callsource source howreceived referralsource calltype"),
        _terms(ORIGIN_LABELS),
    ),
    "area": Field(
        "Town or district",
        OPEN,
        _names("area town city district beat zone sector municipality township neighborhood"),
        hint="Never an address.",
    ),
    "agency": Field("Agency", TERM, _names("agency department policeagency pd lawenforcementagency unit"), {}),
    "age_band": Field(
        "Age or age band",
        TERM,
        _names("age ageband agegroup agerange ageatcontact clientage"),
        _terms(AGE_BAND_LABELS),
        hint="Ages become bands. A birth date is never read.",
    ),
    "gender": Field("Gender", TERM, _names("gender sex genderidentity"), _terms(GENDER_LABELS)),
    "race": Field("Race or ethnicity", TERM, _names("race ethnicity raceethnicity"), _terms(RACE_LABELS)),
    "language": Field("Language", TERM, _names("language preferredlanguage primarylanguage"), _terms(LANGUAGE_LABELS)),
    "veteran": Field("Veteran", YES_NO, _names("veteran veteranstatus military vet"), YES_NO_TERMS),
    "distress_before": Field(
        "Distress before, 0 to 10", SCALE, _names("distressbefore sudsbefore suds1 presuds distressstart prescore")
    ),
    "distress_after": Field(
        "Distress after, 0 to 10", SCALE, _names("distressafter sudsafter suds2 postsuds distressend postscore")
    ),
}
# Columns of the facts that a number may be split by, kept with the row.
SPLITS = ("age_band", "gender", "race", "language", "veteran")
TIMES = tuple(name for name, field in FIELDS.items() if field.kind == TIME)
WORDED = tuple(name for name, field in FIELDS.items() if field.kind in (TERM, YES_NO, OPEN))
# The stretches that measures count minutes over.
SPANS = (
    ("received", "dispatched"),
    ("received", "arrived"),
    ("dispatched", "arrived"),
    ("arrived", "cleared"),
)


_SPAN_LABELS = {
    "received>dispatched": "Call to sent",
    "received>arrived": "Call to arrived",
    "dispatched>arrived": "Sent to arrived",
    "arrived>cleared": "Arrived to cleared",
}


def label_of(name: str) -> str:
    """What a field, or a stretch like "received>arrived", is called."""
    if name in _SPAN_LABELS:
        return _SPAN_LABELS[name]
    return FIELDS[name].label if name in FIELDS else "The row"
