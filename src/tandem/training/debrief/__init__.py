"""After a rehearsal: what changed, when each one saw it, how the lead changed hands, and one thing to do next time.

The reading is pure: a run's timeline in, what could be seen and was seen out. What people answer in a debrief, the one
sentence they agree on, and a recording of the room with everybody's agreement have tables of their own. Nobody is
ranked and nobody is scored here: a sign is "could see it, missed it", never a person's mistake.
"""
