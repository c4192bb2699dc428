"""Rehearsals as they are played: a room with a code, a run for each team, who sits where, and what happened when.

Everybody in a scenario is invented, and no record of a person served can come in here: this floor may not import the
domain. What is kept about learners is for themselves, their instructor and their own agency, and names no score.
"""
