"""The field phone's own door: the served app, the shift it carries, the work it sends, and what waits for a supervisor.

The phone calls the very actions that the pages call; nothing here knows a field that a page doesn't. It is the only
client application, and `contracts/` says how it speaks.
"""
