"""The public page: what the program did, in numbers that a neighbor understands and in which nobody can be found.

No sign-in, no cookie, no script; only what was frozen and published is read here. Off until the program decides it.
"""
