"""Why a transfer of care says nothing about an officer's time. Shared by the two measures of it."""

import ibis
import ibis.expr.types as ir

from tandem.measures.measure import Exclusion

EXCLUSIONS = (
    Exclusion("no_officer", "No officer came along"),
    Exclusion("officer_unknown", "Nobody said whether an officer came along"),
    Exclusion("no_free_time", "Nobody said when the officer was free"),
)
OFFICER = "Whether an officer came along is asked with the transfer."


def officer_reasons(transfers: ir.Table) -> tuple[tuple[ir.BooleanValue, str], ...]:
    """The reasons that come first: without an officer there is nothing to count, and unknown is not none."""
    came = transfers.officer_came
    return (
        ((came == ibis.literal(False)).fill_null(False), "no_officer"),
        (came.isnull() & transfers.officer_free_at.isnull(), "officer_unknown"),
        (transfers.officer_free_at.isnull(), "no_free_time"),
    )
