"""What rehearsals teach the program: facts of them for measures, needs said elsewhere, refreshers due, and its figures.

A need is a word and a count ("hand-offs", 4 times), from a measure or a review of calls. Which call or person it was
about is not told here, and can't be asked for from here.
"""
