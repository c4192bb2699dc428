"""Sign-ins: one account is one named human (45 CFR 164.312(a)(2)(i)); a shared account cannot be made.

An account may hold several jobs (memberships); the role is chosen for a session, and rights of two roles never add up.
"""
