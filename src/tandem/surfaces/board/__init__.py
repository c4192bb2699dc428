"""The dispatch floor: calls as they come in, who should go and why, who is on shift, and what the next shift must know.

What the law cares about: dispatch reads call facts, by call and never by a person's name (R30), and about a person
only what the call itself told (R32). Every list is opened by a release and leaves one access entry.
"""
