"""A screen on the wall of a dispatch room: numbers, kinds, units and times, for whoever stands in the room.

What the law cares about: nobody signs in at a wall, so it shows nothing that says who: no caller, no words of the call,
no name of a person, no address, no name of staff. It links nowhere, and never locks.
"""
