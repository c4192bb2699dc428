"""Transfers as a release shows them: of one person, behind the desk's link, on the care list; and where units stand."""

from tandem.domain.transfers.records.desk import DeskView, for_desk
from tandem.domain.transfers.records.person import Answered, Sent, TransferSummary, of_encounter, of_person, summary
from tandem.domain.transfers.records.units import StayRow, UnderWay, stay_of, stays, transfers_under_way

__all__ = [
    "Answered",
    "DeskView",
    "Sent",
    "StayRow",
    "TransferSummary",
    "UnderWay",
    "for_desk",
    "of_encounter",
    "of_person",
    "stay_of",
    "stays",
    "summary",
    "transfers_under_way",
]
