"""The care door: who is owed a contact, which loops are open, one person's record, and the directory.

For clinicians, peers and supervisors with a reason to look. A page about a person opens with a release, logged before
anything is shown; the law cares that a record one may not see has the same page as one that does not exist.
"""
