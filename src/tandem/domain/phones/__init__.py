"""Work done on phones, with signal or without: what one phone carries for a shift, and what it sent, piece by piece.

A piece is kept from its receipt on, whatever becomes of it: applied, waiting for another, in conflict, refused, or
waiting for a supervisor. It is not the record: once applied, its words stand in the rooms they belong to, and nowhere here.
"""
