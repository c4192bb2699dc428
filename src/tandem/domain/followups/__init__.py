"""A contact owed to a person after an incident, its tries and their results."""
