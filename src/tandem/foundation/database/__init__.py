"""The database: the embedded PostgreSQL a newcomer needs no service for, and the two roles every installation has.

An agency may bring its own PostgreSQL 15 to 18 instead (`DATABASE_URL`, `DATABASE_OWNER_URL`). Either way the
application connects as a plain role that owns nothing, so that what the law forbids can be forbidden by the database
itself (45 CFR 164.312(a): access control; CJIS AC-6: least privilege).
"""
