"""The directory as other directories speak it: Open Referral's Human Services Data Specification, HSDS 3.0, JSON.

About services, never about a person served. What a file holds and this directory has no place for is kept and goes out
again unchanged.
"""
