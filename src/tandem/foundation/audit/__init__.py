"""The audit trail: one entry per act and per release, written in the same transaction, never changed (45 CFR 164.312(b)).

Entries hold ids, kinds and counts; never text about a person and never search words.
"""
