"""What is kept apart: the substance use record (42 CFR Part 2), counseling notes, psychotherapy notes.

One table a category, each behind its own wall. Whoever may not read a category learns nothing of it, not even that a
row is there: boards, facts and other people's pages never hear of what is written here.
"""
