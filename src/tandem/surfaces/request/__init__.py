"""The door to ask at: a partner, a family or the person asks the program to see somebody, without an account.

The law cares that nobody's words go where nobody reads them: with the door switched off there are no pages here. What
is asked is kept as what somebody said; the address it came from is kept nowhere.
"""
