"""Plays a scenario: pure, and the same again for the same seed and the same choices at the same times.

It knows no database, no page and no clock of its own; who calls it says what time it is on the rehearsal's clock.
"""
