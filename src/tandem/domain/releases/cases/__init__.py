"""Release cases: somebody asks for a record, by right, by the person's authorization, or with a court's paper.

The privacy officer records what the papers say; the rule table alone decides what that opens (R80-R88, F9). What leaves
is chosen piece by piece, read word for word, and goes through `disclose()`.
"""
