"""Calls in rows: CSV files and spreadsheets from a CAD or an old list, each column given a meaning by who imports.

The command and the page share one reader and one mapping. Rows that can't be taken are refused one by one with a
reason; nothing is guessed, nothing is merged in silence, and nothing good is held back.
"""
