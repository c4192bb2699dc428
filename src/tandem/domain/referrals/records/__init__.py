"""Referrals as a release shows them: of one person, the receiving program's page, and every open loop with its age.

The law cares that a reader of the one word never learns where (view `loop_word`), and that the receiving program gets a
first name and an initial until it says yes, then the name and the phone number, and nothing else (164.502(b)).
"""

from tandem.domain.referrals.records.loops import LoopPage, LoopRow, loops, open_loop_ages, open_loops
from tandem.domain.referrals.records.partner import PartnerView, for_partner
from tandem.domain.referrals.records.person import Moved, ReferralSummary, loop_words, of_person, summary

__all__ = [
    "LoopPage",
    "LoopRow",
    "Moved",
    "PartnerView",
    "ReferralSummary",
    "for_partner",
    "loop_words",
    "loops",
    "of_person",
    "open_loop_ages",
    "open_loops",
    "summary",
]
