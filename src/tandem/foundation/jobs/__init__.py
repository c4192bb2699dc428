"""Long work that somebody asked for: importing a file, writing everything out, later a report.

A `Run` says who asked, how far it is, and how it ended, in words. `ask` stores one and hands it to the worker in the
same transaction; `subscriptions.py` says which function does which kind of work. The function gets a `Doing`: it says
how far it is, and hears there when somebody wants it to stop. A run whose worker was killed is found within a minute
and taken up again or marked as not finished. Nothing about a person stands in a run: only ids, counts and words.
"""
