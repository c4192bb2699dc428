"""Trials by a sealed draw: for calls where the criteria leave a choice, the lot says which of two fair answers is sent.

It is not a way to ration care, and no measure is read here. Who plans, who signs and who approved it stands before the
first draw; the draw stands before its outcome; the seed stays shut until nothing more can be drawn (docs/trials.md).
"""
