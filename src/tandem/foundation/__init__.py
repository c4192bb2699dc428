"""Machinery with no field concepts: sign-ins, organizations, acts, audit, outbox, marts, the embedded database."""
