"""What the program plans: the deployment criteria as a table that a chief, a clinician and a dispatcher read alike.

Nothing about a person served is here. An edition in force is never edited, and its author never approves it alone.
"""
