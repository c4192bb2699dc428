"""Formats of the outside world, a slice each: what comes in is checked here and becomes the domain's own values."""
