"""The safety plan: what a person and a clinician wrote down together, in the person's own words, for the next hard hour.

It is no note, no score and no contract, and it is not about compliance. Each version is kept with who wrote it and in
which language; two people who write at once lose nothing: different sections meet in one version, and of the same
section both are kept and shown until somebody settles it with the person.
"""
