"""The field's terms as values: code sets, timeline kinds, categories of law, and the schemas of facts.

Pure. Imports nothing of Tandem, so that a word means the same on every floor.
"""
