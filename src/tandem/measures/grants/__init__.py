"""Grants: what was promised for which money, until when; whether a promise is kept is always counted, never typed."""
