"""What leaves the program as numbers: the public page, review packs, custom reports, and de-identified extracts.

Made from facts only. What went out is kept as it went out, with the definition, its edition and the snapshot of the facts
it was counted from, so that a number can be checked later, and the next page be protected against comparing the two.
"""
