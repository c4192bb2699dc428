"""The criteria lab: what a draft would have done with a past year of calls, before anybody signs it.

Counts only. Whoever wants to see a call behind a count opens it by a release with their own role.
"""
