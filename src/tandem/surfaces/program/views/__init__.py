"""Pages of the program's own door, by what one does there."""
