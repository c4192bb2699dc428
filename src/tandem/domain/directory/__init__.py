"""The services a person can be referred to: what each offers, when it is open, and when somebody last checked.

A service belongs to a registered organization; consent names organizations, never free text.
"""
