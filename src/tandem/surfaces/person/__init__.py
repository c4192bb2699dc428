"""The person's own page: what comes next, what they share, who saw their record. No account; a link and a code.

The reader may be tired, on an old phone, in an unsafe home, in Spanish. Help now stands above everything, also before
the code. The law cares that the page reads as the person and nobody else (45 CFR 164.524, 164.528).
"""
