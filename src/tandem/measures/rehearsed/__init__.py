"""What rehearsals say about what to rehearse next: signs missed, hand-offs not clean, scenarios played too seldom.

Facts of the rehearsed world only. They are about teams and kinds of signs; no row names a learner.
"""
