"""Template tags of the shared surface: load them with `{% load tandem %}`."""
