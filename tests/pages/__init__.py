"""Every page of every door, as a reader meets it: on a phone and at a desk, in light and dark, by eye and by key."""
