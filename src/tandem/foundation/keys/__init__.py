"""The keys that what is written about a person is sealed with, and the columns that are sealed.

Three keys stand above one another. One key, in a file outside the database, opens the keys of each agency; an agency's
key opens the keys of its persons; a person's key opens the values. To turn a key over, only what it opens is wrapped
anew, or sealed anew a piece at a time; to destroy one row is to make everything under it unreadable for good. A sealed
value says which key it needs and is bound to its table, row and column, so that it opens nowhere else. It knows no
field concept: a model says to whom its rows belong (45 CFR 164.312(a)(2)(iv) and (e)(2)(ii); CJIS SC-28).
"""
