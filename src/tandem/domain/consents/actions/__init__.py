"""Record that a person agreed to share, in whatever form the law asks for, and that they took it back."""

from tandem.domain.consents.actions.agreements import agree, revoke
from tandem.domain.consents.actions.notices import record_notice
from tandem.domain.consents.actions.restrictions import confirm_read, end_restriction, restrict
from tandem.domain.consents.actions.written import (
    Draft,
    end_by_event,
    problems_before_signing,
    record_written,
    take_back,
)

__all__ = [
    "Draft",
    "agree",
    "confirm_read",
    "end_by_event",
    "end_restriction",
    "problems_before_signing",
    "record_notice",
    "record_written",
    "restrict",
    "revoke",
    "take_back",
]
