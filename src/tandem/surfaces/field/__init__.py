"""The field phone: one call from "you were sent" to "clear and closed", with one thumb, in a doorway.

Server-rendered pages of one column. Officers and peers see the call: card, times, lead, check-in. Only clinicians write
a contact down; for everyone else those pages do not exist. No name of a person stands in a title or an address.
"""
