"""NENA EIDO (NENA-STA-021.1): how a 911 center or its computer-aided dispatch hands over what it knows of an incident.

Read here, never written back: Tandem isn't dispatch. An EIDO holds what callers said: call facts, except what it tells
of a person (demographics) and its cautions (safety flags).
"""
