"""What a phone carries for one shift (`contracts/shift.schema.json`): read as the pages read it, and nothing beside it."""
