"""What the program costs, what it frees, who pays and who saves: a model with ranges, never a miracle number.

A price that nobody found is unknown and stays out of every sum, said so; it is never zero. Hours of officers that are
freed go back to patrol: they are valued and are not cash. What it means in people's lives is not priced.
"""
