"""Contacts of a period as a file for whoever pays for them: an extract, not a claim. The billing system makes the 837P.

Payment needs no consent for what is not of Part 2 (45 CFR 164.506(c)(1)), and gets no more than it needs (164.502(b)).
Each contact that leaves has its own entry in the person's accounting, by form D10. Nothing of Part 2 leaves here.
"""
