"""Trials of calls: planned, signed, run, stopped, and their log checked. Nothing here says how a call ended."""
