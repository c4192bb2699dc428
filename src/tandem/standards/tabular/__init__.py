"""Calls in rows: CSV files from a CAD or an old spreadsheet, every column named by the person who imports.

Rows that can't be taken are refused one by one with a reason; nothing is guessed, and nothing good is held back.
"""
