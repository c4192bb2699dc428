"""What a person agreed to share: what, to which registered organization, for which purpose, until when, how given.

Only *agree* exists here (45 CFR 164.508 and its spoken form); Part 2 consents come with their wall.
"""
