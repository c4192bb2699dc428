"""Everything out, and back in: the whole of an installation's data as one archive, equal row by row when restored.

Tandem is self-hosted, and what a program wrote in it is the program's. An archive holds each table as JSON Lines with a
JSON Schema, the attachments, a manifest with a hash of every file, and a page in plain words. It is written from one
snapshot, in pieces, and restored into an empty installation only, whole or not at all. By the page it takes two
persons; on the command line whoever holds the machine holds the data. It knows no field concept: it reads the models.
"""
