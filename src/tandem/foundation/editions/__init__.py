"""Everything a program may change, in editions: draft, approved, in force, retired; never overwritten.

An edition has a kind ("criteria" is the first), a name and a number, and its whole content as JSON. It is written by
some, signed by others over the hash of what they read, and takes effect at a moment that may lie ahead. What made a
decision keeps the edition's name and number, so that any past decision can be read beside its rule.

Nothing here knows what a content means. The room that owns a kind hands in its check, and reads the content.
"""
