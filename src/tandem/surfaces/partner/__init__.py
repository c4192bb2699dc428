"""The partner door: one referral, for a receiving program that has no account, behind a signed link.

The law cares that the link opens this referral and nothing else, only while the person's agreement holds, that a look
is logged, and that every link that doesn't open looks the same.
"""
