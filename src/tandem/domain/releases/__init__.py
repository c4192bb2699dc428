"""Opens a release of information: gathers facts, asks `disclosure/`, keeps the access log and the accounting.

The only room that can make a release, and the one door out for anything that leaves the organization.
"""
