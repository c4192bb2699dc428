"""What stands over a record whatever the rules allow: opening in need, with its review; seals; holds.

Small tables just above people, so that every room above can ask them. What they do to a release is decided in
`disclosure/` (F1, R10, R11); who may do them, how often and for how long is decided here.
"""
