"""The training room's door: the phones that play, the wall everybody sees, the instructor's console, the debrief.

Nobody served is ever on these pages: everybody in a scenario is invented. What the law of the house asks here is that a
phone never holds another role's secret, and that an instructor's page does not exist for anybody else.
"""
