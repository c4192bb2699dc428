"""Measures: honest numbers, declared once. Question, numerator, denominator, exclusions, edition, source.

They read facts from a mart, never records; a drill hands back sealed record keys, and only a release may open those.
Every result shows its n, its interval and what is missing. "Not measurable yet" is said, never zero.
"""
