"""The training room: a team rehearses a call together, sees what it missed, and goes again.

Nothing here can import a real person's record: a rehearsal knows the vocabulary and the machinery, never the domain.
"""
