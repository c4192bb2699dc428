"""No act, no write: a guarded table refuses every change outside an act, by whichever door it comes.

An act is a named verb with an actor, in one transaction with its audit entry and its log entries. `act.act()` opens
one; `batch.batch()` opens one that commits in pieces of at most 5,000 rows. The timeline is the act log read through
the kinds of `vocabulary/timeline.py`; nobody else stores one.
"""
