"""What every page shares: the layouts, the components, their look, and what the browser does.

Nothing here knows a record: components take words and times that a surface has already been released.
"""
