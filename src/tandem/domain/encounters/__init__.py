"""One team's contact with one person: outcome of the contact first, then what happened, then the note."""
