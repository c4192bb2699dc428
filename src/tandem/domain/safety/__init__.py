"""Staff at work, kept safe: check-ins that are late, roll calls, SOS, and where a team was last known to be.

About the people who work here, never about a person served. Where a call is, is a call fact, and takes a release.
"""
