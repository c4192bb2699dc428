"""Files that came in or are handed out: kept under a random name below the data folder, with what they are in a table.

The name somebody gave a file is data about it and never a path. A file comes in only at a door that says it takes
files and how large; it goes out as an attachment that no browser opens by itself (ASVS 5.3, 5.4). A file has a category of
law, an owner, and often an end; what is past its end is deleted by the worker.
"""
